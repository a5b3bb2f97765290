#include "app/optional_facts.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "app/files.h"
#include "source/optional_row.h"
#include "text/date.h"
#include "text/language.h"

namespace pleno::app {
namespace {

enum class Shape { Text, Day, Truth, Hour };

struct Member {
  std::string_view fact, column;
  Shape shape = Shape::Text;
};

// An optional query: its name, its key, and the facts that its columns give.
struct OptionalQuery {
  std::string name;
  std::string_view key;
  std::vector<Member> members;
};

const std::vector<Member> of_an_applicant = {
    Member{"tempat_lahir", "birth_place"},
    Member{"tanggal_lahir", "birth_date", Shape::Day},
    Member{"jenis_kelamin", "sex"},
    Member{"kebangsaan", "nationality"},
    Member{"alamat", "home_address"},
    Member{"kode_pos", "home_postcode"},
    Member{"telepon_rumah", "home_phone"},
    Member{"telepon_kantor", "office_phone"},
    Member{"hp", "mobile"},
    Member{"pendidikan", "education"},
    Member{"jabatan", "position"},
    Member{"alamat_kantor", "work_address"},
    Member{"kode_pos_kantor", "work_postcode"},
    Member{"telepon_lembaga", "work_phone"},
    Member{"faks_lembaga", "work_fax"},
    Member{"email_lembaga", "work_email"},
    Member{"tujuan", "purpose"},
    Member{"standar", "standard"},
    Member{"syarat_dasar", "requirements"},
    Member{"syarat_administratif", "administrative"},
    Member{"diterima", "accepted", Shape::Truth},
    Member{"catatan", "note"},
    Member{"admin", "admin"},
    Member{"dilanjutkan", "continues", Shape::Truth},
};

const std::vector<Member> of_a_session = {
    Member{"pukul_mulai", "opens_at", Shape::Hour},
    Member{"pukul_selesai", "closes_at", Shape::Hour},
    Member{"nomor_tugas", "assignment_number"},
    Member{"tanggal_tugas", "assignment_date", Shape::Day},
};

// "8:00", "08.00", "08:00:00" as forms print it: "08.00"; nothing if it is no time of a day.
std::string hour_of(const std::string& text) {
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  const std::size_t sign = digit(1) ? 2 : 1;
  if (!digit(0) || sign >= text.size() || (text[sign] != ':' && text[sign] != '.')) return {};
  if (!digit(sign + 1) || !digit(sign + 2) || digit(sign + 3)) return {};
  std::string out = text.substr(0, sign) + "." + text.substr(sign + 1, 2);
  if (sign == 1) out.insert(0, "0");
  return out < "24.00" && out[3] < '6' ? out : std::string();
}

// Null, with a fault, where a value has not the member's shape.
feel::Value value_of(const Member& member, const std::string& text, const std::string& file,
                     Diagnostics& found) {
  const auto fault = [&](std::string message) {
    found.push_back(
        {.at = {.file = file, .record = std::string(member.column)}, .message = std::move(message)});
    return feel::Value();
  };
  if (member.shape == Shape::Day) {
    const auto day = parse_date(text);
    return day ? feel::Value(*day)
               : fault(say("bukan tanggal: tulis 2026-11-21", "no date: write 2026-11-21"));
  }
  if (member.shape == Shape::Truth) {
    if (text == "1" || text == "t" || text == "true") return true;
    if (text == "0" || text == "f" || text == "false") return false;
    return fault(say("tulis 1 atau 0", "write 1 or 0"));
  }
  if (member.shape == Shape::Hour) {
    const std::string hour = hour_of(text);
    return hour.empty() ? fault(say("bukan jam: tulis 08.00", "no time: write 08.00")) : feel::Value(hour);
  }
  return text;
}

feel::Context facts_of(Site& site, const OptionalQuery& asked, const std::string& wanted,
                       Diagnostics& found) {
  feel::Context out;
  for (const Member& member : asked.members) out.set(std::string(member.fact), feel::Value());
  const std::filesystem::path folder = site.settings().site;
  const std::filesystem::path file = folder / "queries" / (asked.name + ".sql");
  std::error_code none;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, none))) return out;
  const source::Query query{asked.name, file.string(), read_site_file(folder, file)};
  source::OptionalColumns columns{asked.key, {}};
  for (const Member& member : asked.members) columns.columns.push_back(member.column);
  const auto values = source::read_optional_row(url_in_site(site.settings().source_url, folder), query,
                                                columns, wanted, found);
  for (const auto& value : values) {
    const auto member = std::find_if(asked.members.begin(), asked.members.end(),
                                     [&](const Member& one) { return one.column == value.first; });
    if (member != asked.members.end())
      out.set(std::string(member->fact), value_of(*member, value.second, file.string(), found));
  }
  return out;
}

}  // namespace

feel::Context application_facts(Site& site, const std::string& assessment, Diagnostics& found) {
  return facts_of(site, {"applications", "assessment_id", of_an_applicant}, assessment, found);
}

feel::Context session_day_facts(Site& site, const std::string& session, Diagnostics& found) {
  return facts_of(site, {"sessions", "session_id", of_a_session}, session, found);
}

}  // namespace pleno::app
