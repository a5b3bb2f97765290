#include "journal/acts.h"

#include <fmt/format.h>

#include "journal/ledger.h"
#include "text/digest.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

constexpr long long most_sheets = 100'000;  // of one delivery

}  // namespace

std::vector<ActRow> acts_from(const std::vector<Row>& rows) {
  std::vector<ActRow> out;
  out.reserve(rows.size());
  for (const Row& row : rows) {
    out.push_back({.series = row[0],
                   .seq = number(row[1]),
                   .kind = row[2],
                   .subject = row[3],
                   .link = row[4],
                   .words = {.reason = row[5], .person = row[6], .confirmed_by = row[7]},
                   .at = row[8]});
  }
  return out;
}

std::string act_body(const ActRow& act, const std::string& key) {
  const std::string detail =
      hmac_sha256(key, fmt::format("act|{}|{}|{}:{}:{}", act.words.reason.size(), act.words.person.size(),
                                   act.words.reason, act.words.person, act.words.confirmed_by));
  const std::string subject =
      act.series == appeal_series ? hmac_sha256(key, "subject|" + act.subject) : act.subject;
  return fmt::format(R"({{"act":{},"at":{},"detail":{},"link":{},"series":{},"subject":{}}})",
                     json_text(act.kind), json_text(act.at), json_text(detail), json_text(act.link),
                     json_text(act.series), json_text(subject));
}

std::vector<std::string> serials(const std::string& first, const std::string& last) {
  const auto digits_at = [](const std::string& text) { return text.find_last_not_of("0123456789") + 1; };
  const std::size_t at = digits_at(first);
  const bool same = first.size() == last.size() && digits_at(last) == at &&
                    first.compare(0, at, last, 0, at) == 0 && at < first.size() && first.size() - at <= 15;
  const long long from = same ? number(first.substr(at)) : 1;
  const long long to = same ? number(last.substr(at)) : 0;
  if (to < from || to - from >= most_sheets) {
    throw Error(
        Kind::Usage,
        say("'{}' sampai '{}' bukan rentang nomor blanko", "'{}' to '{}' is no range of sheets", first, last),
        {},
        say("huruf depan dan jumlah angka sama, paling banyak {}",
            "the same letters and number of digits, at most {}", most_sheets));
  }
  std::vector<std::string> out;
  for (long long n = from; n <= to; ++n) {
    out.push_back(first.substr(0, at) + fmt::format("{:0{}}", n, first.size() - at));
  }
  return out;
}

}  // namespace pleno::journal
