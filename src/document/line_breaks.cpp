#include "document/line_breaks.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace pleno::document {
namespace {

constexpr float tolerance = 0.01F;

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char32_t c) { return is_lower(c) || (c >= 'A' && c <= 'Z') || c > 0xBF; }
bool is_dash(char32_t c) { return c == 0x2013 || c == 0x2014; }

// A word of the text, for the questions below.
struct Word {
  const Character* begin;
  const Character* end;
  std::size_t size() const { return static_cast<std::size_t>(end - begin); }
  char32_t first() const { return begin->code; }
  char32_t last() const { return (end - 1)->code; }
  bool is(std::string_view text) const {
    return size() == text.size() && std::equal(begin, end, text.begin(), [](const Character& c, char t) {
             return c.code == static_cast<unsigned char>(t);
           });
  }
  template <std::size_t N>
  bool is_one_of(const std::array<std::string_view, N>& texts) const {
    return std::any_of(texts.begin(), texts.end(), [this](std::string_view text) { return is(text); });
  }
};

constexpr std::array<std::string_view, 12> months = {"Januari",   "Februari", "Maret",    "April",
                                                     "Mei",       "Juni",     "Juli",     "Agustus",
                                                     "September", "Oktober",  "November", "Desember"};
constexpr std::array<std::string_view, 16> units = {"mm",  "cm",    "m",     "km",    "kg",   "%",
                                                    "WIB", "WITA",  "WIT",   "tahun", "hari", "bulan",
                                                    "jam", "menit", "orang", "unit"};
constexpr std::array<std::string_view, 9> before_numbers = {"KUK",   "No.",   "Nomor",   "Rp",     "pukul",
                                                            "Pukul", "butir", "halaman", "Halaman"};

// Whether a line must not end between these two: a number and its unit, a sign and its number, a dash.
bool belong_together(const Word& left, const Word& right) {
  if (right.size() == 1 && is_dash(right.first())) return true;
  if (is_digit(left.last())) {
    if (right.is_one_of(units) || right.first() == '(') return true;
    return left.size() <= 5 && right.is_one_of(months);
  }
  if (left.last() == ')' && right.is_one_of(units)) return true;  // "3 (tiga) tahun"
  return is_digit(right.first()) && left.is_one_of(before_numbers);
}

// Whether a line may end behind character `at` inside a word.
bool may_break_behind(const std::vector<Character>& text, std::size_t at, std::size_t begin,
                      std::size_t end) {
  if (at <= begin || at + 1 >= end) return false;
  const char32_t c = text[at].code, left = text[at - 1].code, right = text[at + 1].code;
  // Between two capitals a hyphen belongs to a code: "015/KPTS/LSP-CN/XI/2026".
  if (c == '-') return is_letter(left) && is_letter(right) && (is_lower(left) || is_lower(right));
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
  Segment open{begin, begin, 0, 0};
  for (std::size_t at = begin; at < end;) {
    if (text[at].code != ' ') {
      open.width += text[at].advance + (at > open.begin ? text[at].kern : 0);
      open.end = ++at;
      if (may_break_behind(text, at - 1, open.begin, end)) {
        segments_.push_back(open);
        open = {at, at, 0, 0};
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
      open.end = after;
    } else {
      open.glue = glue;
      segments_.push_back(open);
      open = {after, after, 0, 0};
    }
    at = after;
  }
  segments_.push_back(open);
}

// A segment wider than the line is cut: behind a sign such as a slash if one is near the line's end, else
// between two characters.
void LineBreaker::cut_wide_segments(const std::vector<Character>& text, float width) {
  const auto too_wide = [width](const Segment& s) { return s.width > width + tolerance; };
  if (std::none_of(segments_.begin(), segments_.end(), too_wide)) return;
  cut_.clear();
  for (const Segment& whole : segments_) {
    if (!too_wide(whole)) {
      cut_.push_back(whole);
      continue;
    }
    cut_a_word_ = true;
    Segment part{whole.begin, whole.begin, 0, 0};
    std::size_t good = whole.begin;  // behind the last good place to cut
    for (std::size_t at = whole.begin; at < whole.end; ++at) {
      const float step = text[at].advance + (at > part.begin ? text[at].kern : 0);
      if (part.width + step > width && at > part.begin) {
        std::size_t cut = good > part.begin + (at - part.begin) / 3 ? good : at;
        // Not one or two letters alone on the next line.
        if (cut == at && whole.end - cut < 3 && cut - part.begin > 5) cut = whole.end - 3;
        part.end = cut;
        part.width = 0;
        for (std::size_t i = part.begin; i < cut; ++i)
          part.width += text[i].advance + (i > part.begin ? text[i].kern : 0);
        cut_.push_back(part);
        part = {cut, cut, 0, 0};
        for (std::size_t i = cut; i < at; ++i) part.width += text[i].advance + (i > cut ? text[i].kern : 0);
      }
      part.width += text[at].advance + (at > part.begin ? text[at].kern : 0);
      if (is_good_cut(text[at].code) || text[at].code == ' ') good = at + 1;
    }
    part.end = whole.end;
    part.glue = whole.glue;
    cut_.push_back(part);
  }
  segments_.swap(cut_);
}

void LineBreaker::add_line(const std::vector<Character>& text, std::size_t first, std::size_t last,
                           bool hard) {
  BrokenLine line{segments_[first].begin, segments_[last].end, 0, 0, hard};
  for (std::size_t i = first; i <= last; ++i)
    line.width += segments_[i].width + (i < last ? segments_[i].glue : 0);
  for (std::size_t i = line.begin; i < line.end; ++i) line.blanks += text[i].code == ' ' ? 1 : 0;
  lines_.push_back(line);
}

// Total fit over the segments: best_[j] is the best way to set the first j of them.
void LineBreaker::choose(const std::vector<Character>& text, float width, Align align) {
  const std::size_t count = segments_.size();
  best_.assign(count + 1, Best{1 << 20, 0, 0});
  best_[0] = {0, 0, 0};
  for (std::size_t j = 1; j <= count; ++j) {
    float line_width = 0;
    for (std::size_t i = j; i-- > 0;) {
      line_width += segments_[i].width + (i + 1 < j ? segments_[i].glue : 0);
      if (line_width > width + tolerance && i + 1 < j) break;
      const float slack = std::max(0.0F, width - line_width) / width;
      const bool last = j == count;
      float cost = slack * slack;
      if (last && align != Align::Center)
        cost = i + 1 == j && count > 1 ? 0.02F : 0;  // a lone last word is poor
      const Best candidate{best_[i].lines + 1, best_[i].cost + cost, i};
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
  cut_a_word_ = false;
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
