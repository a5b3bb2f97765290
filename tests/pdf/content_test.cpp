#include "pdf/content.h"

#include <gtest/gtest.h>

namespace pleno::pdf {
namespace {

// A literal with zero bytes inside.
template <std::size_t Size>
std::string bytes(const char (&literal)[Size]) {
  return {literal, Size - 1};
}

TextRun run(float x, float y) {
  TextRun made;
  made.x = x;
  made.y = y;
  return made;
}

TEST(Content, numbers_are_short_and_exact) {
  Content content;
  content.begin(100);
  content.line({0.1F, 99.999F, 12.5F, 0, 0.5F, {}});
  content.line({-3.456F, 100, 1000, 100.004F, 0.5F, {}});
  EXPECT_EQ(content.finish(), "0.5 w\n0.1 0 m 12.5 100 l\n-3.46 0 m 1000 0 l\nS\n");
}

TEST(Content, state_is_set_once) {
  Content content;
  content.begin(100);
  const Colour red{255, 0, 0};
  content.box({0, 0, 10, 10, red, std::nullopt, 0.5F, false});
  content.box({10, 0, 10, 10, red, red, 1, false});
  content.polyline({{{0, 0}, {5, 5}}, 2, Colour{51, 51, 51}});
  EXPECT_EQ(content.finish(),
            "1 0 0 rg\n0 90 10 10 re f\n"
            "1 0 0 RG\n10 90 10 10 re B\n"
            "2 w\n1 J 1 j\n0.2 G\n0 100 m 5 95 l\nS\n");
}

TEST(Content, runs_share_one_text_object_without_drift) {
  Content content;
  content.begin(100);
  for (int i = 0; i < 3; ++i) content.text(run(10.004F * static_cast<float>(i), 20), u"a");
  EXPECT_EQ(content.finish(),
            bytes("BT\n/F0 10 Tf 0 80 Td (\0a)Tj\n10 0 Td (\0a)Tj\n10.01 0 Td (\0a)Tj\nET\n"));
}

TEST(Content, kerning_moves_glyphs_and_delimiters_are_escaped) {
  Content content;
  content.begin(100);
  TextRun kerned = run(0, 0);
  kerned.kerning = {0, -50, 0};
  content.text(kerned, u"(\\\u0D28)");
  EXPECT_EQ(content.finish(), bytes("BT\n/F0 10 Tf 0 100 Td [(\0\\()50(\0\\\\\\r\\(\0\\))]TJ\nET\n"));
}

TEST(Content, turned_text_leaves_the_next_run_straight) {
  Content content;
  content.begin(100);
  TextRun turned = run(10, 20);
  turned.angle = 90;
  content.text(turned, u"a");
  content.text(run(30, 40), u"b");
  EXPECT_EQ(content.finish(),
            bytes("BT\n/F0 10 Tf 0 1 -1 0 10 80 Tm (\0a)Tj\n1 0 0 1 30 60 Tm (\0b)Tj\nET\n"));
}

TEST(Content, wide_tracking_keeps_its_words_for_readers) {
  Content content;
  content.begin(100);
  TextRun wide = run(0, 0);
  wide.tracking = 2;
  content.text(wide, u"ab");
  EXPECT_EQ(
      content.finish(),
      bytes("BT\n/F0 10 Tf 2 Tc 0 100 Td /Span<</ActualText(\xFE\xFF\0a\0b)>>BDC (\0a\0b)Tj\nEMC\nET\n"));
}

TEST(Content, a_page_begins_afresh) {
  Content content;
  content.begin(100);
  content.box({0, 0, 10, 10, Colour{9, 9, 9}, std::nullopt, 0.5F, true});
  const std::string first = content.finish();
  content.begin(100);
  content.box({0, 0, 10, 10, Colour{9, 9, 9}, std::nullopt, 0.5F, true});
  EXPECT_EQ(content.finish(), first);
}

}  // namespace
}  // namespace pleno::pdf
