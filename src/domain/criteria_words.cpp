#include "domain/criteria_words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

namespace pleno {
namespace {

constexpr std::size_t shortest_range = 3;  // of two, "1.1, 1.2" says as much in as little room

void put_run(const std::vector<std::string>& numbers, std::size_t from, std::size_t to,
             std::vector<std::string>& out) {
  if (to - from >= shortest_range) {
    out.push_back(fmt::format("{}–{}", numbers[from], numbers[to - 1]));
    return;
  }
  for (std::size_t i = from; i < to; ++i) out.push_back(numbers[i]);
}

template <class Elements, class CriteriaOf>
std::size_t count(const Elements& elements, CriteriaOf criteria_of) {
  std::size_t all = 0;
  for (const auto& element : elements) all += criteria_of(element).size();
  return all;
}

// `criteria_of(element)`: its list; `number_of(criterion)`: the number in it.
template <class Elements, class CriteriaOf, class NumberOf>
std::vector<std::string> ranges(const std::vector<std::string>& numbers, const Elements& elements,
                                CriteriaOf criteria_of, NumberOf number_of) {
  std::vector<std::string> out;
  if (numbers.size() >= shortest_range && numbers.size() == count(elements, criteria_of)) {
    put_run(numbers, 0, numbers.size(), out);
    return out;
  }
  std::size_t next = 0;
  for (const auto& element : elements) {
    std::size_t from = next;  // numbers from here on follow one another
    for (const auto& criterion : criteria_of(element)) {
      if (next < numbers.size() && numbers[next] == number_of(criterion)) {
        ++next;
        continue;
      }
      put_run(numbers, from, next, out);
      from = next;
    }
    put_run(numbers, from, next, out);
  }
  for (; next < numbers.size(); ++next) out.push_back(numbers[next]);
  return out;
}

const std::vector<Criterion>& of_scheme(const Element& element) { return element.criteria; }
const std::vector<Finding>& of_tree(const Finding& element) { return element.parts; }
const std::string& number_of(const Criterion& one) { return one.number; }
const std::string& code_of(const Finding& one) { return one.code; }

}  // namespace

std::vector<std::string> in_ranges(const std::vector<std::string>& numbers, const Unit& unit) {
  return ranges(numbers, unit.elements, of_scheme, number_of);
}

std::vector<std::string> in_ranges(const std::vector<std::string>& numbers, const Finding& unit) {
  return ranges(numbers, unit.parts, of_tree, code_of);
}

std::string listed(const std::vector<std::string>& numbers, const Element& element) {
  if (numbers.empty()) return {};
  return fmt::format(
      "{}", fmt::join(ranges(
                          numbers, std::array{&element},
                          [](const Element* one) -> const std::vector<Criterion>& { return one->criteria; },
                          number_of),
                      ", "));
}

std::string listed(const std::vector<std::string>& numbers, const Unit& unit) {
  return fmt::format("{}", fmt::join(in_ranges(numbers, unit), ", "));
}

std::size_t criteria_in(const Unit& unit) { return count(unit.elements, of_scheme); }
std::size_t criteria_in(const Finding& unit) { return count(unit.parts, of_tree); }

}  // namespace pleno
