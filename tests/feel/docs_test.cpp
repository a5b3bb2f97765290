// docs/feel.md lists the built-in functions as they are: the block between its markers is made from the
// table itself. PLENO_ACCEPT=1 writes it anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "feel/builtin.h"

namespace pleno::feel {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// As people read it: "min(list: list or its items) -> number".
std::string shown(const Row& row) {
  std::string text(row.signature);
  replace_all(text, "*: list", ": list or its items");
  replace_all(text, "~:", ":");
  replace_all(text, "...:", "…:");
  return row.use == Builtin::Use::Named ? text + "  (by name)" : text;
}

std::string function_list() {
  const std::pair<const char*, Rows> topics[] = {
      {"numbers", number_rows()},
      {"strings", text_rows()},
      {"lists", list_rows()},
      {"lists made of lists", list_change_rows()},
      {"contexts", context_rows()},
      {"dates and durations", date_rows()},
      {"points and ranges", range_rows()},
      {"conversion and others", conversion_rows()},
  };
  std::string out = "```\n";
  for (const auto& [topic, rows] : topics) {
    out += std::string("# ") + topic + "\n";
    for (const Row& row : rows) out += shown(row) + "\n";
  }
  return out + "```\n";
}

TEST(Docs, ListTheBuiltInFunctionsAsTheyAre) {
  const std::string path = PLENO_SOURCE_DIR "/docs/feel.md";
  std::ifstream file(path);
  ASSERT_TRUE(file);
  std::stringstream whole;
  whole << file.rdbuf();
  std::string text = whole.str();
  const std::string begin_mark = "<!-- functions: made by tests/feel/docs_test.cpp -->\n",
                    end_mark = "<!-- end -->";
  const std::size_t begin = text.find(begin_mark), end = text.find(end_mark);
  ASSERT_NE(begin, std::string::npos);
  ASSERT_NE(end, std::string::npos);
  const std::size_t from = begin + begin_mark.size();
  const std::string found = text.substr(from, end - from), wanted = function_list();
  if (std::getenv("PLENO_ACCEPT") != nullptr) {
    text.replace(from, end - from, wanted);
    std::ofstream(path) << text;
  }
  EXPECT_EQ(found, wanted);
}

// What docs/feel.md says is left out is known by name, so that a call of it can say so.
TEST(Docs, FunctionsLeftOutAreKnownAsSuch) {
  for (const char* name : {"time", "date and time", "now", "today", "matches", "replace"}) {
    EXPECT_TRUE(is_left_out(name)) << name;
    EXPECT_TRUE(builtins_named(name).empty()) << name;
  }
  EXPECT_GT(builtin_names().size(), 75U);
}

}  // namespace
}  // namespace pleno::feel
