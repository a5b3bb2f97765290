#include "document/document_from_facts.h"

#include "document/filling.h"
#include "text/json.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

// The number of a list's item by the look of its marker: "1." "a)" "–".
std::string numbered(const std::string& marker, int number) {
  std::string out = marker;
  if (const std::size_t at = out.find('1'); at != std::string::npos)
    return out.replace(at, 1, std::to_string(number));
  if (const std::size_t at = out.find('a'); at != std::string::npos && number <= 26) {
    return out.replace(at, 1, 1, static_cast<char>('a' + number - 1));
  }
  return out;
}

class Filler {
 public:
  Filler(const Template& form, Filling& filling, Diagnostics& found)
      : form_(form), filling_(filling), found_(found) {}

  std::vector<Block> blocks(const std::vector<Node>& nodes) {
    std::vector<Block> out;
    for (const Node& node : nodes) add(out, node);
    return out;
  }

 private:
  void add(std::vector<Block>& out, const Node& node) {
    filling_.for_each(
        node, [&] { std::visit([&](const auto& content) { make(out, node, content); }, node.content); });
  }

  void make(std::vector<Block>& out, const Node& node, const Splice&) {
    for (const Node& child : node.children) add(out, child);
  }
  void make(std::vector<Block>& out, const Node& node, const Paragraph& look) {
    Paragraph paragraph = look;
    if (fill_spans(paragraph.spans, node)) out.push_back({node.origin, std::move(paragraph)});
  }
  void make(std::vector<Block>& out, const Node& node, const ListNode& list) {
    const ListNode* outer = list_;
    const int outer_number = number_;
    list_ = &list;
    number_ = 0;
    for (const Node& child : node.children) add(out, child);
    list_ = outer;
    number_ = outer_number;
  }
  void make(std::vector<Block>& out, const Node& node, const ItemNode& item) {
    Paragraph paragraph = item.look;
    if (!fill_spans(paragraph.spans, node)) return;
    if (list_ != nullptr) paragraph.marker = numbered(list_->marker, ++number_);
    out.push_back({node.origin, std::move(paragraph)});
  }
  void make(std::vector<Block>& out, const Node& node, const PictureNode& content) {
    Picture picture = content.look;
    picture.name = filling_.text(content.name);
    if (!picture.name.empty()) out.push_back({node.origin, std::move(picture)});
  }
  void make(std::vector<Block>& out, const Node& node, const QrNode& content) {
    QrCode code = content.look;
    code.text = filling_.text(content.text);
    if (!code.text.empty()) out.push_back({node.origin, std::move(code)});
  }
  void make(std::vector<Block>& out, const Node& node, const AnchorNode& content) {
    out.push_back({node.origin, Anchor{content.level, filling_.text(content.title)}});
  }
  void make(std::vector<Block>& out, const Node& node, const Table& look) {
    Table table = look;
    for (const Node& child : node.children) add_row(table, child);
    place_columns(table);
    if (!table.rows.empty()) out.push_back({node.origin, std::move(table)});
  }
  void make(std::vector<Block>& out, const Node& node, const Keep&) {
    out.push_back({node.origin, Keep{blocks(node.children)}});
  }
  void make(std::vector<Block>& out, const Node& node, const Fixed& look) {
    Fixed block = look;
    block.blocks = blocks(node.children);
    out.push_back({node.origin, std::move(block)});
  }
  template <typename Plain>  // Space, Rule, PageBreak: nothing to fill
  void make(std::vector<Block>& out, const Node& node, const Plain& look) {
    if constexpr (std::is_same_v<Plain, Space> || std::is_same_v<Plain, Rule> ||
                  std::is_same_v<Plain, PageBreak>) {
      out.push_back({node.origin, look});
    }
  }

  void add_row(Table& table, const Node& node) {
    filling_.for_each(node, [&] {
      const auto* content = std::get_if<RowNode>(&node.content);
      if (content == nullptr) {  // a <group> of rows
        for (const Node& child : node.children) add_row(table, child);
        return;
      }
      Row row = content->look;
      if (content->shade && (!content->shade_if || filling_.holds(*content->shade_if)))
        row.shade = content->shade;
      if (content->keep_if) row.keep_with_next = filling_.holds(*content->keep_if);
      for (const Node& child : node.children) add_cell(row, child);
      table.rows.push_back(std::move(row));
    });
  }
  void add_cell(Row& row, const Node& node) {
    filling_.for_each(node, [&] {
      const auto* content = std::get_if<CellNode>(&node.content);
      if (content == nullptr) {
        for (const Node& child : node.children) add_cell(row, child);
        return;
      }
      Cell cell = content->look;
      if (content->rows) cell.rows = span_of(*content->rows);
      cell.blocks = blocks(node.children);
      row.cells.push_back(std::move(cell));
    });
  }
  int span_of(const Hole& hole) {
    const feel::Value value = filling_.value(hole);
    const auto number = value.number() != nullptr ? value.number()->to_integer() : std::nullopt;
    if (number && *number >= 1 && *number <= 10000) return static_cast<int>(*number);
    filling_.report_wrong(hole, say("rowspan memerlukan bilangan mulai 1", "rowspan needs a number from 1"));
    return 1;
  }

  // Every row must fill its columns, counting what hangs down from rows above. Then its cells know in which
  // column they stand, and take that one's alignment.
  void place_columns(Table& table) {
    std::vector<int> hanging(table.columns.size(), 0);
    for (Row& row : table.rows) {
      std::size_t column = 0;
      bool too_many = false;
      for (Cell& cell : row.cells) {
        while (column < hanging.size() && hanging[column] > 0) ++column;
        if (cell.columns == 1 && column < table.aligns.size()) align(cell, table.aligns[column], row.head);
        for (int i = 0; i < cell.columns; ++i, ++column) {
          if (column >= hanging.size() || hanging[column] > 0)
            too_many = true;
          else
            hanging[column] = cell.rows;
        }
      }
      while (column < hanging.size() && hanging[column] > 0) ++column;
      if (too_many || column != hanging.size()) {
        found_.push_back({.at = {form_.sheet->files.at(row.at.file), row.at.line, 0, filling_.record()},
                          .message = say("baris tabel tidak pas dengan {} kolomnya",
                                         "a table row does not fit its {} columns", table.columns.size()),
                          .hint = say("periksa colspan dan rowspan", "check colspan and rowspan"),
                          .excerpt = {}});
      }
      for (int& rows : hanging) rows = std::max(0, rows - 1);
    }
  }

  // Heads stand in the middle over figures.
  static void align(Cell& cell, Align as, bool head) {
    if (head && as == Align::Figures) as = Align::Center;
    for (Block& block : cell.blocks) {
      auto* paragraph = std::get_if<Paragraph>(&block.content);
      if (paragraph != nullptr && paragraph->align == Align::Left) paragraph->align = as;
    }
  }

  // False when nothing is left to print.
  bool fill_spans(std::vector<Span>& out, const Node& node) {
    for (const Node& child : node.children) add_span(out, child);
    while (!out.empty()) {
      std::string& text = out.back().text;
      while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
      if (!text.empty()) break;
      out.pop_back();
    }
    return !out.empty();
  }
  void add_span(std::vector<Span>& out, const Node& node) {
    filling_.for_each(
        node, [&] { std::visit([&](const auto& content) { make_span(out, node, content); }, node.content); });
  }
  void make_span(std::vector<Span>& out, const Node& node, const Splice&) {
    for (const Node& child : node.children) add_span(out, child);
  }
  void make_span(std::vector<Span>& out, const Node& node, const TextNode& content) {
    for (const Pattern::Part& part : content.text.parts) {
      if (!part.hole) {
        append(out, part.literal, content.style, node.origin);
      } else {
        const Origin at{node.origin.file, part.hole->at.line};
        append(out, filling_.text(*part.hole), content.style, at, false, part.hole->field);
      }
    }
  }
  void make_span(std::vector<Span>& out, const Node& node, const BreakNode& content) {
    append(out, "\n", content.style, node.origin);
  }
  void make_span(std::vector<Span>& out, const Node& node, const CheckNode& content) {
    append(out, filling_.holds(content.condition) ? content.yes : content.no, content.style, node.origin);
  }
  void make_span(std::vector<Span>& out, const Node& node, const ChoiceNode& content) {
    const int chosen = chosen_option(content);
    bool boxes = content.look == ChoiceNode::Look::Box;
    if (content.look == ChoiceNode::Look::BySite) boxes = boxes_by_site();
    for (std::size_t i = 0; i < content.options.size(); ++i) {
      const bool is = chosen == static_cast<int>(i) + 1;
      if (boxes) {
        append(out, std::string(i > 0 ? "   " : "") + (is ? "☑ " : "☐ "), content.style, node.origin, true);
        append(out, content.options[i], is ? content.chosen : content.style, node.origin, true);
        continue;
      }
      if (i > 0) append(out, content.separators[i - 1], content.style, node.origin);
      append(out, content.options[i],
             is            ? content.chosen
             : chosen == 0 ? content.style
                           : content.struck,
             node.origin);
    }
  }
  // 0: none. An option is named by its number or its text, in any case.
  int chosen_option(const ChoiceNode& content) {
    const feel::Value value = filling_.value(content.is);
    if (value.is_null()) return 0;
    if (value.number() != nullptr) {
      const auto number = value.number()->to_integer();
      if (number && *number >= 1 && *number <= static_cast<long long>(content.options.size()))
        return static_cast<int>(*number);
    }
    if (value.text() != nullptr) {
      for (std::size_t i = 0; i < content.options.size(); ++i) {
        if (lower(content.options[i]) == lower(*value.text())) return static_cast<int>(i) + 1;
      }
      if (value.text()->empty()) return 0;
    }
    filling_.report(content.is, say("nilai {} bukan salah satu pilihan", "{} is none of the options",
                                    feel::to_text(value)));
    return 0;
  }
  bool boxes_by_site() {
    if (!boxes_) {
      static const feel::Expression look = [] {
        Diagnostics none;
        return feel::parse("lsp.gaya_pilihan", {}, none);
      }();
      const feel::Value value = filling_.value({look, {}, {}, {}});
      boxes_ = value.text() != nullptr && *value.text() == "kotak";
    }
    return *boxes_;
  }

  // Adds text, one blank at most where two meet and none at the start of a line.
  static void append(std::vector<Span>& out, std::string_view text, std::uint16_t style, const Origin& at,
                     bool as_is = false, std::uint16_t field = 0) {
    const bool at_start = out.empty() || out.back().text.back() == ' ' || out.back().text.back() == '\n';
    if (at_start && !as_is) {
      while (text.starts_with(' ')) text.remove_prefix(1);
    }
    if (text.empty()) return;
    if (text.front() == '\n' && !out.empty() && out.back().text.back() == ' ') {
      out.back().text.pop_back();
      if (out.back().text.empty()) out.pop_back();
    }
    if (!out.empty() && out.back().style == style && out.back().at.line == at.line &&
        out.back().at.file == at.file && out.back().field == field) {
      out.back().text += text;
    } else {
      out.push_back({std::string(text), style, at, field});
    }
  }
  template <typename Other>
  void make_span(std::vector<Span>&, const Node&, const Other&) {
  }  // blocks: refused when the template was read

  const Template& form_;
  Filling& filling_;
  Diagnostics& found_;
  const ListNode* list_ = nullptr;
  int number_ = 0;
  std::optional<bool> boxes_;
};

// The value of a fact that is a single hole; null when it is made of words.
feel::Value single_value(const Pattern& pattern, Filling& filling) {
  if (pattern.parts.size() != 1 || !pattern.parts.front().hole) return {};
  return filling.value(*pattern.parts.front().hole);
}

// Numbers, truths and lists stay what they are for the program that reads them; all else is text.
void append_fact(std::string& out, const Pattern& pattern, Filling& filling) {
  const feel::Value value = single_value(pattern, filling);
  if (value.number() != nullptr || value.boolean() != nullptr) {
    out += feel::to_text(value);
  } else if (value.list() != nullptr) {
    const char* separator = "[";
    for (const feel::Value& item : *value.list()) {
      out += separator;
      append_json(out, item.text() != nullptr ? nfc(*item.text()) : feel::to_text(item));
      separator = ", ";
    }
    out += value.list()->empty() ? "[]" : "]";
  } else {
    append_json(out, filling.text(pattern));
  }
}

EmbeddedFile embedded(const EmbeddedFacts& facts, Filling& filling) {
  EmbeddedFile out{facts.name, "application/json", facts.description, "{\n"};
  for (std::size_t i = 0; i < facts.facts.size(); ++i) {
    out.bytes += "  ";
    append_json(out.bytes, facts.facts[i].first);
    out.bytes += ": ";
    append_fact(out.bytes, facts.facts[i].second, filling);
    out.bytes += i + 1 < facts.facts.size() ? ",\n" : "\n";
  }
  out.bytes += "}\n";
  return out;
}

}  // namespace

Document fill(const Template& form, const feel::Context& facts, Diagnostics& found) {
  Filling filling(facts, found);
  Document out;
  out.sheet = form.sheet;
  out.code = form.code;
  out.language = form.language;
  out.record = filling.text(form.record);
  filling.set_record(out.record);
  out.title = filling.text(form.title);
  out.subject = filling.text(form.subject);
  out.author = filling.text(form.author);
  out.identity = filling.text(form.identity);
  out.label = filling.text(form.label);
  out.background = filling.text(form.background);
  out.shift_x = form.shift_x;
  out.shift_y = form.shift_y;
  if (form.date) {
    const feel::Value date = filling.value(*form.date);
    if (date.date() != nullptr)
      out.date = *date.date();
    else
      filling.report(*form.date, {});
  }
  for (const Watermark& mark : form.watermarks) {
    if (!out.watermark.empty()) break;
    if (!mark.condition || filling.holds(*mark.condition)) out.watermark = mark.text;
  }
  for (const EmbeddedFacts& file : form.embedded) out.files.push_back(embedded(file, filling));
  Filler filler(form, filling, found);
  out.header = filler.blocks(form.header);
  out.footer = filler.blocks(form.footer);
  out.body = filler.blocks(form.body);
  return out;
}

bool has_occasion(const Template& form, const feel::Context& facts, Diagnostics& found) {
  if (form.requirements.empty()) return true;
  Filling filling(facts, found);
  for (const Requirement& one : form.requirements) {
    if (filling.holds(one.condition)) continue;
    Diagnostic diagnostic;
    diagnostic.severity = Severity::Warning;
    diagnostic.at = one.condition.at;
    diagnostic.at.record = filling.text(form.record);
    diagnostic.message = say("tidak dicetak: {}", "not printed: {}", one.otherwise);
    diagnostic.hint = say("templat ini hanya dicetak bila {}", "this template is printed only if {}",
                          one.condition.expression.text());
    found.push_back(std::move(diagnostic));
    return false;
  }
  return true;
}

}  // namespace pleno::document
