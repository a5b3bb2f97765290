#include "source/scheme_from_page.h"

#include <algorithm>

#include "source/page_text.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::source {
namespace {

// A row of the page's list of units, or (without a list) a heading "Unit #1: title".
struct Listed {
  int line = 0;
  int number = 0;
  std::string code;
  std::string title;
};

// A unit's part of the page: its elements under "Kode unit:".
struct Body {
  int line = 0;
  Unit unit;
};

bool starts_with(std::string_view text, std::string_view lower_case_start) {
  return lower(text.substr(0, lower_case_start.size())) == lower_case_start;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 4 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string shortened(std::string_view text) {
  const auto points = code_points(text);
  if (points.size() <= 60) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < 57; ++i) append_utf8(out, points[i]);
  return out + "…";
}

class PageReader {
 public:
  PageReader(const std::string& file, Diagnostics& found) : file_(file), found_(found) {}

  std::vector<Unit> read(const std::vector<PageCell>& cells) {
    std::size_t at = skip_to_announcement(cells);
    while (at < cells.size() && !starts_with(cells[at].text, "©")) at = read_cell(cells, at);
    finish_element();
    finish_body();
    return matched();
  }

 private:
  void error(int line, std::string message, std::string hint = {}) {
    found_.push_back(
        {.at = {.file = file_, .line = line}, .message = std::move(message), .hint = std::move(hint)});
  }

  // Step 1: "Terdapat 9 unit dalam skema ini:"; what a browser shows above it is not the page's.
  std::size_t skip_to_announcement(const std::vector<PageCell>& cells) {
    for (std::size_t at = 0; at < cells.size(); ++at) {
      const std::string_view text = cells[at].text;
      if (!starts_with(text, "terdapat ")) continue;
      const std::string_view rest = trimmed(text.substr(9));
      const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
      if (!is_number(rest.substr(0, digits)) || !starts_with(trimmed(rest.substr(digits)), "unit")) continue;
      announced_ = std::stoi(std::string(rest.substr(0, digits)));
      announced_line_ = cells[at].line;
      return at + 1;
    }
    error(1,
          say("baris 'Terdapat … unit dalam skema ini:' tidak ada",
              "there is no line 'Terdapat … unit dalam skema ini:'"),
          say("salin halaman skema mulai dari baris itu", "copy the scheme page from that line on"));
    return 0;
  }

  // Step 2: one cell of what follows; returns where to go on.
  std::size_t read_cell(const std::vector<PageCell>& cells, std::size_t at) {
    const PageCell& cell = cells[at];
    if (starts_with(cell.text, "kode unit:")) return begin_body(cells, at);
    if (starts_with(cell.text, "unit #")) return read_heading(cells, at);
    if (is_table_head(cell.text)) return at + 1;
    if (!body_) return read_list(cells, at);
    const Numbered number = numbered(cell.text);
    if (number.element == 0) {
      not_understood(cell);
    } else if (number.index == 0) {
      begin_element(cell, number);
    } else {
      add_criteria(cell, number);
    }
    return at + 1;
  }

  static bool is_table_head(std::string_view text) {
    for (const std::string_view head :
         {"no.", "no", "kode unit", "nama unit", "judul unit", "elemen kompetensi", "kriteria unjuk kerja"}) {
      if (lower(text) == head) return true;
    }
    return false;
  }

  void not_understood(const PageCell& cell) {
    error(cell.line,
          body_ ? say("unit {}: baris '{}' bukan elemen dan bukan KUK",
                      "unit {}: the line '{}' is neither element nor KUK", body_->unit.code,
                      shortened(cell.text))
                : say("baris '{}' bukan bagian daftar unit", "the line '{}' is no part of the list of units",
                      shortened(cell.text)),
          body_ ? say("elemen ditulis '1. …', KUK ditulis '1.1. …', masing-masing utuh pada satu baris",
                      "an element is written '1. …', a KUK '1.1. …', each whole on one line")
                : say("daftar unit ditulis 'nomor | kode | nama |'",
                      "the list of units is written 'number | code | title |'"));
  }

  // Three cells of one line, or three lines of one cell.
  static bool is_list_row(const std::vector<PageCell>& cells, std::size_t at) {
    const bool code_beside = cells[at + 1].line == cells[at].line;
    const bool title_beside = cells[at + 2].line == cells[at + 1].line;
    return code_beside == title_beside;
  }

  // A row of the list: number, code, title; on one line or a cell a line.
  std::size_t read_list(const std::vector<PageCell>& cells, std::size_t at) {
    std::string_view number = cells[at].text;
    if (!number.empty() && number.back() == '.') number.remove_suffix(1);
    if (!is_number(number) || at + 2 >= cells.size() || !is_list_row(cells, at))
      return not_understood(cells[at]), at + 1;
    const Listed row{cells[at].line, std::stoi(std::string(number)), std::string(cells[at + 1].text),
                     std::string(cells[at + 2].text)};
    if (!looks_like_code(row.code)) {
      error(cells[at + 1].line,
            say("baris daftar unit nomor {}: '{}' bukan kode unit",
                "unit {} of the list: '{}' is no unit code", row.number, shortened(row.code)));
    }
    const int expected = list_.empty() ? 1 : list_.back().number + 1;
    if (row.number != expected) {
      error(row.line,
            say("daftar unit: nomor {} diharapkan, tertulis {} (unit {})",
                "list of units: number {} expected, found {} (unit {})", expected, row.number, row.code));
    }
    for (const Listed& other : list_) {
      if (normalised_code(other.code) == normalised_code(row.code)) {
        error(row.line, say("unit {} sudah ada dalam daftar, baris {}",
                            "unit {} is already in the list, line {}", row.code, other.line));
      }
    }
    list_.push_back(row);
    return at + 3;
  }

  // "Unit #1: title", above "Kode unit:"; the title may stand on the next line.
  std::size_t read_heading(const std::vector<PageCell>& cells, std::size_t at) {
    finish_element();
    finish_body();
    const PageCell& cell = cells[at++];
    const std::string_view rest = cell.text.substr(6);
    const std::size_t colon = rest.find(':');
    const std::string_view number = trimmed(rest.substr(0, colon));
    if (colon == std::string_view::npos || !is_number(number)) return not_understood(cell), at;
    std::string_view title = trimmed(rest.substr(colon + 1));
    if (title.empty() && at < cells.size() && !starts_with(cells[at].text, "kode unit:"))
      title = cells[at++].text;
    heading_ = Listed{cell.line, std::stoi(std::string(number)), {}, std::string(title)};
    const int expected = static_cast<int>(bodies_.size()) + 1;
    if (heading_->number != expected) {
      error(cell.line, say("judul 'Unit #{}' diharapkan, tertulis 'Unit #{}'",
                           "heading 'Unit #{}' expected, found 'Unit #{}'", expected, heading_->number));
    }
    return at;
  }

  std::size_t begin_body(const std::vector<PageCell>& cells, std::size_t at) {
    finish_element();
    finish_body();
    const int line = cells[at].line;
    std::string_view code = trimmed(cells[at].text.substr(10));
    ++at;
    if (code.empty() && at < cells.size()) code = cells[at++].text;
    if (!looks_like_code(code)) {
      error(line, say("'Kode unit:' diikuti '{}', bukan kode unit",
                      "'Kode unit:' is followed by '{}', which is no unit code", shortened(code)));
    }
    for (const Body& other : bodies_) {
      if (normalised_code(other.unit.code) == normalised_code(code)) {
        error(line, say("unit {} sudah diuraikan pada baris {}",
                        "unit {} already has its elements on line {}", code, other.line));
      }
    }
    body_ = Body{line, Unit{std::string(code), heading_ ? heading_->title : std::string(), {}, {}}};
    heading_.reset();
    return at;
  }

  void begin_element(const PageCell& cell, const Numbered& number) {
    finish_element();
    auto& elements = body_->unit.elements;
    const int expected = elements.empty() ? 1 : elements.back().number + 1;
    if (number.element != expected) {
      error(cell.line,
            say("unit {}: elemen {} diharapkan, tertulis {}", "unit {}: element {} expected, found {}",
                body_->unit.code, expected, number.element));
    }
    if (number.text.empty()) {
      error(cell.line, say("unit {}: elemen {} tanpa teks", "unit {}: element {} has no text",
                           body_->unit.code, number.element));
    }
    elements.push_back({number.element, std::string(number.text), {}});
    element_line_ = cell.line;
  }

  void add_criteria(const PageCell& cell, const Numbered& number) {
    auto& elements = body_->unit.elements;
    if (elements.empty() || elements.back().number != number.element) {
      error(cell.line,
            say("unit {}: KUK {}.{} berdiri tanpa judul elemen {}",
                "unit {}: KUK {}.{} stands without the title of element {}", body_->unit.code, number.element,
                number.index, number.element),
            say("tambahkan baris '{}. …' di atasnya", "add the line '{}. …' above it", number.element));
      // Go on as if the title were there, so that one gap gives one message.
      elements.push_back({number.element, {}, {}});
      element_line_ = cell.line;
    }
    Element& element = elements.back();
    for (const PackedCriterion& packed : unpacked(cell.text)) {
      const int expected = element.criteria.empty() ? 1 : last_index_ + 1;
      const int stray = stray_index(packed.text, element.number);
      if (packed.index != expected) gap(cell.line, element.number, expected, packed.index);
      if (stray != 0) gap(cell.line, element.number, packed.index + 1, stray);
      if (packed.text.empty()) {
        error(cell.line, say("unit {}: KUK {}.{} tanpa teks", "unit {}: KUK {}.{} has no text",
                             body_->unit.code, element.number, packed.index));
      }
      last_index_ = std::max(packed.index, stray);
      element.criteria.push_back(
          {fmt::format("{}.{}", element.number, packed.index), std::string(packed.text)});
    }
  }

  void gap(int line, int element, int expected, int seen) {
    error(line,
          say("unit {}: KUK {}.{} diharapkan, tertulis {}.{}", "unit {}: KUK {}.{} expected, found {}.{}",
              body_->unit.code, element, expected, element, seen),
          say("nomor KUK harus urut tanpa celah; salin ulang baris ini dari halaman asli",
              "KUK are numbered without gaps; copy this line again from the page"));
  }

  void finish_element() {
    if (!body_ || body_->unit.elements.empty()) return;
    const Element& element = body_->unit.elements.back();
    if (!element.criteria.empty()) return;
    error(element_line_, say("unit {}: elemen {} tanpa KUK", "unit {}: element {} has no KUK",
                             body_->unit.code, element.number));
  }

  void finish_body() {
    if (!body_) return;
    if (body_->unit.elements.empty()) {
      error(body_->line,
            say("unit {} tanpa elemen dan KUK", "unit {} has no elements and no KUK", body_->unit.code));
    }
    bodies_.push_back(std::move(*body_));
    body_.reset();
  }

  // Step 3: the list and the bodies must be the same units, as many as announced; the list gives the order.
  std::vector<Unit> matched() {
    const std::size_t count = list_.empty() ? bodies_.size() : list_.size();
    if (announced_line_ > 0 && static_cast<std::size_t>(announced_) != count) {
      error(announced_line_,
            say("halaman menyebut {} unit, tetapi memuat {}", "the page announces {} units but holds {}",
                announced_, count),
            say("halaman mungkin tersalin sebagian", "the page may have been copied in part"));
    }
    std::vector<Unit> out;
    for (const Listed& row : list_) take_body(row, out);
    for (Body& body : bodies_) {
      if (body.unit.code.empty()) continue;
      if (list_.empty()) {
        if (body.unit.title.empty())
          error(body.line, say("unit {} tanpa judul", "unit {} has no title", body.unit.code));
        out.push_back(std::move(body.unit));
      } else {
        error(body.line, say("unit {} diuraikan tetapi tidak ada dalam daftar unit",
                             "unit {} has elements but is not in the list of units", body.unit.code));
      }
    }
    return out;
  }

  void take_body(const Listed& row, std::vector<Unit>& out) {
    for (Body& body : bodies_) {
      if (body.unit.code.empty() || normalised_code(body.unit.code) != normalised_code(row.code)) continue;
      if (!body.unit.title.empty() && body.unit.title != row.title) {
        found_.push_back({.severity = Severity::Warning,
                          .at = {.file = file_, .line = body.line},
                          .message = say("unit {}: judul '{}' berbeda dari daftar: '{}'",
                                         "unit {}: the title '{}' differs from the list: '{}'", row.code,
                                         body.unit.title, row.title),
                          .hint = say("judul dari daftar yang dipakai", "the list's title is used")});
      }
      out.push_back(std::move(body.unit));
      out.back().code = row.code;
      out.back().title = row.title;
      body.unit.code.clear();
      return;
    }
    error(row.line,
          say("unit {} ada dalam daftar tetapi tidak diuraikan", "unit {} is in the list but has no elements",
              row.code),
          say("bagian 'Kode unit: {}' tidak ditemukan", "there is no part 'Kode unit: {}'", row.code));
  }

  const std::string& file_;
  Diagnostics& found_;
  int announced_ = 0;
  int announced_line_ = 0;
  std::vector<Listed> list_;
  std::vector<Body> bodies_;
  std::optional<Listed> heading_;
  std::optional<Body> body_;
  int element_line_ = 0;
  int last_index_ = 0;
};

}  // namespace

std::optional<std::vector<Unit>> units_from_page(std::string_view page, const std::string& file,
                                                 Diagnostics& found) {
  Diagnostics here;
  const std::vector<PageCell> cells = cells_of(page, file, here);
  std::vector<Unit> units;
  if (here.empty()) units = PageReader(file, here).read(cells);
  std::stable_sort(here.begin(), here.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.at.line < b.at.line; });
  found.insert(found.end(), here.begin(), here.end());
  if (has_errors(here)) return std::nullopt;
  return units;
}

}  // namespace pleno::source
