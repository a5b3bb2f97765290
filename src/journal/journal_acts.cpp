// What people do to certificates after the fact: void, replace, print again. Each is an entry in the ledger
// of the certificate's series, with the words behind it in `act`.
#include "journal/acts.h"
#include "journal/journal_soci.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::journal {
namespace {

// "Siti  Rahma, S.E." and "siti rahma, SE" are one person.
std::string person_key(const std::string& name) {
  std::string out;
  for (const char c : lower(nfc(single_spaced(name)))) {
    if (c != '.' && c != ',') out += c;
  }
  return out;
}

Error no_such(const std::string& number) {
  return {Kind::NoInput,
          say("sertifikat '{}' tidak ada", "there is no certificate '{}'", number),
          {},
          say("tulis nomor seperti tercetak", "write the number as printed")};
}

}  // namespace

void demand_words(const ActWords& words, bool two_persons) {
  if (trimmed(words.reason).empty()) {
    throw Error(Kind::Usage, say("alasan kosong", "the reason is empty"), {}, "--reason");
  }
  if (person_key(words.person).empty()) {
    throw Error(Kind::Usage, say("siapa yang melakukannya?", "who does it?"), {}, "--by");
  }
  if (!two_persons) return;
  if (person_key(words.confirmed_by).empty()) {
    throw Error(Kind::Usage, say("perlu orang kedua yang menyetujui", "a second person must confirm"), {},
                "--confirm");
  }
  if (person_key(words.person) == person_key(words.confirmed_by)) {
    throw Error(Kind::Usage, say("yang menyetujui harus orang lain", "another person must confirm"), {},
                "--confirm");
  }
}

void JournalSoci::note_act(LedgerTail& ledger, const ActRow& act) {
  const long long seq = ledger.append(act_body(act, settings_.seal_key));
  ledger.save(sql_, seals_);  // the act's row refers to the entry
  seals_.fresh("act", {"series", "seq"}, {{act.series, std::to_string(seq)}});
  sql_.run(
      "insert into act (series, seq, kind, subject, link, reason, person, confirmed_by, at)"
      " values (:series, :seq, :kind, :subject, :link, :reason, :person, :confirmed, :at)",
      {{"series", act.series},
       {"seq", seq},
       {"kind", act.kind},
       {"subject", act.subject},
       {"link", act.link},
       {"reason", act.words.reason},
       {"person", act.words.person},
       {"confirmed", act.words.confirmed_by},
       {"at", act.at}});
}

std::optional<CertificateRow> JournalSoci::certificate(const std::string& number) {
  const auto rows = sql_.read([&] {
    return sql_.select(certificate_width,
                       std::string("select ") + certificate_columns +
                           " from certificate k where k.number = :number order by k.series, k.no",
                       {{"number", number}});
  });
  if (rows.empty()) return std::nullopt;
  return certificate_from(rows[0]);
}

std::vector<ActRow> JournalSoci::acts_on(const std::string& subject) {
  return acts_from(sql_.read([&] {
    return sql_.select(
        act_width, std::string(act_query) + " where subject = :subject or link = :subject order by at, seq",
        {{"subject", subject}});
  }));
}

// The series' row is locked first, so whoever numbers or issues waits. A higher fence stops a worker that
// slept through this.
CertificateRow JournalSoci::open_for_act(const CertificateRow& seen) {
  const auto rows =
      sql_.select(certificate_width + 1,
                  std::string("select ") + certificate_columns +
                      ", c.revision from certificate k join candidate c"
                      " on c.assessment = k.assessment where k.series = :series and k.no = :no" +
                      (sql_.is_postgres() ? " for update of c, k" : ""),
                  {{"series", seen.series}, {"no", seen.no}});
  if (rows.empty()) throw no_such(seen.number);
  if (number(rows[0][certificate_width]) != seen.revision) {
    throw Error(Kind::Data,
                say("sertifikat {} sudah diganti", "certificate {} was replaced already", seen.number));
  }
  seals_.touch("certificate", {"series", "no"}, {{seen.series, std::to_string(seen.no)}});
  seals_.touch("candidate", {"assessment"}, {{seen.assessment}});
  return certificate_from(rows[0]);
}

// The number stays taken for ever; its letter does not go out any more.
void JournalSoci::make_void(const CertificateRow& row) {
  sql_.run("update certificate set state = 'VOID' where series = :series and no = :no",
           {{"series", row.series}, {"no", row.no}});
  const auto mails =
      sql_.select(1,
                  "select id from outbox where assessment = :assessment and kind = 'sertifikat'"
                  " and revision = :revision and state in ('pending', 'deferred')",
                  {{"assessment", row.assessment}, {"revision", static_cast<long long>(row.revision)}});
  seals_.touch("outbox", {"id"}, mails);
  Batch batch({"id"});
  batch.rows = mails;
  sql_.run_each(
      "update outbox set state = 'held', reply = :why from {batch}"
      " where outbox.id = cast(batch.id as bigint)",
      batch, {{"why", say("sertifikatnya dibatalkan", "its certificate is void")}});
}

void JournalSoci::end_certificate(const std::string& number, const char* kind, const ActWords& words,
                                  const std::string& now,
                                  const std::function<void(const CertificateRow&)>& follow) {
  demand_words(words, true);
  const auto seen = certificate(number);
  if (!seen) throw no_such(number);
  transact([&] {
    LedgerTail ledger = LedgerTail::lock(sql_, seals_, seen->series);
    const CertificateRow row = open_for_act(*seen);
    if (row.state != "VOID") make_void(row);
    follow(row);
    note_act(ledger, {.series = row.series, .kind = kind, .subject = number, .words = words, .at = now});
  });
}

void JournalSoci::void_certificate(const std::string& number, const ActWords& words, const std::string& now) {
  end_certificate(number, "VOID", words, now, [&](const CertificateRow& row) {
    if (row.state == "VOID") {
      throw Error(Kind::Data, say("sertifikat {} sudah batal", "certificate {} is void already", number));
    }
    sql_.run(
        "update candidate set state = 'void', held = '', fence = fence + 1 where assessment = :assessment",
        {{"assessment", row.assessment}});
  });
}

void JournalSoci::replace_certificate(const std::string& number, const DecisionRow& today,
                                      const ActWords& words, const std::string& now) {
  end_certificate(number, "REPLACE", words, now, [&](const CertificateRow& row) {
    const Values who = {{"assessment", row.assessment}};
    const std::string revision = std::to_string(row.revision + 1);
    seals_.fresh("revision", {"assessment", "revision"}, {{row.assessment, revision}});
    const long long opened = sql_.run(
        "insert into revision (assessment, revision, evidence_digest, decision_digest, replaces, opened_at)"
        " select assessment, revision + 1, :evidence, :decision, :number, :now from candidate"
        " where assessment = :assessment and digest = :evidence",
        {{"evidence", today.evidence_digest},
         {"decision", today.digest},
         {"number", number},
         {"now", now},
         {"assessment", row.assessment}});
    if (opened != 1) {
      throw Error(Kind::TryAgain,
                  say("data asesi itu berubah sementara ini", "that candidate's evidence changed meanwhile"));
    }
    seals_.touch("decision", {"assessment"}, {{row.assessment}});
    sql_.run(
        "update decision set outcome = :outcome, result = :result, digest = :digest,"
        " evidence_digest = :evidence, rules_id = :rules_id, rules_digest = :rules, reason = :reason"
        " where assessment = :assessment",
        {{"outcome", today.outcome},
         {"result", today.result},
         {"digest", today.digest},
         {"evidence", today.evidence_digest},
         {"rules_id", today.rules_id},
         {"rules", today.rules_digest},
         {"reason", today.reason},
         {"assessment", row.assessment}});
    sql_.run(
        "update candidate set state = 'resolved', revision = revision + 1, held = '', changed_after_plan = 0,"
        " fence = fence + 1, scheme = e.scheme, session = e.session from evidence e"
        " where e.assessment = candidate.assessment and e.version = candidate.version"
        " and candidate.assessment = :assessment",
        who);
  });
}

std::shared_ptr<const std::string> JournalSoci::reprint(const std::string& number, const ActWords& words,
                                                        const std::string& now) {
  demand_words(words, false);
  const auto seen = certificate(number);
  if (!seen) throw no_such(number);
  if (seen->state != "ISSUED") {
    throw Error(Kind::Data, say("sertifikat {} berstatus {}, tidak dapat dicetak ulang",
                                "certificate {} is {}, it cannot be printed again", number, seen->state));
  }
  auto pdf = bytes(seen->pdf_sha256);
  transact([&] {
    LedgerTail ledger = LedgerTail::lock(sql_, seals_, seen->series);
    note_act(ledger, {.series = seen->series,
                      .kind = "REPRINT",
                      .subject = number,
                      .link = seen->pdf_sha256,
                      .words = words,
                      .at = now});
  });
  return pdf;
}

}  // namespace pleno::journal
