#include "text/indonesian.h"

#include <fmt/format.h>

#include <array>

namespace pleno {
namespace {

constexpr std::array months = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                               "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
constexpr std::array weekdays = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};
constexpr std::array units = {"nol",  "satu",  "dua",     "tiga",     "empat",   "lima",
                              "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"};
constexpr std::array english_units = {"zero",    "one",     "two",       "three",    "four",
                                      "five",    "six",     "seven",     "eight",    "nine",
                                      "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                      "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array english_tens = {"",      "",      "twenty",  "thirty", "forty",
                                     "fifty", "sixty", "seventy", "eighty", "ninety"};

// "dua puluh" + rest, where a rest of 0 is not spoken.
std::string with_rest(const std::string& head, long long rest) {
  return rest == 0 ? head : head + " " + terbilang(rest);
}

}  // namespace

std::string month_name(unsigned month) { return month >= 1 && month <= 12 ? months[month - 1] : ""; }

std::string long_date(Date date) {
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     month_name(static_cast<unsigned>(date.month())), static_cast<int>(date.year()));
}

std::string weekday_name(Date date) {
  return weekdays[std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding()];
}

std::string date_range(Date from, Date to) {
  if (from == to) return long_date(from);
  const unsigned day = static_cast<unsigned>(from.day());
  if (from.year() == to.year() && from.month() == to.month()) return fmt::format("{}–{}", day, long_date(to));
  if (from.year() == to.year()) {
    return fmt::format("{} {} – {}", day, month_name(static_cast<unsigned>(from.month())), long_date(to));
  }
  return long_date(from) + " – " + long_date(to);
}

std::string with_time_zone(std::string_view words, std::string_view zone) {
  const auto digit = [&](std::size_t i) { return i < words.size() && words[i] >= '0' && words[i] <= '9'; };
  bool named = false;
  for (const char* known : {"WIB", "WITA", "WIT"}) named = named || words.find(known) != words.npos;
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool point = words[i] == '.' || words[i] == ':';
    const bool time = point && i > 0 && digit(i - 1) && digit(i + 1) && digit(i + 2) && !digit(i + 3);
    if (!time) {
      out += words[i];
      continue;
    }
    out.append(".").append(words.substr(i + 1, 2));
    i += 2;
    const std::string_view rest = words.substr(i + 1);
    const bool range = rest.size() > 1 && rest[0] == '-' && digit(i + 2);
    if (range) {
      out += "–";
      ++i;
    } else if (!named && !rest.starts_with("–")) {
      out.append(" ").append(zone);
    }
  }
  return out;
}

std::string terbilang(long long number) {
  if (number < 0) return "minus " + terbilang(-number);
  if (number < 12) return units[static_cast<std::size_t>(number)];
  if (number < 20) return terbilang(number - 10) + " belas";
  if (number < 100) return with_rest(terbilang(number / 10) + " puluh", number % 10);
  if (number < 200) return with_rest("seratus", number - 100);
  if (number < 1000) return with_rest(terbilang(number / 100) + " ratus", number % 100);
  if (number < 2000) return with_rest("seribu", number - 1000);
  if (number < 1'000'000) return with_rest(terbilang(number / 1000) + " ribu", number % 1000);
  if (number < 1'000'000'000) return with_rest(terbilang(number / 1'000'000) + " juta", number % 1'000'000);
  if (number < 1'000'000'000'000) {
    return with_rest(terbilang(number / 1'000'000'000) + " miliar", number % 1'000'000'000);
  }
  return with_rest(terbilang(number / 1'000'000'000'000) + " triliun", number % 1'000'000'000'000);
}

std::string number_in_english(int number) {
  if (number < 0 || number > 999) return std::to_string(number);
  if (number < 20) return english_units[static_cast<std::size_t>(number)];
  if (number < 100) {
    const std::string tens = english_tens[static_cast<std::size_t>(number / 10)];
    return number % 10 == 0 ? tens : tens + "-" + number_in_english(number % 10);
  }
  const std::string hundreds = number_in_english(number / 100) + " hundred";
  return number % 100 == 0 ? hundreds : hundreds + " " + number_in_english(number % 100);
}

std::string roman(int number) {
  if (number < 1 || number > 3999) return std::to_string(number);
  constexpr std::array<std::pair<int, const char*>, 13> digits = {{{1000, "M"},
                                                                   {900, "CM"},
                                                                   {500, "D"},
                                                                   {400, "CD"},
                                                                   {100, "C"},
                                                                   {90, "XC"},
                                                                   {50, "L"},
                                                                   {40, "XL"},
                                                                   {10, "X"},
                                                                   {9, "IX"},
                                                                   {5, "V"},
                                                                   {4, "IV"},
                                                                   {1, "I"}}};
  std::string out;
  for (const auto& [value, digit] : digits) {
    for (; number >= value; number -= value) out += digit;
  }
  return out;
}

std::string grouped(long long number) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  for (auto at = static_cast<long long>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, '.');
  }
  return number < 0 ? "-" + digits : digits;
}

std::string enumerate(const std::vector<std::string>& words, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? last : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace pleno
