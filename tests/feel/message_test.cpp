// Runs the message files beside it: what the reader of a mistake sees, letter by letter. A block is the
// expression behind "> ", further lines of it behind "+ ", then the messages, also those of the check
// against the facts below.
// PLENO_ACCEPT=1 writes the messages found into the file, to be reviewed as a diff.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "feel/schema.h"
#include "text/language.h"

namespace pleno::feel {
namespace {

using Members = std::map<std::string, std::shared_ptr<const Schema>>;

std::shared_ptr<const Schema> of(Type type, Members members = {}, std::shared_ptr<const Schema> items = {}) {
  return std::make_shared<const Schema>(Schema{type, std::move(members), std::move(items)});
}

// As a rule of `skema` would see it.
const Schema& facts() {
  static const Schema schema{
      Type::Context,
      {{"asesi", of(Type::Context, {{"nama", of(Type::String)}, {"hadir", of(Type::Boolean)}})},
       {"bukti", of(Type::List, {},
                    of(Type::Context, {{"metode", of(Type::String)},
                                       {"kompeten", of(Type::Boolean)},
                                       {"nilai", of(Type::Number)},
                                       {"tanggal", of(Type::Date)}}))},
       {"jadwal", of(Type::Context, {{"mulai", of(Type::Date)}, {"selesai", of(Type::Date)}})},
       {"lain", of(Type::Null)},
       {"tanggal", of(Type::Function)}},
      {}};
  return schema;
}

std::string messages_for(std::string text) {
  const Source source{{.file = "aturan.yaml", .line = 7, .column = 13},
                      "  kompeten: " + text.substr(0, text.find('\n'))};
  Diagnostics found;
  if (text.find("{{") != std::string::npos) {
    check(parse_text(text, source, found), facts(), source, found);
  } else {
    check(parse(text, source, found), facts(), source, found);
  }
  return to_text(found);
}

class Messages : public testing::TestWithParam<std::string> {};

TEST_P(Messages, AreExact) {
  const std::string path = PLENO_SOURCE_DIR "/tests/feel/" + GetParam();
  set_language(GetParam() == "english.messages" ? Language::English : Language::Indonesian);
  std::ifstream file(path);
  ASSERT_TRUE(file);
  std::string all, found, text;
  const auto finish = [&] {
    if (!text.empty()) found += messages_for(text) + "\n";
    text.clear();
  };
  for (std::string line; std::getline(file, line); all += line + "\n") {
    if (line.starts_with("> ")) {
      finish();
      text = line.substr(2);
      found += line + "\n";
    } else if (line.starts_with("+ ")) {
      text += "\n" + line.substr(2);
      found += line + "\n";
    } else if (line.starts_with("#")) {
      finish();
      found += line + "\n";
    } else {
      finish();
    }
  }
  finish();
  set_language(Language::Indonesian);
  if (std::getenv("PLENO_ACCEPT") != nullptr) std::ofstream(path) << found;
  EXPECT_EQ(all, found);
}

INSTANTIATE_TEST_SUITE_P(Feel, Messages,
                         testing::Values("reading.messages", "checking.messages", "english.messages"),
                         [](const auto& one) { return one.param.substr(0, one.param.find('.')); });

}  // namespace
}  // namespace pleno::feel
