// Text and dates as PDF objects. Pure functions.
#pragma once
#include <string>
#include <string_view>

#include "text/date.h"

namespace pleno::pdf {

// UTF-8 -> a text string object: "(plain ASCII)", otherwise "<FEFF...>" in UTF-16BE.
std::string text_string(std::string_view utf8);
// Bytes -> "<0123ABCD>".
std::string hex_string(std::string_view bytes);
// A name object with its slash: "/application#2Fjson".
std::string name_object(std::string_view text);
// A date string object: midnight UTC of the day, which is morning of the same day in Indonesia.
std::string date_string(Date date);
// The same moment for XMP: "2026-11-21T00:00:00Z".
std::string xmp_date(Date date);
// With &, <, >, quotes and what XML cannot hold at all replaced.
std::string xml_escaped(std::string_view text);

}  // namespace pleno::pdf
