#include "app/held.h"

#include <fmt/format.h>

#include "app/appeals.h"
#include "app/clock.h"
#include "app/propose.h"
#include "text/language.h"

namespace pleno::app {
namespace {

using journal::MailState;
using Lines = std::vector<std::string>;

constexpr long long a_day = 24LL * 60 * 60;

std::string line(const std::string& id, const std::string& what) { return fmt::format("  {}  {}", id, what); }

// The lines of one kind, and who must do what about them.
void add(Lines& all, const Lines& some, const std::string& who) {
  if (some.empty()) return;
  all.insert(all.end(), some.begin(), some.end());
  all.push_back("    -> " + who);
}

void add_appeals(const Appeals& appeals, Lines& all) {
  Lines lines;
  for (const auto& [assessment, act] : appeals.open()) {
    lines.push_back(
        line(assessment, say("dalam banding sejak {} (pleno {})", "under appeal since {} (plenary {})",
                             act.at.substr(0, 10), act.link)));
  }
  add(all, lines,
      say("komite banding: `pleno appeal NOMOR --uphold` atau `--reject`",
          "committee of appeals: `pleno appeal NUMBER --uphold` or `--reject`"));
}

// Assessed longer ago than the meeting may come, and still in no list.
bool is_overdue(const Settings& settings, const journal::Record& record, Date day) {
  const int deadline = settings.plenary.deadline_days;
  const bool waits = record.state == journal::State::Imported || record.state == journal::State::Judged;
  return deadline > 0 && waits && days_between(evidence_of(record).session.ends, day) > deadline;
}

void add_candidates(Site& site, const Appeals& appeals, Lines& all) {
  Lines open, held, changed, late;
  std::string plenary;
  const Date day = today(site.settings().utc_hours());
  site.journal().each({}, [&](const journal::Record& record) {
    const bool undecided = record.state == journal::State::Planned;
    if (is_overdue(site.settings(), record, day)) {
      late.push_back(line(record.evidence.assessment,
                          say("lewat batas {} hari sesudah asesmen, belum dalam daftar pleno",
                              "more than {} days after the assessment and in no plenary's list",
                              site.settings().plenary.deadline_days)));
    }
    if (!record.held.empty() && !appeals.is_open(record.evidence.assessment))
      (undecided ? open : held).push_back(line(record.evidence.assessment, record.held));
    if (undecided) plenary = record.plenary;
    if (record.changed_after_plan) {
      changed.push_back(line(record.evidence.assessment,
                             say("data berubah setelah masuk daftar pleno {}",
                                 "evidence changed after it was put to plenary {}", record.plenary)));
    }
    return true;
  });
  add(all, open,
      say("komite: putuskan satu per satu pada lembar putusan, lalu `pleno resolve {} BERKAS`",
          "committee: decide one by one in the decision sheet, then `pleno resolve {} FILE`", plenary));
  add(all, held,
      say("manajer sertifikasi: `pleno explain NOMOR`, perbaiki sebabnya; malam berikutnya mencoba lagi",
          "certification manager: `pleno explain NUMBER`, mend the cause; the next night tries again"));
  add(all, late,
      say("manajer sertifikasi: masukkan ke rapat pleno berikutnya",
          "certification manager: put it to the next plenary"));
  add(all, changed,
      say("komite: `pleno explain NOMOR`; perbaiki di sumber, atau ajukan ke rapat pleno berikutnya",
          "committee: `pleno explain NUMBER`; correct the source, or put it to the next plenary"));
}

void add_numbers(Site& site, Lines& all) {
  Lines pending;
  std::string plenary;
  for (const journal::PendingNumber& one : site.journal().pending_numbers()) {
    plenary = one.plenary;
    pending.push_back(line(one.assessment, say("nomor {} diambil {}, belum terbit",
                                               "number {} taken {}, not issued", one.number, one.since)));
  }
  add(all, pending,
      say("pengelola: `pleno issue {}`; bila tidak dapat terbit, ketua dan manajer: `pleno void NOMOR`",
          "administrator: `pleno issue {}`; if it cannot be issued, chair and manager: `pleno void NUMBER`",
          plenary));
}

void add_rows(Site& site, Lines& all) {
  Lines rejected;
  for (const journal::RejectedRow& row : site.journal().rejected()) {
    rejected.push_back(line(row.assessment, fmt::format("{}: {}", row.place, row.message)));
  }
  add(all, rejected,
      say("pengelola data asesmen: perbaiki di basis data sumber; malam berikutnya membacanya lagi",
          "keeper of the assessment data: correct it in the source; the next night reads it again"));
}

void add_mails(Site& site, Lines& all) {
  const auto lines_of = [](const std::vector<journal::MailRow>& mails, const auto& words) {
    Lines out;
    for (const journal::MailRow& mail : mails) out.push_back(line(mail.assessment, words(mail)));
    return out;
  };
  const auto in_state = [](const journal::MailRow& mail) {
    return fmt::format("{}: {}", say("surat {}", "mail {}", state_in_words(std::string(to_text(mail.state)))),
                       mail.reply);
  };
  Lines asked, addressless;
  for (const journal::MailRow& mail : site.journal().mails(MailState::Held)) {
    (mail.recipient.empty() ? addressless : asked).push_back(line(mail.assessment, in_state(mail)));
  }
  add(all, addressless,
      say("sekretariat: sampaikan hasilnya dengan cara lain", "secretariat: tell the result in another way"));
  add(all, asked,
      say("sekretariat: tanya penerimanya, lalu `pleno mail SURAT --sent` atau `--resend`, `--by NAMA`",
          "secretariat: ask the recipient, then `pleno mail MAIL --sent` or `--resend`, `--by NAME`"));
  add(all, lines_of(site.journal().mails(MailState::Unknown), in_state),
      say("tidak seorang pun: dicari dalam arsip, lalu dikirim sekali lagi",
          "nobody: it is looked for in the archive, then sent once more"));
  add(all, lines_of(site.journal().mails(MailState::Refused), in_state),
      say("sekretariat: perbaiki alamatnya di sumber, sampaikan hasilnya dengan cara lain",
          "secretariat: correct the address in the source, tell the result in another way"));
  add(all,
      lines_of(site.journal().bounced_mails(),
               [](const journal::MailRow& mail) {
                 return fmt::format("{}: {}", say("surat kembali", "mail came back"), mail.bounce);
               }),
      say("sekretariat: sampaikan hasilnya dengan cara lain", "secretariat: tell the result in another way"));
}

}  // namespace

std::string state_in_words(const std::string& state) {
  if (state == "imported") return say("belum dinilai aturan", "imported");
  if (state == "judged") return say("menunggu pleno", "judged");
  if (state == "planned") return say("dalam daftar pleno", "in a plenary's list");
  if (state == "resolved") return say("diputus pleno", "resolved");
  if (state == "allocated") return say("bernomor, belum terbit", "numbered, not issued");
  if (state == "issued") return say("bersertifikat", "certified");
  if (state == "final") return say("selesai tanpa sertifikat", "concluded without certificate");
  if (state == "void") return say("sertifikatnya batal", "certificate void");
  if (state == "pending") return say("menunggu", "pending");
  if (state == "sending") return say("sedang dikirim", "sending");
  if (state == "sent") return say("terkirim", "sent");
  if (state == "deferred") return say("ditunda server", "deferred");
  if (state == "refused") return say("ditolak server", "refused");
  if (state == "unknown") return say("tidak pasti", "in doubt");
  if (state == "held") return say("ditahan", "held");
  return state;
}

std::vector<std::string> held_lines(Site& site) {
  Lines all;
  const Appeals appeals(site.journal());
  add_appeals(appeals, all);
  add_candidates(site, appeals, all);
  add_numbers(site, all);
  add_rows(site, all);
  add_mails(site, all);
  return all;
}

std::vector<journal::PendingNumber> long_pending(Site& site, const std::string& now) {
  auto all = site.journal().pending_numbers();
  const std::string yesterday = later_utc(now, -a_day);
  std::erase_if(all, [&](const journal::PendingNumber& one) { return one.since >= yesterday; });
  return all;
}

}  // namespace pleno::app
