#include <algorithm>

#include "document/flow.h"
#include "text/language.h"

namespace pleno::document {
namespace {

double in_mm(float points) { return static_cast<double>(points) * 25.4 / 72; }

float aligned(Align align, float width, float length) {
  if (align == Align::Right) return width - length;
  return align == Align::Center ? (width - length) / 2 : 0;
}

struct Adder {
  Layout& layout;
  Flow& flow;
  float width;
  Origin at;

  void operator()(const Paragraph& paragraph) const {
    const auto& lines = layout.typesetter.set(paragraph, width, at);
    const std::size_t count = lines.size();
    const bool whole = paragraph.whole || count <= 3;  // no line of a short paragraph stands alone
    std::uint16_t field = 0;
    for (const Span& span : paragraph.spans) field = field == 0 ? span.field : field;
    for (std::size_t i = 0; i < count; ++i) {
      Piece piece;
      piece.at = at;
      piece.height = lines[i].height;
      piece.baseline = lines[i].baseline;
      piece.width = width;
      piece.field = i == 0 ? field : std::uint16_t{0};
      piece.first = lines[i].first;
      piece.count = lines[i].count;
      piece.before = i == 0 ? paragraph.before : 0;
      const bool last = i + 1 == count;
      piece.after = last ? paragraph.after : 0;
      piece.keep_with_next = last ? paragraph.keep_with_next : whole || i == 0 || i + 2 == count;
      flow.push_back(piece);
    }
  }
  void operator()(const Space& space) const {
    Piece piece;
    piece.at = at;
    piece.height = space.height;
    piece.grow = space.grow;
    flow.push_back(piece);
  }
  void operator()(const Rule& rule) const {
    const float length = rule.length > 0 ? std::min(rule.length, width) : width;
    const float x = aligned(rule.align, width, length), y = rule.thickness / 2;
    Piece piece = begin(rule.before, rule.thickness, rule.after);
    layout.items.emplace_back(Line{x, y, x + length, y, rule.thickness, rule.colour});
    finish(piece);
  }
  void operator()(const Picture& picture) const {
    const auto size = layout.measure.image(picture.name);
    if (!size || size->width <= 0 || size->height <= 0) {
      layout.typesetter.report(
          at, say("gambar '{}' tidak ada", "there is no image '{}'", picture.name),
          say("taruh berkas PNG itu di folder templat", "put the PNG file into the templates' folder"));
      return;
    }
    const float ratio = static_cast<float>(size->height) / static_cast<float>(size->width);
    float w = picture.width, h = picture.height;
    if (w <= 0) w = h / ratio;
    if (h <= 0) h = w * ratio;
    demand_room(w, say("gambar '{}'", "the image '{}'", picture.name));
    Piece piece = begin(picture.before, h, picture.after);
    layout.items.emplace_back(ImageItem{aligned(picture.align, width, w), 0, w, h, picture.name});
    finish(piece);
  }
  void operator()(const QrCode& code) const {
    demand_room(code.width, say("kode QR", "the QR code"));
    Piece piece = begin(code.before, code.width, code.after);
    layout.items.emplace_back(
        QrItem{aligned(code.align, width, code.width), 0, code.width, code.text, code.colour});
    finish(piece);
  }
  void operator()(const Anchor& anchor) const {
    Piece piece;
    piece.at = at;
    piece.anchor = &anchor;
    piece.keep_with_next = true;
    flow.push_back(piece);
  }
  void operator()(const PageBreak&) const {
    Piece piece;
    piece.at = at;
    piece.new_page = true;
    flow.push_back(piece);
  }
  void operator()(const Table& table) const { add_table(layout, flow, table, at, width); }
  void operator()(const Keep& keep) const {
    const std::size_t before = flow.size();
    add_blocks(layout, flow, keep.blocks, width);
    for (std::size_t i = before; i + 1 < flow.size(); ++i) flow[i].keep_with_next = true;
  }
  void operator()(const Fixed& fixed) const {
    if (fixed.every_page) return;  // drawn with the frame of each page
    Piece piece;
    piece.at = at;
    piece.fixed = &fixed;
    flow.push_back(piece);
  }

  void demand_room(float needed, const std::string& what) const {
    if (needed <= width + 0.05F) return;
    layout.typesetter.report(
        at, say("{} selebar {:.1f} mm, tersedia {:.1f} mm", "{} is {:.1f} mm wide, there are {:.1f} mm", what,
                in_mm(needed), in_mm(width)));
  }

  Piece begin(float before, float height, float after) const {
    Piece piece;
    piece.at = at;
    piece.before = before;
    piece.height = height;
    piece.width = width;
    piece.after = after;
    piece.first = static_cast<std::uint32_t>(layout.items.size());
    return piece;
  }
  void finish(Piece& piece) const {
    piece.count = static_cast<std::uint32_t>(layout.items.size()) - piece.first;
    flow.push_back(piece);
  }
};

constexpr float overlooked_item = 72;  // a lower one of a list, in points, looks lost alone on a page

bool is_item(const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block.content);
  return paragraph != nullptr && !paragraph->marker.empty();
}

// Like a table's rows: neither the first nor the last of a list's items stands alone on a page. `starts`
// are the first pieces of its items, and the end of the last.
void keep_items_together(Flow& flow, const std::vector<std::size_t>& starts) {
  if (starts.size() < 3) return;
  const auto low = [&](std::size_t item) {
    return height_of(flow, starts[item], starts[item + 1]) < overlooked_item;
  };
  const std::size_t last = starts.size() - 2;
  if (low(0)) flow[starts[1] - 1].keep_with_next = true;
  if (low(last)) flow[starts[last] - 1].keep_with_next = true;
}

}  // namespace

void add_blocks(Layout& layout, Flow& flow, const std::vector<Block>& blocks, float width) {
  std::vector<std::size_t> items;  // of the list that is being added
  for (const Block& block : blocks) {
    const bool item = is_item(block);
    if (item || !items.empty()) items.push_back(flow.size());
    if (!item && !items.empty()) {
      keep_items_together(flow, items);
      items.clear();
    }
    std::visit(Adder{layout, flow, width, block.at}, block.content);
  }
  if (items.empty()) return;
  items.push_back(flow.size());
  keep_items_together(flow, items);
}

Flow flow_of(Layout& layout, const std::vector<Block>& blocks, float width) {
  Flow flow;
  add_blocks(layout, flow, blocks, width);
  return flow;
}

float height_of(const Flow& flow, std::size_t begin, std::size_t end) {
  float height = 0;
  for (std::size_t i = begin; i < end; ++i) {
    height += flow[i].height + (i > begin ? std::max(flow[i - 1].after, flow[i].before) : 0);
  }
  return height;
}

}  // namespace pleno::document
