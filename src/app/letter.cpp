// A mail to one candidate: wording from a template, identity from the site's secret, address checked.
#include <fmt/format.h>

#include "app/clock.h"
#include "app/conclude.h"
#include "app/facts.h"
#include "document/mail_from_facts.h"
#include "mail/address.h"
#include "mail/mime.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {
namespace {

// Why no mail may go to this address, or nothing. Practice and the real thing are kept apart: a real site
// does not write to the domains of examples, and a sample does not write to real people unless all is
// redirected.
std::optional<std::string> fault_of_recipient(const Settings& settings, const std::string& address) {
  if (address.empty()) return say("alamat e-mail kosong", "no e-mail address");
  if (const auto fault = mail::fault_in_address(address))
    return say("alamat e-mail tidak dapat dipakai: {}", "e-mail address is unusable: {}", *fault);
  const bool reserved = mail::is_reserved_domain(mail::domain_of(address));
  const bool over_smtp = settings.mail.url.rfind("smtp", 0) == 0 && settings.mail.redirect_all_to.empty();
  if (!settings.sample && reserved)
    return say("alamat e-mail contoh, bukan alamat orang", "an e-mail address of examples, nobody's");
  if (settings.sample && over_smtp && !reserved)
    return say("situs contoh tidak mengirim ke alamat sungguhan",
               "a sample does not write to real addresses");
  return std::nullopt;
}

}  // namespace

journal::NewMail letter(Site& site, const std::string& kind, const std::string& plenary, int revision,
                        const feel::Context& facts, const Evidence& evidence,
                        std::vector<Attachment> attachments, const std::string& now, Diagnostics& found) {
  const MailSettings& settings = site.settings().mail;
  journal::NewMail out;
  out.assessment = evidence.id;
  out.kind = kind;
  out.plenary = plenary;
  out.revision = revision;
  // Stable over every attempt and every re-run: never random, no personal data in it.
  const std::string job = hmac_sha256(site.settings().secret, "mail|" + evidence.id + "|" + kind + "|" +
                                                                  plenary + "|" + std::to_string(revision));
  out.message_id = fmt::format("<r{}.{}@{}>", revision, crockford(job, 130), settings.domain);
  out.recipient = evidence.candidate.email;
  out.held = fault_of_recipient(site.settings(), out.recipient).value_or("");
  if (!out.held.empty()) out.recipient.clear();

  const auto form = site.press().form("mail/" + kind, found);
  if (form == nullptr) return out;
  const auto text = document::mail_from_facts(*form, facts, found);
  if (!text) return out;
  Message message;
  message.message_id = out.message_id;
  message.from = {settings.from_name, settings.from_address};
  message.to = {evidence.candidate.name,
                out.recipient.empty() ? "alamat-belum-ada@" + settings.domain : out.recipient};
  message.reply_to = settings.reply_to;
  message.date = mail_date(now, site.settings().utc_hours());
  message.subject = text->subject;
  message.text = text->text;
  message.html = text->html;
  message.attachments = std::move(attachments);
  auto bytes = std::make_shared<const std::string>(mail::mime_from_message(message, found));
  out.mime = {sha256(*bytes), "eml", evidence.id, "message/rfc822", bytes};
  return out;
}

}  // namespace pleno::app
