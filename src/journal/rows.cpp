#include "journal/rows.h"

#include "domain/words.h"
#include "journal/words.h"

namespace pleno::journal {
namespace {

constexpr Words<State, 8> state_words = {{{State::Imported, "imported"},
                                          {State::Judged, "judged"},
                                          {State::Planned, "planned"},
                                          {State::Resolved, "resolved"},
                                          {State::Allocated, "allocated"},
                                          {State::Issued, "issued"},
                                          {State::Final, "final"},
                                          {State::Void, "void"}}};

constexpr Words<MailState, 7> mail_words = {{{MailState::Pending, "pending"},
                                             {MailState::Sending, "sending"},
                                             {MailState::Sent, "sent"},
                                             {MailState::Deferred, "deferred"},
                                             {MailState::Refused, "refused"},
                                             {MailState::Unknown, "unknown"},
                                             {MailState::Held, "held"}}};

}  // namespace

Figures& Figures::operator+=(const Figures& more) {
  numbers += more.numbers;
  certificates += more.certificates;
  mails += more.mails;
  attempts += more.attempts;
  sent += more.sent;
  doubts += more.doubts;
  return *this;
}

std::string_view to_text(State state) { return word_of(state_words, state); }
std::string_view to_text(MailState state) { return word_of(mail_words, state); }
std::optional<State> parse_state(std::string_view text) { return value_of(state_words, text); }
std::optional<MailState> parse_mail_state(std::string_view text) { return value_of(mail_words, text); }

}  // namespace pleno::journal
