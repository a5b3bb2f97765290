// Every shipped template with none, one, many and the longest data: nothing lost, nothing that does not fit.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "facts.h"
#include "studio.h"

namespace pleno::looks {
namespace {

std::string set_in_type(const std::string& form, const feel::Context& facts) {
  Diagnostics found;
  const Pages pages = Studio::shared().pages(form, facts, found);
  EXPECT_FALSE(has_errors(found)) << form << "\n" << to_text(found);
  return reading(pages);
}

TEST(Worst, PacketOfAnySize) {
  for (const char* name : {"daftar-hadir", "pembahasan", "rekapitulasi", "notulen", "berita-acara", "sk"}) {
    for (const int people : {0, 1, 44, 2000}) {
      EXPECT_NE(set_in_type(name, plenary_of(people, true)), "") << name << people;
    }
  }
}

TEST(Worst, NoRowIsLostAcrossPages) {
  const std::string text = set_in_type("rekapitulasi", plenary_of(400, true));
  for (int number = 1; number <= 400; ++number) {
    EXPECT_NE(text.find(fmt::format("26-{:04}", number)), std::string::npos) << number;
  }
}

TEST(Worst, LettersAndForms) {
  for (const std::string& ruling : rulings()) EXPECT_NE(set_in_type("surat-hasil", worst_letter(ruling)), "");
  EXPECT_NE(set_in_type("fr-ak-04", worst_letter("belum-kompeten")), "");
  for (const int people : {0, 1, 44}) {
    feel::Context facts = report_facts();
    facts.set("peserta", *plenary_of(people, false).find("peserta"));
    EXPECT_NE(set_in_type("fr-ak-05", facts), "") << people;
  }
}

}  // namespace
}  // namespace pleno::looks
