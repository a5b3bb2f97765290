#include "printer.h"

#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "document/document_from_facts.h"
#include "document/functions.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "pdf/measure.h"
#include "text/indonesian.h"

namespace pleno::bench {
namespace {

[[noreturn]] void fail(const Diagnostics& found) {
  std::string text;
  for (const Diagnostic& one : found) text += fmt::format("{}: {}\n", to_text(one.at), one.message);
  throw std::runtime_error(text);
}

// "18 November 2026", as the data has it.
Date date_of(const std::string& text) {
  std::istringstream in(text);
  int day = 0, year = 0;
  std::string month;
  in >> day >> month >> year;
  for (unsigned m = 1; m <= 12; ++m) {
    if (month_name(m) == month)
      return Date{std::chrono::year{year}, std::chrono::month{m},
                  std::chrono::day{static_cast<unsigned>(day)}};
  }
  throw std::runtime_error("not a date: " + text);
}

}  // namespace

std::filesystem::path certificate_form() { return PLENO_SOURCE_DIR "/tests/bench/certificate.xml"; }

Printer::Printer(const std::filesystem::path& data, const std::filesystem::path& form)
    : fonts_(pdf::FontStore::load(PLENO_SOURCE_DIR "/fonts")), images_(std::make_shared<pdf::ImageStore>()) {
  Diagnostics found;
  for (const char* picture : {"logo.png", "signature.png"}) images_->add(picture, data / picture, found);
  std::ifstream in(form, std::ios::binary);
  const std::string xml{std::istreambuf_iterator<char>(in), {}};
  const auto no_includes = [](const std::string&) { return std::nullopt; };
  form_ = document::template_from_xml(xml, form.string(), no_includes, found);
  if (has_errors(found)) fail(found);
  measure_ = pdf::measure_of(fonts_, images_);
}

Pages Printer::lay_out(const feel::Context& facts) const {
  Diagnostics found;
  const Document filled = document::fill(*form_, facts, found);
  if (has_errors(found)) fail(found);
  Pages pages = document::lay_out(filled, *measure_, found, {.memo = &memo_});
  if (has_errors(found)) fail(found);
  return pages;
}

feel::Context shared_facts(const std::vector<Unit>& units) {
  feel::List list;
  for (const Unit& unit : units) {
    feel::Context row;
    row.set("nomor", unit.no);
    row.set("kode", unit.code);
    row.set("judul", unit.title);
    row.set("judul_inggris", unit.title_english);
    list.emplace_back(std::move(row));
  }
  feel::Context scheme;
  scheme.set("unit", std::move(list));
  feel::Context out = document::indonesian_functions();
  out.set("skema", std::move(scheme));
  return out;
}

feel::Context facts_of(const feel::Context& shared, const Person& person) {
  feel::Context candidate, certificate, body, out = shared;
  candidate.set("nama", person.name);
  candidate.set("no_pendaftaran", person.id);
  certificate.set("nomor", person.number);
  certificate.set("no_registrasi", person.registration);
  certificate.set("tanggal", date_of(person.date));
  certificate.set("alamat", person.url);
  body.set("kota", person.place);
  out.set("asesi", std::move(candidate));
  out.set("sertifikat", std::move(certificate));
  out.set("lsp", std::move(body));
  return out;
}

}  // namespace pleno::bench
