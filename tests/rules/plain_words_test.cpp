#include <gtest/gtest.h>

#include "rules/plain_words.h"

namespace pleno::rules {
namespace {

const Subject written{"pertanyaan tertulis", true, false};

TEST(PlainWords, NamesOfARuleFile) {
  EXPECT_EQ(name_in_words("umur_bukti"), "umur bukti");
  EXPECT_EQ(name_in_words("kriteria"), "KUK");
  EXPECT_EQ(method_in_words("pihak_ketiga"), "pernyataan pihak ketiga");
  EXPECT_EQ(method_in_words("observasi"), "observasi");
  EXPECT_EQ(method_in_words("uji_praktik"), "uji praktik");  // a site's own
  EXPECT_EQ(kind_in_words("TL"), "tidak langsung");
}

TEST(PlainWords, MembersOfWhatIsLookedAt) {
  EXPECT_EQ(value_in_words("nilai", written), "nilai pertanyaan tertulis");
  EXPECT_EQ(value_in_words("m.nilai", written), "nilai pertanyaan tertulis");
  EXPECT_EQ(value_in_words("round half up(m.nilai, 0)", written), "nilai pertanyaan tertulis");
  EXPECT_EQ(value_in_words("m.tanggal + umur_bukti", written), "tanggal pertanyaan tertulis + umur bukti");
  EXPECT_EQ(value_in_words("jumlah_asesor", written), "jumlah asesor");  // of the candidate, not of the mark
  EXPECT_EQ(value_in_words("asesi.kehadiran"), "kehadiran asesi");
}

TEST(PlainWords, ListsAndWhatIsCountedInThem) {
  EXPECT_EQ(value_in_words("count(kriteria[kompeten])"), "jumlah KUK yang kompeten");
  EXPECT_EQ(value_in_words("count(distinct values(bukti[kompeten].metode))"),
            "jumlah metode berbeda pada bukti yang kompeten");
  EXPECT_EQ(value_in_words("mean(bukti[metode = \"tertulis\" and nilai != null].nilai)"),
            "rata-rata nilai pada bukti pertanyaan tertulis");
  EXPECT_EQ(value_in_words("count(unit[kode in pilihan and kompeten])"),
            "jumlah unit yang termasuk pilihan dan kompeten");
  EXPECT_EQ(value_in_words("100 / count(bukti[jenis = \"TL\"])"), "100 ÷ jumlah bukti tidak langsung");
  EXPECT_EQ(value_in_words("bukti[metode = r]", {"pertanyaan lisan", false, true}), "bukti pertanyaan lisan");
}

TEST(PlainWords, WhatHasNoWordsStaysAsWritten) {
  for (const char* text :
       {"bukti[nilai > 3].metode", "if a then b else c", "count(bukti", "string length(kode)", "nilai)", "",
        "bukti[", "bukti[metode = \"tertulis]", "a.", "1 +", "\xC3"}) {
    EXPECT_EQ(value_in_words(text), text);
    EXPECT_EQ(value_in_words(text, written), "pertanyaan tertulis: " + std::string(text));
  }
}

}  // namespace
}  // namespace pleno::rules
