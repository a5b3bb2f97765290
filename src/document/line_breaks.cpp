#include "document/line_breaks.h"

#include <algorithm>
#include <cmath>

namespace pleno::document {
namespace {

constexpr float tolerance = 0.01F;

// What it costs to end a line inside "Cetak-Biru": more than a poor last line.
constexpr float hyphen = 0.08F;

// How far the blanks of a justified line may shrink, as a part of themselves.
constexpr float least_shrink = 0.15F;

// Whether a line may end behind character `at` inside a word.
bool may_break_behind(const std::vector<Character>& text, std::size_t at, std::size_t begin,
                      std::size_t end) {
  if (at <= begin || at + 1 >= end) return false;
  const char32_t c = text[at].code, left = text[at - 1].code, right = text[at + 1].code;
  // Between two capitals a hyphen belongs to a code: "015/KPTS/LSP-CN/XI/2026"; "e-mail" stays whole.
  if (c == '-') {
    if (at < begin + 2 || !is_letter(text[at - 2].code)) return false;
    return is_letter(left) && is_letter(right) && (is_lower(left) || is_lower(right));
  }
  if (is_dash(c)) return is_letter(left) && is_letter(right);
  // "Saudara/i" stays whole; "menilai/mendiskusikan" need not.
  if (c == '/') return is_lower(left) && is_letter(right) && at + 2 < end && is_letter(text[at + 2].code);
  return false;
}

bool is_good_cut(char32_t c) {
  return c == '/' || c == '-' || c == '_' || c == '.' || c == '@' || c == ',' || c == ':';
}

Word word_before(const std::vector<Character>& text, std::size_t begin, std::size_t end) {
  std::size_t at = end;
  while (at > begin && text[at - 1].code != ' ') --at;
  return {text.data() + at, text.data() + end};
}
Word word_from(const std::vector<Character>& text, std::size_t begin, std::size_t end) {
  std::size_t at = begin;
  while (at < end && text[at].code != ' ' && text[at].code != '\n') ++at;
  return {text.data() + begin, text.data() + at};
}

}  // namespace

void LineBreaker::find_segments(const std::vector<Character>& text, std::size_t begin, std::size_t end) {
  segments_.clear();
  Segment open{begin, begin, 0, 0, 0};
  for (std::size_t at = begin; at < end;) {
    if (text[at].code != ' ') {
      open.width += text[at].advance + (at > open.begin ? text[at].kern : 0);
      if (is_blank(text[at].code)) open.blanks += text[at].advance;  // it holds, and stretches all the same
      open.end = ++at;
      if (may_break_behind(text, at - 1, open.begin, end)) {
        segments_.push_back(open);
        open = {at, at, 0, 0, 0};
      }
      continue;
    }
    float glue = 0;
    std::size_t after = at;
    for (; after < end && text[after].code == ' '; ++after) glue += text[after].advance + text[after].kern;
    if (after == end) break;
    const Word left = word_before(text, open.begin, at), right = word_from(text, after, end);
    if (left.size() > 0 && belong_together(left, right)) {
      open.width += glue;
      open.blanks += glue;
      open.end = after;
    } else {
      open.glue = glue;
      segments_.push_back(open);
      open = {after, after, 0, 0, 0};
    }
    at = after;
  }
  segments_.push_back(open);
}

void LineBreaker::cut_wide_segments(const std::vector<Character>& text, float width) {
  const auto too_wide = [width](const Segment& s) { return s.width > width + tolerance; };
  if (std::none_of(segments_.begin(), segments_.end(), too_wide)) return;
  cut_.clear();
  for (const Segment& whole : segments_) {
    if (too_wide(whole))
      cut(text, whole, width);
    else
      cut_.push_back(whole);
  }
  segments_.swap(cut_);
}

// A segment wider than the line is cut: at a blank or behind a sign such as a slash if one is near the line's
// end, else between two characters.
void LineBreaker::cut(const std::vector<Character>& text, const Segment& whole, float width) {
  const auto step = [&](std::size_t at, std::size_t first) {
    return text[at].advance + (at > first ? text[at].kern : 0);
  };
  Segment part{whole.begin, whole.begin, 0, 0, 0};
  std::size_t good = whole.begin;  // behind the last good place to cut
  const auto end_at = [&](std::size_t end, std::size_t next) {
    part.end = end;
    part.width = 0;
    for (std::size_t i = part.begin; i < end; ++i) part.width += step(i, part.begin);
    cut_.push_back(part);
    part = {next, next, 0, 0, 0};
  };
  for (std::size_t at = whole.begin; at < whole.end; ++at) {
    if (part.width + step(at, part.begin) > width + tolerance && at > part.begin) {
      const bool sign = good > part.begin + (at - part.begin) / 3;
      std::size_t end = sign ? good : at;
      // Not one or two letters alone on the next line.
      if (!sign && whole.end - end < 3 && end - part.begin > 5) end = whole.end - 3;
      if (!sign && cut_word_ == none) {
        cut_word_ = at;
        while (cut_word_ > whole.begin && text[cut_word_ - 1].code != ' ') --cut_word_;
      }
      const bool blank = text[end - 1].code == ' ';
      end_at(blank ? end - 1 : end, end);
      for (std::size_t i = end; i < at; ++i) part.width += step(i, end);
    }
    part.width += step(at, part.begin);
    too_narrow_ = too_narrow_ || (at == part.begin && part.width > width + tolerance);
    if (is_good_cut(text[at].code) || text[at].code == ' ') good = at + 1;
  }
  part.end = whole.end;
  part.glue = whole.glue;
  cut_.push_back(part);
}

void LineBreaker::add_line(const std::vector<Character>& text, std::size_t first, std::size_t last,
                           bool hard) {
  BrokenLine line{segments_[first].begin, segments_[last].end, 0, 0, hard};
  for (std::size_t i = first; i <= last; ++i)
    line.width += segments_[i].width + (i < last ? segments_[i].glue : 0);
  for (std::size_t i = line.begin; i < line.end; ++i) line.blanks += is_blank(text[i].code) ? 1 : 0;
  lines_.push_back(line);
}

// How poor a line is. A justified one by how far its blanks must move, others by what is left at the end.
float LineBreaker::cost(float line_width, float blanks, float width, Align align, bool last) const {
  constexpr float short_line = 0.2F, poor = 0.05F;  // of the width: a last line with hardly a word on it
  const float slack = width - line_width;
  if (last && align != Align::Center) return blanks == 0 || line_width < short_line * width ? poor : 0;
  if (align != Align::Justify) return std::max(0.0F, slack) / width * std::max(0.0F, slack) / width;
  if (slack <= 0) return blanks > 0 ? -slack / (least_shrink * blanks) * 0.05F : 0;
  const float stretch = blanks > 0 ? std::min(4.0F, slack / blanks) : 4;
  return stretch * stretch * 0.1F + 4 * (slack / width) * (slack / width);
}

// Total fit over the segments: best_[j] is the best way to set the first j of them.
void LineBreaker::choose(const std::vector<Character>& text, float width, Align align) {
  const std::size_t count = segments_.size();
  best_.assign(count + 1, Best{1 << 20, 0, 0});
  best_[0] = {0, 0, 0};
  for (std::size_t j = 1; j <= count; ++j) {
    float line_width = 0, blanks = 0;
    for (std::size_t i = j; i-- > 0;) {
      const float glue = i + 1 < j ? segments_[i].glue : 0;
      line_width += segments_[i].width + glue;
      blanks += segments_[i].blanks + glue;
      const float least = line_width - (align == Align::Justify ? least_shrink * blanks : 0);
      if (least > width + tolerance && i + 1 < j) break;
      const bool inside = j < count && segments_[j - 1].glue == 0;  // a word, behind its hyphen
      const float this_line = cost(line_width, blanks, width, align, j == count) + (inside ? hyphen : 0);
      const Best candidate{best_[i].lines + 1, best_[i].cost + this_line, i};
      if (candidate.lines < best_[j].lines ||
          (candidate.lines == best_[j].lines && candidate.cost < best_[j].cost)) {
        best_[j] = candidate;
      }
    }
  }
  const std::size_t at = lines_.size();
  for (std::size_t j = count; j > 0; j = best_[j].from) add_line(text, best_[j].from, j - 1, j == count);
  std::reverse(lines_.begin() + static_cast<std::ptrdiff_t>(at), lines_.end());
}

const std::vector<BrokenLine>& LineBreaker::break_lines(const std::vector<Character>& text, float width,
                                                        Align align) {
  lines_.clear();
  cut_word_ = none;
  too_narrow_ = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = begin;
    while (end < text.size() && text[end].code != '\n') ++end;
    if (end == begin) {
      if (begin < text.size() || text.empty()) lines_.push_back({begin, begin, 0, 0, true});
    } else {
      find_segments(text, begin, end);
      cut_wide_segments(text, width);
      float total = 0;
      for (const Segment& s : segments_) total += s.width + s.glue;
      if (total - segments_.back().glue <= width + tolerance) {
        add_line(text, 0, segments_.size() - 1, true);
      } else {
        choose(text, width, align);
      }
    }
    begin = end + 1;
  }
  return lines_;
}

}  // namespace pleno::document
