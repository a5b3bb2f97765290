#include "document/typesetter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/language.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

constexpr float widest_blank = 0.4F;  // a justified line adds no more to a blank, in its size
constexpr float kerned_from = 11;     // points; below that only bold type shows it

// How far a centred line's outer sign hangs out: it is lighter than a letter, so the eye leaves it out.
float hanging(const Character& outer) {
  constexpr std::u32string_view light = U",.:;*‘’“”„'\"";
  return light.find(outer.code) != std::u32string_view::npos ? outer.advance / 2 : 0;
}

// A mark that stands on the letter before it. NFC leaves those that make no letter of their own.
bool is_combining(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

bool kerns(const std::optional<bool>& wanted, const TextStyle& style) {
  return wanted.value_or(style.bold || style.size >= kerned_from);
}

}  // namespace

Typesetter::Typesetter(const Document& document, const Measure& measure, Pages& pages,
                       std::vector<Item>& items, Diagnostics& found, Memo* memo)
    : document_(document),
      sheet_(*document.sheet),
      measure_(measure),
      pages_(pages),
      items_(items),
      found_(found),
      chains_(document.sheet->styles.size()),
      memo_(memo) {
  if (memo_ != nullptr) sheet_number_ = memo_->number_of(document.sheet);
}

void Typesetter::set_page(std::size_t page, std::size_t pages) {
  page_ = std::to_string(page);
  page_count_ = std::to_string(pages);
}

void Typesetter::report(const Origin& at, std::string message, std::string hint, Severity severity) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  if (at.file < sheet_.files.size()) diagnostic.at.file = sheet_.files[at.file];
  diagnostic.at.line = at.line;
  diagnostic.at.record = document_.record;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  found_.push_back(std::move(diagnostic));
}

std::size_t Typesetter::font(const Face& face, int number) {
  for (std::size_t i = 0; i < fonts_.size(); ++i) {
    if (fonts_[i].number == number) return i;
  }
  Font& added = fonts_.emplace_back();
  added.number = number;
  added.metrics = measure_.metrics(number);
  added.face = face;
  return fonts_.size() - 1;
}

// The fonts that may set a style, the first before those that help out. A helper without the style's bold
// or italic face helps in its regular one.
const std::vector<std::size_t>& Typesetter::chain(std::uint16_t number) {
  std::vector<std::size_t>& out = chains_[number];
  if (!out.empty()) return out;
  const TextStyle& style = sheet_.styles[number];
  const auto& families = sheet_.fonts[style.fonts];
  for (std::size_t i = 0; i < families.size(); ++i) {
    Face face{families[i], style.bold, style.italic};
    auto known = measure_.face(face);
    if (!known && i > 0) {
      face = {families[i], false, false};
      known = measure_.face(face);
    }
    if (known) {
      out.push_back(font(face, *known));
    } else if (i == 0) {
      report({}, say("fon '{}'{}{} tidak ada", "there is no font '{}'{}{}", families[i],
                     style.bold ? " bold" : "", style.italic ? " italic" : ""));
    }
  }
  if (out.empty()) {  // so that all else can still be checked
    fonts_.emplace_back().face = Face{families.front(), style.bold, style.italic};
    out.push_back(fonts_.size() - 1);
  }
  return out;
}

// In thousandths of the size; below 0 where the font has no such glyph. Asked once for each of the usual
// characters: most of a page's time would go into asking.
float Typesetter::advance(Font& font, char32_t c) {
  if (font.number < 0) return 0;
  const auto ask = [&] {
    return measure_.covers(font.number, c) ? measure_.advance(font.number, c) : missing;
  };
  if (c >= font.advances.size()) return ask();
  float& known = font.advances[c];
  if (known == unknown) known = ask();
  return known;
}

void Typesetter::read_character(char32_t c, const Span& span, const std::vector<std::size_t>& fonts) {
  const TextStyle& style = sheet_.styles[span.style];
  char32_t drawn = c;
  if (c == 0x202F) drawn = 0xA0;
  if (c == 0x2011) drawn = '-';
  const char32_t asked = drawn == 0xA0 ? U' ' : drawn;  // a no-break blank is drawn as a blank
  // A mark from another font than its letter's would stand beside it.
  const bool mark = c >= 0x300 && is_combining(c) && count_ > 0;
  for (const std::size_t number : fonts) {
    if (mark && characters_[count_ - 1].font != number) continue;
    const float width = c == '\n' ? 0 : advance(fonts_[number], asked);
    if (width < 0) continue;
    const float tracked = c == '\n' ? 0 : width * style.size / 1000 + style.tracking * style.size;
    characters_[count_++] = {drawn, tracked, 0, span.style, static_cast<std::uint16_t>(number)};
    return;
  }
  if (!reported_.insert(span.text).second) return;  // the first missing glyph of a text stands for all
  report_missing(c, span, fonts_[fonts.front()].face.family);
}

void Typesetter::read(const std::vector<Span>& spans, std::optional<bool> kerning) {
  std::size_t most = 0;  // characters, if each were one byte
  for (const Span& span : spans) most += span.text.size() * std::max(page_.size(), page_count_.size());
  characters_.resize(most);
  count_ = 0;
  for (const Span& span : spans) {
    const auto& fonts = chain(span.style);
    for (std::size_t at = 0; at < span.text.size();) {
      const auto byte = static_cast<unsigned char>(span.text[at]);
      const char32_t c = byte < 0x80 ? (++at, byte) : next_code_point(span.text, at);
      if (c != page_mark && c != pages_mark) {
        read_character(c, span, fonts);
        continue;
      }
      for (const char digit : c == page_mark ? page_ : page_count_) {
        read_character(static_cast<unsigned char>(digit), span, fonts);
      }
    }
  }
  characters_.resize(count_);
  for (std::size_t i = 1; i < characters_.size(); ++i) {
    const Character& left = characters_[i - 1];
    Character& right = characters_[i];
    const TextStyle& style = sheet_.styles[right.style];
    if (left.font != right.font || left.style != right.style || !kerns(kerning, style)) continue;
    if (is_digit(left.code) && is_digit(right.code)) continue;  // figures stand below each other
    if (fonts_[right.font].number < 0) continue;
    right.kern = measure_.kerning(fonts_[right.font].number, left.code, right.code) * style.size / 1000;
  }
}

const std::vector<SetLine>& Typesetter::set(const Paragraph& paragraph, float width, const Origin& at) {
  lines_.clear();
  bool keep = false;
  if (memo_ != nullptr && make_key(paragraph, width)) {
    if (const auto known = memo_->find(key_, keep)) {
      recall(*known);
      return lines_;
    }
  }
  const std::size_t first_item = items_.size(), found_before = found_.size();
  set_anew(paragraph, width, at);
  // What people must hear of, they hear of each time. After an error some things are said only once.
  if (keep && found_.size() == found_before && !has_errors(found_)) memo_->keep(key_, as_set(first_item));
  return lines_;
}

void Typesetter::set_anew(const Paragraph& paragraph, float width, const Origin& at) {
  read(paragraph.spans, paragraph.kerning);
  const float available = std::max(1.0F, width - paragraph.indent);
  const float scale = shrunk(paragraph, available, at);
  const auto& broken = breaker_.break_lines(characters_, available / scale, paragraph.align);
  report_cuts(paragraph, available);
  for (std::size_t i = 0; i < broken.size(); ++i)
    emit(paragraph, available, scale, broken[i], i + 1 == broken.size());
  if (!paragraph.marker.empty() && !lines_.empty()) marker(paragraph, lines_.front().baseline);
}

void Typesetter::emit(const Paragraph& paragraph, float width, float scale, const BrokenLine& line,
                      bool last) {
  SetLine out;
  out.first = static_cast<std::uint32_t>(items_.size());
  const bool some = line.end > line.begin;
  const Character* outer = some ? &characters_[line.end - 1] : nullptr;  // its tracking leads to nothing
  const float trailing =
      some ? sheet_.styles[outer->style].tracking * sheet_.styles[outer->style].size * scale : 0;
  out.width = line.width * scale - trailing;
  // The largest style sets the height; text sits so that its capitals are in the middle of the line.
  const std::size_t end = std::max(line.end, std::min(line.begin + 1, characters_.size()));
  float below = 0;
  std::uint32_t seen = UINT32_MAX;
  for (std::size_t i = line.begin; i < end; ++i) {
    const Character& c = characters_[i];
    const std::uint32_t key = static_cast<std::uint32_t>(c.style) << 16 | c.font;
    if (key == seen) continue;
    seen = key;
    const float size = sheet_.styles[c.style].size * scale, height = size * paragraph.leading;
    const float capitals = fonts_[chain(c.style).front()].metrics.cap_height * size / 1000;
    const float baseline = (height + (capitals > 0 ? capitals : 0.65F * size)) / 2;
    out.baseline = std::max(out.baseline, baseline);
    below = std::max(below, height - baseline);
  }
  out.height = out.baseline + below;
  float x = paragraph.indent, extra = 0;
  const float slack = width - out.width;
  if (paragraph.align == Align::Right || paragraph.align == Align::Figures) x += slack;
  if (paragraph.align == Align::Center && some)
    x += (slack + (hanging(*outer) - hanging(characters_[line.begin])) * scale) / 2;
  const bool even = paragraph.align == Align::Justify && line.blanks > 0;
  if (even && (slack < 0 || (!line.ends_hard && !last))) {
    const float each = slack / static_cast<float>(line.blanks);
    if (each < widest_blank * sheet_.styles[characters_[line.begin].style].size) extra = each;
  }
  emit_runs(line.begin, line.end, x, out.baseline, scale, extra, paragraph.kerning);
  out.count = static_cast<std::uint32_t>(items_.size()) - out.first;
  lines_.push_back(out);
}

void Typesetter::emit_runs(std::size_t begin, std::size_t end, float x, float baseline, float scale,
                           float extra, const std::optional<bool>& kerning) {
  for (std::size_t at = begin; at < end;) {
    const Character& first = characters_[at];
    const TextStyle& style = sheet_.styles[first.style];
    const Font& used = fonts_[first.font];
    TextRun run;
    run.x = x;
    run.y = baseline;
    run.size = style.size * scale;
    run.colour = style.colour;
    run.tracking = style.tracking * run.size;
    bool moved = false;
    float gap = 0;  // what the blank before asks for
    const std::size_t start = at;
    const bool moves = extra != 0 || kerns(kerning, style);
    if (moves) run.kerning.reserve(end - at);
    for (; at < end && characters_[at].style == first.style && characters_[at].font == first.font; ++at) {
      const Character& c = characters_[at];
      const float movement = (at > start ? c.kern * scale : 0) + gap;
      if (moves) run.kerning.push_back(static_cast<std::int16_t>(std::lround(movement * 1000 / run.size)));
      moved = moved || (!run.kerning.empty() && run.kerning.back() != 0);
      gap = is_blank(c.code) ? extra : 0;
      x += movement + c.advance * scale;
      if (c.code < 0x80)
        run.text += static_cast<char>(c.code);
      else
        append_utf8(run.text, c.code == 0xA0 ? U' ' : c.code);
    }
    x += gap;
    if (!moved) run.kerning.clear();
    const float x_start = run.x;
    const bool blank = run.text.find_first_not_of(' ') == std::string::npos;
    if (!blank) {  // a gap says as much
      run.face = page_face(used.face);
      items_.emplace_back(std::move(run));
    }
    decorate(style, x_start, x - style.tracking * style.size * scale, baseline, scale, used);
  }
}

void Typesetter::decorate(const TextStyle& style, float x1, float x2, float baseline, float scale,
                          const Font& font) {
  const float size = style.size * scale, thickness = size / 15;
  if (style.underline)
    items_.emplace_back(
        Line{x1, baseline + size * 0.13F, x2, baseline + size * 0.13F, thickness, style.colour});
  if (style.strike) {
    const float x_height = font.metrics.x_height > 0 ? font.metrics.x_height / 1000 : 0.47F;
    const float y = baseline - size * x_height * 0.55F;
    items_.emplace_back(Line{x1, y, x2, y, thickness, style.colour});
  }
}

std::uint16_t Typesetter::page_face(const Face& face) {
  const auto number = std::find(pages_.faces.begin(), pages_.faces.end(), face) - pages_.faces.begin();
  if (static_cast<std::size_t>(number) == pages_.faces.size()) pages_.faces.push_back(face);
  return static_cast<std::uint16_t>(number);
}

// The number or dash of a list item, at the left of its first line.
void Typesetter::marker(const Paragraph& paragraph, float baseline) {
  const std::uint16_t style = paragraph.spans.front().style;
  const std::size_t before = items_.size();
  read({{paragraph.marker, style, paragraph.spans.front().at}}, false);
  emit_runs(0, characters_.size(), 0, baseline, 1, 0, false);
  // Into the first line's items, so that they travel with it.
  SetLine& line = lines_.front();
  std::rotate(items_.begin() + line.first, items_.begin() + static_cast<std::ptrdiff_t>(before),
              items_.end());
  const auto added = static_cast<std::uint32_t>(items_.size() - before);
  line.count += added;
  for (std::size_t i = 1; i < lines_.size(); ++i) lines_[i].first += added;
}

SetLine Typesetter::set_line(const std::string& text, std::uint16_t style, float scale) {
  lines_.clear();
  read({{text, style, {}}}, false);
  BrokenLine line{0, characters_.size(), 0, 0, true};
  for (const Character& c : characters_) line.width += c.advance;
  emit(Paragraph{}, 0, scale, line, true);
  return lines_.front();
}

}  // namespace pleno::document
