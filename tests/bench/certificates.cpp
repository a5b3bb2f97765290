// certificates DATADIR OUTDIR N [--threads n] [--template FILE]: the first N people of DATADIR/data.json as
// OUTDIR/<id>.pdf, by the ordinary way from template to file; prints what that took.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "app/stream.h"
#include "document/document_from_facts.h"
#include "document/functions.h"
#include "document/memo.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "figures.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"
#include "pdf/measure.h"
#include "pdf/writer.h"
#include "people.h"
#include "text/error.h"
#include "text/indonesian.h"

namespace pleno::bench {
namespace {

namespace fs = std::filesystem;

struct Orders {
  fs::path data, out, form = PLENO_SOURCE_DIR "/tests/bench/certificate.xml";
  std::size_t count = 0, threads = 2;
};

[[noreturn]] void fail(const Diagnostics& found) {
  std::string text;
  for (const Diagnostic& one : found) text += fmt::format("{}: {}\n", to_text(one.at), one.message);
  throw std::runtime_error(text);
}

// What is made once for all people.
class Printer {
 public:
  explicit Printer(const Orders& orders)
      : fonts_(pdf::FontStore::load(PLENO_SOURCE_DIR "/fonts")),
        images_(std::make_shared<pdf::ImageStore>()) {
    Diagnostics found;
    for (const char* picture : {"logo.png", "signature.png"})
      images_->add(picture, orders.data / picture, found);
    std::ifstream in(orders.form, std::ios::binary);
    const std::string xml{std::istreambuf_iterator<char>(in), {}};
    form_ = document::template_from_xml(
        xml, orders.form.string(), [](const std::string&) { return std::nullopt; }, found);
    if (has_errors(found)) fail(found);
    measure_ = pdf::measure_of(fonts_, images_);
  }

  pdf::Writer writer() const { return {fonts_, images_}; }

  std::string print(pdf::Writer& writer, const feel::Context& facts) const {
    Diagnostics found;
    const Document filled = document::fill(*form_, facts, found);
    if (has_errors(found)) fail(found);
    const Pages pages = document::lay_out(filled, *measure_, found, {.memo = &memo_});
    if (has_errors(found)) fail(found);
    return writer.write(pages);
  }

 private:
  std::shared_ptr<const pdf::FontStore> fonts_;
  std::shared_ptr<pdf::ImageStore> images_;
  std::unique_ptr<Measure> measure_;
  std::shared_ptr<const document::Template> form_;
  mutable document::Memo memo_;
};

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

void write(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out.rdbuf()->pubsetbuf(nullptr, 0);  // one write
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error(file.string() + " cannot be written");
}

void run(const Orders& orders) {
  const double wall = wall_seconds();
  const Printer printer(orders);
  People people(orders.data / "data.json");
  const feel::Context shared = shared_facts(people.units());
  fs::create_directories(orders.out);
  std::size_t read = 0, written = 0;
  double bytes = 0;
  app::stream(
      {.threads = std::min(orders.threads, orders.count), .window = 64},
      [&] { return read++ < orders.count ? people.next() : std::nullopt; }, [&] { return printer.writer(); },
      [&](pdf::Writer& writer, const Person& person) {
        const std::string file = printer.print(writer, facts_of(shared, person));
        write(orders.out / (person.id + ".pdf"), file);
        return file.size();
      },
      [&](std::size_t size) {
        ++written;
        bytes += static_cast<double>(size);
      });
  if (written < orders.count) throw std::runtime_error(fmt::format("data.json has {} people only", written));

  const auto count = static_cast<double>(written);
  using enum Figures::Goal;
  Figures figures(fmt::format("certificates, N = {}, {} threads", written, orders.threads));
  figures.add("CPU a certificate, start-up included", cpu_seconds() * 1000 / count, "ms", AtMost,
              written == 1 ? 40 : 0.8);
  if (written > 1) figures.add("certificates a second", count / (wall_seconds() - wall), "/s", AtLeast, 2000);
  figures.add("bytes a certificate", bytes / count / 1000, "KB", AtMost, 80);
  figures.add("peak memory", peak_megabytes(), "MB", AtMost, 64);
  figures.print();
}

Orders orders_of(const std::vector<std::string>& words) {
  Orders orders;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool named = words[i].starts_with("--") && i + 1 < words.size();
    if (!named)
      places.push_back(words[i]);
    else if (words[i] == "--threads")
      orders.threads = std::stoul(words[++i]);
    else if (words[i] == "--template")
      orders.form = words[++i];
  }
  if (places.size() != 3)
    throw std::runtime_error("usage: certificates DATADIR OUTDIR N [--threads n] [--template FILE]");
  orders.data = places[0];
  orders.out = places[1];
  orders.count = std::stoul(places[2]);
  return orders;
}

}  // namespace
}  // namespace pleno::bench

int main(int argc, char** argv) {
  try {
    pleno::bench::run(pleno::bench::orders_of({argv + 1, argv + argc}));
    return 0;
  } catch (const pleno::Error& error) {
    fmt::print(stderr, "{} {}\n{}\n", error.what(), error.context, error.hint);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
  }
  return 1;
}
