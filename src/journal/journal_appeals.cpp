// Appeals against a plenary's ruling: filed by one person, ended by two, each step in a ledger of its own.
// One that is upheld frees the candidate for another plenary; the list and the ruling before stay as they
// were.
#include "journal/acts.h"
#include "journal/journal_soci.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

Error refused(const std::string& assessment, const std::string& why) {
  return {Kind::Data, why, say("asesi {}", "candidate {}", assessment)};
}

// Its plenary and state, its row locked.
Row candidate_of(Sql& sql, const std::string& assessment) {
  const auto rows = sql.select(
      2,
      std::string("select plenary, state from candidate where assessment = :assessment") + sql.for_update(),
      {{"assessment", assessment}});
  if (!rows.empty()) return rows[0];
  throw Error(Kind::NoInput, say("asesi '{}' tidak ada", "there is no candidate '{}'", assessment));
}

// The latest step of its appeals, or nothing.
std::string last_step(Sql& sql, const std::string& assessment) {
  const auto rows = sql.select(1,
                               "select kind from act where series = :series and subject = :assessment"
                               " order by seq desc limit 1",
                               {{"series", std::string(appeal_series)}, {"assessment", assessment}});
  return rows.empty() ? std::string() : rows[0][0];
}

}  // namespace

void JournalSoci::file_appeal(const std::string& assessment, const ActWords& words, const std::string& now) {
  demand_words(words, false);
  transact([&] {
    LedgerTail ledger = LedgerTail::lock(sql_, seals_, appeal_series, 1);
    const Row candidate = candidate_of(sql_, assessment);
    const std::string& state = candidate[1];
    if (state != to_text(State::Resolved) && state != to_text(State::Allocated) &&
        state != to_text(State::Issued) && state != to_text(State::Final)) {
      throw refused(assessment, say("belum ada putusan pleno yang dapat dibanding",
                                    "there is no ruling of a plenary to appeal against"));
    }
    if (last_step(sql_, assessment) == appeal_filed)
      throw refused(assessment, say("sudah dalam banding", "it is under appeal already"));
    // Who is about to number or issue it writes nothing more.
    seals_.touch("candidate", {"assessment"}, {{assessment}});
    sql_.run("update candidate set fence = fence + 1 where assessment = :assessment",
             {{"assessment", assessment}});
    note_act(ledger, {.series = appeal_series,
                      .kind = appeal_filed,
                      .subject = assessment,
                      .link = candidate[0],
                      .words = words,
                      .at = now});
  });
}

void JournalSoci::end_appeal(const std::string& assessment, AppealEnd end, const ActWords& words,
                             const std::string& now) {
  demand_words(words, true);
  transact([&] {
    LedgerTail ledger = LedgerTail::lock(sql_, seals_, appeal_series, 1);
    const Row candidate = candidate_of(sql_, assessment);
    if (last_step(sql_, assessment) != appeal_filed)
      throw refused(assessment, say("tidak dalam banding", "it is not under appeal"));
    seals_.touch("candidate", {"assessment"}, {{assessment}});
    if (end == AppealEnd::Upheld) {
      if (candidate[1] != to_text(State::Resolved) && candidate[1] != to_text(State::Final)) {
        throw Error(
            Kind::Data,
            say("sudah bernomor sertifikat; putusan atasnya dicabut dengan membatalkan sertifikatnya",
                "it has a certificate number; such a ruling is taken back by voiding the certificate"),
            say("asesi {}", "candidate {}", assessment), "pleno void");
      }
      free_for_plenary(batch_of({assessment}));
      sql_.run("update candidate set fence = fence + 1 where assessment = :assessment",
               {{"assessment", assessment}});
    } else {
      sql_.run("update candidate set held = '' where assessment = :assessment", {{"assessment", assessment}});
    }
    note_act(ledger, {.series = appeal_series,
                      .kind = end == AppealEnd::Upheld ? appeal_upheld : appeal_rejected,
                      .subject = assessment,
                      .link = candidate[0],
                      .words = words,
                      .at = now});
  });
}

std::string JournalSoci::notified_at(const std::string& assessment, const std::string& plenary) {
  return sql_.read([&] {
    return sql_.select(1,
                       "select coalesce(min(a.ended_at), '') from outbox o join attempt a on a.mail = o.id"
                       " where o.assessment = :assessment and o.plenary = :plenary and a.state = 'sent'",
                       {{"assessment", assessment}, {"plenary", plenary}})[0][0];
  });
}

std::vector<ActRow> JournalSoci::appeals() {
  return acts_from(sql_.read([&] {
    return sql_.select(act_width, std::string(act_query) + " where series = :series order by seq",
                       {{"series", std::string(appeal_series)}});
  }));
}

}  // namespace pleno::journal
