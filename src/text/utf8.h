// UTF-8 text: validity, normal form, and what may stand in a person's name. Never guesses an encoding.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pleno {

// The byte offset of the first ill-formed sequence (overlong, surrogate, cut), or nothing.
std::optional<std::size_t> first_bad_utf8(std::string_view text);

// NFC. Ill-formed input comes back unchanged: check first.
std::string nfc(std::string_view text);

// Code points of well-formed text; an ill-formed byte becomes U+FFFD and one step.
std::vector<char32_t> code_points(std::string_view text);
// Reads the code point at `at` and moves `at` behind it; `at` must be below text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& text, char32_t code_point);
std::size_t length_in_code_points(std::string_view text);
// The beginning of a text, at most so many bytes, never half a code point.
std::string_view first_bytes(std::string_view text, std::size_t most);

// A C0 or C1 control, a line or paragraph separator, or a direction override: never legal in one line
// of data (names, addresses, titles).
bool is_forbidden_in_data(char32_t code_point);
// Draws nothing and joins or hides: zero-width space and joiners, BOM, soft hyphen.
bool is_invisible(char32_t code_point);

// Lower case by Unicode's simple mapping, for matching and sorting only.
std::string lower(std::string_view text);
// Upper case by the same mapping: one code point for one, "ß" stays.
std::string upper(std::string_view text);

// No blanks (also no-break and ideographic ones, tabs) at the ends, one blank between words.
std::string single_spaced(std::string_view text);
// Without ASCII white space at the ends.
std::string_view trimmed(std::string_view text);

}  // namespace pleno
