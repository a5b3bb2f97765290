#include "app/json_text.h"

#include <nlohmann/json.hpp>

#include "feel/calendar.h"
#include "feel/expression.h"
#include "feel/json.h"
#include "text/language.h"

namespace pleno::app {
namespace {

using nlohmann::ordered_json;

feel::Value value_of(const ordered_json& json, std::uint32_t depth = 0);

// nlohmann reads 0.1 as a double; its shortest text gives the digits back that were written.
feel::Value number_of(const ordered_json& json) {
  const auto number = feel::Decimal::parse(json.dump());
  return number ? feel::Value(*number) : feel::Value();
}

// What is nested deeper than any value may be is null, before the stack ends.
feel::Value value_of(const ordered_json& json, std::uint32_t depth) {
  if (depth > feel::Value::deepest) return {};
  switch (json.type()) {
    case ordered_json::value_t::boolean: return json.get<bool>();
    case ordered_json::value_t::string: {
      auto text = json.get<std::string>();
      feel::Value iso = feel::value_of_iso(text);
      return iso.is_null() ? feel::Value(std::move(text)) : iso;
    }
    case ordered_json::value_t::number_integer:
    case ordered_json::value_t::number_unsigned:
    case ordered_json::value_t::number_float: return number_of(json);
    case ordered_json::value_t::array: {
      feel::List out;
      for (const auto& item : json) out.push_back(value_of(item, depth + 1));
      return out;
    }
    case ordered_json::value_t::object: {
      feel::Context out;
      for (const auto& [key, item] : json.items()) out.set(key, value_of(item, depth + 1));
      return out;
    }
    default: return {};
  }
}

// All mistakes in one line, each with its column and hint.
std::string one_line(const Diagnostics& found) {
  std::string out;
  for (const Diagnostic& one : found) {
    if (one.severity != Severity::Error) continue;
    out += (out.empty() ? "" : "; ") + say("kolom {}: {}", "column {}: {}", one.at.column, one.message);
    if (!one.hint.empty()) out += " (" + one.hint + ")";
  }
  return out;
}

std::string causes_member(const feel::Causes& causes) {
  if (causes.list.empty()) return {};
  ordered_json list = ordered_json::array();
  for (const feel::Cause& cause : causes.list) {
    list.push_back({{"column", cause.offset + 1}, {"message", cause.message}});
  }
  return ",\"causes\":" + list.dump();
}

std::string error_line(const ordered_json& id, const std::string& message) {
  ordered_json out;
  out["id"] = id;
  out["error"] = message;
  return out.dump();
}

}  // namespace

std::string diagnostics_json(const Diagnostics& found) {
  ordered_json out = ordered_json::array();
  for (const Diagnostic& one : found) {
    const char* severity = one.severity == Severity::Error     ? "error"
                           : one.severity == Severity::Warning ? "warning"
                                                               : "note";
    out.push_back({{"severity", severity},
                   {"file", one.at.file},
                   {"line", one.at.line},
                   {"column", one.at.column},
                   {"record", one.at.record},
                   {"message", one.message},
                   {"hint", one.hint}});
  }
  return out.dump(2);
}

std::string status_json(const journal::Status& status) {
  ordered_json out;
  for (const auto& [name, count] : status.states) out["candidates"][name] = count;
  for (const auto& [name, count] : status.mails) out["mails"][name] = count;
  for (const auto& [name, last] : status.series) out["series"][name] = last;
  for (const auto& [name, count] : status.sheets) out["sheets"][name] = count;
  out["void_certificates"] = status.void_certificates;
  out["rejected"] = status.rejected;
  out["held"] = status.held;
  out["changed_after_plan"] = status.changed_after_plan;
  return out.dump(2);
}

std::optional<feel::Context> context_from_json(const std::string& text, Diagnostics& found) {
  const ordered_json json = ordered_json::parse(text, nullptr, false);
  if (!json.is_object()) {
    found.push_back({.message = say("konteks bukan objek JSON", "the context is no JSON object"),
                     .hint = R"({"nilai": 70})"});
    return std::nullopt;
  }
  return *value_of(json).context();
}

std::string eval_line(const std::string& line, bool with_causes) {
  const ordered_json json = ordered_json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("expression") || !json["expression"].is_string()) {
    return error_line(json.is_object() && json.contains("id") ? json["id"] : ordered_json(),
                      "not a JSON object with an expression");
  }
  const ordered_json id = json.value("id", ordered_json());
  Diagnostics found;
  const feel::Expression expression = feel::parse(json["expression"].get<std::string>(), {}, found);
  if (has_errors(found)) return error_line(id, one_line(found));
  const feel::Value context =
      json.contains("context") ? value_of(json["context"]) : feel::Value(feel::Context());
  static const feel::Context none;
  const feel::Context& facts = context.context() != nullptr ? *context.context() : none;
  // Put together as text: a value of 34 digits would not survive as a double.
  feel::Causes causes;
  const feel::Value value = feel::evaluate(expression, feel::Scope(facts), with_causes ? &causes : nullptr);
  return "{\"id\":" + id.dump() + ",\"value\":" + feel::to_json(value) + causes_member(causes) + "}";
}

}  // namespace pleno::app
