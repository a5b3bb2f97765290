#include "app/application_facts.h"

#include <array>
#include <string_view>

#include "app/files.h"
#include "source/application.h"
#include "text/date.h"
#include "text/language.h"

namespace pleno::app {
namespace {

enum class Shape { Text, Day, Truth };

struct Member {
  std::string_view fact, column;
  Shape shape = Shape::Text;
};

constexpr std::array members = {
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
  return text;
}

}  // namespace

feel::Context application_facts(Site& site, const std::string& assessment, Diagnostics& found) {
  feel::Context out;
  for (const Member& member : members) out.set(std::string(member.fact), feel::Value());
  const std::filesystem::path folder = site.settings().site;
  const std::filesystem::path file = folder / "queries" / "applications.sql";
  std::error_code none;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, none))) return out;
  const source::Query query{"applications", file.string(), read_site_file(folder, file)};
  const auto values =
      source::read_application(url_in_site(site.settings().source_url, folder), query, assessment, found);
  for (const auto& [column, text] : values) {
    for (const Member& member : members) {
      if (member.column == column)
        out.set(std::string(member.fact), value_of(member, text, file.string(), found));
    }
  }
  return out;
}

}  // namespace pleno::app
