// What keeps a text from being run as a formula by a spreadsheet: an apostrophe before it. Whoever writes a
// table shields, whoever reads one unshields, so that texts come back as they were.
#pragma once
#include <string>
#include <string_view>

namespace pleno::source {

// What a spreadsheet takes for the beginning of a formula: = + - @ tab CR.
inline bool starts_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
}
// An apostrophe, or several, before a formula sign.
inline bool is_shielded(std::string_view cell) {
  const std::size_t sign = cell.find_first_not_of('\'');
  return sign != std::string_view::npos && sign > 0 && starts_formula(cell.substr(sign));
}
inline std::string shielded(const std::string& cell) {
  return starts_formula(cell) || is_shielded(cell) ? "'" + cell : cell;
}
inline std::string unshielded(std::string cell) {
  if (is_shielded(cell)) cell.erase(0, 1);
  return cell;
}

}  // namespace pleno::source
