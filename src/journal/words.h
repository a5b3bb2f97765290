// The words of the tables, read back: what to_text of rows.h wrote. Nothing else is understood.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "journal/rows.h"

namespace pleno::journal {

inline constexpr std::array all_states = {State::Imported,  State::Judged, State::Planned, State::Resolved,
                                          State::Allocated, State::Issued, State::Final,   State::Void};
inline constexpr std::array all_mail_states = {MailState::Pending,  MailState::Sending, MailState::Sent,
                                               MailState::Deferred, MailState::Refused, MailState::Unknown,
                                               MailState::Held};

std::optional<State> parse_state(std::string_view text);
std::optional<MailState> parse_mail_state(std::string_view text);

}  // namespace pleno::journal
