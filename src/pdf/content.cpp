#include "pdf/content.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace pleno::pdf {
namespace {

long hundredths(float value) { return std::lround(static_cast<double>(value) * 100); }
long thousandths(float value) { return std::lround(static_cast<double>(value) * 1000); }

}  // namespace

void Content::begin(float page_height) {
  std::string buffer = std::move(out_);
  buffer.clear();
  *this = Content();
  out_ = std::move(buffer);
  height_ = page_height;
}

const std::string& Content::finish() {
  leave_text();
  leave_path();
  return out_;
}

// Fixed-point numbers without trailing zeros: 1250 with 2 decimals is "12.5".
void Content::digits(long value, int decimals) {
  std::array<char, 24> buffer;
  char* const end = buffer.data() + buffer.size();
  char* at = end;
  const bool negative = value < 0;
  auto rest = static_cast<unsigned long>(negative ? -value : value);
  bool significant = false;
  for (int i = 0; i < decimals; ++i, rest /= 10) {
    const auto digit = static_cast<char>('0' + rest % 10);
    if (digit == '0' && !significant) continue;
    significant = true;
    *--at = digit;
  }
  if (significant) *--at = '.';
  do {
    *--at = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (negative) *--at = '-';
  out_.append(at, static_cast<std::size_t>(end - at));
}

void Content::number(long value) {
  digits(value, 2);
  out_ += ' ';
}

long Content::flipped(float y) const {
  return std::lround((static_cast<double>(height_) - static_cast<double>(y)) * 100);
}

void Content::point(float x, float y) {
  number(hundredths(x));
  number(flipped(y));
}

void Content::colour(const Colour& value, char gray, const char* rgb) {
  const auto part = [this](std::uint8_t component) {
    digits((component * 1000L + 127) / 255, 3);
    out_ += ' ';
  };
  part(value.r);
  if (value.r == value.g && value.g == value.b) {
    out_ += gray;
  } else {
    part(value.g);
    part(value.b);
    out_ += rgb;
  }
  out_ += '\n';
}

void Content::set_fill(const Colour& wanted) {
  if (wanted == fill_) return;
  leave_path();
  fill_ = wanted;
  colour(wanted, 'g', "rg");
}

void Content::set_stroke(const Stroke& wanted) {
  if (wanted == stroke_) return;
  leave_path();
  if (wanted.width != stroke_.width) {
    number(wanted.width);
    out_ += "w\n";
  }
  if (wanted.round != stroke_.round) out_ += wanted.round ? "1 J 1 j\n" : "0 J 0 j\n";
  if (wanted.colour != stroke_.colour) colour(wanted.colour, 'G', "RG");
  stroke_ = wanted;
}

void Content::leave_text() {
  if (in_text_) out_ += "ET\n";
  in_text_ = false;
}

// Lines of one style are collected in one path, which is stroked when something else comes.
void Content::leave_path() {
  if (in_path_) out_ += "S\n";
  in_path_ = false;
}

void Content::line(const Line& item) {
  leave_text();
  set_stroke({hundredths(item.width), item.colour, false});
  point(item.x1, item.y1);
  out_ += "m ";
  point(item.x2, item.y2);
  out_ += "l\n";
  in_path_ = true;
}

void Content::polyline(const Polyline& item) {
  if (item.points.size() < 2) return;
  leave_text();
  set_stroke({hundredths(item.width), item.colour, true});
  const char* step = "m ";
  for (const auto& [x, y] : item.points) {
    point(x, y);
    out_ += step;
    step = "l ";
  }
  out_.back() = '\n';
  in_path_ = true;
}

void Content::box(const Box& item) {
  if (!item.fill && !item.stroke) return;
  leave_text();
  leave_path();
  if (item.fill) set_fill(*item.fill);
  if (item.stroke) set_stroke({hundredths(item.line_width), *item.stroke, false});
  if (item.ellipse) {
    ellipse(item);
  } else {
    // Both corners are rounded, not the size, so that neighbouring boxes meet.
    const long left = hundredths(item.x);
    const long top = flipped(item.y);
    const long bottom = flipped(item.y + item.h);
    number(left);
    number(bottom);
    number(hundredths(item.x + item.w) - left);
    number(top - bottom);
    out_ += "re ";
  }
  out_ += item.fill && item.stroke ? "B\n" : item.fill ? "f\n" : "S\n";
}

void Content::ellipse(const Box& item) {
  constexpr float kappa = 0.5522848F;  // Bezier arm of a quarter circle of radius 1
  const float rx = item.w / 2, ry = item.h / 2;
  const float cx = item.x + rx, cy = item.y + ry;
  const auto at = [&](float x, float y) { point(cx + x * rx, cy + y * ry); };
  at(1, 0);
  out_ += "m ";
  constexpr std::array<std::array<float, 2>, 4> turns = {{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& from = turns[i];
    const auto& to = turns[(i + 1) % 4];
    at(from[0] + kappa * to[0], from[1] + kappa * to[1]);
    at(to[0] + kappa * from[0], to[1] + kappa * from[1]);
    at(to[0], to[1]);
    out_ += "c ";
  }
  out_ += "h ";
}

void Content::image(char letter, std::size_t index, float x, float y, float w, float h) {
  leave_text();
  leave_path();
  out_ += "q ";
  number(hundredths(w));
  out_ += "0 0 ";
  number(hundredths(h));
  point(x, y + h);
  out_ += "cm /";
  out_ += letter;
  digits(static_cast<long>(index), 0);
  out_ += " Do Q\n";
}

void Content::text(const TextRun& run, std::u16string_view text) {
  if (text.empty()) return;
  leave_path();
  set_fill(run.colour);
  if (!in_text_) {
    out_ += "BT\n";
    in_text_ = true;
    turned_ = false;
    text_x_ = text_y_ = 0;
  }
  const long size = thousandths(run.size);
  if (run.face != face_ || size != size_) {
    face_ = run.face;
    size_ = size;
    out_ += "/F";
    digits(face_, 0);
    out_ += ' ';
    digits(size, 3);
    out_ += " Tf ";
  }
  const long tracking = thousandths(run.tracking);
  if (tracking != tracking_) {
    tracking_ = tracking;
    digits(tracking, 3);
    out_ += " Tc ";
  }
  place_text(run);
  // Readers take gaps of a tenth of the size for blanks, so widely set words are spelled out for them.
  const bool spelled = run.tracking > 0.07F * run.size;
  if (spelled) {
    out_ += "/Span<</ActualText";
    string(std::u16string(1, u'\uFEFF').append(text));
    out_ += ">>BDC ";
  }
  show(run, text);
  if (spelled) out_ += "EMC\n";
}

void Content::place_text(const TextRun& run) {
  const long x = hundredths(run.x);
  const long y = flipped(run.y);
  const bool turned = run.angle != 0;
  if (!turned && !turned_) {
    number(x - text_x_);
    number(y - text_y_);
    out_ += "Td ";
  } else {
    const double radians = static_cast<double>(run.angle) * std::numbers::pi / 180;
    const long sine = std::lround(std::sin(radians) * 100000);
    const long cosine = std::lround(std::cos(radians) * 100000);
    for (const long value : {cosine, sine, -sine, cosine}) {
      digits(value, 5);
      out_ += ' ';
    }
    number(x);
    number(y);
    out_ += "Tm ";
  }
  turned_ = turned;
  text_x_ = x;
  text_y_ = y;
}

void Content::show(const TextRun& run, std::u16string_view text) {
  const bool kerned = !run.kerning.empty();
  if (!kerned) {
    string(text);
    out_ += "Tj\n";
    return;
  }
  out_ += '[';
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size() && i < run.kerning.size(); ++i) {
    if (run.kerning[i] == 0) continue;
    if (i > from) string(text.substr(from, i - from));
    digits(-static_cast<long>(run.kerning[i]), 0);
    from = i;
  }
  string(text.substr(from));
  out_ += "]TJ\n";
}

void Content::string(std::u16string_view text) {
  const std::size_t before = out_.size();
  out_.resize(before + 4 * text.size() + 2);  // if every byte were escaped
  char* at = out_.data() + before;
  *at++ = '(';
  const auto put = [&at](unsigned byte) {
    if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r') {
      *at++ = '\\';
      if (byte == '\r') byte = 'r';  // bare, it would be read as a line feed
    }
    *at++ = static_cast<char>(byte);
  };
  for (const char16_t unit : text) {
    put(unit >> 8);
    put(unit & 0xFFU);
  }
  *at++ = ')';
  out_.resize(static_cast<std::size_t>(at - out_.data()));
}

}  // namespace pleno::pdf
