#include "domain/scheme.h"

#include <algorithm>
#include <cctype>

namespace pleno {

std::size_t Scheme::element_count() const {
  std::size_t count = 0;
  for (const Unit& unit : units) count += unit.elements.size();
  return count;
}

std::size_t Scheme::criterion_count() const {
  std::size_t count = 0;
  for (const Unit& unit : units) {
    for (const Element& element : unit.elements) count += element.criteria.size();
  }
  return count;
}

const Unit& unit_of(const Scheme& scheme, std::string_view code) {
  static const Unit none;
  const auto it =
      std::find_if(scheme.units.begin(), scheme.units.end(), [&](const Unit& u) { return u.code == code; });
  return it == scheme.units.end() ? none : *it;
}

std::string_view to_text(SchemeKind kind) {
  switch (kind) {
    case SchemeKind::Kkni: return "KKNI";
    case SchemeKind::Occupation: return "Okupasi";
    case SchemeKind::Cluster: return "Klaster";
  }
  return {};
}

std::optional<SchemeKind> parse_scheme_kind(std::string_view text) {
  for (const auto kind : {SchemeKind::Kkni, SchemeKind::Occupation, SchemeKind::Cluster}) {
    if (text == to_text(kind)) return kind;
  }
  return std::nullopt;
}

std::string normalised_code(std::string_view code) {
  std::string out;
  for (const char c : code) {
    if (c == ' ') continue;
    const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    // "70.MKT" becomes "70MKT": the extra dot stands between a number and letters.
    if (letter && out.size() > 1 && out.back() == '.' &&
        std::isdigit(static_cast<unsigned char>(out[out.size() - 2])) != 0) {
      out.pop_back();
    }
    out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out;
}

std::string short_code(std::string_view code) {
  const auto last = code.rfind('.');
  if (last == std::string_view::npos || last == 0) return std::string(code);
  const auto before = code.rfind('.', last - 1);
  return std::string(before == std::string_view::npos ? code : code.substr(before + 1));
}

bool is_code_of(std::string_view wanted, std::string_view code) {
  return normalised_code(wanted) == normalised_code(code) || wanted == short_code(code);
}

CriterionIndex::CriterionIndex(const Scheme& scheme) {
  std::uint32_t position = 0;
  for (const Unit& unit : scheme.units) {
    UnitNumbers& entry = units_.emplace_back();
    entry.normalised = normalised_code(unit.code);
    for (const Element& element : unit.elements) {
      for (const Criterion& criterion : element.criteria) {
        entry.numbers.emplace_back(criterion.number, position++);
      }
    }
  }
  size_ = position;
}

const CriterionIndex::UnitNumbers* CriterionIndex::unit(std::string_view code) const {
  const std::string wanted = normalised_code(code);
  for (const UnitNumbers& entry : units_) {
    if (entry.normalised == wanted) return &entry;
  }
  return nullptr;
}

bool CriterionIndex::has_unit(std::string_view unit_code) const { return unit(unit_code) != nullptr; }

std::optional<std::uint32_t> CriterionIndex::find(std::string_view unit_code, std::string_view number) const {
  const UnitNumbers* entry = unit(unit_code);
  if (entry == nullptr) return std::nullopt;
  for (const auto& [known, position] : entry->numbers) {
    if (known == number) return position;
  }
  return std::nullopt;
}

std::vector<std::string> CriterionIndex::numbers_of(std::string_view unit_code) const {
  std::vector<std::string> out;
  if (const UnitNumbers* entry = unit(unit_code)) {
    for (const auto& [number, position] : entry->numbers) out.push_back(number);
  }
  return out;
}

}  // namespace pleno
