#include "rules/rules.h"

#include <algorithm>

#include "domain/scheme.h"

namespace pleno::rules {

bool Rules::valid_on(Date day) const {
  return parts_.valid_from <= day && (!parts_.valid_to || day <= *parts_.valid_to);
}

bool Rules::applies_to(std::string_view scheme) const {
  const auto& ids = parts_.schemes;
  return ids.empty() || std::find(ids.begin(), ids.end(), scheme) != ids.end();
}

const std::vector<std::string>& result_words() {
  static const std::vector<std::string> words = {"kompeten",    "belum-kompeten",    "belum-diputus",
                                                 "tidak-hadir", "mengundurkan-diri", "diskualifikasi"};
  return words;
}

Outcome outcome_of_result(std::string_view result) {
  if (result == "kompeten") return Outcome::Competent;
  return result == "belum-kompeten" ? Outcome::NotYetCompetent : Outcome::Undecided;
}

bool is_attendance_result(std::string_view result) {
  return result == "tidak-hadir" || result == "mengundurkan-diri" || result == "diskualifikasi";
}

}  // namespace pleno::rules
