// What became of a mail in doubt: whether a relay's log, or a folder that gets a copy of every mail, knows
// its Message-ID. Never changes either, and takes no silence for an answer.
#pragma once
#include <filesystem>
#include <set>
#include <string>

namespace pleno::mail {

using MessageIds = std::set<std::string>;  // with their angle brackets

// Those of `wanted` that were accepted. `archive` is a folder (its files are mails, as in a maildir; only
// their headers are read) or a relay's log as Postfix or Exim write it. In a log a Message-ID alone says
// nothing: Postfix notes it while the body still comes in. It counts when the same queue id was made active
// or delivered; in Exim's, when the line is an arrival ("<="). Throws Error{NoInput} when there is no such
// place, Error{InputOutput} when it cannot be read.
MessageIds accepted_ids(const std::filesystem::path& archive, const MessageIds& wanted);

}  // namespace pleno::mail
