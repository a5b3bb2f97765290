// What a rule asks for in the words of an office: "count(kriteria[kompeten])" is "jumlah KUK yang kompeten".
// Never evaluates; what it has no words for stays as the rule file has it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace pleno::rules {

// What a condition looks at: the mark or the text that the nearest some or every stands for.
struct Subject {
  std::string name;   // "observasi", "pertanyaan tertulis KUK 1.2"; empty: none
  bool mark = false;  // its members are written with a variable before them: "m.nilai"
  bool text = false;  // a word of a list: variables in filters mean it
};

// "pertanyaan tertulis" for "tertulis"; a method of the site's own as it is, without underscores.
std::string method_in_words(std::string_view method);

// "tidak langsung" for "TL".
std::string kind_in_words(std::string_view kind);

// "nilai_lulus" -> "nilai lulus", "kriteria" -> "KUK", "dokumen_ada" -> "berkas yang ada".
std::string name_in_words(std::string_view name);

// A value as written in a rule file. "nilai pertanyaan tertulis", "rata-rata nilai pada bukti observasi".
std::string value_in_words(std::string_view expression, const Subject& subject = {});

}  // namespace pleno::rules
