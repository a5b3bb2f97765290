#include "app/certificate_check.h"

#include <algorithm>

#include "app/certificate_form.h"
#include "app/clock.h"
#include "app/facts.h"
#include "app/issue_work.h"
#include "pdf/qr.h"
#include "rules/example_evidence.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

constexpr float mm = 72.0F / 25.4F;  // points
constexpr float tolerance = 0.5F;
constexpr float least_module = 0.25F * mm;  // three dots of a printer with 300 dots an inch

struct Area {
  float left, top, right, bottom;
};

float overlap_across(const Area& a, const Area& b) {
  return std::min(a.right, b.right) - std::max(a.left, b.left);
}
float overlap_down(const Area& a, const Area& b) {
  return std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
}

// Without blanks and hyphens: a long name may be broken into lines.
std::string squeezed(const std::string& text) {
  std::string out;
  for (const char32_t c : code_points(text)) {
    if (c != ' ' && c != 0xA0 && c != 0x202F && c != '-') append_utf8(out, c);
  }
  return out;
}

class CertificateCheck {
 public:
  CertificateCheck(const Pages& pages, const Measure& measure, Place at, Diagnostics& found)
      : pages_(pages), measure_(measure), at_(std::move(at)), found_(found) {}

  void text(const std::string& wanted, const std::string& message, const std::string& fact) {
    std::string all;
    for (const Page& page : pages_.pages) {
      for (const Item& item : page.items) {
        if (const auto* run = std::get_if<TextRun>(&item)) all += run->text;
      }
    }
    if (squeezed(all).find(squeezed(wanted)) == std::string::npos) {
      fault(message, say("tulis {{{{{}}}}} di dalam templat", "write {{{{{}}}}} into the template", fact));
    }
  }

  void qr_code(const std::string& address) {
    bool there = false;
    for (const Page& page : pages_.pages) {
      for (const Item& item : page.items) {
        const auto* code = std::get_if<QrItem>(&item);
        if (code == nullptr) continue;
        there = there || code->text == address;
        const int modules = pdf::qr_modules(code->text.size());
        const float least = static_cast<float>(modules) * least_module;
        if (code->w >= least - 0.01F) continue;
        fault(say("kode QR terlalu kecil: {:.1f} mm untuk {} modul",
                  "the QR code is too small: {:.1f} mm for {} modules", code->w / mm, modules),
              say("paling kecil {:.1f} mm (0,25 mm satu modul)", "at least {:.1f} mm (0.25 mm a module)",
                  least / mm));
      }
    }
    if (!there && !address.empty()) {
      fault(say("kode QR dengan alamat verifikasi tidak ada",
                "there is no QR code with the address of verification"),
            R"(<qr text="{{sertifikat.alamat}}" width="24mm"/>)");
    }
  }

  void places() {
    for (const Page& page : pages_.pages) {
      std::vector<Area> texts;
      for (const Item& item : page.items) {
        const auto area = area_of(item);
        if (!area) continue;
        demand_on_paper(page, *area);
        if (!std::holds_alternative<TextRun>(item) && !std::holds_alternative<QrItem>(item)) continue;
        demand_free(texts, *area);
        texts.push_back(*area);
      }
    }
  }

 private:
  void fault(std::string message, std::string hint) {
    for (const Diagnostic& one : found_) {
      if (one.message == message && one.at == at_) return;
    }
    found_.push_back({.at = at_, .message = std::move(message), .hint = std::move(hint)});
  }

  // What an item covers; nothing for lines and boxes, which may run anywhere, and for the turned watermark.
  std::optional<Area> area_of(const Item& item) const {
    if (const auto* code = std::get_if<QrItem>(&item))
      return Area{code->x, code->y, code->x + code->w, code->y + code->w};
    if (const auto* image = std::get_if<ImageItem>(&item))
      return Area{image->x, image->y, image->x + image->w, image->y + image->h};
    const auto* run = std::get_if<TextRun>(&item);
    if (run == nullptr || run->angle != 0) return std::nullopt;
    const auto face = measure_.face(pages_.faces[run->face]);
    if (!face) return std::nullopt;
    float width = 0;
    for (const char32_t c : code_points(run->text))
      width += measure_.advance(*face, c) * run->size / 1000 + run->tracking;
    const float x_height = measure_.metrics(*face).x_height * run->size / 1000;
    return Area{run->x, run->y - x_height, run->x + width, run->y};
  }

  void demand_on_paper(const Page& page, const Area& area) {
    const float beyond =
        std::max({-area.left, -area.top, area.right - page.width, area.bottom - page.height});
    if (beyond <= tolerance) return;
    fault(say("isi keluar dari kertas sejauh {:.1f} mm", "something leaves the paper by {:.1f} mm",
              beyond / mm),
          say("kertas {:.0f} x {:.0f} mm", "the paper is {:.0f} x {:.0f} mm", page.width / mm,
              page.height / mm));
  }

  void demand_free(const std::vector<Area>& texts, const Area& area) {
    for (const Area& other : texts) {
      const float across = overlap_across(area, other), down = overlap_down(area, other);
      if (across < mm || down < 0.4F * std::min(area.bottom - area.top, other.bottom - other.top)) continue;
      fault(say("teks atau kode QR bertumpuk: {:.1f} x {:.1f} mm",
                "text or QR code overlap: {:.1f} x {:.1f} mm", across / mm, down / mm),
            say("geser bloknya; pleno render --debug-layout memperlihatkannya",
                "move its block; pleno render --debug-layout shows it"));
    }
  }

  const Pages& pages_;
  const Measure& measure_;
  const Place at_;
  Diagnostics& found_;
};

// Everything that a certificate of this scheme needs, invented.
struct Invented {
  Evidence evidence;
  Decision decision;
  Plenary plenary;
  Resolution resolution;
};

std::optional<Invented> invent(Site& site, const Scheme& scheme, Date day) {
  Evidence wanted;
  wanted.scheme = scheme.id;
  wanted.session.begins = day;
  const rules::Rules& rules = site.rules_for(wanted);
  auto reading = rules::read_example("semua K", rules, scheme, day);
  if (!reading.evidence) return std::nullopt;
  Invented out;
  out.evidence = std::move(*reading.evidence);
  out.evidence.scheme = scheme.id;
  out.evidence.id = "CONTOH-0001";
  out.evidence.candidate.name = "Siti Rahmawati Contoh";
  out.evidence.session.site.name = "TUK Contoh";
  out.decision = site.judge(rules, out.evidence);
  out.plenary.id = "contoh";
  out.plenary.date = day;
  out.plenary.decree_date = day;
  out.plenary.decree_number = out.plenary.minutes_number = "001/CONTOH";
  out.resolution = {out.plenary.id, out.evidence.id, Ruling::Competent, {}, {}, {}};
  return out;
}

}  // namespace

CertificateMust must_show(const Settings& settings, const Evidence& evidence,
                          const journal::CertificateRow& row) {
  const bool stock = settings.certificate.mode == CertificateMode::Overlay;
  return {stock ? "" : row.number, evidence.candidate.name,
          stock ? "" : settings.certificate.verify_url + row.public_id};
}

void check_certificate(const Pages& pages, const CertificateMust& must, const Measure& measure,
                       const Place& at, Diagnostics& found) {
  CertificateCheck check(pages, measure, at, found);
  check.text(must.number, say("nomor sertifikat tidak tercetak", "the certificate's number is not printed"),
             "sertifikat.nomor");
  check.text(must.name, say("nama pemilik tidak tercetak", "the holder's name is not printed"), "asesi.nama");
  check.qr_code(must.address);
  check.places();
}

void try_certificates(Site& site, Diagnostics& found) {
  const CertificateSettings& settings = site.settings().certificate;
  const NumberPatterns patterns(settings);
  const std::string name = certificate_template(settings);
  const auto form = site.press().form(name, found);
  if (form == nullptr) return;
  for (const Scheme& scheme : site.schemes()) {
    const auto invented = invent(site, scheme, today(site.settings().utc_hours()));
    if (!invented) continue;
    journal::CertificateRow row;
    row.no = settings.first_serial;
    row.issue_date = iso(*invented->plenary.decree_date);
    row.public_id = public_id(site.settings(), invented->evidence.id, 1);
    patterns.name(row, scheme, row.no - 1);
    const Case one{
        &scheme, &invented->evidence, &invented->decision, &invented->plenary, &invented->resolution, &row};
    const Pages pages =
        site.press().lay_out(*form, case_facts(site.facts(), site.settings(), one, Depth::Units), found,
                             layout_of_form(settings, name));
    if (has_errors(found)) return;
    check_certificate(pages, must_show(site.settings(), invented->evidence, row), site.press().measure(),
                      {.file = site_or_shipped(site.settings().site, "templates", name + ".xml").string(),
                       .record = say("skema {}", "scheme {}", scheme.id)},
                      found);
  }
}

}  // namespace pleno::app
