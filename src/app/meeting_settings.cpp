#include "app/meeting_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "text/language.h"
#include "text/nearest.h"

namespace pleno::app {
namespace {

// One of the words, by its place among them; a fault and the first where it is another.
std::size_t choice(YamlMap& map, const std::string& key, const std::vector<std::string>& words,
                   bool required) {
  const std::string word = map.text(key, required);
  const auto at = std::find(words.begin(), words.end(), word);
  if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
  if (!word.empty()) {
    map.fault(key, say("'{}' bukan pilihan untuk '{}'", "'{}' is no choice for '{}'", word, key),
              fmt::format("{}", fmt::join(words, ", ")));
  }
  return 0;
}

int days_or_months(YamlMap& map, const char* key, int most) {
  return static_cast<int>(map.integer(key, 0, most));
}

std::vector<Date> read_holidays(YamlMap& map) {
  std::vector<Date> out;
  for (const std::string& text : map.texts("holidays", false)) {
    if (const auto day = parse_date(text)) {
      out.push_back(*day);
    } else {
      map.fault("holidays", say("'{}' bukan tanggal", "'{}' is not a date", text),
                say("tulis tahun-bulan-hari: 2026-11-21", "write year-month-day: 2026-11-21"));
    }
  }
  return out;
}

}  // namespace

PlenarySettings read_plenary_settings(YamlMap map) {
  PlenarySettings out;
  out.rules.quorum_min = static_cast<int>(map.integer("quorum_min", 3, 99));
  out.rules.quorum_percent = static_cast<int>(map.integer("quorum_percent", 0, 100, 0));
  out.rules.voting =
      choice(map, "voting", {"unanimous", "majority"}, true) == 1 ? Voting::Majority : Voting::Unanimous;
  out.decides_not_yet = choice(map, "decides", {"all", "competent"}, false) == 0;
  out.packet_forms = static_cast<int>(map.integer("packet_forms", 1, 100000, out.packet_forms));
  out.near_miss_criteria = static_cast<int>(map.integer("near_miss_criteria", 0, 99, 2));
  out.deadline_days = static_cast<int>(map.integer("deadline_days", 0, 366, 0));
  out.appeal_days = static_cast<int>(map.integer("appeal_days", 1, 365));
  out.appeal_new_team = map.truth("appeal_new_team", true);
  out.holidays = read_holidays(map);
  map.finish();
  return out;
}

ReassessmentSettings read_reassessment(YamlMap map) {
  constexpr int most_attempts = 99, most_days = 3660, most_months = 120;
  ReassessmentSettings out;
  out.max_attempts = days_or_months(map, "max_attempts", most_attempts);
  out.min_days = days_or_months(map, "min_days", most_days);
  out.max_months = days_or_months(map, "max_months", most_months);
  out.assessor = static_cast<SameAssessor>(choice(map, "assessor", {"any", "other", "same"}, false));
  out.fee_document = map.text("fee_document", false);
  // No day would be late enough and early enough at once.
  constexpr int days_in_a_month = 30;
  if (out.max_months > 0 && out.min_days > out.max_months * days_in_a_month) {
    map.fault("min_days", say("jarak paling sedikit melampaui batas paling lama",
                              "the shortest wait is longer than the longest"));
  }
  map.finish();
  return out;
}

RecertificationSettings read_recertification(YamlMap map, bool has_section) {
  constexpr int most_months = 60;
  RecertificationSettings out;
  if (!has_section) return out;
  out.document = map.text("document");
  out.before_months = days_or_months(map, "before_months", most_months);
  out.after_months = days_or_months(map, "after_months", most_months);
  map.finish();
  return out;
}

}  // namespace pleno::app
