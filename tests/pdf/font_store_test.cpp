#include "pdf/font_store.h"

#include <gmock/gmock.h>

#include <functional>

#include "pdf/font_file.h"
#include "pdf/image_store.h"
#include "pdf/measure.h"
#include "pdf/sample.h"
#include "pdf/tools.h"
#include "text/digest.h"
#include "text/error.h"

namespace pleno::pdf {
namespace {

using ::testing::HasSubstr;

const char* const carlito = PLENO_SOURCE_DIR "/fonts/carlito/Carlito-Regular.ttf";

std::string line_for(const std::string& bytes, const std::string& name) {
  return sha256(bytes) + "  " + name + "\n";
}

// "kind: message (file)" of the refusal.
std::string refusal(const std::filesystem::path& folder) {
  try {
    FontStore::load(folder);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind, Kind::Configuration);
    return std::string(error.what()) + " (" + error.context + ")";
  }
  return "loaded";
}

TEST(FontStore, has_the_shipped_faces) {
  const std::vector<Face> faces = sample::fonts()->faces();
  EXPECT_EQ(faces.size(), 14U);
  for (const char* family : {"Gentium Plus", "Carlito"}) {
    for (const bool bold : {false, true}) {
      for (const bool italic : {false, true})
        EXPECT_THAT(faces, ::testing::Contains(Face{family, bold, italic}));
    }
  }
  EXPECT_THAT(faces, ::testing::Contains(Face{"DejaVu Sans", false, false}));
  EXPECT_THAT(faces, ::testing::Contains(Face{"Liberation Sans", true, false}));
  EXPECT_THAT(faces, ::testing::Contains(Face{"Liberation Serif", false, true}));
}

TEST(FontStore, each_shipped_family_has_its_licence) {
  std::size_t families = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PLENO_SOURCE_DIR "/fonts")) {
    if (!entry.is_directory()) continue;
    ++families;
    const std::string licence = read_file((entry.path() / "LICENSE").string());
    EXPECT_THAT(licence, ::testing::AnyOf(HasSubstr("SIL OPEN FONT LICENSE"), HasSubstr("Bitstream Vera")))
        << entry.path();
  }
  EXPECT_EQ(families, 4U);
}

TEST(FontStore, loads_only_what_the_list_allows) {
  const TemporaryFolder folder;
  const std::string font = read_file(carlito);
  EXPECT_THAT(refusal(folder.path()), HasSubstr("SHA256SUMS"));
  write_file(folder / "a.ttf", font);
  write_file(folder / "SHA256SUMS", line_for(font, "a.ttf"));
  EXPECT_EQ(refusal(folder.path()), "loaded");

  write_file(folder / "sub/b.ttf", font);
  EXPECT_THAT(refusal(folder.path()), HasSubstr("b.ttf"));
  std::filesystem::remove(folder / "sub/b.ttf");

  write_file(folder / "SHA256SUMS", line_for(font, "a.ttf") + line_for(font, "../outside.ttf"));
  EXPECT_THAT(refusal(folder.path()), HasSubstr("../outside.ttf"));
  write_file(folder / "SHA256SUMS", line_for(font, "a.ttf") + line_for(font, "gone.ttf"));
  EXPECT_THAT(refusal(folder.path()), HasSubstr("gone.ttf"));
  write_file(folder / "c.ttf", font);
  write_file(folder / "SHA256SUMS", line_for(font, "a.ttf") + line_for(font, "c.ttf"));
  EXPECT_THAT(refusal(folder.path()), HasSubstr("c.ttf"));  // the same face twice
}

// What FACES says of the shipped fonts is what they say themselves.
TEST(FontStore, the_shipped_faces_are_named_rightly) {
  const auto store = FontStore::load(PLENO_SOURCE_DIR "/fonts");
  std::vector<std::string> lines;
  for (const Face& face : store->faces()) {
    const FontFile& font = store->get(face);
    const std::string style = face.bold && face.italic ? "bold italic"
                              : face.bold              ? "bold"
                              : face.italic            ? "italic"
                                                       : "regular";
    const auto path = std::filesystem::relative(font.path(), PLENO_SOURCE_DIR "/fonts").string();
    lines.push_back(path + '\t' + face.family + '\t' + style + '\t' + font.postscript_name() + '\n');
  }
  std::sort(lines.begin(), lines.end());
  std::string expected;
  for (const std::string& line : lines) expected += line;
  EXPECT_EQ(read_file(PLENO_SOURCE_DIR "/fonts/FACES"), expected);
}

TEST(FontStore, a_font_that_faces_names_is_checked_when_it_is_used) {
  const std::string font = read_file(carlito);
  const Face face{"Carlito", false, false};
  const auto refusal_of = [&](const std::string& bytes, const std::string& faces) {
    const TemporaryFolder folder;
    write_file(folder / "a.ttf", bytes);
    write_file(folder / "SHA256SUMS", line_for(font, "a.ttf"));
    write_file(folder / "FACES", faces);
    const auto store = FontStore::load(folder.path());
    std::string said;
    for (int i = 0; i < 2; ++i) {  // each time
      try {
        said = store->get(face).postscript_name();
      } catch (const Error& error) {
        EXPECT_EQ(error.kind, Kind::Configuration);
        said = error.what();
      }
    }
    try {
      store->read_all();
    } catch (const Error& error) {
      EXPECT_EQ(said, error.what());
    }
    return said;
  };
  const std::string right = "a.ttf\tCarlito\tregular\tCarlito\n";
  EXPECT_EQ(refusal_of(font, right), "Carlito");
  EXPECT_THAT(refusal_of(font + "x", right), HasSubstr("SHA256SUMS"));
  EXPECT_THAT(refusal_of(font, "a.ttf\tCarlito\tregular\tCarlito-Regular\n"), HasSubstr("FACES"));
  EXPECT_THAT(refusal(([&] {
                static const TemporaryFolder folder;
                write_file(folder / "a.ttf", font);
                write_file(folder / "SHA256SUMS", line_for(font, "a.ttf"));
                write_file(folder / "FACES", "a.ttf Carlito\n");
                return folder.path();
              })()),
              HasSubstr("FACES"));
}

TEST(FontStore, a_changed_font_is_refused_before_anyone_reads_it) {
  const std::string font = read_file(carlito);
  for (std::size_t i = 0; i < 100; ++i) {
    const TemporaryFolder folder;
    std::string mutant = font;
    mutant[(i * 7919) % mutant.size()] ^= static_cast<char>(1 << i % 8);
    write_file(folder / "a.ttf", mutant);
    write_file(folder / "SHA256SUMS", line_for(font, "a.ttf"));
    EXPECT_THAT(refusal(folder.path()), HasSubstr("a.ttf"));
  }
}

// A font with a table under another name, at the same place of the alphabet.
std::string with_table_renamed(std::string font, const std::string& tag, const std::string& as) {
  const std::size_t at = font.find(tag);
  EXPECT_LT(at, 400U) << "in the directory of tables";
  return font.replace(at, tag.size(), as);
}

TEST(FontStore, what_is_no_plain_truetype_is_refused_though_listed) {
  const std::string font = read_file(carlito);
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"no font at all", "bukan fon TrueType, atau rusak"},
      {"", "bukan fon TrueType, atau rusak"},
      {std::string("OTTO") + std::string(200, '\0'), "OpenType/CFF (.otf)"},
      {"ttcf" + font, "kumpulan beberapa fon (.ttc)"},
      {"wOFF" + font, "fon untuk web (WOFF)"},
      {"wOF2" + font, "fon untuk web (WOFF)"},
      {with_table_renamed(font, "fpgm", "fvar"), "fon yang berubah-ubah (variable)"},
      {with_table_renamed(font, "glyf", "glyx"), "bukan fon TrueType, atau rusak"},
      {with_table_renamed(font, "cmap", "cmax"), "bukan fon TrueType, atau rusak"},
      {font.substr(0, 300), "bukan fon TrueType, atau rusak"},
  };
  for (const auto& [bytes, message] : faults) {
    const TemporaryFolder folder;
    write_file(folder / "a.ttf", bytes);
    write_file(folder / "SHA256SUMS", line_for(bytes, "a.ttf"));
    EXPECT_EQ(refusal(folder.path()),
              "fon 'a.ttf' tidak dapat dipakai: " + message + " (" + (folder / "a.ttf").string() + ")");
  }
}

TEST(FontStore, each_fault_of_the_folder_has_its_message) {
  const std::string font = read_file(carlito);
  const auto said = [&](const std::function<void(const TemporaryFolder&)>& prepare) {
    const TemporaryFolder folder;
    write_file(folder / "a.ttf", font);
    write_file(folder / "SHA256SUMS", line_for(font, "a.ttf"));
    prepare(folder);
    const std::string out = refusal(folder.path());
    return out.substr(0, out.find(" ("));
  };
  EXPECT_EQ(said([](const TemporaryFolder&) {}), "loaded");
  EXPECT_EQ(said([](const TemporaryFolder& f) { std::filesystem::remove(f / "a.ttf"); }),
            "fon yang terdaftar tidak ada");
  EXPECT_EQ(said([&](const TemporaryFolder& f) { write_file(f / "a.ttf", font.substr(0, font.size() / 2)); }),
            "isi fon berbeda dari SHA256SUMS")
      << "cut off";
  EXPECT_EQ(said([&](const TemporaryFolder& f) { write_file(f / "b.otf", "OTTO"); }),
            "fon tidak ada di daftar SHA256SUMS")
      << "not allowed by the list";
  EXPECT_EQ(said([&](const TemporaryFolder& f) { std::filesystem::remove(f / "SHA256SUMS"); }),
            "daftar fon tidak ada");
}

TEST(Measure, answers_from_the_font) {
  const auto measure = measure_of(sample::fonts(), sample::images());
  const int serif = measure->face({"Liberation Serif", false, false}).value();
  EXPECT_FALSE(measure->face({"Comic Sans", false, false}));
  EXPECT_FLOAT_EQ(measure->advance(serif, U'A'), 722);  // the widths of Times
  EXPECT_FLOAT_EQ(measure->advance(serif, U' '), 250);
  EXPECT_FLOAT_EQ(measure->advance(serif, U'林'), 0);
  EXPECT_TRUE(measure->covers(serif, U'é'));
  EXPECT_FALSE(measure->covers(serif, U'林'));
  EXPECT_FALSE(measure->covers(serif, U'\t'));
  EXPECT_FALSE(measure->covers(serif, U'\U0001F600'));
  EXPECT_LT(measure->kerning(serif, U'A', U'V'), -50);
  EXPECT_LT(measure->kerning(serif, U'T', U'o'), -20);
  EXPECT_FLOAT_EQ(measure->kerning(serif, U'n', U'n'), 0);
  EXPECT_FLOAT_EQ(measure->kerning(serif, U'A', U'V'), measure->kerning(serif, U'A', U'V'));
  EXPECT_NEAR(measure->metrics(serif).ascent, 891, 2);
  EXPECT_NEAR(measure->metrics(serif).descent, 216, 2);
  EXPECT_NEAR(measure->metrics(serif).cap_height, 655, 10);
  EXPECT_NEAR(measure->metrics(serif).x_height, 460, 10);
  EXPECT_EQ(measure->image("logo")->width, 300);
  EXPECT_FALSE(measure->image("cap"));
}

// So that columns of figures stand straight; layout kerns no digits.
TEST(Measure, digits_are_of_one_width_in_every_face) {
  const auto measure = measure_of(sample::fonts(), sample::images());
  for (const Face& face : sample::fonts()->faces()) {
    const int number = measure->face(face).value();
    for (char32_t digit = '0'; digit <= '9'; ++digit)
      EXPECT_FLOAT_EQ(measure->advance(number, digit), measure->advance(number, U'0')) << face.family;
  }
}

// DejaVu Sans has their letters; side by side, unjoined and from left to right, they would say something
// else.
TEST(Measure, writing_that_needs_shaping_is_not_covered) {
  const auto measure = measure_of(sample::fonts(), sample::images());
  const int signs = measure->face({"DejaVu Sans", false, false}).value();
  for (const char32_t point :
       {U'\u0627', U'\u05D0', U'\uA9A0', U'\u0905', U'\uFEF5', U'\U0001F600', U'\u6797'})
    EXPECT_FALSE(measure->covers(signs, point)) << std::hex << static_cast<unsigned>(point);
  for (const char32_t point : U"ŁšğȘḥŋɓЖяΩλԱბ")
    EXPECT_TRUE(point == 0 || measure->covers(signs, point)) << std::hex << static_cast<unsigned>(point);
}

// Names of Europe and of the islands: Latin with every accent, in the four styles of both families.
TEST(Measure, both_families_have_full_latin_in_every_style) {
  const auto measure = measure_of(sample::fonts(), sample::images());
  for (const char* family : {"Gentium Plus", "Carlito"}) {
    for (const bool bold : {false, true}) {
      for (const bool italic : {false, true}) {
        const int number = measure->face({family, bold, italic}).value();
        for (char32_t point = 0xA1; point < 0x250; ++point) {
          if (point == 0xAD || point == 0x149) continue;  // the soft hyphen; a letter withdrawn
          EXPECT_TRUE(measure->covers(number, point))
              << family << " U+" << std::hex << static_cast<unsigned>(point);
        }
      }
    }
  }
}

TEST(Measure, every_shipped_face_sets_indonesian_and_kerns) {
  const auto measure = measure_of(sample::fonts(), sample::images());
  for (const Face& face : sample::fonts()->faces()) {
    const int number = measure->face(face).value();
    for (const char32_t point : U"AZaz09.,:;()/–—‘’“”…·•×²€é") {
      if (point != 0) {
        EXPECT_TRUE(measure->covers(number, point))
            << face.family << " U+" << std::hex << static_cast<unsigned>(point);
      }
    }
    EXPECT_LT(measure->kerning(number, U'A', U'V'), 0) << face.family;
    EXPECT_GT(measure->metrics(number).cap_height, 500) << face.family;
  }
  const int signs = measure->face({"DejaVu Sans", false, false}).value();
  for (const char32_t point : {U'\u2713', U'\u2610', U'\u2611'}) EXPECT_TRUE(measure->covers(signs, point));
}

}  // namespace
}  // namespace pleno::pdf
