// Every shipped template as a file, with sample facts and with the longest: sound, its fonts embedded, its
// text read back letter by letter in the order of the page, prepared for PDF/A-3b; and nothing that does not
// fit.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "sets.h"
#include "studio.h"
#include "support/server_process.h"
#include "text/digest.h"
#include "text/utf8.h"

namespace pleno::looks {
namespace {

std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  char buffer[4096];
  for (std::size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, got);
  pclose(pipe);
  return out;
}

// Without white space, U+00A0 and U+2000 to U+200A.
std::string without_blanks(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool blank = c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || (c >= 0x2000 && c <= 0x200A);
    if (!blank) append_utf8(out, c);
  }
  return out;
}

// What the pages say, in the order in which they say it; turned text is read in its own way.
std::string said_by(const Pages& pages) {
  std::string out;
  for (const Page& page : pages.pages) {
    for (const Item& item : page.items) {
      if (const auto* run = std::get_if<TextRun>(&item)) out += run->text;
    }
  }
  return without_blanks(out);
}

struct Files : ::testing::Test {
  testing::TemporaryFolder folder{"pleno-looks"};

  // One file a set; none for a set that cannot be filled or laid out, which is a failure.
  std::string file_of(const Set& set, Pages& pages) {
    Diagnostics found;
    pages = Studio::shared().pages(set.form, set.facts, found);
    EXPECT_FALSE(has_errors(found)) << set.name() << "\n" << to_text(found);
    if (pages.pages.empty()) return {};
    const std::string file = (folder.path() / (set.form + "-" + set.variant + ".pdf")).string();
    std::ofstream(file, std::ios::binary) << Studio::shared().pdf(pages);
    return file;
  }
};

TEST_F(Files, AreSoundAndReadBackInOrder) {
  for (const Set& set : all_sets()) {
    Pages pages;
    const std::string file = file_of(set, pages);
    if (file.empty()) continue;
    EXPECT_NE(output_of("qpdf --check " + file).find("No syntax or stream encoding errors found"),
              std::string::npos)
        << set.name() << output_of("qpdf --check " + file);
    const std::string fonts = output_of("pdffonts " + file);
    for (std::size_t line = fonts.find("Identity-H"); line != std::string::npos;
         line = fonts.find("Identity-H", line + 1))
      EXPECT_EQ(fonts.substr(line + 17, 11), "yes yes yes") << set.name() << "\n" << fonts;
    // A page without turned text must be said letter by letter in the order of its items.
    const std::string text = without_blanks(output_of("pdftotext -raw " + file + " -"));
    if (text != said_by(pages)) {
      const std::string all = said_by(pages);
      const auto at = static_cast<std::size_t>(
          std::mismatch(text.begin(),
                        text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), all.size())),
                        all.begin())
              .first -
          text.begin());
      ADD_FAILURE() << set.name() << " reads '" << text.substr(at, 60) << "' instead of '"
                    << all.substr(at, 60) << "'";
    }
  }
}

// What a telephone reads off the page that the program makes whole; stock gets text only.
TEST_F(Files, CertificatesAreVerifiedByTheirCode) {
  std::size_t read = 0;
  for (const Set& set : all_sets()) {
    if (set.variant != "contoh" || (set.form != "sertifikat" && set.form != "sertifikat-latar")) continue;
    Pages pages;
    const std::string file = file_of(set, pages);
    const std::string page = (folder.path() / "muka").string();
    output_of("pdftoppm -r 150 -f 1 -l 1 -singlefile -png " + file + " " + page);
    const feel::Context& facts = *set.facts.find("sertifikat")->context();
    EXPECT_EQ(output_of("zbarimg -q --nodbus --raw " + page + ".png"), *facts.find("alamat")->text() + "\n")
        << set.name();
    ++read;
  }
  EXPECT_EQ(read, 2U);
}

// What told.py is to find: all that the pages carry beside what is drawn.
std::string told_of(const Pages& pages) {
  std::string out = "title " + pages.title + "\nauthor " + pages.author + "\nsubject " + pages.subject +
                    "\nlanguage " + pages.language + "\ndate ";
  if (pages.date) {
    std::string digits = iso(*pages.date);
    std::erase(digits, '-');
    out += digits;
  }
  out += "\nlabels";
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    const std::string& label = pages.pages[i].label;
    out += " " + (label.empty() ? std::to_string(i + 1) : label);
  }
  out += '\n';
  if (pages.bookmarks.empty()) out += "bookmark " + pages.title + " -> 1\n";
  std::vector<int> above;  // a level that jumps hangs under the last one above it
  for (const Bookmark& mark : pages.bookmarks) {
    while (!above.empty() && above.back() >= mark.level) above.pop_back();
    out += "bookmark " + std::string(above.size() * 2, ' ') + mark.title + " -> " +
           std::to_string(mark.page + 1) + '\n';
    above.push_back(mark.level);
  }
  for (const EmbeddedFile& file : pages.files) {
    out += "file " + file.name + " /" + file.media_type + " /Data " + file.description + " " +
           sha256(file.bytes) + '\n';
  }
  return out + '\n';
}

// Title, language, dates of the data, page labels, bookmarks, attached facts, maps to Unicode: of every
// template, as another reader finds them in the file.
TEST_F(Files, TellWhatTheyAre) {
  std::string files, expected;
  for (const Set& set : all_sets()) {
    if (set.variant == "terpanjang-tidak") continue;
    Pages pages;
    files += " " + file_of(set, pages);
    EXPECT_NE(pages.title, "") << set.name();
    EXPECT_NE(pages.author, "") << set.name();
    EXPECT_EQ(pages.language, "id") << set.name();
    EXPECT_TRUE(pages.date || set.form == "kalibrasi") << set.name() << " has no date";
    EXPECT_EQ(pages.files.empty(), !set.form.starts_with("sertifikat")) << set.name();
    expected += told_of(pages);
  }
  EXPECT_EQ(output_of("PYTHONDONTWRITEBYTECODE=1 python3 " PLENO_SOURCE_DIR "/tests/looks/told.py" + files),
            expected);
}

// The same facts give the same bytes, whoever wrote before and whatever he wrote.
TEST_F(Files, HaveTheSameBytesAgain) {
  const auto written = [](const Set& set) {
    Diagnostics found;
    return Studio::shared().pdf(Studio::shared().pages(set.form, set.facts, found));
  };
  std::vector<Set> sets = all_sets();
  std::vector<std::string> first;
  for (const Set& set : sets) first.push_back(sha256(written(set)));
  for (std::size_t i = sets.size(); i-- > 0;) EXPECT_EQ(sha256(written(sets[i])), first[i]) << sets[i].name();
}

TEST_F(Files, ArePreparedForPdfA3b) {
  std::string files;
  for (const Set& set : all_sets()) {
    if (set.variant == "terpanjang-tidak") continue;
    Pages pages;
    files += " " + file_of(set, pages);
  }
  EXPECT_EQ(output_of("PYTHONDONTWRITEBYTECODE=1 python3 " PLENO_SOURCE_DIR "/tests/looks/pdfa.py" + files),
            "");
}

}  // namespace
}  // namespace pleno::looks
