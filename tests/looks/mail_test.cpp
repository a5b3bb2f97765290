// What a candidate reads in the mailbox, for every ruling.
#include "facts.h"
#include "golden.h"
#include "studio.h"

namespace pleno::looks {
namespace {

void expect_mail(const std::string& form, const std::string& golden, const feel::Context& facts) {
  Diagnostics found;
  const auto mail = Studio::shared().mail(form, facts, found);
  ASSERT_TRUE(mail) << to_text(found);
  expect_golden(golden,
                "Subject: " + mail->subject + "\n\n" + mail->text + "\n--- html ---\n" + mail->html + "\n");
  EXPECT_EQ(mail->text.find("3276"), std::string::npos) << "a mail never holds an NIK, not even a masked one";
}

TEST(Mails, ResultOfEveryRuling) {
  for (const std::string& ruling : rulings())
    expect_mail("mail/hasil", "mail-hasil-" + ruling, letter_facts(ruling));
}

// Neutral on purpose: the subject does not tell the result to whoever sees the mailbox.
TEST(Mails, TheSubjectIsTheSameForEveryRuling) {
  std::string first;
  for (const std::string& ruling : rulings()) {
    Diagnostics found;
    const auto mail = Studio::shared().mail("mail/hasil", letter_facts(ruling), found);
    ASSERT_TRUE(mail);
    if (first.empty()) first = mail->subject;
    EXPECT_EQ(mail->subject, first);
  }
}

TEST(Mails, CertificateIssued) {
  feel::Context issued = letter_facts("kompeten");
  const feel::Context certificate = facts({"sertifikat"});
  issued.set("sertifikat", *certificate.find("sertifikat"));
  expect_mail("mail/sertifikat", "mail-sertifikat", issued);
}

}  // namespace
}  // namespace pleno::looks
