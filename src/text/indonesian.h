// How Indonesian office documents write dates, numbers and months.
// Also the English forms that stand beside them on a bilingual certificate.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/date.h"

namespace pleno {

std::string long_date(Date date);        // "21 November 2026"
std::string weekday_name(Date date);     // "Sabtu"
std::string month_name(unsigned month);  // 1..12 -> "Januari".."Desember"

// "18–19 November 2026", "30 November – 1 Desember 2026"; one day when both are equal.
std::string date_range(Date from, Date to);

// Times of day as office documents print them: "09:00-12.00" with "WITA" -> "09.00–12.00 WITA",
// "9.00 s.d. 12.00" -> "9.00 WITA s.d. 12.00 WITA". A text that names a zone keeps its own.
std::string with_time_zone(std::string_view words, std::string_view zone);

// Number in words: 3 -> "tiga", 11 -> "sebelas", 1026 -> "seribu dua puluh enam"; |n| below 10^15.
std::string terbilang(long long number);
// The same in English for small numbers on certificates: 3 -> "three"; 0..999.
std::string number_in_english(int number);

// 11 -> "XI"; 1..3999, else the digits.
std::string roman(int number);

// 1234567 -> "1.234.567".
std::string grouped(long long number);

// "2.3", "2.3 dan 3.1", "2.3, 3.1 dan 4.1": a list, with `last` before the last of several.
std::string enumerate(const std::vector<std::string>& words, std::string_view last = " dan ");

}  // namespace pleno
