// Practice and the real thing never share a state: what a rehearsal sent counts as sent for ever.
#include "app/pleno_run.h"
#include "support/smtp_sink.h"

namespace pleno::testing {
namespace {

constexpr const char* clerk = "panitera@lsp.contoh.example";

void redirect(const SampleSite& site) {
  site.replace("pleno.yaml", "  domain: lsp.contoh.example",
               "  domain: lsp.contoh.example\n  redirect_all_to: " + std::string(clerk));
}
void redirect_no_more(const SampleSite& site) {
  site.replace("pleno.yaml", "\n  redirect_all_to: " + std::string(clerk), "");
}

std::set<std::string> recipients(const SmtpSink& sink) {
  std::set<std::string> out;
  for (const SmtpSink::Mail& mail : sink.mails()) out.insert(mail.to);
  return out;
}

TEST(Rehearsal, EveryMailGoesToOneAddress) {
  SmtpSink sink;
  SampleSite site;
  redirect(site);
  site.set("PLENO_MAIL_URL", sink.url());
  site.run_everything();
  ASSERT_GT(sink.mails().size(), 20U);
  EXPECT_EQ(recipients(sink), (std::set<std::string>{clerk}));
}

TEST(Rehearsal, ItsStateIsNeverUsedForRealMail) {
  SmtpSink sink;
  SampleSite site;
  redirect(site);
  site.set("PLENO_MAIL_URL", sink.url());
  site.pleno("nightly");
  site.pleno("resolve 2026-11 --adopt-all");
  site.pleno("issue 2026-11");
  site.pleno("send --limit 3");
  ASSERT_EQ(sink.mails().size(), 3U);
  redirect_no_more(site);
  for (const char* command : {"send", "nightly"}) {
    const Ran ran = site.pleno(command);
    EXPECT_EQ(ran.code, 78) << command << ran.out << ran.err;
    EXPECT_TRUE(contains(ran.err, "keadaan ini milik gladi")) << ran.err;
    EXPECT_TRUE(contains(ran.err, "pakai folder state tersendiri untuk gladi")) << ran.err;
  }
  EXPECT_EQ(sink.mails().size(), 3U) << "nothing more went out";
  redirect(site);
  site.pleno("send");
  EXPECT_GT(sink.mails().size(), 20U) << "as a rehearsal it goes on";
  EXPECT_EQ(recipients(sink), (std::set<std::string>{clerk}));
}

TEST(Rehearsal, TheRealStateIsNeverUsedForOne) {
  SmtpSink sink;
  SampleSite site;
  site.set("PLENO_MAIL_URL", sink.url());
  site.pleno("nightly");
  site.pleno("resolve 2026-11 --adopt-all");
  site.pleno("issue 2026-11");
  site.pleno("send --limit 3");
  const auto before = sink.accepted();
  ASSERT_EQ(before.size(), 3U);
  redirect(site);
  const Ran ran = site.pleno("send");
  EXPECT_EQ(ran.code, 78) << ran.out << ran.err;
  EXPECT_TRUE(contains(ran.err, "keadaan ini sudah mengirim surat kepada asesi")) << ran.err;
  EXPECT_EQ(sink.accepted(), before);
}

// A sample writes over SMTP to domains of examples only, unless all of it is redirected.
TEST(Rehearsal, ASampleWritesToNobodyReal) {
  for (const bool redirected : {false, true}) {
    SmtpSink sink;
    SampleSite site;
    site.sql("update person set email = 'orang' || substr(id, 3) || '@perusahaan.co.id'");
    if (redirected) redirect(site);
    site.set("PLENO_MAIL_URL", sink.url());
    site.pleno("nightly");
    site.pleno("resolve 2026-11 --adopt-all");
    site.pleno("nightly");
    if (redirected) {
      EXPECT_EQ(recipients(sink), (std::set<std::string>{clerk}));
    } else {
      EXPECT_TRUE(sink.mails().empty());
      EXPECT_TRUE(contains(site.pleno("mail").out, "situs contoh tidak mengirim ke alamat sungguhan"));
    }
  }
}

}  // namespace
}  // namespace pleno::testing
