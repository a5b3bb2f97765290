// What every shipped template says with sample facts, as text that an office worker can read.
#include "golden.h"
#include "facts.h"
#include "studio.h"

namespace pleno::looks {
namespace {

void expect_pages(const std::string& form, const std::string& golden, const feel::Context& facts) {
  Diagnostics found;
  const Pages pages = Studio::shared().pages(form, facts, found);
  EXPECT_EQ(to_text(found), "") << form;
  ASSERT_FALSE(pages.pages.empty()) << form;
  expect_golden(golden, reading(pages));
}

TEST(Golden, PacketBeforeTheMeeting) {
  for (const char* name : {"daftar-hadir", "pembahasan", "rekapitulasi", "notulen", "berita-acara", "sk"}) {
    expect_pages(name, std::string(name) + "-draf", plenary_facts(true));
  }
}

TEST(Golden, MinutesAndDecreeAfterTheMeeting) {
  for (const char* name : {"berita-acara", "sk"}) expect_pages(name, name, plenary_facts(false));
}

TEST(Golden, Forms) {
  expect_pages("fr-ak-05", "fr-ak-05", report_facts());
  expect_pages("fr-ak-04", "fr-ak-04", letter_facts("belum-kompeten"));
}

TEST(Golden, LettersOfEveryRuling) {
  for (const std::string& ruling : rulings())
    expect_pages("surat-hasil", "surat-" + ruling, letter_facts(ruling));
}

}  // namespace
}  // namespace pleno::looks
