#include "app/facts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "document/functions.h"
#include "rules/explanation.h"
#include "text/indonesian.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

using feel::Context;
using feel::List;
using feel::Value;

std::optional<bool> tristate(Outcome outcome) {
  if (outcome == Outcome::Undecided) return std::nullopt;
  return outcome == Outcome::Competent;
}

Value officer_facts(const Officer& officer) {
  Context out;
  out.set("nama", officer.name);
  out.set("jabatan", officer.title);
  out.set("jabatan_inggris", officer.english_title);
  return out;
}

Value texts(const std::vector<std::string>& lines) {
  List out;
  for (const std::string& line : lines) out.emplace_back(line);
  return out;
}

Value candidate_facts(const Evidence& evidence) {
  const Candidate& person = evidence.candidate;
  Context out;
  out.set("no_pendaftaran", evidence.id);
  out.set("nama", person.name);
  out.set("nama_gelar", with_titles(person));
  out.set("nik_samar", masked(person.national_id));
  out.set("lembaga", person.organisation);
  out.set("email", person.email);
  out.set("hadir", evidence.attendance == Attendance::Present);
  out.set("kehadiran", to_text(evidence.attendance));
  return out;
}

void add_assessment(Context& out, const Evidence& evidence) {
  const AssessmentSite& site = evidence.session.site;
  Context tuk;
  tuk.set("nama", site.name);
  tuk.set("jenis", to_text(site.kind));
  tuk.set("alamat", site.address);
  out.set("tuk", std::move(tuk));
  Context session;
  session.set("kode", evidence.session.id);
  session.set("mulai", evidence.session.begins);
  session.set("selesai", evidence.session.ends);
  out.set("jadwal", std::move(session));
  List assessors;
  for (const Assessor& assessor : evidence.assessors) {
    Context row;
    row.set("nama", assessor.name);
    row.set("no_reg", assessor.registration);
    assessors.emplace_back(std::move(row));
  }
  out.set("asesor", std::move(assessors));
  Context recommendation;
  recommendation.set("kompeten", Value(evidence.recommendation.competent));
  recommendation.set("komentar", evidence.recommendation.comment);
  out.set("rekomendasi", std::move(recommendation));
  List enclosures;
  for (const Enclosure& enclosure : evidence.enclosures) {
    Context row;
    row.set("kode", enclosure.code);
    row.set("ada", enclosure.present);
    enclosures.emplace_back(std::move(row));
  }
  out.set("dokumen", std::move(enclosures));
}

std::string unit_title(const Scheme& scheme, const std::string& code) {
  for (const Unit& unit : scheme.units) {
    if (unit.code == code) return unit.title;
  }
  return {};
}

Value result_facts(const Case& one) {
  const Decision& decision = *one.decision;
  Context out;
  out.set("kode", decision.result);
  out.set("kompeten", Value(tristate(decision.outcome)));
  out.set("alasan", decision.reason);
  out.set("tindak_lanjut", rules::follow_up_text(decision, *one.scheme));
  List gaps;
  for (const Gap& gap : decision.gaps) {
    Context row;
    row.set("unit", gap.unit);
    row.set("judul", unit_title(*one.scheme, gap.unit));
    row.set("kuk", fmt::format("{}", fmt::join(gap.criteria, ", ")));
    row.set("alasan", gap.reason);
    gaps.emplace_back(std::move(row));
  }
  out.set("kurang", std::move(gaps));
  out.set("beda", differs(decision, *one.evidence));
  Context rules;
  rules.set("id", decision.rules_id);
  rules.set("judul", decision.rules_id);
  rules.set("sidik", decision.rules_digest.substr(0, 6));
  out.set("aturan", std::move(rules));
  return out;
}

Value certificate_facts(const journal::CertificateRow& row, const Settings& settings) {
  Context out;
  out.set("nomor", row.number);
  out.set("no_registrasi", row.registration);
  if (const auto date = parse_date(row.issue_date)) out.set("tanggal", *date);
  out.set("berlaku_tahun", settings.certificate.valid_years);
  out.set("kode", row.public_id);
  std::string grouped_id;
  for (std::size_t i = 0; i < row.public_id.size(); ++i) {
    if (i > 0 && i % 4 == 0) grouped_id += '-';
    grouped_id += row.public_id[i];
  }
  out.set("kode_kelompok", grouped_id);
  out.set("alamat", settings.certificate.verify_url + row.public_id);
  std::string shown = settings.certificate.verify_url;
  if (const auto scheme = shown.find("://"); scheme != std::string::npos) shown.erase(0, scheme + 3);
  out.set("alamat_pendek", shown.substr(0, shown.find('/')));
  return out;
}

// Which methods gave a mark for each unit: the ticks of FR.AK.02's matrix.
std::vector<std::array<bool, method_count>> methods_by_unit(const Scheme& scheme, const Evidence* evidence) {
  std::vector<std::array<bool, method_count>> out(scheme.units.size());
  if (evidence == nullptr) return out;
  std::vector<std::size_t> unit_of;
  for (std::size_t u = 0; u < scheme.units.size(); ++u) {
    for (const Element& element : scheme.units[u].elements)
      unit_of.insert(unit_of.end(), element.criteria.size(), u);
  }
  for (const Proof& proof : evidence->proofs) {
    if (proof.mark == Mark::None || proof.criterion >= unit_of.size()) continue;
    out[unit_of[proof.criterion]][static_cast<std::size_t>(proof.method)] = true;
  }
  return out;
}

Value methods_facts(const std::array<bool, method_count>& used) {
  Context out;
  for (std::size_t m = 0; m < method_count; ++m) {
    out.set(std::string(to_text(static_cast<Method>(m))), Value(static_cast<bool>(used[m])));
  }
  return out;
}

void set_finding(Context& out, const Finding* finding) {
  out.set("kompeten", finding == nullptr ? Value() : Value(tristate(finding->outcome)));
  out.set("alasan", finding == nullptr ? Value("") : Value(finding->reason));
}

const Finding* part(const Finding* whole, std::size_t index) {
  return whole != nullptr && index < whole->parts.size() ? &whole->parts[index] : nullptr;
}

Value element_facts(const Element& element, const Finding* finding, std::uint32_t& position,
                    const Evidence* evidence) {
  Context out;
  out.set("nomor", element.number);
  out.set("judul", element.title);
  set_finding(out, finding);
  List criteria;
  for (std::size_t k = 0; k < element.criteria.size(); ++k, ++position) {
    Context row;
    row.set("nomor", element.criteria[k].number);
    row.set("teks", element.criteria[k].text);
    set_finding(row, part(finding, k));
    bool further = false;
    if (evidence != nullptr) {
      for (const Proof& proof : evidence->proofs) {
        further = further || (proof.criterion == position && proof.mark == Mark::FurtherAssessment);
      }
    }
    row.set("lanjut", further);
    criteria.emplace_back(std::move(row));
  }
  out.set("kriteria", std::move(criteria));
  return out;
}

}  // namespace

std::string masked(const std::string& national_id) {
  if (national_id.size() < 9) return std::string(national_id.size(), '*');
  return national_id.substr(0, 4) + std::string(national_id.size() - 8, '*') +
         national_id.substr(national_id.size() - 4);
}

std::string with_titles(const Candidate& candidate) {
  std::string out = candidate.title_front.empty() ? "" : candidate.title_front + " ";
  out += candidate.name;
  if (!candidate.title_back.empty()) out += ", " + candidate.title_back;
  return out;
}

std::string ruling_text(Ruling ruling) {
  switch (ruling) {
    case Ruling::Competent: return "Kompeten";
    case Ruling::NotYetCompetent: return "Belum Kompeten";
    case Ruling::Deferred: return "Ditunda";
    case Ruling::FollowUp: return "Tindak lanjut";
    case Ruling::Disqualified: return "Diskualifikasi";
    case Ruling::Absent: return "Tidak hadir";
  }
  return {};
}

bool differs(const Decision& decision, const Evidence& evidence) {
  if (!evidence.recommendation.competent || decision.outcome == Outcome::Undecided) return false;
  return *evidence.recommendation.competent != (decision.outcome == Outcome::Competent);
}

std::string enclosures_text(const Evidence& evidence) {
  std::vector<std::string> missing;
  for (const Enclosure& enclosure : evidence.enclosures) {
    if (!enclosure.present) missing.push_back(enclosure.code);
  }
  if (evidence.enclosures.empty()) return "–";
  return missing.empty() ? "Lengkap" : fmt::format("{} belum ada", fmt::join(missing, ", "));
}

Context site_facts(const Settings& settings) {
  const BodySettings& body = settings.body;
  Context lsp;
  lsp.set("nama", body.name);
  lsp.set("nama_pendek", body.short_name);
  lsp.set("nama_inggris", body.english_name);
  lsp.set("lisensi", body.licence);
  lsp.set("sk_lisensi", body.licence_decree);
  lsp.set("alamat", body.address);
  lsp.set("situs", body.website);
  lsp.set("email", body.email);
  lsp.set("kota", body.city);
  lsp.set("logo", body.logo);
  lsp.set("ketua", officer_facts(body.chair));
  lsp.set("manajer", officer_facts(body.manager));
  lsp.set("dasar_hukum", texts(body.legal_basis));
  lsp.set("tembusan", texts(body.cc));
  lsp.set("batas_banding", settings.appeal_days);
  lsp.set("gaya_pilihan", settings.option_style);
  lsp.set("edisi_formulir", settings.form_edition);
  Context out = document::indonesian_functions();
  out.set("lsp", std::move(lsp));
  out.set("contoh", settings.sample);
  out.set("draf", false);
  return out;
}

Value scheme_facts(const Scheme& scheme, const Decision* decision, const Evidence* evidence, Depth depth) {
  Context out;
  out.set("kode", scheme.id);
  out.set("judul", scheme.title);
  out.set("judul_inggris", scheme.title_english);
  out.set("nomor", scheme.number);
  out.set("jenis", to_text(scheme.kind));
  out.set("jenjang", scheme.level);
  out.set("bidang", scheme.field);
  out.set("bidang_inggris", scheme.field_english);
  const Finding* whole = decision == nullptr ? nullptr : &decision->scheme;
  set_finding(out, whole);
  const auto methods = methods_by_unit(scheme, evidence);
  std::uint32_t position = 0;
  List units;
  for (std::size_t u = 0; u < scheme.units.size(); ++u) {
    const Unit& unit = scheme.units[u];
    const Finding* finding = part(whole, u);
    Context row;
    row.set("nomor", static_cast<long long>(u + 1));
    row.set("kode", unit.code);
    row.set("judul", unit.title);
    row.set("judul_inggris", unit.title_english);
    set_finding(row, finding);
    row.set("metode", methods_facts(methods[u]));
    if (depth == Depth::Criteria) {
      List elements;
      for (std::size_t e = 0; e < unit.elements.size(); ++e) {
        elements.emplace_back(element_facts(unit.elements[e], part(finding, e), position, evidence));
      }
      row.set("elemen", std::move(elements));
    }
    units.emplace_back(std::move(row));
  }
  out.set("unit", std::move(units));
  return out;
}

Value plenary_facts(const Plenary& plenary) {
  Context out;
  out.set("kode", plenary.id);
  out.set("tanggal", plenary.date);
  out.set("waktu", plenary.time);
  out.set("tempat", plenary.place);
  out.set("badan", plenary.body);
  out.set("notulis", plenary.secretary);
  out.set("nomor_tugas", plenary.assignment_number);
  out.set("nomor_ba", plenary.minutes_number);
  out.set("nomor_sk", plenary.decree_number);
  if (plenary.decree_date) out.set("tanggal_sk", *plenary.decree_date);
  List members;
  for (const Member& member : plenary.members) {
    if (member.role == "Ketua") out.set("ketua", member.name);
    Context row;
    row.set("nama", member.name);
    row.set("no_reg", member.registration);
    row.set("jabatan", member.role);
    members.emplace_back(std::move(row));
  }
  out.set("anggota", std::move(members));
  return out;
}

Context case_facts(const Context& site, const Settings& settings, const Case& one, Depth depth) {
  Context out = site;
  out.set("asesi", candidate_facts(*one.evidence));
  out.set("skema", scheme_facts(*one.scheme, one.decision, one.evidence, depth));
  add_assessment(out, *one.evidence);
  if (one.decision != nullptr) out.set("hasil", result_facts(one));
  if (one.plenary != nullptr) out.set("pleno", plenary_facts(*one.plenary));
  if (one.resolution != nullptr) {
    Context ruling;
    ruling.set("kode", to_text(one.resolution->ruling));
    ruling.set("teks", ruling_text(one.resolution->ruling));
    ruling.set("alasan", one.resolution->reason);
    out.set("putusan", std::move(ruling));
  }
  if (one.certificate != nullptr) out.set("sertifikat", certificate_facts(*one.certificate, settings));
  return out;
}

}  // namespace pleno::app
