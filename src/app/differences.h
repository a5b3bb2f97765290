// Where people decided otherwise than the rules: the assessor by the recommendation, the plenary by its
// resolution. The computed decision stands beside both and is never changed.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/propose.h"

namespace pleno::app {

struct Difference {
  enum class By { Assessor, Plenary };
  By by = By::Assessor;
  std::string assessment;
  std::string person;    // the leading assessor; or the deciding body with the plenary's id
  std::string date;      // ISO: the assessor's last mark, or the day the resolution was locked
  std::string computed;  // the rules' result: "belum-kompeten"
  std::string said;      // "kompeten", "ditunda", …
  std::string reason;    // as given; may be empty for an assessor
};

// Of one candidate as its record shows it: none, one or two. `decision`: what the plenary had before it.
std::vector<Difference> differences_of(Site& site, const journal::Record& record, const Evidence& evidence,
                                       const Decision& decision);

// Every difference of the site, in the order of registration numbers: the assessors' first, then each
// plenary's. Reads all evidence.
void each_difference(Site& site, const std::function<void(const Difference&)>& each);

// "putusan pleno 2026-11 (Komite Teknis), 2026-11-23: ditunda, menurut aturan kompeten; alasan: …".
std::string to_text(const Difference& difference);
std::string to_json(const Difference& difference);  // one object, Indonesian keys

}  // namespace pleno::app
