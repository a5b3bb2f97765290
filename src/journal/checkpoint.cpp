#include "journal/checkpoint.h"

#include <fmt/format.h>

#include <sstream>

#include "journal/sql_error.h"
#include "text/digest.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

constexpr const char* first_line = "pleno checkpoint 1";

std::string mac_of(const std::string& key, const std::string& content) {
  return hmac_sha256(key, "checkpoint|" + content);
}

// "246<TAB>head<TAB>series<TAB>last number": what was signed of one series.
struct Line {
  std::string entries, head, series, number;
};

std::vector<Line> lines_of(const std::string& text) {
  std::vector<Line> out;
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one);) {
    if (one.rfind("ledger\t", 0) != 0) continue;
    std::istringstream parts(one.substr(7));
    Line line;
    std::getline(parts, line.entries, '\t');
    std::getline(parts, line.head, '\t');
    std::getline(parts, line.series, '\t');
    std::getline(parts, line.number);
    out.push_back(line);
  }
  return out;
}

void compare(Sql& sql, const Line& line) {
  const auto rows =
      sql.select(1, "select hash from ledger where series = :series and seq = cast(:seq as bigint)",
                 {{"series", line.series}, {"seq", line.entries}});
  const std::string last = line.number.empty() ? line.series : line.series + " " + line.number;
  if (rows.empty()) {
    throw alarm(say("basis data lebih tua dari sertifikat terakhir yang terbit: {}",
                    "the database is older than the last issued certificate: {}", last),
                sql.shown_url());
  }
  if (rows[0][0] != line.head) {
    throw alarm(say("buku besar bukan yang ditandatangani: {}",
                    "the ledger is not the one that was signed off: {}", last),
                sql.shown_url());
  }
}

}  // namespace

std::string make_checkpoint(Sql& sql, const std::string& key, const std::string& now) {
  std::string content = fmt::format("{}\nat\t{}\n", first_line, now);
  for (const Row& row : sql.select(4,
                                   "select s.series, s.ledger_seq, s.ledger_head, coalesce(k.number, '')"
                                   " from series s left join certificate k on k.series = s.series"
                                   " and k.no = s.last_no where s.ledger_seq > 0 order by s.series")) {
    content += fmt::format("ledger\t{}\t{}\t{}\t{}\n", row[1], row[2], row[0], row[3]);
  }
  return content + "mac\t" + mac_of(key, content) + "\n";
}

void compare_checkpoint(Sql& sql, const std::string& key, const std::string& text) {
  const auto at = text.rfind("mac\t");
  const std::string content = text.substr(0, at);
  const bool signed_off = at != std::string::npos && content.rfind(first_line, 0) == 0 &&
                          text.substr(at) == "mac\t" + mac_of(key, content) + "\n";
  if (!signed_off) {
    throw alarm(
        say("tanda tangan titik periksa tidak cocok: berkas itu diubah, atau kunci situs lain",
            "the checkpoint's signature does not fit: the file was changed, or the site's key is another"),
        {});
  }
  for (const Line& line : lines_of(content)) compare(sql, line);
}

}  // namespace pleno::journal
