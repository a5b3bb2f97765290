// What runs for every criterion of every candidate takes no memory: counted, not timed. A fact, a constant
// or an item of a list is handed on by reference; only what makes a new list, text or context may take some.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "feel/expression.h"

namespace {
thread_local long long taken = 0;
}

// GCC sees malloc and free through these, and takes them for a mistake.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
void* operator new(std::size_t size) {
  ++taken;
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++taken;
  return std::malloc(size > 0 ? size : 1);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace pleno::feel {
namespace {

// Fourteen criteria with a mark each, as a unit of a real scheme has them.
Context unit_of_fourteen() {
  List criteria;
  for (int i = 1; i <= 14; ++i) {
    Context one;
    one.set("kompeten", i != 13);
    one.set("nilai", 60 + i * 2);
    one.set("metode", i % 2 == 0 ? "observasi langsung di tempat kerja" : "pertanyaan lisan kepada asesi");
    one.set("tanggal", WideDate{2026, 11, static_cast<unsigned char>(i)});
    criteria.emplace_back(std::move(one));
  }
  Context candidate, facts;
  candidate.set("hadir", true);
  candidate.set("nama", "Siti Rahmawati binti Abdullah Hasan");
  facts.set("asesi", std::move(candidate));
  facts.set("kriteria", std::move(criteria));
  facts.set("kosong", List{});
  facts.set("batas", 70);
  return facts;
}

long long taken_by(const std::string& text) {
  static const Context facts = unit_of_fourteen();
  Diagnostics found;
  const Expression expression = parse(text, {}, found);
  EXPECT_TRUE(found.empty()) << text << "\n" << to_text(found);
  const Scope scope(facts);
  EXPECT_FALSE(evaluate(expression, scope).is_null()) << text;
  const long long before = taken;
  const Value value = evaluate(expression, scope);
  return taken - before;
}

TEST(Allocation, NoneForTheConditionsOfARule) {
  for (const char* text :
       {"every k in kriteria satisfies k.kompeten",
        "some k in kriteria satisfies k.kompeten = false",
        "every k in kriteria satisfies k.nilai >= 60 and k.nilai <= 100",
        "every k in kriteria satisfies k.nilai between 0 and 100",
        "every k in kriteria satisfies k.nilai in [0..100]",
        "some k in kriteria satisfies k.nilai in (1, 2, > batas)",
        "every k in kriteria satisfies k.metode in [\"observasi langsung di tempat kerja\", \"pertanyaan "
        "lisan kepada asesi\"]",
        "every k in kriteria satisfies k.metode != \"portofolio dan bukti tambahan lainnya\"",
        "every k in kriteria satisfies k.tanggal + @\"P3Y\" > @\"2029-01-01\"",
        "every k in kriteria, l in kriteria satisfies k.nilai + l.nilai > batas",
        "every i in 1..14 satisfies i < 15",
        "if kriteria = [] then null else some k in kriteria satisfies k.kompeten",
        "if kosong = [] then \"belum dinilai sama sekali oleh asesor\" else \"sudah\"",
        "not(asesi.hadir) or asesi.nama = \"Siti Rahmawati binti Abdullah Hasan\"",
        "count(kriteria) = 14 and count(kosong) = 0",
        "kriteria[3].nilai * 2 - 1 > batas / 3",
        "kriteria[-1].metode",
        "round half up(kriteria[1].nilai / 7, 2) > 1",
        "contains(asesi.nama, \"Rahmawati\") and starts with(asesi.nama, \"Siti\")",
        "string length(asesi.nama) > 5",
        "kriteria[1] instance of context<kompeten: boolean>"}) {
    EXPECT_EQ(taken_by(text), 0) << text;
  }
}

TEST(Allocation, OnlyForWhatIsMade) {
  // A list: its items and the block that holds them, not one for each item.
  EXPECT_LE(taken_by("kriteria.kompeten"), 2);
  EXPECT_LE(taken_by("all(kriteria.kompeten)"), 2);
  EXPECT_LE(taken_by("kriteria[nilai > batas]"), 2);
  EXPECT_LE(taken_by("count(kriteria[kompeten])"), 2);
  EXPECT_LE(taken_by("for k in kriteria return k.nilai"), 2);
  EXPECT_LE(taken_by("sum(kriteria.nilai)"), 3);
  EXPECT_LE(taken_by("min(for k in kriteria return k.nilai)"), 2);
}

}  // namespace
}  // namespace pleno::feel
