#include "app/propose.h"

#include <algorithm>
#include <set>

#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

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

Decision decision_of(Site& site, const journal::Record& record, const Evidence& evidence,
                     rules::Wording wording) {
  Decision decision = site.judge(site.rules_by_digest(record.decision->rules_digest), evidence,
                                 record.evidence.digest, wording);
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
  if (record.decision) return decision_of(site, record, evidence, rules::Wording::Full);
  return site.judge(site.rules_for(evidence), evidence, {}, rules::Wording::Full);
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
  Decision decision = site.judge(rules, evidence, then.evidence.digest, rules::Wording::Full);
  return {std::move(evidence), std::move(decision)};
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
