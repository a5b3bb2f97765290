#include "people.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace pleno::bench {

People::People(const std::filesystem::path& file) : in_(file, std::ios::binary) {
  if (!in_) throw std::runtime_error(file.string() + " cannot be read");
  // Everything before the long list, closed so that it is JSON by itself.
  std::string head;
  const std::string list = "\"people\":";
  for (int c; (c = in_.get()) != EOF;) {
    head += static_cast<char>(c);
    if (c == ':' && head.ends_with(list)) break;
  }
  if (!head.ends_with(list)) throw std::runtime_error(file.string() + " has no people");
  const auto shared = nlohmann::json::parse(head + "[]}");
  for (const auto& unit : shared.at("units"))
    units_.push_back({unit.at("no"), unit.at("code"), unit.at("id"), unit.at("en")});
}

std::string People::object() {
  std::string text;
  int depth = 0;
  bool in_string = false, escaped = false;
  std::streambuf& bytes = *in_.rdbuf();
  for (int c; (c = bytes.sbumpc()) != EOF;) {
    if (depth == 0 && c == ']') break;
    if (depth > 0 || c == '{') text += static_cast<char>(c);
    if (in_string) {
      in_string = escaped || c != '"';
      escaped = !escaped && c == '\\';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return text;
    }
  }
  return {};
}

std::optional<Person> People::next() {
  const std::string text = object();
  if (text.empty()) return std::nullopt;
  const auto person = nlohmann::json::parse(text);
  const auto field = [&](const char* key) { return person.at(key).get<std::string>(); };
  return Person{field("id"),    field("no"),      field("reg"), field("name"),
                field("place"), field("date_id"), field("url")};
}

}  // namespace pleno::bench
