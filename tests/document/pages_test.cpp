// Templates through the whole of `document`, as text: messages of bad templates and data, and pages.
#include <gtest/gtest.h>

#include <sstream>

#include "document/document_from_facts.h"
#include "document/pages_from_document.h"
#include "document/template_from_xml.h"
#include "document/word_pairs.h"
#include "fake_measure.h"
#include "sample_facts.h"
#include "support/case_file.h"
#include "text/utf8.h"

namespace pleno::test {
namespace {

const std::filesystem::path folder = std::filesystem::path(PLENO_SOURCE_DIR) / "tests/document";

std::optional<std::string> included(const std::string& name) {
  if (name == "sisipan")
    return "<fragment><styles><style name=\"tebal\" bold=\"yes\"/></styles><p "
           "style=\"tebal\">{{lsp.nama_pendek}}</p></fragment>";
  if (name == "rusak") return "<fragment>\n  <p>{{asesi.nma}}</p>\n</fragment>";
  if (name == "diri") return "<fragment><include name=\"diri\"/></fragment>";
  return {};
}

// "asesi.nama = teks", "skema.jenjang := 6" (FEEL): a line each.
feel::Context facts_of(const std::string& lines, bool gaps) {
  feel::Context facts = sample_facts(gaps);
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    const std::size_t at = line.find('=');
    if (at == std::string::npos) continue;
    const bool expression = line[at - 1] == ':';
    const std::string path = line.substr(0, line.find_first_of(" :="));
    const std::string text = line.size() > at + 2 ? line.substr(at + 2) : "";
    Diagnostics found;
    put(facts, path,
        expression ? feel::evaluate(feel::parse(text, {}, found), feel::Scope(facts)) : feel::Value(text));
    EXPECT_EQ(to_text(found), "");
  }
  return facts;
}

// Bare content is wrapped into a small page: 100 mm of text, 10 pt, so that 56 letters fill a line.
std::string whole(const std::string& xml) {
  if (xml.starts_with("<document") || xml.starts_with("<?xml")) return xml;
  return "<document title=\"Uji\" record=\"asesi {{asesi.no_pendaftaran}}\" paper=\"A5\" margins=\"20mm "
         "24mm\" font=\"Uji, Tanda\" size=\"10pt\" colour=\"black\">\n" +
         xml + "</document>\n";
}

std::string messages_of(const Case& one) {
  Diagnostics found;
  const auto form = document::template_from_xml(whole(one.get("template")), "uji.xml", included, found);
  const feel::Context facts = facts_of(one.get("facts"), false);
  if (form && document::has_occasion(*form, facts, found)) {
    const Document filled = document::fill(*form, facts, found);
    document::lay_out(filled, FakeMeasure(), found);
  }
  return found.empty() ? "(tidak ada)" : to_text(found);
}

std::string pages_of(const Case& one) {
  Diagnostics found;
  const auto form = document::template_from_xml(whole(one.get("template")), "uji.xml", included, found);
  if (!form) return to_text(found);
  const Document filled = document::fill(*form, facts_of(one.get("facts"), !one.get("gaps").empty()), found);
  const Pages pages = document::lay_out(filled, FakeMeasure(), found);
  std::string text = to_text(pages);
  text.erase(0, text.find("page 1"));
  return to_text(found) + text;
}

// The text with "_" for each blank that no line's end may part.
std::string tied(const Case& one) {
  std::string out;
  std::istringstream lines(one.get("text"));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::vector<document::Character>> words;
    std::vector<std::string> texts;
    std::istringstream in(line);
    for (std::string word; in >> word;) {
      auto& characters = words.emplace_back();
      for (const char32_t c : code_points(word)) characters.push_back({c, 0, 0, 0, 0});
      texts.push_back(word);
    }
    const auto word = [&](std::size_t i) {
      return document::Word(words[i].data(), words[i].data() + words[i].size());
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i > 0) out += document::belong_together(word(i - 1), word(i)) ? '_' : ' ';
      out += texts[i];
    }
    out += '\n';
  }
  return out;
}

TEST(Document, LinesOfText) { run_cases(folder / "lines.case", pages_of); }
TEST(Document, LettersOfData) { run_cases(folder / "letters.case", pages_of); }
TEST(Document, WordsThatStayTogether) { run_cases(folder / "word_pairs.case", tied); }
TEST(Document, MessagesOfTemplates) { run_cases(folder / "messages.case", messages_of); }
TEST(Document, PagesOfTemplates) { run_cases(folder / "pages.case", pages_of); }

}  // namespace
}  // namespace pleno::test
