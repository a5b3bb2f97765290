// What an expression sees of a list of contexts: too much only costs time, too little would hide facts.
#include "feel/seen.h"

#include <gtest/gtest.h>

namespace pleno::feel {
namespace {

// "a b" for the members read, "*" when wholes are seen.
std::string seen(const char* text) {
  Diagnostics found;
  const Expression expression = parse(text, {}, found);
  EXPECT_EQ(to_text(found), "");
  const Seen seen = seen_of(expression, "bukti");
  std::string out = seen.whole ? "*" : "";
  for (const std::string& member : seen.members) out += (out.empty() ? "" : " ") + member;
  return out;
}

TEST(Seen, MembersAreReadOneByOne) {
  EXPECT_EQ(seen("some m in bukti satisfies m.kompeten"), "kompeten");
  EXPECT_EQ(seen("count(bukti[metode = \"lisan\"]) > 1"), "metode");
  EXPECT_EQ(seen("mean(bukti[metode = \"lisan\" and item.nilai > 70].nilai)"), "item metode nilai");
  EXPECT_EQ(seen("for i in 1..2 return bukti[i].tanggal"), "i tanggal");
  EXPECT_EQ(seen("(if n > 1 then bukti else [])[1].nilai"), "nilai");
  EXPECT_EQ(seen("concatenate(bukti, reverse(bukti))[1].asesor"), "asesor");
  EXPECT_EQ(seen("some a in bukti, b in bukti satisfies a.asesor != b.asesor"), "asesor");
}

TEST(Seen, OtherListsAndNothingAreNotSeen) {
  EXPECT_EQ(seen("every k in kriteria satisfies k.nomor = \"1.1\""), "");
  EXPECT_EQ(seen("bukti = [] or bukti = null or count(bukti) = 0"), "");
  EXPECT_EQ(seen("string(batas) + kriteria[kompeten = null][1].acuan"), "");
}

TEST(Seen, WholesAreWhatIsComparedOrHandedOn) {
  EXPECT_EQ(seen("bukti"), "*");
  EXPECT_EQ(seen("string(bukti)"), "*");
  EXPECT_EQ(seen("bukti[1] = bukti[2]"), "*");
  EXPECT_EQ(seen("list contains(bukti, null)"), "*");
  EXPECT_EQ(seen("count(distinct values(bukti)) > 1"), "*");
  EXPECT_EQ(seen("for m in bukti return m"), "*");
  EXPECT_EQ(seen("{a: bukti}.a[1].nilai"), "*");
  EXPECT_EQ(seen("daftar(bukti)"), "*");
  EXPECT_EQ(seen("bukti[1] in [null]"), "*");
  EXPECT_EQ(seen("sort(bukti, function(a, b) a.nilai < b.nilai)[1].nilai"), "*");
  EXPECT_EQ(seen("get value(bukti[1], \"nilai\")"), "*");
  EXPECT_EQ(seen("for m in bukti return if count(partial) = 0 then m.nilai else partial[1]"), "* nilai");
}

}  // namespace
}  // namespace pleno::feel
