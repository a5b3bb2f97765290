#include "document/mail_from_facts.h"

#include <algorithm>
#include <utility>

#include "document/document_from_facts.h"
#include "document/filling.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

constexpr std::size_t line_length = 76;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "<br>\n"; break;
      default: out += c;
    }
  }
  return out;
}

// Breaks at blanks; what has no blank, such as an address, stays whole.
std::string wrapped(std::string_view text, const std::string& first, const std::string& next) {
  std::string out = first;
  std::size_t column = length_in_code_points(first);
  bool fresh = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    const std::size_t length = length_in_code_points(word);
    if (!fresh && column + 1 + length > line_length) {
      out += "\n" + next;
      column = length_in_code_points(next);
      fresh = true;
    }
    if (!word.empty()) {
      out += (fresh ? "" : " ") + std::string(word);
      column += length + (fresh ? 0 : 1);
      fresh = false;
    }
    if (end < text.size() && text[end] == '\n') {
      out += "\n" + next;
      column = length_in_code_points(next);
      fresh = true;
    }
    at = end + 1;
  }
  return out + "\n";
}

class MailWriter {
 public:
  explicit MailWriter(Filling& filling) : filling_(filling) {}
  std::string text, html;

  void write(const std::vector<Node>& nodes) {
    for (const Node& node : nodes) {
      filling_.for_each(
          node, [&] { std::visit([&](const auto& content) { block(node, content); }, node.content); });
    }
  }

 private:
  struct Words {
    std::string plain, html;
  };

  void block(const Node& node, const Splice&) { write(node.children); }
  void block(const Node& node, const Paragraph&) {
    const Words words = words_of(node);
    if (words.plain.empty()) return;
    begin();
    text += wrapped(words.plain, "", "");
    html += "<p>" + words.html + "</p>\n";
  }
  void block(const Node& node, const ListNode& list) {
    begin();
    const std::string tag = list.marker.find('1') != std::string::npos ? "ol" : "ul";
    html += "<" + tag + ">\n";
    const auto outer = std::exchange(list_, &list);
    const int outer_number = std::exchange(number_, 0);
    write(node.children);
    list_ = outer;
    number_ = outer_number;
    html += "</" + tag + ">\n";
  }
  void block(const Node& node, const ItemNode&) {
    const Words words = words_of(node);
    if (words.plain.empty()) return;
    ++number_;
    const bool ordered = list_ != nullptr && list_->marker.find('1') != std::string::npos;
    const std::string marker = ordered ? std::to_string(number_) + ". " : "– ";
    text += wrapped(words.plain, marker, std::string(length_in_code_points(marker), ' '));
    html += "<li>" + words.html + "</li>\n";
  }
  void block(const Node& node, const RowsNode&) {
    begin();
    html += "<table cellpadding=\"3\" style=\"border-collapse:collapse\">\n";
    write(node.children);
    html += "</table>\n";
  }
  void block(const Node& node, const LabelledNode& row) {
    const Words words = words_of(node);
    const std::string label = filling_.text(row.label);
    text += wrapped(words.plain, label + ": ", "  ");
    html += "<tr><td style=\"vertical-align:top;padding-right:12px\">" + escaped(label) + "</td><td>" +
            words.html + "</td></tr>\n";
  }
  void block(const Node&, const Rule&) {
    begin();
    text += "----\n";
    html += "<hr>\n";
  }
  template <typename Other>
  void block(const Node&, const Other&) {}

  void begin() {
    if (!text.empty()) text += "\n";
  }

  Words words_of(const Node& node) {
    Words out;
    for (const Node& child : node.children) add_words(out, child);
    while (!out.plain.empty() && (out.plain.back() == ' ' || out.plain.back() == '\n')) out.plain.pop_back();
    return out;
  }
  void add_words(Words& out, const Node& node) {
    filling_.for_each(
        node, [&] { std::visit([&](const auto& content) { words(out, node, content); }, node.content); });
  }
  void words(Words& out, const Node& node, const Splice& splice) {
    if (!splice.tag.empty()) out.html += "<" + splice.tag + ">";
    for (const Node& child : node.children) add_words(out, child);
    if (!splice.tag.empty()) out.html += "</" + splice.tag + ">";
  }
  void words(Words& out, const Node&, const TextNode& node) { append(out, filling_.text(node.text)); }
  void words(Words& out, const Node&, const BreakNode&) {
    out.plain += '\n';
    out.html += "<br>\n";
  }
  void words(Words& out, const Node&, const CheckNode& node) {
    append(out, filling_.holds(node.condition) ? node.yes : node.no);
  }
  template <typename Other>
  void words(Words&, const Node&, const Other&) {}

  static void append(Words& out, std::string_view words) {
    if (out.plain.empty() || out.plain.back() == ' ' || out.plain.back() == '\n') {
      while (words.starts_with(' ')) words.remove_prefix(1);
    }
    out.plain += words;
    out.html += escaped(words);
  }

  Filling& filling_;
  const ListNode* list_ = nullptr;
  int number_ = 0;
};

}  // namespace

std::optional<MailText> mail_from_facts(const Template& mail, const feel::Context& facts,
                                        Diagnostics& found) {
  Diagnostics own;
  MailText out;
  if (mail.kind != Template::Kind::Mail) {
    own.push_back({.at = {mail.file, 0, 0, {}},
                   .message = say("bukan templat surat elektronik", "not a template of a mail"),
                   .hint = {},
                   .excerpt = {}});
  } else {
    Filling filling(facts, own);
    filling.set_record(filling.text(mail.record));
    out.subject = single_spaced(filling.text(mail.title));
    std::replace(out.subject.begin(), out.subject.end(), '\n', ' ');
    MailWriter writer(filling);
    writer.write(mail.body);
    out.text = std::move(writer.text);
    out.html =
        "<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>" + escaped(out.subject) +
        "</title></head>\n<body "
        "style=\"font-family:Carlito,Calibri,Arial,sans-serif;font-size:15px;line-height:1.45;color:#1d2b44;"
        "max-width:40em\">\n" +
        writer.html + "</body></html>\n";
    out.attachments = mail.attachments;
  }
  found.insert(found.end(), own.begin(), own.end());
  if (has_errors(own)) return {};
  return out;
}

}  // namespace pleno::document
