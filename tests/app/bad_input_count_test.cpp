// The bad inputs are 1 to 96, and each has its place: one or more cases run through the program, or a test at
// the reader concerned, or a reason why there is none. And all that is said about them, in every golden text:
// where it is and what to do, and never a NIK or a password.
#include <fmt/format.h>

#include <regex>

#include "app/pleno_run.h"
#include "support/case_file.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

const fs::path tests = fs::path(PLENO_SOURCE_DIR) / "tests";

// Where a number is tested that no case has: a file, and what must stand in it.
struct AtReader {
  int from, to;
  const char* file;
  const char* test;
};
constexpr AtReader at_readers[] = {
    {40, 41, "source/xlsx_test.cpp", "TEST(Xlsx, HostileArchivesAreRefused)"},
    {42, 42, "source/xlsx_test.cpp", "TEST(Xlsx, HostileXmlIsRefused)"},
    {43, 43, "source/xlsx_test.cpp", "TEST(Xlsx, OtherFilesAreRefusedWithHelp)"},
    {44, 44, "source/xlsx.case", "rumus tanpa nilai tersimpan"},
    {45, 45, "source/xlsx.case", "tersembunyi"},
    {46, 46, "source/xlsx.case", "gabung"},
    {94, 94, "mail/smtp_reply_test.cpp", "TEST_P(Replies, AreReadAlikeInAnyPieces)"},
    {95, 95, "mail/smtp_test.cpp", "TEST(Smtp, EscapesTheReplysText)"},
    {96, 96, "mail/smtp_test.cpp", "TEST(Smtp, RefusesWhatIsLargerThanTheServerTakes)"},
};
// The page that verifies certificates on the web, which Pleno does not have.
constexpr std::pair<int, int> without_a_part = {91, 93};

std::vector<test::Case> cases_of(const fs::path& file) {
  return test::parse_cases(test::read_text(file)).cases;
}

TEST(BadInputsAll, EachNumberHasItsPlace) {
  std::map<int, std::set<std::string>> places;
  std::set<int> through_the_program;
  for (const fs::path& file : files_in(tests / "app/bad_inputs", ".case")) {
    for (const test::Case& one : cases_of(file)) {
      const int number = std::atoi(one.name().c_str());
      EXPECT_TRUE(number >= 1 && number <= 96) << file << ": " << one.name();
      EXPECT_FALSE(one.get("do").empty() || one.get("expect").empty()) << one.name() << " runs nothing";
      places[number].insert(file.filename().string());
      through_the_program.insert(number);
    }
  }
  for (const AtReader& one : at_readers) {
    EXPECT_TRUE(contains(test::read_text(tests / one.file), one.test)) << one.file << ": " << one.test;
    for (int number = one.from; number <= one.to; ++number) places[number].insert(one.file);
  }
  for (int number = without_a_part.first; number <= without_a_part.second; ++number)
    places[number].insert("none");
  for (int number = 1; number <= 96; ++number)
    EXPECT_EQ(places[number].size(), 1U) << number << " has no place, or two";
  const std::string told =
      fmt::format("{} of 96 through the program, {} at the reader concerned, {} do not apply",
                  through_the_program.size(), 96 - through_the_program.size() - 3, 3);
  EXPECT_TRUE(contains(test::read_text(PLENO_SOURCE_DIR "/docs/reliability.md"), told)) << told;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) out.push_back(line);
  return out;
}

TEST(BadInputsAll, MessagesSayWhereAndWhatToDo) {
  const std::regex message("^\\s*(.*?):? ?(galat|peringatan): .*");
  const std::regex hint("^\\s*saran: .*");
  int all = 0, whole = 0;
  std::string lacking;
  for (const fs::path& file : files_in(tests / "app/bad_inputs", ".case")) {
    for (const test::Case& one : cases_of(file)) {
      const auto lines = lines_of(one.get("expect"));
      for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch parts;
        if (!std::regex_match(lines[i], parts, message)) continue;
        bool helped = false;  // in the lines that follow it, behind the excerpt
        for (std::size_t next = i + 1; next < lines.size() && !helped; ++next) {
          if (lines[next].rfind("  ", 0) != 0) break;
          helped = std::regex_match(lines[next], hint);
        }
        ++all;
        if (parts[1].length() > 0 && helped)
          ++whole;
        else
          lacking += file.filename().string() + ": " + lines[i] + "\n";
      }
    }
  }
  EXPECT_GT(all, 200);
  EXPECT_GE(whole * 100, all * 95) << whole << " of " << all << "\n" << lacking;
  fmt::print("messages of the bad inputs: {} of {} with place and hint\n", whole, all);
}

// What a case gives and nobody may be told: passwords in URLs and in files.
std::set<std::string> secrets_in(const std::string& text) {
  std::set<std::string> out;
  const std::regex in_url("://[^:/@ ]+:([^@ ]{6,})@");
  for (std::sregex_iterator one(text.begin(), text.end(), in_url), end; one != end; ++one)
    out.insert((*one)[1]);
  return out;
}

TEST(BadInputsAll, NoMessageHoldsANikOrAPassword) {
  const std::regex nik("(^|[^0-9A-Za-z])[0-9]{16}($|[^0-9A-Za-z])");
  std::size_t texts = 0;
  for (const char* folder : {"app", "source", "rules", "document", "feel", "mail"}) {
    for (const char* kind : {".case", ".messages"}) {
      for (const fs::path& file : files_in(tests / folder, kind)) {
        const std::string whole = test::read_text(file);
        const std::set<std::string> secrets = secrets_in(whole);
        for (const std::string& line : lines_of(whole)) {
          const bool said = contains(line, "galat: ") || contains(line, "peringatan: ") ||
                            contains(line, "error: ") || contains(line, "warning: ") ||
                            contains(line, "saran: ") || contains(line, "hint: ");
          if (!said) continue;
          ++texts;
          EXPECT_FALSE(std::regex_search(line, nik)) << file << ": " << line;
          for (const std::string& secret : secrets)
            EXPECT_FALSE(contains(line, secret)) << file << ": " << line;
        }
      }
    }
  }
  EXPECT_GT(texts, 800U);
}

}  // namespace
}  // namespace pleno::testing
