// A document laid out: items at fixed positions, plain data. What the PDF writer draws and tests print.
// Lengths are PostScript points, the origin is the top left corner, y grows downwards.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "text/date.h"

namespace pleno {

struct Colour {
  std::uint8_t r = 0, g = 0, b = 0;
  bool operator==(const Colour&) const = default;
};

// One file of a font family, by the names that templates use: {"Gentium Plus", bold, italic}.
struct Face {
  std::string family;
  bool bold = false;
  bool italic = false;
  auto operator<=>(const Face&) const = default;  // NOLINT(modernize-use-nullptr): the compiler writes it
};

// A run of text in one face, from left to right, its baseline starting at (x, y). Turned by `angle`
// degrees counter-clockwise about that point. `tracking` is added after each glyph.
struct TextRun {
  float x = 0, y = 0;
  std::uint16_t face = 0;  // index into Pages::faces
  float size = 10;
  Colour colour;
  float tracking = 0;
  float angle = 0;
  std::string text;  // UTF-8, NFC
  // Extra movement before glyph i, in thousandths of the size (kerning); empty: none.
  std::vector<std::int16_t> kerning;
  bool operator==(const TextRun&) const = default;
};

struct Line {
  float x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  float width = 0.5F;
  Colour colour;
  bool operator==(const Line&) const = default;
};

// A rectangle, filled, stroked or both, or an ellipse inscribed in it.
struct Box {
  float x = 0, y = 0, w = 0, h = 0;
  std::optional<Colour> fill;
  std::optional<Colour> stroke;
  float line_width = 0.5F;
  bool ellipse = false;
  bool operator==(const Box&) const = default;
};

// An open path of straight segments with round joins (ticks, crosses).
struct Polyline {
  std::vector<std::array<float, 2>> points;
  float width = 1;
  Colour colour;
  bool operator==(const Polyline&) const = default;
};

struct ImageItem {
  float x = 0, y = 0, w = 0, h = 0;
  std::string name;  // of the image in the site's or the product's assets
  bool operator==(const ImageItem&) const = default;
};

// A QR code, error correction M, without its quiet zone: w by w points.
struct QrItem {
  float x = 0, y = 0, w = 0;
  std::string text;
  Colour colour;
  bool operator==(const QrItem&) const = default;
};

using Item = std::variant<TextRun, Line, Box, Polyline, ImageItem, QrItem>;

struct Page {
  float width = 595.276F, height = 841.89F;
  std::vector<Item> items;  // painted in this order
  std::string label;        // page label; empty: its decimal number
  bool operator==(const Page&) const = default;
};

struct Bookmark {
  int level = 0;  // 0 outermost
  std::string title;
  std::size_t page = 0;  // from 0
  bool operator==(const Bookmark&) const = default;
};

struct EmbeddedFile {
  std::string name;        // "sertifikat.json"
  std::string media_type;  // "application/json"
  std::string description;
  std::string bytes;
  bool operator==(const EmbeddedFile&) const = default;
};

// How a template uses one face, so that its font can be cut once per template and a document's bytes
// never depend on who else is in the batch: the code points of its fixed text, and whether it sets data
// (then a fixed alphabet is added; a document with rarer characters gets the next wider cut).
struct FaceUse {
  Face face;
  std::set<char32_t> fixed;
  bool sets_data = false;
  bool operator==(const FaceUse&) const = default;
};
struct FontPlan {
  std::string id;  // names the template; equal plans have equal ids
  std::vector<FaceUse> faces;
};

struct Pages {
  std::string title;
  std::string subject;
  std::string author;
  std::string language = "id";
  std::string identity;      // what makes this document the one it is; the file identifier comes from it
  std::optional<Date> date;  // of the data, never of the clock
  std::vector<Face> faces;
  std::vector<Page> pages;
  std::vector<Bookmark> bookmarks;
  std::vector<EmbeddedFile> files;
  std::shared_ptr<const FontPlan> plan;  // may be null: cut to what is used
};

// The pages as text a person can review: a line per item, positions in tenths of a millimetre.
std::string to_text(const Pages& pages);

}  // namespace pleno
