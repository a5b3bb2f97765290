// `pleno void`, `replace`, `reprint` and `stock`: what people do to certificates and blank sheets after the
// fact, with their reason and their names.
#include <fmt/format.h>

#include "app/clock.h"
#include "app/commands.h"
#include "app/issue_work.h"
#include "app/propose.h"
#include "app/site.h"
#include "app/site_lock.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

journal::ActWords words_of(const ActOptions& act) { return {act.reason, act.by, act.confirm}; }

std::string in_words(const std::string& state) {
  if (state == "stock") return say("persediaan", "in stock");
  if (state == "used") return say("terpakai", "used");
  if (state == "spoiled") return say("rusak", "spoiled");
  return say("dikembalikan", "returned");
}

// What a replacement rests on: today's evidence under the rules that decided before. It must still be
// competent; anything else is for a plenary.
journal::DecisionRow decision_for_replacement(Site& site, const journal::CertificateRow& certificate) {
  const auto record = site.journal().find(certificate.assessment);
  if (!record || !record->decision) {
    throw Error(Kind::Internal, say("sertifikat {} tanpa keputusan", "certificate {} without a decision",
                                    certificate.number));
  }
  const Evidence evidence = evidence_of(*record);
  const Decision today =
      site.judge(site.rules_by_digest(record->decision->rules_digest), evidence, record->evidence.digest);
  if (today.outcome == Outcome::Competent) return row_of(today);
  throw Error(Kind::Data,
              say("menurut data hari ini asesi {} tidak kompeten: {}",
                  "by today's evidence candidate {} is not competent: {}", evidence.id, today.reason),
              {},
              say("batalkan dengan `pleno void`; putusan baru adalah wewenang pleno",
                  "void it with `pleno void`; a new ruling is the plenary's"));
}

journal::CertificateRow known_certificate(Site& site, const std::string& number) {
  if (const auto certificate = site.journal().certificate(number)) return *certificate;
  throw Error(Kind::NoInput, say("sertifikat '{}' tidak ada", "there is no certificate '{}'", number), {},
              say("tulis nomor seperti tercetak", "write the number as printed"));
}

void show_history(Site& site, const std::string& subject) {
  for (const journal::ActRow& act : site.journal().acts_on(subject)) {
    fmt::print("  {}  {} {} {}  {}  ({}{}{})\n", act.at, act.kind, act.subject, act.link.substr(0, 24),
               act.words.reason, act.words.person, act.words.confirmed_by.empty() ? "" : ", ",
               act.words.confirmed_by);
  }
}

}  // namespace

std::string stock_line(const journal::Status& status) {
  long long received = 0;
  std::string parts;
  for (const auto& [state, count] : status.sheets) {
    received += count;
    parts += fmt::format("{}{} {}", parts.empty() ? "" : " + ", count, in_words(state));
  }
  return say("blanko:      {} diterima = {}", "sheets:      {} received = {}", received, parts);
}

int command_void(const GlobalOptions& options, const std::string& number, const ActOptions& act) {
  const SiteLock lock(options.site);
  Site site(options.site);
  site.journal().void_certificate(number, words_of(act), now_utc());
  site.sign_off(now_utc());
  fmt::print("{}\n", say("sertifikat {} batal; nomornya tidak dipakai lagi",
                         "certificate {} is void; its number is not used again", number));
  return 0;
}

int command_replace(const GlobalOptions& options, const std::string& number, const ActOptions& act) {
  const SiteLock lock(options.site);
  Site site(options.site);
  const auto certificate = known_certificate(site, number);
  site.journal().replace_certificate(number, decision_for_replacement(site, certificate), words_of(act),
                                     now_utc());
  fmt::print("{}\n", say("sertifikat {} batal; penggantinya terbit dengan nomor baru pada `pleno issue` atau "
                         "`nightly` berikutnya",
                         "certificate {} is void; its replacement comes under a new number with the next "
                         "`pleno issue` or `nightly`",
                         number));
  return 0;
}

int command_reprint(const GlobalOptions& options, const std::string& number, const ActOptions& act,
                    const std::filesystem::path& output) {
  const SiteLock lock(options.site);
  Site site(options.site);
  const auto pdf = site.journal().reprint(number, words_of(act), now_utc());
  site.sign_off(now_utc());
  write_file(output, *pdf);
  fmt::print("{}\n", say("{}: berkas yang sama, nomor yang sama; tercatat di buku besar",
                         "{}: the same file, the same number; noted in the ledger", output.string()));
  return 0;
}

int command_stock(const GlobalOptions& options, const std::string& subject) {
  Site site(options.site);
  const journal::Status status = site.journal().status();
  fmt::print("{}\n", status.sheets.empty()
                         ? say("blanko:      belum ada yang diterima", "sheets:      none received yet")
                         : stock_line(status));
  if (!subject.empty()) show_history(site, subject);
  return 0;
}

int command_stock_move(const GlobalOptions& options, const StockMove& move, const ActOptions& act) {
  const SiteLock lock(options.site);
  Site site(options.site);
  journal::Journal& journal = site.journal();
  using End = journal::Journal::SheetEnd;
  if (move.kind == "receive")
    journal.receive_sheets(move.first, move.second.empty() ? move.first : move.second, words_of(act),
                           now_utc());
  if (move.kind == "use") journal.use_sheet(move.first, move.second, words_of(act), now_utc());
  if (move.kind == "spoil") journal.end_sheet(move.first, End::Spoiled, words_of(act), now_utc());
  if (move.kind == "return") journal.end_sheet(move.first, End::Returned, words_of(act), now_utc());
  site.sign_off(now_utc());
  fmt::print("{}\n", stock_line(journal.status()));
  return 0;
}

}  // namespace pleno::app
