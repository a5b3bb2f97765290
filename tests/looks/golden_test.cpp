// What every shipped template says with sample facts, as text that an office worker can read.
#include "golden.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include "cases.h"
#include "facts.h"
#include "sets.h"
#include "studio.h"
#include "text/digest.h"

namespace pleno::looks {
namespace {

void expect_pages(const std::string& form, const std::string& golden, const feel::Context& facts) {
  Diagnostics found;
  const Pages pages = Studio::shared().pages(form, facts, found);
  EXPECT_EQ(to_text(found), "") << form;
  ASSERT_FALSE(pages.pages.empty()) << form;
  expect_golden(golden, reading(pages));
}

TEST(Golden, EveryTemplateHasAPictureInTheDocs) {
  std::ifstream in(PLENO_SOURCE_DIR "/docs/img/README.md");
  const std::string page((std::istreambuf_iterator<char>(in)), {});
  for (const std::string& form : shipped_forms()) {
    const std::string picture = form == "sertifikat" ? "sertifikat-depan" : form;
    EXPECT_NE(page.find("src=\"" + picture + ".png\""), std::string::npos)
        << form << ": add it to scripts/pictures";
    EXPECT_TRUE(std::ifstream(PLENO_SOURCE_DIR "/docs/img/" + picture + ".png").good()) << picture;
  }
}

// Where a document of the longest data has very many pages, those in the middle stand as one digest.
std::string without_the_middle(const std::string& text) {
  constexpr std::size_t first_pages = 5, last_pages = 2;
  const std::string head = "== halaman ";
  std::vector<std::size_t> pages;
  for (std::size_t at = text.find(head); at != std::string::npos; at = text.find(head, at + 1))
    pages.push_back(at);
  if (pages.size() <= first_pages + last_pages + 1) return text;
  const std::size_t from = pages[first_pages], to = pages[pages.size() - last_pages];
  return text.substr(0, from) +
         fmt::format("== halaman {}–{}: {} ==\n", first_pages + 1, pages.size() - last_pages,
                     sha256(text.substr(from, to - from)).substr(0, 16)) +
         text.substr(to);
}

TEST(Golden, EveryTemplateHasASample) {
  std::set<std::string> sampled;
  for (const Set& set : all_sets())
    if (set.variant == "contoh") sampled.insert(set.form);
  for (const std::string& form : shipped_forms())
    EXPECT_EQ(sampled.count(form), 1U) << form << ": give it facts in tests/looks/sets.cpp";
}

TEST(Golden, EveryTemplateWithItsSampleAndWithTheLongestData) {
  for (const Set& set : all_sets()) {
    Diagnostics found;
    const Pages pages = Studio::shared().pages(set.form, set.facts, found);
    EXPECT_FALSE(has_errors(found)) << set.name() << "\n" << to_text(found);
    ASSERT_FALSE(pages.pages.empty()) << set.name();
    expect_golden(
        set.variant == "contoh" ? set.form : set.form + "-" + set.variant,
        set.variant.starts_with("terpanjang") ? without_the_middle(reading(pages)) : reading(pages));
  }
}

// What the meeting has before it, from evidence judged by the shipped rules.
TEST(Golden, DiscussionOfASmallPlenary) {
  for (const char* name : {"pembahasan", "rekapitulasi", "notulen"})
    expect_pages(name, std::string(name) + "-delapan-asesi", small_plenary_facts());
}

TEST(Golden, LettersOfEveryRuling) {
  for (const std::string& ruling : rulings())
    expect_pages("surat-hasil", "surat-" + ruling, letter_facts(ruling));
}

// Printed times carry the zone of the site: WITA and WIT stand where a WIB site has WIB.
TEST(Golden, TimesInEveryZone) {
  for (const char* zone : {"WITA", "WIT"}) {
    feel::Context facts = session_facts(1);
    put(facts, "lsp.zona", zone);
    Diagnostics found;
    const std::string text = reading(Studio::shared().pages("surat-tugas-asesor", facts, found));
    EXPECT_NE(text.find(fmt::format("08.00 {0} s.d. 16.00 {0}", zone)), std::string::npos) << text;
    EXPECT_EQ(text.find("WIB"), std::string::npos) << text;
    for (const char* hour : {"pelaksanaan.pukul_mulai", "pelaksanaan.pukul_selesai"}) put(facts, hour, {});
    const std::string open = reading(Studio::shared().pages("surat-tugas-asesor", facts, found));
    EXPECT_NE(open.find(fmt::format("………… {0} s.d. ………… {0}", zone)), std::string::npos) << open;
  }
}

}  // namespace
}  // namespace pleno::looks
