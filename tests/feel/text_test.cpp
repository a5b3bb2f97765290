// Texts with holes, causes, printing, and the values themselves.
#include <gtest/gtest.h>

#include "feel/expression.h"
#include "feel/json.h"

namespace pleno::feel {
namespace {

Context facts() {
  Context person, out;
  person.set("nama", "Siti \"Ibu\" Rahma");
  person.set("lahir", *parse_date("1999-01-31"));
  out.set("asesi", person);
  out.set("dua_kali", Function{"dua_kali", {"x"}, [](const List& arguments, std::string& cause) {
                                 if (!arguments.empty() && arguments[0].text())
                                   return Value(*arguments[0].text() + *arguments[0].text());
                                 cause = "bukan teks";
                                 return Value();
                               }});
  return out;
}

std::string filled(std::string_view text, Causes* causes = nullptr) {
  Diagnostics found;
  const Text read = parse_text(text, {}, found);
  EXPECT_TRUE(found.empty()) << to_text(found);
  const Context known = facts();
  return fill(read, Scope(known), causes);
}

TEST(Text, FillsHolesWithoutQuotes) {
  EXPECT_EQ(filled("{{ asesi.nama }}, {{asesi.lahir}}: {{ [1, \"}}\"] }} {{ {a: {b: 1}}.a.b }}"),
            "Siti \"Ibu\" Rahma, 1999-01-31: [1, \"}}\"] 1");
  EXPECT_EQ(filled("tanpa lubang } {"), "tanpa lubang } {");
  EXPECT_EQ(filled("{{ dua_kali(\"ab\") }}{{ dua_kali(x: \"c\") }}"), "ababcc");
}

TEST(Text, ANullHoleIsEmptyWithACause) {
  Causes causes;
  EXPECT_EQ(filled("a{{ asesi.umur }}b", &causes), "ab");
  ASSERT_EQ(causes.list.size(), 2U);
  EXPECT_EQ(causes.list[0].message, "anggota 'umur' tidak ada");
}

TEST(Causes, SayWhereAndWhy) {
  Diagnostics found;
  const Context known = facts();
  for (const auto& [text, offset, message] : std::vector<std::tuple<std::string, std::size_t, std::string>>{
           {"1 + asesi.umur", 10, "anggota 'umur' tidak ada"},
           {"kosong", 0, "nama 'kosong' tidak dikenal"},
           {"1 / 0", 2, "hasil 1 / 0 bukan angka"},
           {"asesi.nama > 1", 11, "string dan number tidak dapat diurutkan"},
           {"sqrt(-4)", 0, "fungsi 'sqrt': argumen 'number' tidak dapat bernilai -4"},
           {"floor(\"a\")", 0, "fungsi 'floor': argumen 'n' harus number, bukan string"},
           {"dua_kali(1)", 0, "bukan teks"},
           {"[1, 2][3]", 6, "tidak ada butir 3 dalam daftar 2 butir"},
           {"today()", 0, "fungsi 'today' tidak ada dalam FEEL ini"}}) {
    Causes causes;
    EXPECT_TRUE(evaluate(parse(text, {}, found), Scope(known), &causes).is_null()) << text;
    ASSERT_FALSE(causes.list.empty()) << text;
    EXPECT_EQ(causes.list[0].offset, offset) << text;
    EXPECT_EQ(causes.list[0].message, message) << text;
  }
}

TEST(Expression, KnowsItsFreeNames) {
  Diagnostics found;
  const auto names =
      parse("for m in bukti return m.nilai + batas + count(bukti[nilai > min])", {}, found).names();
  EXPECT_EQ(names, (std::vector<std::string>{"bukti", "batas", "nilai", "min"}));
}

TEST(Scope, InnerNamesHideOuterOnes) {
  Diagnostics found;
  Context outer, inner;
  outer.set("a", 1);
  outer.set("b", 2);
  inner.set("a", 3);
  const Scope far(outer), near(inner, &far);
  EXPECT_EQ(evaluate(parse("[a, b]", {}, found), near), Value(List{3, 2}));
}

TEST(Value, ContextsOfOneShapeShareKeysUntilChanged) {
  const auto keys = std::make_shared<const Keys>(std::vector<std::string>{"a", "b"});
  Context one(keys, {1}), two(keys, {2, 3});
  two.set("c", 4);
  two.set("a", 5);
  EXPECT_EQ(to_text(one), "{a: 1, b: null}");
  EXPECT_EQ(to_text(two), "{a: 5, b: 3, c: 4}");
  Context many;
  for (int i = 0; i < 100; ++i) many.set("k" + std::to_string(i), i);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(*many.find("k" + std::to_string(i)), Value(i));
  EXPECT_EQ(many.find("k100"), nullptr);
}

TEST(Json, IsPlain) {
  Context c;
  c.set("t", "a\"\n");
  c.set("d", *parse_date("2026-11-21"));
  c.set("l", List{Value(), true, Days{90000}, Months{14}, *Decimal::parse("1.50")});
  EXPECT_EQ(to_json(c), R"({"t":"a\"\n","d":"2026-11-21","l":[null,true,"P1DT1H","P1Y2M",1.5]})");
}

}  // namespace
}  // namespace pleno::feel
