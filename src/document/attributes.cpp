#include "document/attributes.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::document {
namespace {

struct NamedColour {
  std::string_view name;
  Colour colour;
};
constexpr std::array<NamedColour, 8> colours = {{{"ink", {0x1d, 0x2b, 0x44}},
                                                 {"grey", {0x45, 0x50, 0x6a}},
                                                 {"hairline", {0x9a, 0xa3, 0xb5}},
                                                 {"shade", {0xe9, 0xec, 0xf1}},
                                                 {"exception", {0xfb, 0xf4, 0xe3}},
                                                 {"gold", {0x9a, 0x7b, 0x3c}},
                                                 {"black", {0, 0, 0}},
                                                 {"white", {0xff, 0xff, 0xff}}}};

std::optional<float> number_of(std::string_view text) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    out.push_back(text.substr(begin, at - begin));
  }
  return out;
}

}  // namespace

std::optional<Colour> palette(std::string_view name) {
  for (const NamedColour& one : colours) {
    if (one.name == name) return one.colour;
  }
  return {};
}

void Reading::report(const Place& at, std::string message, std::string hint, int caret,
                     Severity severity) const {
  found->push_back({severity, at, std::move(message), std::move(hint), line_of(xml, at.line), caret});
}

const XmlAttribute* Attributes::find(std::string_view name) {
  if (std::find(asked_.begin(), asked_.end(), name) == asked_.end()) asked_.emplace_back(name);
  return node_.find(name);
}

void Attributes::wrong(std::string_view name, const std::string& what) {
  const XmlAttribute* attribute = node_.find(name);
  const std::string value = attribute != nullptr ? attribute->value.text : "";
  reading_.report(attribute != nullptr ? attribute->value.place(0, reading_.file) : reading_.place(node_),
                  say("{}=\"{}\" pada <{}> salah", "{}=\"{}\" on <{}> is wrong", name, value, node_.name),
                  what, static_cast<int>(length_in_code_points(value)));
}

void Attributes::missing(std::string_view name) {
  reading_.report(reading_.place(node_),
                  say("<{}> memerlukan atribut '{}'", "<{}> needs the attribute '{}'", node_.name, name));
}

std::string Attributes::text(std::string_view name, const std::string& otherwise) {
  const XmlAttribute* attribute = find(name);
  return attribute != nullptr ? attribute->value.text : otherwise;
}

bool Attributes::truth(std::string_view name, bool otherwise) {
  return word(name, {"no", "yes"}, otherwise ? 1 : 0) == 1;
}

int Attributes::number(std::string_view name, int otherwise, int least, int most) {
  const XmlAttribute* attribute = find(name);
  if (attribute == nullptr) return otherwise;
  const auto value = number_of(attribute->value.text);
  if (!value || *value != std::floor(*value) || *value < static_cast<float>(least) ||
      *value > static_cast<float>(most)) {
    wrong(name, say("bilangan bulat dari {} sampai {}", "a whole number from {} to {}", least, most));
    return otherwise;
  }
  return static_cast<int>(*value);
}

float Attributes::factor(std::string_view name, float otherwise) {
  const XmlAttribute* attribute = find(name);
  if (attribute == nullptr) return otherwise;
  const auto value = number_of(attribute->value.text);
  if (!value || *value < -10 || *value > 100) {
    wrong(name, say("bilangan seperti 1.25", "a number such as 1.25"));
    return otherwise;
  }
  return *value;
}

std::optional<float> Attributes::length_of(std::string_view text, const std::string& name) {
  constexpr std::array<std::pair<std::string_view, float>, 3> units = {
      {{"mm", 72 / 25.4F}, {"cm", 72 / 2.54F}, {"pt", 1}}};
  for (const auto& [unit, points] : units) {
    if (!text.ends_with(unit)) continue;
    const auto value = number_of(text.substr(0, text.size() - unit.size()));
    if (value && std::abs(*value * points) < 20000) return *value * points;
  }
  wrong(name, say("panjang ditulis dengan satuan: 12mm, 1.5cm atau 8pt",
                  "a length has a unit: 12mm, 1.5cm or 8pt"));
  return {};
}

std::optional<float> Attributes::length(std::string_view name) {
  const XmlAttribute* attribute = find(name);
  if (attribute == nullptr) return {};
  return length_of(attribute->value.text, std::string(name));
}

float Attributes::length(std::string_view name, float otherwise) { return length(name).value_or(otherwise); }

std::optional<Colour> Attributes::colour(std::string_view name) {
  const XmlAttribute* attribute = find(name);
  if (attribute == nullptr) return {};
  const std::string& value = attribute->value.text;
  if (auto named = palette(value)) return named;
  std::uint32_t rgb = 0;
  if (value.size() == 7 && value[0] == '#') {
    const auto [end, error] = std::from_chars(value.data() + 1, value.data() + 7, rgb, 16);
    if (error == std::errc() && end == value.data() + 7) {
      return Colour{static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
                    static_cast<std::uint8_t>(rgb)};
    }
  }
  std::vector<std::string> known;
  known.reserve(colours.size());
  for (const NamedColour& one : colours) known.emplace_back(one.name);
  wrong(name, say("warna ditulis #rrggbb; ", "a colour is #rrggbb; ") + did_you_mean(value, known));
  return {};
}

std::array<float, 4> Attributes::sides(std::string_view name, std::array<float, 4> otherwise) {
  const XmlAttribute* attribute = find(name);
  if (attribute == nullptr) return otherwise;
  const auto words = words_of(attribute->value.text);
  if (words.empty() || words.size() > 4) {
    wrong(name, say("satu sampai empat panjang: atas kanan bawah kiri",
                    "one to four lengths: top right bottom left"));
    return otherwise;
  }
  std::array<float, 4> out{};
  for (std::size_t i = 0; i < 4; ++i) {
    // As in CSS: a missing side takes the value of the opposite one, or of the top.
    const std::size_t opposite = i == 3 && words.size() > 1 ? 1 : 0;
    const std::size_t from = i < words.size() ? i : opposite;
    const auto length = length_of(words[from], std::string(name));
    if (!length) return otherwise;
    out[i] = *length;
  }
  return out;
}

int Attributes::word(std::string_view name, std::initializer_list<std::string_view> words, int otherwise) {
  const XmlAttribute* attribute = find(name);
  if (attribute == nullptr) return otherwise;
  int position = 0;
  for (const std::string_view one : words) {
    if (one == attribute->value.text) return position;
    ++position;
  }
  wrong(name, did_you_mean(attribute->value.text, std::vector<std::string>(words.begin(), words.end())));
  return otherwise;
}

std::vector<ColumnWidth> Attributes::widths(std::string_view name) {
  const XmlAttribute* attribute = find(name);
  std::vector<ColumnWidth> out;
  if (attribute == nullptr) {
    missing(name);
    return out;
  }
  for (const std::string_view text : words_of(attribute->value.text)) {
    if (text == "*") {
      out.push_back({ColumnWidth::Unit::Share, 1});
    } else if (text.ends_with('%') && number_of(text.substr(0, text.size() - 1))) {
      out.push_back({ColumnWidth::Unit::Percent, *number_of(text.substr(0, text.size() - 1))});
    } else if (const auto share = number_of(text); share && *share > 0) {
      out.push_back({ColumnWidth::Unit::Share, *share});
    } else if (const auto points = length_of(text, std::string(name))) {
      out.push_back({ColumnWidth::Unit::Points, *points});
    } else {
      break;
    }
  }
  if (out.empty() || out.size() > 64) {
    out.clear();
    wrong(name, say("lebar kolom: 35mm, 12%, bagian seperti 2, atau *",
                    "widths: 35mm, 12%, shares such as 2, or *"));
  }
  return out;
}

std::vector<Align> Attributes::aligns(std::string_view name, std::size_t most) {
  static const std::vector<std::string> known = {"left", "right", "center", "justify", "figures"};
  std::vector<Align> out;
  const XmlAttribute* attribute = find(name);
  if (attribute == nullptr) return out;
  for (const std::string_view text : words_of(attribute->value.text)) {
    const auto one = std::find(known.begin(), known.end(), text);
    if (one == known.end()) {
      wrong(name, did_you_mean(std::string(text), known));
      return {};
    }
    out.push_back(static_cast<Align>(one - known.begin()));
  }
  if (out.size() > most) {
    wrong(name, say("satu kata untuk setiap kolom, {} kolom", "a word for each column, {} columns", most));
    out.clear();
  }
  return out;
}

void Attributes::refuse_unknown() {
  for (const XmlAttribute& attribute : node_.attributes) {
    if (std::find(asked_.begin(), asked_.end(), attribute.name) != asked_.end()) continue;
    Place at = attribute.value.place(0, reading_.file);
    at.column -= static_cast<int>(length_in_code_points(attribute.name)) + 2;  // name="
    reading_.report(
        at,
        say("<{}> tidak mengenal atribut '{}'", "<{}> knows no attribute '{}'", node_.name, attribute.name),
        did_you_mean(attribute.name, asked_), static_cast<int>(length_in_code_points(attribute.name)));
  }
}

}  // namespace pleno::document
