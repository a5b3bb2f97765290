// packet N: the plenary's packet of N candidates of the sample, from the journal to the stored PDF and
// decision sheet, with FR.AK.02 of each. Prints what that took beside the goals for a thousand.
#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "app/commands.h"
#include "app/propose.h"
#include "app/site.h"
#include "figures.h"
#include "guarded.h"
#include "support/temporary_folder.h"

namespace pleno::bench {
namespace {

using namespace pleno::app;

// The page tree's root says how many pages there are.
double pages_of(const std::string& pdf) {
  const std::size_t at = pdf.find("/Type /Pages");
  const std::size_t count = at == std::string::npos ? at : pdf.find("/Count ", at);
  if (count == std::string::npos) throw std::runtime_error("the packet has no page tree");
  return std::stod(pdf.substr(count + 7, 12));
}

void run(long long candidates) {
  const testing::TemporaryFolder folder("pleno-bench");
  command_init(folder.path(), candidates);
  Site site(folder.path());
  pull(site);
  decide(site, false);
  const double before_memory = peak_megabytes();
  const double cpu = cpu_seconds(), wall = wall_seconds();
  const Report report = packet(site, site.plenary("2026-11"));
  const double cpu_spent = cpu_seconds() - cpu, wall_spent = wall_seconds() - wall;
  if (!report.worked || report.failed > 0) throw std::runtime_error(to_text(report.found));
  double pages = 0, bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder.path() / "dokumen/2026-11")) {
    if (!file.path().filename().string().starts_with("paket-")) continue;  // a volume
    const std::string pdf = read_file(file.path());
    pages += pages_of(pdf);
    bytes += static_cast<double>(pdf.size());
  }

  using enum Figures::Goal;
  const double share = static_cast<double>(candidates) / 1000;
  Figures figures(fmt::format("packet, N = {}", candidates));
  figures.add("time", wall_spent, "s", AtMost, 15 * share);
  figures.add("CPU", cpu_spent, "s");
  figures.add("pages", pages, "");
  figures.add("CPU a page", cpu_spent * 1000 / pages, "ms");
  figures.add("file", bytes / 1e6, "MB", AtMost, 12 * share);
  figures.add("peak memory before", before_memory, "MB");
  figures.add("peak memory", peak_megabytes(), "MB", AtMost, 300);
  figures.print();
}

}  // namespace
}  // namespace pleno::bench

int main(int argc, char** argv) {
  using namespace pleno::bench;
  return guarded<pleno::app::SiteFaults>([&] {
    if (argc != 2) throw std::runtime_error("usage: packet N");
    run(std::stoll(argv[1]));
  });
}
