#include "app/facts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "document/functions.h"
#include "domain/criteria_words.h"
#include "rules/explanation.h"
#include "text/indonesian.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

using feel::Context;
using feel::List;
using feel::Value;

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

Value candidate_facts(const Case& one) {
  const Evidence& evidence = *one.evidence;
  const Candidate& person = evidence.candidate;
  Context out;
  out.set("no_pendaftaran", evidence.id);
  out.set("nama", person.name);
  out.set("nama_gelar", with_titles(person));
  if (one.shows_national_id) out.set("nik", person.national_id);
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

Value result_facts(const Case& one) {
  const Decision& decision = *one.decision;
  Context out;
  out.set("kode", decision.result);
  out.set("kompeten", truth_of(decision.outcome));
  out.set("alasan", decision.reason);
  out.set("lanjut", decision.follow_up);
  out.set("tindak_lanjut", rules::follow_up_text(decision, *one.scheme));
  List gaps;
  for (const Gap& gap : decision.gaps) {
    Context row;
    row.set("unit", gap.unit);
    const Unit& unit = unit_of(*one.scheme, gap.unit);
    row.set("judul", unit.title);
    row.set("kuk", listed(gap.criteria, unit));
    row.set("alasan", gap.reason);
    row.set("perlu", needed_for(decision, gap, unit));
    gaps.emplace_back(std::move(row));
  }
  out.set("kurang", std::move(gaps));
  out.set("perlu", decision.needed);
  out.set("beda", differs(decision, *one.evidence));
  Context rules;
  rules.set("id", decision.rules_id);
  rules.set("judul", decision.rules_id);
  rules.set("sidik", decision.rules_digest.substr(0, 6));
  out.set("aturan", std::move(rules));
  return out;
}

Value certificate_facts(const Case& one, const Settings& settings) {
  const journal::CertificateRow& row = *one.certificate;
  Context out;
  out.set("nomor", row.number);
  out.set("no_registrasi", row.registration);
  if (const auto date = parse_date(row.issue_date)) out.set("tanggal", *date);
  out.set("berlaku_tahun", settings.certificate.valid_years);
  if (const auto date = parse_date(row.issue_date); date && one.plenary != nullptr) {
    const Date from = valid_from(settings.certificate, *one.evidence, *one.plenary, *date);
    out.set("berlaku_dari", from);
    out.set("berlaku_sampai", valid_until(from, settings.certificate.valid_years));
  }
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

Value profile_facts(const FormProfile& profile, const std::string& decree) {
  Context out;
  out.set("profil", profile.id);
  out.set("hasil", profile.result);
  out.set("laporan", profile.report);
  out.set("sk", decree);
  return out;
}

Value millimetres(double value) {
  return feel::Decimal::parse(fmt::format("{}", value)).value_or(feel::Decimal::from(0));
}

Value printing_facts(const CertificateSettings& settings) {
  Context out;
  const bool overlay = settings.mode == CertificateMode::Overlay;
  out.set("cara", overlay ? "blanko" : settings.mode == CertificateMode::Draft ? "draf" : "halaman");
  out.set("latar", settings.background);
  out.set("geser_kanan", millimetres(settings.front.right));
  out.set("geser_turun", millimetres(settings.front.down));
  out.set("geser_kanan_belakang", millimetres(settings.back.right));
  out.set("geser_turun_belakang", millimetres(settings.back.down));
  return out;
}

}  // namespace

Date valid_from(const CertificateSettings& settings, const Evidence& evidence, const Plenary& plenary,
                Date decree) {
  switch (settings.valid_from) {
    case ValidFrom::Plenary: return plenary.date;
    case ValidFrom::Assessment: return evidence.session.ends;
    case ValidFrom::Decree: break;
  }
  return decree;
}

// From 29 February to 28 February where the last year has no 29th.
Date valid_until(Date from, int years) {
  const Date until = from + std::chrono::years{years};
  return until.ok() ? until : Date{until.year() / until.month() / std::chrono::last};
}

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

std::string needed_for(const Decision& decision, const Gap& gap, const Unit& unit) {
  std::vector<const Need*> meant;
  for (const Need& need : decision.needs) {
    if (need.unit == gap.unit && need.reason == gap.reason && need.criteria.empty() == gap.criteria.empty() &&
        !need.words.empty())
      meant.push_back(&need);
  }
  std::vector<std::string> words;
  for (const Need* need : meant) {
    const bool named = meant.size() > 1 && !need->criteria.empty();
    words.push_back((named ? "KUK " + listed(need->criteria, unit) + ": " : "") + need->words);
  }
  return fmt::format("{}", fmt::join(words, "; "));
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
  lsp.set("zona", body.time_zone);
  lsp.set("batas_banding", settings.plenary.appeal_days);
  lsp.set("gaya_pilihan", settings.option_style);
  lsp.set("edisi_formulir", settings.form_edition);
  Context out = document::indonesian_functions();
  out.set("lsp", std::move(lsp));
  out.set("formulir", profile_facts(settings.profile, settings.decree));
  out.set("cetak", printing_facts(settings.certificate));
  out.set("contoh", settings.sample);
  out.set("draf", false);
  return out;
}

Value plenary_facts(const Plenary& plenary, const std::string& zone) {
  Context out;
  out.set("kode", plenary.id);
  out.set("tanggal", plenary.date);
  out.set("waktu", with_time_zone(plenary.time, zone));
  out.set("tempat", plenary.place);
  out.set("badan", plenary.body);
  out.set("notulis", plenary.secretary);
  out.set("nomor_undangan", plenary.invitation_number);
  if (plenary.invitation_date) out.set("tanggal_undangan", *plenary.invitation_date);
  out.set("agenda", texts(plenary.agenda));
  out.set("nomor_tugas", plenary.assignment_number);
  if (plenary.assignment_date) out.set("tanggal_tugas", *plenary.assignment_date);
  const bool own = !plenary.appointment_number.empty() || plenary.appointment_date.has_value();
  out.set("nomor_penunjukan", own ? plenary.appointment_number : plenary.assignment_number);
  if (const auto& day = own ? plenary.appointment_date : plenary.assignment_date)
    out.set("tanggal_penunjukan", *day);
  out.set("nomor_blanko", plenary.stock_number);
  if (plenary.stock_date) out.set("tanggal_blanko", *plenary.stock_date);
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
  out.set("asesi", candidate_facts(one));
  out.set("skema", scheme_facts(*one.scheme, one.decision, one.evidence, depth));
  add_assessment(out, *one.evidence);
  if (one.decision != nullptr) out.set("hasil", result_facts(one));
  if (one.plenary != nullptr) out.set("pleno", plenary_facts(*one.plenary, settings.body.time_zone));
  if (one.plenary != nullptr) out.set("surat", letter_facts(settings.letters, one));
  if (one.resolution != nullptr) {
    Context ruling;
    ruling.set("kode", to_text(one.resolution->ruling));
    ruling.set("teks", ruling_text(one.resolution->ruling));
    ruling.set("alasan", one.resolution->reason);
    out.set("putusan", std::move(ruling));
  }
  if (one.certificate != nullptr) out.set("sertifikat", certificate_facts(one, settings));
  return out;
}

}  // namespace pleno::app
