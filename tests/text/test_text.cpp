#include <gtest/gtest.h>

#include "text/date.h"
#include "text/diagnostic.h"
#include "text/digest.h"
#include "text/hmac.h"
#include "text/indonesian.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/scripts.h"
#include "text/utf8.h"

namespace pleno {
namespace {

Date day(const char* text) { return parse_date(text).value(); }

TEST(Dates, OnlyIsoDaysThatExist) {
  EXPECT_EQ(iso(day("2026-11-21")), "2026-11-21");
  for (const char* bad :
       {"2026-02-30", "21/11/2026", "2026-1-2", "2026-11-21T00:00", "", "2026-13-01", "x026-11-21"}) {
    EXPECT_FALSE(parse_date(bad)) << bad;
  }
  EXPECT_EQ(iso(add_days(day("2026-12-31"), 1)), "2027-01-01");
  EXPECT_EQ(days_between(day("2028-02-28"), day("2028-03-01")), 2);
}

TEST(Indonesian, TimesOfDayGetTheSitesZone) {
  EXPECT_EQ(with_time_zone("09.00 s.d. 12.00", "WITA"), "09.00 WITA s.d. 12.00 WITA");
  EXPECT_EQ(with_time_zone("09:00-12:00", "WIT"), "09.00–12.00 WIT");
  EXPECT_EQ(with_time_zone("09.00–12.00", "WIB"), "09.00–12.00 WIB");
  EXPECT_EQ(with_time_zone("9.30", "WIB"), "9.30 WIB");
  EXPECT_EQ(with_time_zone("09:00 WIB s.d. selesai", "WITA"), "09.00 WIB s.d. selesai");  // its own stays
  EXPECT_EQ(with_time_zone("sesudah makan siang", "WIB"), "sesudah makan siang");
  EXPECT_EQ(with_time_zone("", "WIB"), "");
}

TEST(Indonesian, DatesAsOfficesWriteThem) {
  EXPECT_EQ(long_date(day("2026-11-21")), "21 November 2026");
  EXPECT_EQ(weekday_name(day("2026-11-21")), "Sabtu");
  EXPECT_EQ(weekday_name(day("2026-11-20")), "Jumat");
  EXPECT_EQ(date_range(day("2026-11-18"), day("2026-11-19")), "18–19 November 2026");
  EXPECT_EQ(date_range(day("2026-11-30"), day("2026-12-01")), "30 November – 1 Desember 2026");
  EXPECT_EQ(date_range(day("2026-12-31"), day("2027-01-01")), "31 Desember 2026 – 1 Januari 2027");
  EXPECT_EQ(date_range(day("2026-12-31"), day("2026-12-31")), "31 Desember 2026");
}

TEST(Indonesian, NumbersInWords) {
  const std::pair<long long, const char*> cases[] = {
      {0, "nol"},
      {3, "tiga"},
      {10, "sepuluh"},
      {11, "sebelas"},
      {19, "sembilan belas"},
      {20, "dua puluh"},
      {100, "seratus"},
      {111, "seratus sebelas"},
      {1000, "seribu"},
      {1026, "seribu dua puluh enam"},
      {2026, "dua ribu dua puluh enam"},
      {11'000, "sebelas ribu"},
      {100'000, "seratus ribu"},
      {1'000'000, "satu juta"},
      {-5, "minus lima"},
      {1'250'000'000, "satu miliar dua ratus lima puluh juta"}};
  for (const auto& [number, words] : cases) EXPECT_EQ(terbilang(number), words);
  EXPECT_EQ(number_in_english(3), "three");
  EXPECT_EQ(number_in_english(21), "twenty-one");
  EXPECT_EQ(number_in_english(105), "one hundred five");
  EXPECT_EQ(roman(11), "XI");
  EXPECT_EQ(roman(1994), "MCMXCIV");
  EXPECT_EQ(grouped(1234567), "1.234.567");
  EXPECT_EQ(grouped(-123), "-123");
}

TEST(Utf8, FindsTheFirstBadByte) {
  EXPECT_FALSE(first_bad_utf8("Renée – ✓"));
  EXPECT_EQ(first_bad_utf8("ab\xC0\x80"), 2U);    // overlong
  EXPECT_EQ(first_bad_utf8("\xED\xA0\x80"), 0U);  // surrogate
  EXPECT_EQ(first_bad_utf8("abc\xE2\x82"), 3U);   // cut
}

TEST(Utf8, NormalFormAndBlanks) {
  EXPECT_EQ(nfc("Rene\xCC\x81"), "Ren\xC3\xA9");
  EXPECT_EQ(single_spaced("  Siti \t Rahma\xC2\xA0Wulandari "), "Siti Rahma Wulandari");
  EXPECT_EQ(length_in_code_points("é–✓"), 3U);
  EXPECT_EQ(first_bytes("aé–", 3), "aé");
  EXPECT_EQ(first_bytes("aé–", 2), "a");
  EXPECT_EQ(first_bytes("aé", 9), "aé");
  EXPECT_TRUE(is_forbidden_in_data(U'\u202E'));
  EXPECT_TRUE(is_forbidden_in_data(U'\n'));
  EXPECT_TRUE(is_invisible(U'\u200B'));
  EXPECT_EQ(lower("ÉA"), "éa");
}

TEST(Nearest, SuggestsOnlyWhatIsNear) {
  const std::vector<std::string> known = {"kriteria", "elemen", "unit", "skema"};
  EXPECT_EQ(nearest("kriterias", known), "kriteria");
  EXPECT_EQ(nearest("Kritera", known), "kriteria");
  EXPECT_EQ(nearest("xyz", known), "");
  EXPECT_EQ(did_you_mean("xyz", known), "yang dikenal: kriteria, elemen, unit, skema");
}

TEST(Digest, KnownAnswers) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 pieces;
  for (const char* piece : {"The quick ", "", "brown fox"}) pieces.add(piece);
  EXPECT_EQ(pieces.finish(), sha256("The quick brown fox"));
  EXPECT_EQ(hmac_sha256("key", "The quick brown fox jumps over the lazy dog"),
            "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  EXPECT_EQ(crockford("f7bc83f4", 10), "YY");  // f7b = 11110 11110 11
  EXPECT_EQ(crockford(sha256(""), 130).size(), 26U);
}

TEST(Diagnostics, PlaceCaretAndHint) {
  const Diagnostic diagnostic{.at = {.file = "rules/bnsp.yaml", .line = 14, .column = 20},
                              .message = "nama 'kriterias' tidak dikenal",
                              .hint = "maksud Anda 'kriteria'?",
                              .excerpt = "  kompeten: every k in kriterias",
                              .caret_length = 9};
  EXPECT_EQ(to_text(diagnostic),
            "rules/bnsp.yaml:14:20: galat: nama 'kriterias' tidak dikenal\n"
            "      kompeten: every k in kriterias\n"
            "                       ^^^^^^^^^\n"
            "  saran: maksud Anda 'kriteria'?\n");
  EXPECT_EQ(to_text(Place{.file = "marks.sql", .record = "baris 12"}), "marks.sql (baris 12)");
  EXPECT_EQ(line_of("a\r\nb\n", 1), "a");
  EXPECT_EQ(line_of("a\nb", 3), "");
}

TEST(Hmac, gives_the_same_as_the_plain_one_again_and_again) {
  for (const std::string& key : {std::string(), std::string("kunci"), std::string(200, 'k')}) {
    Hmac hmac(key);
    for (const char* text : {"", "a", "a", "sertifikat 70209"})
      EXPECT_EQ(hmac(text), hmac_sha256(key, text)) << key;
  }
}

TEST(Scripts, say_what_cannot_be_set_letter_by_letter) {
  EXPECT_FALSE(needs_shaping(U'a'));
  EXPECT_FALSE(needs_shaping(U'é'));
  EXPECT_FALSE(needs_shaping(U'Ж'));
  EXPECT_FALSE(needs_shaping(U'林')) << "wide, but side by side";
  EXPECT_TRUE(needs_shaping(U'\u0627'));
  EXPECT_TRUE(needs_shaping(U'\uA9A0'));
  EXPECT_EQ(script_name(U'\uA9A0'), "aksara Jawa");
  EXPECT_EQ(script_name(U'\u1B05'), "aksara Bali");
  EXPECT_EQ(script_name(U'\u0627'), "aksara Arab");
  EXPECT_EQ(script_name(U'林'), "aksara Han");
  EXPECT_EQ(script_name(U'\U0001F600'), "emoji");
  EXPECT_EQ(script_name(U'Ж'), "");
}

}  // namespace
}  // namespace pleno
