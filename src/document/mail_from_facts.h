// A mail template + facts -> subject and bodies: the same words as plain text and as simple HTML. Chooses no
// recipient, sends nothing, and its HTML loads nothing from outside.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "document/template.h"
#include "feel/value.h"

namespace pleno::document {

struct MailText {
  std::string subject;                   // one line
  std::string text;                      // UTF-8, lines of at most 76 characters, LF
  std::string html;                      // UTF-8, complete document, everything from data escaped
  std::vector<std::string> attachments;  // kinds as written: "FR.AK.02"
};

// Nothing when `found` has got an error: a hole without value, a template that is no <mail>.
std::optional<MailText> mail_from_facts(const Template& mail, const feel::Context& facts, Diagnostics& found);

}  // namespace pleno::document
