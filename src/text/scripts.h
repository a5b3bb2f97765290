// Which writing a character belongs to, as far as printing must know: glyphs set side by side are right for
// Latin, Greek, Cyrillic, Armenian and Georgian, and wrong for most others. Knows no fonts.
#pragma once
#include <string>

namespace pleno {

// True for writing whose letters join, change their order, stand above each other or run to the left: Arabic,
// Hebrew, Javanese, Balinese, Devanagari, Thai, … Set side by side they would say something else.
bool needs_shaping(char32_t code_point);

// "aksara Jawa", "Javanese script", in the language of messages, for what names in Indonesia may hold;
// "emoji"; empty for all else.
std::string script_name(char32_t code_point);

}  // namespace pleno
