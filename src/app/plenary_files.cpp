#include "app/plenary_files.h"

#include <algorithm>

#include "app/settings.h"
#include "app/yaml_map.h"
#include "text/language.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

Member read_member(YamlMap map) {
  Member out;
  out.person_id = map.text("person_id");  // the stable id that is compared with the assessors'
  out.name = map.text("name");
  out.registration = map.text("registration", false);
  out.role = map.text("role");
  out.present = map.truth("present", true);
  out.votes = map.truth("votes", true);
  map.finish();
  return out;
}

// A paper is dated after what it rests on.
void check_dates(const Plenary& plenary, YamlMap& map) {
  if (plenary.invitation_date && *plenary.invitation_date > plenary.date)
    map.fault("invitation_date",
              say("tanggal undangan sesudah rapat", "the invitation is dated after the meeting"));
  if (plenary.assignment_date && *plenary.assignment_date > plenary.date)
    map.fault("assignment_date",
              say("tanggal surat tugas sesudah rapat", "the assignment is dated after the meeting"));
  if (plenary.appointment_date && *plenary.appointment_date > plenary.date)
    map.fault("appointment_date",
              say("tanggal surat penunjukan sesudah rapat", "the appointment is dated after the meeting"));
  if (plenary.decree_date && *plenary.decree_date < plenary.date)
    map.fault("decree_date", say("tanggal SK mendahului rapat", "the decree is dated before the meeting"));
}

Meeting read_meeting(const fs::path& site, const fs::path& file, Diagnostics& found) {
  YamlMap map = YamlMap::parse(read_site_file(site, file), file.string(), found);
  Meeting out;
  Plenary& plenary = out.plenary;
  plenary.id = file.stem().string();
  plenary.date = map.date("date").value_or(Date{});
  plenary.time = map.text("time");
  plenary.place = map.text("place");
  plenary.body = map.text("body");
  plenary.secretary = map.text("secretary");
  plenary.invitation_number = map.text("invitation_number", false);
  plenary.invitation_date = map.date("invitation_date", false);
  plenary.agenda = map.texts("agenda", false);
  plenary.assignment_number = map.text("assignment_number", false);
  plenary.assignment_date = map.date("assignment_date", false);
  plenary.appointment_number = map.text("appointment_number", false);
  plenary.appointment_date = map.date("appointment_date", false);
  plenary.minutes_number = map.text("minutes_number", false);
  plenary.decree_number = map.text("decree_number", false);
  plenary.decree_date = map.date("decree_date", false);
  plenary.stock_number = map.text("stock_request_number", false);
  plenary.stock_date = map.date("stock_request_date", false);
  plenary.schemes = map.texts("schemes", false);
  plenary.assessed_until = map.date("assessed_until", false);
  out.prepare_from = map.date("prepare_from", false);
  for (YamlMap& member : map.maps("members")) plenary.members.push_back(read_member(member));
  check_dates(plenary, map);
  map.finish();
  return out;
}

}  // namespace

std::vector<Meeting> read_meetings(const fs::path& site, Diagnostics& found) {
  std::vector<Meeting> out;
  for (const fs::path& file : files_in(site / "plenaries", ".yaml"))
    out.push_back(read_meeting(site, file, found));
  std::sort(out.begin(), out.end(),
            [](const Meeting& a, const Meeting& b) { return a.plenary.id < b.plenary.id; });
  return out;
}

}  // namespace pleno::app
