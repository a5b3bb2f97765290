#include "pdf/font_file.h"

#include <hb-ot.h>

#include <array>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <mutex>
#include <utility>
#include <vector>

#include "pdf/harfbuzz_handles.h"
#include "text/error.h"
#include "text/language.h"
#include "text/scripts.h"
#include "text/utf8.h"

namespace pleno::pdf {
namespace {

constexpr std::uint16_t no_glyph = 0xFFFF;

// Kerning is remembered with this added, so that zeroed memory means "not asked yet".
constexpr int kerning_offset = 0x4000;

// The code points whose kerning is remembered: Latin to U+017F and the punctuation from U+2010.
constexpr std::size_t remembered = 0x180 - 0x20 + 0x30;
int row_of(char32_t code_point) {
  if (code_point >= 0x20 && code_point < 0x180) return static_cast<int>(code_point) - 0x20;
  if (code_point >= 0x2010 && code_point < 0x2040) return static_cast<int>(code_point) - 0x2010 + 0x160;
  return -1;
}

std::string name_of(hb_face_t* face, hb_ot_name_id_t id) {
  std::array<char, 128> text{};
  unsigned size = text.size();
  hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, text.data());
  return text.data();
}

// What is wrong with a font, by how it begins and by its tables; empty when it is TrueType with outlines
// 'glyf'.
std::string fault_of(std::string_view bytes, hb_face_t* face) {
  const std::string_view kind = bytes.substr(0, 4);
  if (kind == "OTTO") return say("OpenType/CFF (.otf)", "OpenType/CFF (.otf)");
  if (kind == "ttcf") return say("kumpulan beberapa fon (.ttc)", "a collection of fonts (.ttc)");
  if (kind == "wOFF" || kind == "wOF2") return say("fon untuk web (WOFF)", "a web font (WOFF)");
  const auto has = [face](const char(&tag)[5]) {
    const BlobHandle table(hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3])));
    return hb_blob_get_length(table.get()) > 0;
  };
  if (has("fvar")) return say("fon yang berubah-ubah (variable)", "a variable font");
  if (!has("glyf") || !has("cmap") || !has("hmtx"))
    return say("bukan fon TrueType, atau rusak", "no TrueType font, or a damaged one");
  return {};
}

// The four int16 of the glyphs' bounding box in table 'head'.
void read_box(hb_face_t* face, double scale, Descriptor& descriptor) {
  const BlobHandle head(hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd')));
  unsigned length = 0;
  const char* data = hb_blob_get_data(head.get(), &length);
  if (length < 44) return;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto high = static_cast<unsigned char>(data[36 + 2 * i]);
    const auto low = static_cast<unsigned char>(data[37 + 2 * i]);
    const auto value = static_cast<std::int16_t>(high << 8 | low);
    descriptor.box[i] = static_cast<int>(std::lround(value * scale));
  }
}

}  // namespace

struct FontFile::Shaping {
  FaceHandle face;
  FontHandle font;   // scaled to the font's own units
  double scale = 1;  // own units to thousandths
};

// Made at the first question, as most runs use few of the shipped faces.
struct FontFile::Tables {
  std::once_flag made;
  std::vector<std::uint16_t> advances;  // by code point
  // From calloc: most of it is never touched, hence never becomes real memory.
  std::unique_ptr<std::int16_t[], decltype(&std::free)> kerning{nullptr, &std::free};
};

FontFile::FontFile(std::filesystem::path path, const std::string& name, std::string bytes)
    : path_(std::move(path)),
      bytes_(std::move(bytes)),
      shaping_(std::make_unique<Shaping>()),
      tables_(std::make_unique<Tables>()) {
  const BlobHandle blob(hb_blob_create(bytes_.data(), static_cast<unsigned>(bytes_.size()),
                                       HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  shaping_->face.reset(hb_face_create(blob.get(), 0));
  hb_face_t* face = shaping_->face.get();
  postscript_name_ = name_of(face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
  std::string fault = fault_of(bytes_, face);
  if (fault.empty() && postscript_name_.empty())
    fault = say("tanpa nama PostScript, atau rusak", "without a PostScript name, or damaged");
  if (!fault.empty()) {
    throw Error(Kind::Configuration,
                say("fon '{}' tidak dapat dipakai: {}", "font '{}' cannot be used: {}", name, fault),
                path_.string(),
                say("pakai versi TrueType (.ttf) satu gaya dari fon itu",
                    "use the font's TrueType version (.ttf) of one style"));
  }
  hb_face_make_immutable(face);
  const auto units = static_cast<int>(hb_face_get_upem(face));
  shaping_->scale = 1000.0 / units;
  shaping_->font.reset(hb_font_create(face));
  hb_font_t* font = shaping_->font.get();
  hb_font_set_scale(font, units, units);
  hb_font_make_immutable(font);

  face_.family = name_of(face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
  if (face_.family.empty()) face_.family = name_of(face, HB_OT_NAME_ID_FONT_FAMILY);
  face_.bold = hb_style_get_value(font, HB_STYLE_TAG_WEIGHT) >= 600;
  face_.italic = hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0;

  const auto thousandths = [&](hb_ot_metrics_tag_t tag) {
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return static_cast<int>(std::lround(value * shaping_->scale));
  };
  descriptor_.ascent = thousandths(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
  descriptor_.descent = thousandths(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
  descriptor_.cap_height = thousandths(HB_OT_METRICS_TAG_CAP_HEIGHT);
  descriptor_.italic_angle = hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
  descriptor_.stem = face_.bold ? 140 : 80;
  descriptor_.serif = face_.family.find("Sans") == std::string::npos && face_.family != "Carlito";
  read_box(face, shaping_->scale, descriptor_);
  metrics_ = {static_cast<float>(descriptor_.ascent), static_cast<float>(-descriptor_.descent),
              static_cast<float>(descriptor_.cap_height),
              static_cast<float>(thousandths(HB_OT_METRICS_TAG_X_HEIGHT))};
}

FontFile::~FontFile() = default;

const FontFile::Tables& FontFile::tables() const {
  std::call_once(tables_->made, [this] {
    const SetHandle covered(hb_set_create());
    hb_face_collect_unicodes(shaping_->face.get(), covered.get());
    tables_->advances.assign(0x10000, no_glyph);
    for (hb_codepoint_t point = HB_SET_VALUE_INVALID; hb_set_next(covered.get(), &point);) {
      hb_codepoint_t glyph = 0;
      // U+FFFD is what broken UTF-8 turns into: never to be drawn, though fonts have a sign for it.
      if (point >= 0xFFFD || is_forbidden_in_data(point) || needs_shaping(point)) continue;
      if (!hb_font_get_nominal_glyph(shaping_->font.get(), point, &glyph)) continue;
      const hb_position_t units = hb_font_get_glyph_h_advance(shaping_->font.get(), glyph);
      tables_->advances[point] = static_cast<std::uint16_t>(std::lround(units * shaping_->scale));
    }
    tables_->kerning.reset(
        static_cast<std::int16_t*>(std::calloc(remembered * remembered, sizeof(std::int16_t))));
    if (!tables_->kerning) throw std::bad_alloc();
  });
  return *tables_;
}

bool FontFile::covers(char32_t code_point) const {
  return code_point < no_glyph && tables().advances[code_point] != no_glyph;
}

int FontFile::advance(char32_t code_point) const {
  return covers(code_point) ? tables().advances[code_point] : 0;
}

int FontFile::kerning(char32_t left, char32_t right) const {
  if (!covers(left) || !covers(right)) return 0;
  const int row = row_of(left);
  const int column = row_of(right);
  if (row < 0 || column < 0) return shaped_kerning(left, right);
  const std::atomic_ref<std::int16_t> known(
      tables().kerning[static_cast<std::size_t>(row) * remembered + static_cast<std::size_t>(column)]);
  if (const int value = known.load(std::memory_order_relaxed); value != 0) return value - kerning_offset;
  const int value = shaped_kerning(left, right);
  known.store(static_cast<std::int16_t>(value + kerning_offset), std::memory_order_relaxed);
  return value;
}

// How much nearer the pair comes when the font shapes it than when its two glyphs just stand side by side.
int FontFile::shaped_kerning(char32_t left, char32_t right) const {
  const std::array<std::uint32_t, 2> pair = {left, right};
  const BufferHandle buffer(hb_buffer_create());
  hb_buffer_add_utf32(buffer.get(), pair.data(), 2, 0, 2);
  hb_buffer_set_direction(buffer.get(), HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(), HB_SCRIPT_LATIN);
  const auto off = [](hb_tag_t tag) { return hb_feature_t{tag, 0, 0, static_cast<unsigned>(-1)}; };
  const std::array<hb_feature_t, 4> features = {
      off(HB_TAG('l', 'i', 'g', 'a')), off(HB_TAG('c', 'l', 'i', 'g')), off(HB_TAG('c', 'a', 'l', 't')),
      off(HB_TAG('r', 'l', 'i', 'g'))};
  hb_font_t* font = shaping_->font.get();
  hb_shape(font, buffer.get(), features.data(), features.size());
  unsigned count = 0;
  const hb_glyph_position_t* placed = hb_buffer_get_glyph_positions(buffer.get(), &count);
  const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer.get(), nullptr);
  if (count != 2) return 0;
  const hb_position_t plain = hb_font_get_glyph_h_advance(font, glyphs[0].codepoint);
  return static_cast<int>(std::lround((placed[0].x_advance - plain) * shaping_->scale));
}

Subset FontFile::subset(const std::set<char32_t>& wanted) const {
  const SubsetInputHandle input(hb_subset_input_create_or_fail());
  if (!input) throw std::bad_alloc();
  hb_set_t* points = hb_subset_input_unicode_set(input.get());
  for (const char32_t point : wanted) {
    if (covers(point)) hb_set_add(points, point);
  }
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  hb_set_clear(hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
  // A font inside a PDF is asked by glyph number: names, code points and layout are dead weight, and
  // the substitutions of GSUB would drag in glyphs that no one shows.
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* table : {"GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "kern", "DSIG", "gasp"}) {
    hb_set_add(dropped, HB_TAG(table[0], table[1], table[2], table[3]));
  }
  const SubsetPlanHandle plan(hb_subset_plan_create_or_fail(shaping_->face.get(), input.get()));
  const FaceHandle cut(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
  if (!cut) {
    throw Error(Kind::Internal,
                say("fon '{}' tidak dapat dipotong", "font '{}' cannot be cut", postscript_name_));
  }
  const BlobHandle blob(hb_face_reference_blob(cut.get()));
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob.get(), &length);
  Subset result;
  result.bytes.assign(data, length);
  const hb_map_t* old_glyphs = hb_subset_plan_unicode_to_old_glyph_mapping(plan.get());
  const hb_map_t* new_glyphs = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
  for (const char32_t point : wanted) {
    if (!covers(point)) continue;
    const hb_codepoint_t glyph = hb_map_get(new_glyphs, hb_map_get(old_glyphs, point));
    result.glyphs[point] = static_cast<std::uint16_t>(glyph);
  }
  return result;
}

}  // namespace pleno::pdf
