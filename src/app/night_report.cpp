#include "app/night_report.h"

#include <fmt/format.h>

#include <array>

#include "app/clock.h"
#include "app/files.h"
#include "app/held.h"
#include "text/language.h"

namespace pleno::app {
namespace {

using journal::Figures;

struct Named {
  std::string name;
  long long Figures::*figure;
};

std::array<Named, 6> names() {
  return {{{say("nomor diberikan", "numbers given"), &Figures::numbers},
           {say("sertifikat terbit", "certificates issued"), &Figures::certificates},
           {say("surat dibuat", "mails queued"), &Figures::mails},
           {say("pengiriman dicoba", "attempts to send"), &Figures::attempts},
           {say("surat terkirim", "mails sent"), &Figures::sent},
           {say("surat tidak pasti", "mails in doubt"), &Figures::doubts}}};
}

std::string figures_line(const Figures& did) {
  std::string figures;
  for (const auto& [name, figure] : names())
    figures += fmt::format("{}{} {}", figures.empty() ? "" : ", ", did.*figure, name);
  return say("malam ini: {}\n", "this night: {}\n", figures);
}

}  // namespace

Diagnostics differences(const Figures& did, const Figures& before, const Figures& after, bool alone) {
  Diagnostics found;
  for (const auto& [name, figure] : names()) {
    const long long counted = after.*figure - before.*figure;
    const long long told = did.*figure;
    if (alone ? counted == told : counted >= told) continue;
    found.push_back(
        {.at = {.record = say("laporan malam", "the night's report")},
         .message = say("{}: {} menurut malam ini, {} menurut basis data",
                        "{}: {} according to this night, {} according to the database", name, told, counted),
         .hint = say("ada yang mengubah basis data selama malam ini",
                     "somebody changed the database during this night")});
  }
  return found;
}

void add_night(Site& site, Report& report, const std::string& since, const std::string& now) {
  for (const journal::MailRow& mail : site.journal().doubted_mails(since)) {
    report.line(say("mungkin sampai dua kali: asesi {}, surat {}", "may arrive twice: candidate {}, mail {}",
                    mail.assessment, mail.message_id));
  }
  for (const journal::PendingNumber& one : long_pending(site, now)) {
    ++report.held;
    report.found.push_back(
        {.severity = Severity::Warning,
         .at = {.record = say("asesi {}", "candidate {}", one.assessment)},
         .message =
             say("nomor {} diambil {} dan belum terbit: lebih dari 24 jam",
                 "number {} was taken {} and is not issued: more than 24 hours", one.number, one.since),
         .hint = say("`pleno status` menyebut sebabnya; bila tidak dapat terbit, `pleno void \"{}\"`",
                     "`pleno status` tells why; if it cannot be issued, `pleno void \"{}\"`", one.number)});
  }
}

void keep_night_report(Site& site, const Report& report, const std::string& now) {
  std::string text = say("Laporan malam {} ({})\n\n", "Night report {} ({})\n\n",
                         iso(today(site.settings().utc_hours())), now);
  for (const std::string& line : report.lines) text += line + "\n";
  text += figures_line(report.did);
  const auto held = held_lines(site);
  text += held.empty() ? say("\nTidak ada yang menunggu orang.\n", "\nNothing waits for people.\n")
                       : say("\nMenunggu orang:\n", "\nWaiting for people:\n");
  for (const std::string& line : held) text += line + "\n";
  text +=
      say("\nTitik periksa buku besar. Simpan di luar komputer ini; `pleno audit --checkpoint BERKAS-INI` "
          "mencocokkannya.\n",
          "\nCheckpoint of the ledgers. Keep it outside this computer; `pleno audit --checkpoint THIS-FILE` "
          "compares it.\n") +
      site.journal().checkpoint(now);
  const auto folder = site.settings().site / "laporan";  // made with the first report
  write_file(folder / ("malam-" + iso(today(site.settings().utc_hours())) + ".txt"), text);
}

}  // namespace pleno::app
