#include "document/filling.h"

#include <fmt/format.h>

#include <algorithm>

#include "document/functions.h"
#include "text/indonesian.h"
#include "text/language.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

const feel::Context& functions() {
  static const feel::Context context = indonesian_functions();
  return context;
}

std::string printed(const feel::Value& value) {
  switch (value.type()) {
    case feel::Type::String: return *value.text();
    case feel::Type::Date: return long_date(*value.date());
    case feel::Type::Boolean: return *value.boolean() ? "ya" : "tidak";
    case feel::Type::List: {
      std::string out;
      for (const feel::Value& item : *value.list()) out += (out.empty() ? "" : ", ") + printed(item);
      return out;
    }
    default: return feel::to_text(value);
  }
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

Filling::Filling(const feel::Context& facts, Diagnostics& found)
    : functions_(functions()), facts_(facts, &functions_), scope_(&facts_), found_(found) {}

void Filling::report(const Hole& hole, const std::string& cause) {
  std::string message = say("'{}' tidak ada isinya", "'{}' has no value", hole.expression.text());
  if (!cause.empty()) message += " (" + cause + ")";
  report_wrong(hole, std::move(message),
               say("isi datanya, atau tulis null=\"…\" pada elemen itu untuk teks penggantinya",
                   "fill in the data, or write null=\"…\" on the element for a text in its place"));
}

void Filling::report_wrong(const Hole& hole, std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.at = hole.at;
  diagnostic.at.record = record_;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostic.excerpt = hole.line_text;
  diagnostic.caret_length = std::max(1, static_cast<int>(length_in_code_points(hole.expression.text())));
  found_.push_back(std::move(diagnostic));
}

feel::Value Filling::value(const Hole& hole) { return feel::evaluate(hole.expression, *scope_); }

bool Filling::holds(const Hole& hole) { return value(hole).is_true(); }

std::string Filling::text(const Hole& hole) {
  feel::Value result = feel::evaluate(hole.expression, *scope_);
  if (!result.is_null()) return checked(printed(result), hole);
  if (hole.when_null) return *hole.when_null;
  feel::Causes causes;  // asked for only now: the usual case has a value
  feel::evaluate(hole.expression, *scope_, &causes);
  report(hole, causes.list.empty() ? std::string() : causes.list.front().message);
  return {};
}

// Data may hold anything a database accepts. Control characters are errors, what draws nothing is left out
// with a warning, tabs become blanks.
std::string Filling::checked(std::string text, const Hole& hole) {
  if (is_plain(text)) return text;
  std::string out;
  for (const char32_t c : code_points(nfc(text))) {
    const bool page_symbol = c >= 0xE000 && c <= 0xF8FF;
    if (c == '\t' || c == '\r') {
      out += ' ';
    } else if (c == '\n') {
      out += '\n';
    } else if (is_forbidden_in_data(c) || c == 0xFFFD || is_invisible(c) || page_symbol) {
      const bool harmless = is_invisible(c);
      Diagnostic diagnostic;
      diagnostic.severity = harmless ? Severity::Warning : Severity::Error;
      diagnostic.at = hole.at;
      diagnostic.at.record = record_;
      diagnostic.message = say("isi '{}' memuat tanda U+{:04X} yang tidak dapat dicetak",
                               "'{}' holds U+{:04X}, which cannot be printed", hole.expression.text(),
                               static_cast<std::uint32_t>(c));
      diagnostic.hint =
          harmless ? say("tanda itu dibuang", "it was left out") : say("perbaiki datanya", "mend the data");
      found_.push_back(std::move(diagnostic));
    } else {
      append_utf8(out, c);
    }
  }
  return out;
}

std::string Filling::text(const Pattern& pattern) {
  std::string out;
  for (const Pattern::Part& part : pattern.parts) out += part.hole ? text(*part.hole) : part.literal;
  return out;
}

}  // namespace pleno::document
