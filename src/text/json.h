// A text as a JSON string. Values become JSON where they live; this is only the quoting they share.
#pragma once
#include <string>
#include <string_view>

namespace pleno {

// Appends `text` (UTF-8) in double quotes, with quotes, backslashes and control characters escaped.
void append_json(std::string& out, std::string_view text);
std::string json_string(std::string_view text);

}  // namespace pleno
