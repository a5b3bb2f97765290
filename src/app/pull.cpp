// Step 1: source -> frozen evidence. One thread reads and checks rows, another freezes and writes; a batch at
// a time goes from the one to the other.
#include <future>

#include "app/clock.h"
#include "app/coming_back.h"
#include "app/pipe.h"
#include "app/propose.h"
#include "app/twins.h"
#include "text/digest.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr std::size_t pull_batch = 500;
constexpr std::size_t batches_between = 2;

using Batch = std::vector<Evidence>;

// What was read beside the evidence that went through the pipe.
struct Remainder {
  Batch last;  // less than a batch
  std::vector<journal::RejectedRow> rejected;
  Diagnostics found;
};

struct NothingMoreWanted {};

journal::Frozen freeze(const Evidence& evidence) {
  std::string text = to_text(evidence);
  std::string digest = sha256(text);
  return {evidence.id, evidence.scheme, evidence.session.id, std::move(digest), std::move(text)};
}

journal::RejectedRow row_of(const source::Rejected& rejected) {
  return {rejected.assessment, to_text(rejected.why.at), rejected.why.message, rejected.why.hint};
}

// Ends early when the other side closes the pipe.
Remainder read_all(source::Source& source, const std::vector<Scheme>& schemes, Pipe<Batch>& pipe) {
  const Pipe<Batch>::Closing closing(pipe);
  Remainder out;
  try {
    source.read(
        schemes,
        [&](Evidence&& evidence) {
          out.last.push_back(std::move(evidence));
          if (out.last.size() < pull_batch) return;
          if (!pipe.put(std::exchange(out.last, {}))) throw NothingMoreWanted();
        },
        [&](source::Rejected&& row) {
          out.rejected.push_back(row_of(row));
          out.found.push_back(std::move(row.why));
        },
        [&](Diagnostic&& note) { out.found.push_back(std::move(note)); });
  } catch (const NothingMoreWanted&) {  // the one who closed it says why
  }
  return out;
}

// Freezes batches and keeps them in the journal.
class Keeper {
 public:
  explicit Keeper(Site& site) : coming_back(site.settings()), site_(site), now_(now_utc()) {}

  void keep(const Batch& batch) {
    std::vector<journal::Frozen> frozen;
    frozen.reserve(batch.size());
    for (const Evidence& evidence : batch) {
      twins.see(evidence);
      coming_back.see(evidence);
      frozen.push_back(freeze(evidence));
    }
    const journal::PullCounts more = site_.journal().keep_evidence(frozen, now_);
    counts.fresh += more.fresh;
    counts.unchanged += more.unchanged;
    counts.changed += more.changed;
    counts.review += more.review;
  }

  journal::PullCounts counts;
  Twins twins;
  ComingBack coming_back;

 private:
  Site& site_;
  const std::string now_;
};

Remainder read_and_keep(Site& site, source::Source& source, Keeper& keeper) {
  const std::vector<Scheme> schemes = site.schemes_with_equal_units();
  Pipe<Batch> pipe(batches_between);
  auto reading = std::async(std::launch::async, [&] { return read_all(source, schemes, pipe); });
  const Pipe<Batch>::Closing closing(pipe);  // before `reading` is waited for, also when keeping fails
  while (auto batch = pipe.take()) keeper.keep(*batch);
  Remainder rest = reading.get();
  keeper.keep(rest.last);
  return rest;
}

void tell(Site& site, const journal::PullCounts& counts, std::size_t rejected, Report& report) {
  report.line(say("pull: {} baru, {} berubah, {} tetap, {} baris ditolak",
                  "pull: {} new, {} changed, {} unchanged, {} rows rejected", counts.fresh, counts.changed,
                  counts.unchanged, rejected));
  const bool none_taken = counts.fresh + counts.changed + counts.unchanged + counts.review == 0;
  if (none_taken && rejected > 1) {
    report.found.push_back(
        {.at = {.file = (site.settings().site / "queries").string()},
         .message =
             say("tidak satu pun dari {} asesmen diterima", "not one of {} assessments was taken", rejected),
         .hint = say(
             "mungkin kolom atau tipenya berubah di basis data sumber; bandingkan dengan kueri",
             "a column or its type may have changed in the source database; compare it with the queries")});
  }
  if (counts.review > 0) {
    report.line(
        say("pull: {} berubah setelah masuk daftar pleno; putusan tidak diubah, lihat `pleno status`",
            "pull: {} changed after they were put to a plenary; nothing is overwritten, see `pleno status`",
            counts.review));
  }
}

}  // namespace

Report pull(Site& site) {
  Report report;
  auto source = site.open_source();
  report.found = source->check();
  if (has_errors(report.found)) throw SiteFaults{report.found};
  Keeper keeper(site);
  const Remainder rest = read_and_keep(site, *source, keeper);
  report.found.insert(report.found.end(), rest.found.begin(), rest.found.end());
  site.journal().keep_rejected(rest.rejected);
  keeper.twins.settle(site, report);
  keeper.coming_back.settle(site, report);
  const journal::PullCounts& counts = keeper.counts;
  report.held += static_cast<long long>(rest.rejected.size()) + counts.review;
  report.worked = counts.fresh + counts.changed + counts.review > 0;
  tell(site, counts, rest.rejected.size(), report);
  return report;
}

}  // namespace pleno::app
