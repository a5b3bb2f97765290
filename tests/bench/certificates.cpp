// certificates DATADIR OUTDIR N [--threads n] [--template FILE] [--files-only]: the first N people of
// DATADIR/data.json as OUTDIR/<id>.pdf, by the ordinary way from template to file; prints what that took.
// With --files-only the first one's bytes under every name: what reading the data and the disk take by
// themselves.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "figures.h"
#include "guarded.h"
#include "people.h"
#include "printer.h"
#include "stream.h"

namespace pleno::bench {
namespace {

namespace fs = std::filesystem;

struct Orders {
  fs::path data, out, form = certificate_form();
  std::size_t count = 0, threads = 2;
  bool files_only = false;
};

void write(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out.rdbuf()->pubsetbuf(nullptr, 0);  // one write
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error(file.string() + " cannot be written");
}

void run(const Orders& orders) {
  const double wall = wall_seconds();
  const Printer printer(orders.data, orders.form);
  People people(orders.data / "data.json");
  const feel::Context shared = shared_facts(people.units());
  fs::create_directories(orders.out);
  std::string first;  // only with files_only
  if (orders.files_only) {
    pdf::Writer writer = printer.writer();
    first = printer.print(writer, facts_of(shared, People(orders.data / "data.json").next().value()));
  }
  std::size_t read = 0, written = 0;
  double bytes = 0;
  stream(
      {.threads = std::min(orders.threads, orders.count), .window = 64},
      [&] { return read++ < orders.count ? people.next() : std::nullopt; }, [&] { return printer.writer(); },
      [&](pdf::Writer& writer, const Person& person) {
        const std::string file = orders.files_only ? first : printer.print(writer, facts_of(shared, person));
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
  Figures figures(fmt::format("{}, N = {}, {} threads", orders.files_only ? "files only" : "certificates",
                              written, orders.threads));
  figures.add("CPU a certificate, start-up included", cpu_seconds() * 1000 / count, "ms", AtMost,
              written == 1 ? 40 : 0.8);
  const bool has_goal = orders.threads == 2 && !orders.files_only;
  if (written > 1) {
    figures.add("certificates a second", count / (wall_seconds() - wall), "/s", has_goal ? AtLeast : None,
                2000);
  }
  figures.add("bytes a certificate", bytes / count / 1000, "KB", AtMost, 80);
  figures.add("peak memory", peak_megabytes(), "MB", AtMost, 64);
  figures.print();
}

Orders orders_of(const std::vector<std::string>& words) {
  Orders orders;
  std::vector<std::string> places;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool named = words[i].starts_with("--") && i + 1 < words.size();
    if (words[i] == "--files-only")
      orders.files_only = true;
    else if (!named)
      places.push_back(words[i]);
    else if (words[i] == "--threads")
      orders.threads = std::stoul(words[++i]);
    else if (words[i] == "--template")
      orders.form = words[++i];
  }
  if (places.size() != 3)
    throw std::runtime_error(
        "usage: certificates DATADIR OUTDIR N [--threads n] [--template FILE] [--files-only]");
  orders.data = places[0];
  orders.out = places[1];
  orders.count = std::stoul(places[2]);
  return orders;
}

}  // namespace
}  // namespace pleno::bench

int main(int argc, char** argv) {
  using namespace pleno::bench;
  return guarded([&] { run(orders_of({argv + 1, argv + argc})); });
}
