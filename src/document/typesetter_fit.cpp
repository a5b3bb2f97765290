// Whether a paragraph has the room that it needs, and what people hear when it has not: with the template's
// line and the fields whose data it is, never with the data itself, which may be a person's name.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "document/typesetter.h"
#include "text/language.h"
#include "text/scripts.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

constexpr float step_of_shrinking = 0.5F;  // points
constexpr std::size_t most_fields = 3;     // that a message names

double in_mm(float points) { return static_cast<double>(points) * 25.4 / 72; }

}  // namespace

// " ({{asesi.nama}})": the fields that a text is made of; empty when it is the template's own.
std::string Typesetter::fields_of(const std::vector<Span>& spans) const {
  std::vector<std::uint16_t> named;
  std::string out;
  for (const Span& span : spans) {
    if (span.field == 0 || std::find(named.begin(), named.end(), span.field) != named.end()) continue;
    named.push_back(span.field);
    if (named.size() > most_fields) return " (" + out + ", …)";
    out += (out.empty() ? "{{" : ", {{") + sheet_.fields[span.field] + "}}";
  }
  return out.empty() ? out : " (" + out + ")";
}

// The span that gave the character at this place of what was read.
const Span& Typesetter::span_at(const std::vector<Span>& spans, std::size_t place) const {
  std::size_t end = 0;
  for (const Span& span : spans) {
    for (const char32_t c : code_points(span.text))
      end += c == page_mark ? page_.size() : c == pages_mark ? page_count_.size() : 1;
    if (place < end) return span;
  }
  return spans.back();
}

void Typesetter::report_missing(char32_t c, const Span& span, const std::string& family) {
  // The letter and its place say enough. The letter itself stands in the hint only, for the message may be
  // printed, in that font.
  std::string glyph;
  append_utf8(glyph, c);
  std::size_t position = 1;
  for (const char32_t before : code_points(span.text)) {
    if (before == c) break;
    ++position;
  }
  const std::string script = script_name(c);
  report(span.at,
         say("fon {} tidak memiliki U+{:04X}, huruf ke-{} dari {}{}",
             "the font {} has no U+{:04X}, letter {} of {}{}", family, static_cast<std::uint32_t>(c),
             position, length_in_code_points(span.text), fields_of({span})),
         script.empty()
             ? say("perbaiki huruf '{}' pada datanya, atau tambahkan fon cadangan: font=\"{}, …\"",
                   "mend the letter '{}' in the data, or add a font that helps out: font=\"{}, …\"", glyph,
                   family)
             : say("{} tidak dapat dicetak; tulis datanya dengan huruf Latin",
                   "{} cannot be printed; write the data in Latin letters", script));
}

// The factor by which the paragraph must become smaller to keep its lines, not below what it allows.
float Typesetter::shrunk(const Paragraph& paragraph, float width, const Origin& at) {
  const auto fits = [&](float scale) {
    const auto& lines = breaker_.break_lines(characters_, width / scale, paragraph.align);
    return lines.size() <= static_cast<std::size_t>(paragraph.max_lines) &&
           breaker_.cut_word() == LineBreaker::none;
  };
  if (paragraph.max_lines == 0 || fits(1)) return 1;
  float size = 0;
  for (const Span& span : paragraph.spans) size = std::max(size, sheet_.styles[span.style].size);
  const std::size_t letters = characters_.size();
  const std::string fields = fields_of(paragraph.spans);
  const float least = paragraph.min_size > 0 ? std::min(paragraph.min_size, size) : size;
  const int steps = static_cast<int>((size - least + 0.01F) / step_of_shrinking);
  for (int step = 1; step <= steps; ++step) {
    const float smaller = size - static_cast<float>(step) * step_of_shrinking;
    if (!fits(smaller / size)) continue;
    report(at,
           say("teks {} huruf{} dikecilkan dari {:.4g} pt menjadi {:.4g} pt",
               "a text of {} letters{} was made smaller, from {:.4g} pt to {:.4g} pt", letters, fields, size,
               smaller),
           {}, Severity::Note);
    return smaller / size;
  }
  const float scale = least / size;
  float needed = 0;
  for (const Character& c : characters_) needed += (c.advance + c.kern) * scale;
  report(
      at,
      say("teks {} huruf{} tidak muat: perlu {:.1f} mm pada {:.4g} pt, tersedia {} baris selebar {:.1f} mm",
          "a text of {} letters{} does not fit: it needs {:.1f} mm at {:.4g} pt, there are {} lines of "
          "{:.1f} mm",
          letters, fields, in_mm(needed), least, paragraph.max_lines, in_mm(width)),
      say("perkecil min-size, tambah max-lines, atau pendekkan datanya",
          "lower min-size, raise max-lines, or shorten the data"));
  return scale;
}

// A word that was cut where no sign allows it is said, not passed over; and a letter that stands out of its
// box is an error.
void Typesetter::report_cuts(const Paragraph& paragraph, float width) {
  const std::size_t word = breaker_.cut_word();
  if (word == LineBreaker::none || paragraph.max_lines > 0) return;  // that it does not fit was said
  std::size_t end = word;
  while (end < characters_.size() && characters_[end].code != ' ' && characters_[end].code != '\n') ++end;
  const Span& span = span_at(paragraph.spans, word);
  // Once for a place of the template: a head is set on each page, a column may hold a thousand numbers.
  if (!reported_.insert(fmt::format("{}:{} {} {}", span.at.file, span.at.line, span.field, width)).second)
    return;
  const bool out = breaker_.too_narrow();
  report(span.at,
         out ? say("tempat selebar {:.1f} mm lebih sempit dari satu huruf{}",
                   "a room of {:.1f} mm is narrower than a letter{}", in_mm(width), fields_of({span}))
             : say("kata {} huruf{} lebih lebar dari tempatnya, {:.1f} mm, dan terpotong di tengah",
                   "a word of {} letters{} is wider than its room, {:.1f} mm, and was cut inside", end - word,
                   fields_of({span}), in_mm(width)),
         say("pendekkan datanya, atau perlebar kolom atau bloknya",
             "shorten the data, or widen the column or the block"),
         out ? Severity::Error : Severity::Warning);
}

}  // namespace pleno::document
