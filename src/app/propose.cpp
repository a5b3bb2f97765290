#include "app/propose.h"

#include <algorithm>
#include <set>

#include "app/clock.h"
#include "app/twins.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

constexpr std::size_t pull_batch = 500;

journal::Frozen freeze(const Evidence& evidence) {
  std::string text = to_text(evidence);
  std::string digest = digest_of(evidence);
  return {evidence.id, evidence.scheme, evidence.session.id, std::move(digest), std::move(text)};
}

journal::RejectedRow row_of(const source::Rejected& rejected) {
  return {rejected.assessment, to_text(rejected.why.at), rejected.why.message, rejected.why.hint};
}

void count(journal::PullCounts& all, const journal::PullCounts& batch) {
  all.fresh += batch.fresh;
  all.unchanged += batch.unchanged;
  all.changed += batch.changed;
  all.review += batch.review;
}

// Adds to `changed` the folders that have to be synced before it is safe, whoever made them.
void put_on_shelf(Site& site, const journal::Unshelved& document, std::set<std::filesystem::path>& changed) {
  namespace fs = std::filesystem;
  const fs::path& root = site.settings().site;
  const fs::path target = root / "dokumen" / document.path;
  std::error_code failed;
  for (fs::path folder = target.parent_path(); changed.insert(folder).second && folder != root;)
    folder = folder.parent_path();
  fs::create_directories(target.parent_path(), failed);
  fs::remove(target, failed);
  fs::create_hard_link(site.journal().path_of(document.sha256), target, failed);
  // Another file system, or a store in the database: a copy does as well.
  if (failed) write_file(target, *site.journal().bytes(document.sha256));
}

}  // namespace

journal::DecisionRow row_of(const Decision& decision) {
  return {decision.assessment,      std::string(to_text(decision.outcome)),
          decision.result,          digest_of(decision),
          decision.evidence_digest, decision.rules_id,
          decision.rules_digest,    decision.reason};
}

Evidence evidence_of(const journal::Record& record) {
  Diagnostics found;
  auto evidence = parse_evidence(record.evidence.text, found);
  if (!evidence) {
    throw Error(
        Kind::Internal,
        say("INTEGRITY ALARM: bukti beku asesi {} tidak terbaca",
            "INTEGRITY ALARM: frozen evidence of candidate {} is unreadable", record.evidence.assessment),
        {},
        say("`pleno audit` memeriksa semuanya; pulihkan dari cadangan",
            "`pleno audit` checks everything; restore from backup"));
  }
  return *evidence;
}

Decision decision_of(Site& site, const journal::Record& record, const Evidence& evidence) {
  Decision decision =
      site.judge(site.rules_by_digest(record.decision->rules_digest), evidence, record.evidence.digest);
  // Evidence that changed after the plenary gives another decision: the caller knows and compares.
  if (record.changed_after_plan || digest_of(decision) == record.decision->digest) return decision;
  throw Error(Kind::Internal,
              say("INTEGRITY ALARM: keputusan asesi {} tidak dapat diulang dari bukti dan aturannya",
                  "INTEGRITY ALARM: the decision on candidate {} does not follow from its evidence and rules",
                  record.evidence.assessment),
              {},
              say("program lain versi yang memutus? `pleno audit` memeriksa semuanya",
                  "was it decided by another version? `pleno audit` checks everything"));
}

Decision current_decision(Site& site, const journal::Record& record, const Evidence& evidence) {
  if (record.decision) return decision_of(site, record, evidence);
  return site.judge(site.rules_for(evidence), evidence);
}

Seen seen_by_plenary(Site& site, const journal::Record& record) {
  journal::Record then = record;
  if (!record.seen_evidence_digest.empty() && record.seen_evidence_digest != record.evidence.digest) {
    const auto kept = site.journal().evidence_of(record.evidence.assessment, record.seen_evidence_digest);
    if (kept) then.evidence = *kept;
  }
  Evidence evidence = evidence_of(then);
  const rules::Rules& rules =
      record.decision ? site.rules_by_digest(record.decision->rules_digest) : site.rules_for(evidence);
  Decision decision = site.judge(rules, evidence, then.evidence.digest);
  return {std::move(evidence), std::move(decision)};
}

Report pull(Site& site) {
  Report report;
  auto source = site.open_source();
  report.found = source->check();
  if (has_errors(report.found)) throw SiteFaults{report.found};
  journal::PullCounts counts;
  std::vector<journal::Frozen> batch;
  std::vector<journal::RejectedRow> rejected;
  const std::string now = now_utc();
  const auto flush = [&] {
    count(counts, site.journal().keep_evidence(batch, now));
    batch.clear();
  };
  Twins twins;
  source->read(
      site.schemes_with_equal_units(),
      [&](Evidence&& evidence) {
        twins.see(evidence);
        batch.push_back(freeze(evidence));
        if (batch.size() >= pull_batch) flush();
      },
      [&](source::Rejected&& row) {
        rejected.push_back(row_of(row));
        report.found.push_back(std::move(row.why));
      },
      [&](Diagnostic&& note) { report.found.push_back(std::move(note)); });
  flush();
  site.journal().keep_rejected(rejected);
  twins.settle(site, report);
  report.held += static_cast<long long>(rejected.size()) + counts.review;
  report.worked = counts.fresh + counts.changed + counts.review > 0;
  report.line(say("pull: {} baru, {} berubah, {} tetap, {} baris ditolak",
                  "pull: {} new, {} changed, {} unchanged, {} rows rejected", counts.fresh, counts.changed,
                  counts.unchanged, rejected.size()));
  const bool none_taken = counts.fresh + counts.changed + counts.unchanged + counts.review == 0;
  if (none_taken && rejected.size() > 1) {
    report.found.push_back(
        {.at = {.file = (site.settings().site / "queries").string()},
         .message = say("tidak satu pun dari {} asesmen diterima", "not one of {} assessments was taken",
                        rejected.size()),
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
  return report;
}

std::string file_name(const std::string& text) {
  std::string out = text;
  for (char& c : out) {
    if (c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20) c = '-';
  }
  return out;
}

void publish(Site& site) {
  constexpr std::size_t page = 500;
  for (;;) {
    const auto documents = site.journal().to_shelve(page);
    std::set<std::filesystem::path> changed;
    for (const journal::Unshelved& one : documents) put_on_shelf(site, one, changed);
    for (const auto& folder : changed) sync_folder(folder);
    if (!documents.empty()) site.journal().note_shelved(documents);
    if (documents.size() < page) return;
  }
}

}  // namespace pleno::app
