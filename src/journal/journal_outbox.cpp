// Step 10, send: the outbox.
#include <fmt/format.h>

#include "journal/journal_soci.h"
#include "journal/sql_error.h"
#include "journal/words.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

constexpr std::size_t mail_width = 15;
constexpr long long mail_lease_ms = 20LL * 60 * 1000;  // above the longest time one mail may take
constexpr const char* mail_query =
    "select id, assessment, kind, revision, message_id, recipient, mime_sha256, state, attempts, next_at, "
    "reply, plenary, bounced_at, bounce,"
    " (select count(*) from attempt a where a.mail = outbox.id and a.state = 'unknown') from outbox";

std::vector<MailRow> mails_from(const std::vector<Row>& rows) {
  std::vector<MailRow> out;
  for (const Row& row : rows) {
    const auto state = parse_mail_state(row[7]);
    if (!state)
      throw alarm(say("status surat '{}' tidak dikenal", "unknown state '{}' of a mail", row[7]), row[4]);
    out.push_back({.id = number(row[0]),
                   .assessment = row[1],
                   .kind = row[2],
                   .plenary = row[11],
                   .revision = static_cast<int>(number(row[3])),
                   .message_id = row[4],
                   .recipient = row[5],
                   .mime_sha256 = row[6],
                   .state = *state,
                   .attempts = static_cast<int>(number(row[8])),
                   .next_at = row[9],
                   .reply = row[10],
                   .doubts = static_cast<int>(number(row[14])),
                   .bounced_at = row[12],
                   .bounce = row[13]});
  }
  return out;
}

// One row in `attempt`, and the mail's new state. Two doubts are one too many: a third copy would be worse
// than a person's question.
void add_attempt(Sql& sql, Seals& seals, const MailOutcome& a) {
  const std::string mail = std::to_string(a.mail);
  seals.touch("outbox", {"id"}, {{mail}});
  seals.touch("attempt", {"mail"}, {{mail}});
  const std::string state(to_text(a.state));
  sql.run(
      "insert into attempt (mail, no, sending_at, ended_at, state, code, reply)"
      " select id, attempts + 1, sending_at, cast(:now as varchar), cast(:state as varchar),"
      " cast(:code as bigint), cast(:reply as varchar) from outbox where id = :mail",
      {{"now", a.ended_at},
       {"state", state},
       {"code", static_cast<long long>(a.code)},
       {"reply", a.reply},
       {"mail", a.mail}});
  const bool hold =
      a.state == MailState::Unknown &&
      sql.select(1, "select mail from attempt where mail = :mail and state = 'unknown'", {{"mail", a.mail}})
              .size() > 1;
  sql.run(
      "update outbox set attempts = attempts + 1, state = :state, reply = :reply, next_at = :next,"
      " sending_at = '', owner = '', lease_until = 0 where id = :mail",
      {{"state", hold ? std::string(to_text(MailState::Held)) : state},
       {"reply", a.reply},
       {"next", hold ? "" : a.next_at},
       {"mail", a.mail}});
}

}  // namespace

long long JournalSoci::recover_mails(const std::string& now, const std::string& retry_at) {
  return transact([&] {
    const auto rows = sql_.select(1,
                                  fmt::format("select id from outbox where state = 'sending'"
                                              " and (owner = :owner or lease_until <= {})"
                                              " order by id{}",
                                              sql_.now_ms(), sql_.for_update()),
                                  {{"owner", settings_.owner}});
    for (const Row& row : rows) {
      add_attempt(sql_, seals_,
                  {.mail = number(row[0]),
                   .state = MailState::Unknown,
                   .reply = say("pengiriman terputus sebelum jawaban server tercatat",
                                "the run ended before the server's answer was recorded"),
                   .next_at = retry_at,
                   .ended_at = now});
    }
    return static_cast<long long>(rows.size());
  });
}

// The first condition is the index's, word for word.
std::vector<MailRow> JournalSoci::due_mails(std::size_t limit, const std::string& now) {
  return mails_from(sql_.read([&] {
    return sql_.select(
        mail_width,
        std::string(mail_query) +
            " where state in ('pending', 'deferred', 'unknown') and (state = 'pending' or (next_at <= :now"
            " and (state = 'deferred' or next_at <> ''))) order by id limit :limit",
        {{"now", now}, {"limit", static_cast<long long>(limit)}});
  }));
}

void JournalSoci::mark(long long mail, const std::string& now) {
  seals_.touch("outbox", {"id"}, {{std::to_string(mail)}});
  const auto marked = sql_.select(
      1,
      fmt::format("update outbox set state = 'sending', sending_at = :now, owner = :owner,"
                  " fence = fence + 1, lease_until = {} + {} where id = :mail"
                  " and (state in ('pending', 'deferred', 'unknown')"
                  " or (state = 'sending' and sending_at = :now and owner = :owner)) returning fence",
                  sql_.now_ms(), mail_lease_ms),
      {{"now", now}, {"owner", settings_.owner}, {"mail", mail}});
  if (marked.empty()) {
    throw Error(Kind::TryAgain, say("surat {} sedang atau sudah dikirim proses lain",
                                    "mail {} is being sent, or was sent, by another run", mail));
  }
  mail_fences_[mail] = number(marked[0][0]);
}

void JournalSoci::note(const MailOutcome& outcome) {
  const auto rows =
      sql_.select(3,
                  std::string("select state, (select count(*) from attempt a where a.mail = outbox.id and "
                              "a.no = outbox.attempts"
                              " and a.ended_at = :now and a.state = :state and a.code = :code)"
                              ", fence from outbox where id = :mail") +
                      sql_.for_update(),
                  {{"now", outcome.ended_at},
                   {"state", std::string(to_text(outcome.state))},
                   {"code", static_cast<long long>(outcome.code)},
                   {"mail", outcome.mail}});
  if (rows.empty())
    throw Error(Kind::Internal, say("surat {} tidak ada", "there is no mail {}", outcome.mail));
  const bool sending = rows[0][0] == to_text(MailState::Sending);
  const bool noted_before = rows[0][1] != "0";
  const auto marked = mail_fences_.find(outcome.mail);
  const bool ours = marked == mail_fences_.end() || (sending && marked->second == number(rows[0][2]));
  if (!ours && !noted_before) {
    throw Error(Kind::TryAgain,
                say("surat {} diambil alih proses lain; jawaban ini terlambat",
                    "mail {} was taken over by another run; this answer is late", outcome.mail));
  }
  if (rows[0][0] == to_text(MailState::Sent) || (!sending && noted_before)) return;
  add_attempt(sql_, seals_, outcome);
}

void JournalSoci::mark_sending(long long mail, const std::string& now) {
  transact([&] { mark(mail, now); });
}

void JournalSoci::note_sent(long long mail, MailState state, int code, const std::string& reply,
                            const std::string& next_at, const std::string& now) {
  const MailOutcome outcome{mail, state, code, reply, next_at, now};
  transact([&] { note(outcome); });
  mail_fences_.erase(mail);
}

void JournalSoci::note_and_mark(const MailOutcome& outcome, long long next, const std::string& now) {
  transact([&] {
    note(outcome);
    mark(next, now);
  });
  mail_fences_.erase(outcome.mail);
}

std::vector<MailRow> JournalSoci::bounced_mails() {
  return mails_from(sql_.read([&] {
    return sql_.select(mail_width, std::string(mail_query) + " where bounced_at <> '' order by id");
  }));
}

std::vector<MailRow> JournalSoci::doubted_mails(const std::string& since) {
  return mails_from(sql_.read([&] {
    return sql_.select(mail_width,
                       std::string(mail_query) +
                           " where id in (select mail from attempt where state = 'unknown'"
                           " and ended_at >= :since) order by id",
                       {{"since", since}});
  }));
}

std::optional<MailRow> JournalSoci::find_mail(const std::string& id) {
  const bool is_number =
      !id.empty() && id.size() < 18 && id.find_first_not_of("0123456789") == std::string::npos;
  const auto found = mails_from(sql_.read([&] {
    return sql_.select(mail_width, std::string(mail_query) + " where message_id = :id or id = :number",
                       {{"id", id}, {"number", is_number ? std::stoll(id) : -1LL}});
  }));
  if (found.empty()) return std::nullopt;
  return found[0];
}

bool JournalSoci::note_bounced(const std::string& message_id, const std::string& report,
                               const std::string& now) {
  return transact([&] {
    const auto mails = sql_.select(1, "select id from outbox where message_id = :id", {{"id", message_id}});
    seals_.touch("outbox", {"id"}, mails);
    return sql_.run(
               "update outbox set bounced_at = case when bounced_at = '' then cast(:now as varchar)"
               " else bounced_at end, bounce = :report where message_id = :id and state = 'sent'",
               {{"now", now}, {"report", report}, {"id", message_id}}) == 1;
  });
}

std::vector<MailRow> JournalSoci::mails(std::optional<MailState> state) {
  return mails_from(sql_.read([&] {
    std::string query = mail_query;
    Values values;
    if (state) {
      query += " where state = :state";
      values.emplace_back("state", std::string(to_text(*state)));
    }
    return sql_.select(mail_width, query + " order by id", values);
  }));
}

}  // namespace pleno::journal
