#include "app/replay.h"

#include <fmt/format.h>

#include "app/commands.h"
#include "app/propose.h"
#include "rules/comparison.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/json.h"
#include "text/language.h"

namespace pleno::app {
namespace {

std::shared_ptr<const rules::Rules> read_trial(const std::filesystem::path& file) {
  const std::string text = read_file(file);
  Diagnostics found;
  auto rules = rules::rules_from_yaml(text, file.string(), sha256(text), found);
  if (rules == nullptr) throw SiteFaults{found};
  return rules;
}

std::string json_of(const Change& change) {
  std::string turns;
  for (const rules::Turn& turn : rules::turns(change.before, change.after)) {
    turns += fmt::format(R"({}{{"simpul":{},"dari":{},"menjadi":{},"aturan":{},"alasan":{}}})",
                         turns.empty() ? "" : ",", json_string(turn.node), json_string(to_text(turn.before)),
                         json_string(to_text(turn.after)), json_string(turn.rule), json_string(turn.reason));
  }
  return fmt::format(
      R"({{"no_pendaftaran":{},"nama":{},"skema":{},"dari":{},"menjadi":{},"baris_dari":{},"baris_menjadi":{},)"
      R"("alasan":{},"perubahan":[{}]}})",
      json_string(change.assessment), json_string(change.name), json_string(change.scheme),
      json_string(change.before.result), json_string(change.after.result), json_string(change.before.rule),
      json_string(change.after.rule), json_string(change.after.reason), turns);
}

void show(const Change& change) {
  fmt::print("{} {}: {} -> {} ({} -> {})\n", change.assessment, change.name, change.before.result,
             change.after.result, change.before.rule, change.after.rule);
  fmt::print("  {}\n", rules::turns_in_words(change.before, change.after));
}

}  // namespace

std::pair<Date, Date> parse_period(const std::string& text) {
  const auto dots = text.find("..");
  if (dots != std::string::npos) {
    const auto from = parse_date(text.substr(0, dots));
    const auto to = parse_date(text.substr(dots + 2));
    if (from && to && *from <= *to) return {*from, *to};
  }
  throw Error(Kind::Usage, say("'{}' bukan rentang hari", "'{}' is no range of days", text), {},
              "2026-01-01..2026-12-31");
}

ReplayCounts replay(Site& site, const std::filesystem::path& rules, std::pair<Date, Date> period,
                    const std::function<void(const Change&)>& each) {
  const auto trial = read_trial(rules);
  ReplayCounts counts;
  site.journal().each({}, [&](const journal::Record& record) {
    Evidence latest = evidence_of(record);
    if (latest.session.begins < period.first || period.second < latest.session.begins) return true;
    if (!record.decision) {
      ++counts.undecided;
      return true;
    }
    if (!trial->applies_to(latest.scheme)) {
      ++counts.not_covered;
      return true;
    }
    ++counts.judged;
    Seen seen = seen_by_plenary(site, record);
    Decision after = site.judge(*trial, seen.evidence, seen.decision.evidence_digest);
    if (after.result == seen.decision.result) return true;
    ++counts.changed;
    each({latest.id, latest.candidate.name, latest.scheme, std::move(seen.decision), std::move(after)});
    return true;
  });
  return counts;
}

int command_replay(const GlobalOptions& options, const std::filesystem::path& rules,
                   const std::string& period) {
  const auto days = parse_period(period);
  Site site(options.site, Site::Access::ReadOnly);
  bool first = true;
  if (options.json) fmt::print("{{\"perubahan\":[");
  const ReplayCounts counts = replay(site, rules, days, [&](const Change& change) {
    if (options.json) {
      fmt::print("{}\n{}", first ? "" : ",", json_of(change));
    } else {
      show(change);
    }
    first = false;
  });
  if (options.json) {
    fmt::print("],\n\"diputus\":{},\"berubah\":{},\"di_luar_aturan\":{},\"belum_diputus\":{}}}\n",
               counts.judged, counts.changed, counts.not_covered, counts.undecided);
    return 0;
  }
  fmt::print("{}\n",
             say("replay: {} dari {} keputusan akan berubah; tidak ada yang disimpan",
                 "replay: {} of {} decisions would change; nothing was kept", counts.changed, counts.judged));
  if (counts.not_covered > 0)
    fmt::print("{}\n",
               say("replay: {} asesi dari skema yang tidak disebut `untuk`",
                   "replay: {} candidates of schemes that `untuk` does not name", counts.not_covered));
  if (counts.undecided > 0)
    fmt::print("{}\n",
               say("replay: {} asesi belum punya keputusan; jalankan `pleno decide` dahulu",
                   "replay: {} candidates have no decision yet; run `pleno decide` first", counts.undecided));
  return 0;
}

}  // namespace pleno::app
