// What surrounds the sending of mails: the pause when no server is there, mails in doubt looked up in an
// archive, reports of mails that did not arrive, and what a person found out. Never sends a mail itself.
#pragma once
#include <filesystem>
#include <string>

#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// The time until which no server is to be asked, or "".
std::string paused_until(Site& site);
// Pauses the whole outbox: 1, 2, 4 … 60 minutes, longer each time in a row; or for `seconds`, when given.
// Gives the time until when.
std::string begin_pause(Site& site, const std::string& why, long long seconds = 0);
void end_pause(Site& site);

// Mails in doubt whose Message-ID the archive of pleno.yaml knows become Sent. Without one, nothing happens.
Report reconcile(Site& site);

// Notes each report in `folder` (files, as in a maildir) with the mail it is about; the files stay where they
// are, and reading them again changes nothing. A relative folder is one of the site.
Report read_bounces(Site& site, const std::filesystem::path& folder);

// What a person found out about a mail that is Held, Unknown or Refused.
enum class Finding { Arrived, SendAgain };
// `mail`: its number or Message-ID. Throws Error{NoInput} when there is none, Error{Data} when it is in no
// such state or has no address to send it to.
Report settle(Site& site, const std::string& mail, Finding finding, const std::string& person);
// One line for each mail that waits for a person, or for `mail` alone.
Report list_mails(Site& site, const std::string& mail);

}  // namespace pleno::app
