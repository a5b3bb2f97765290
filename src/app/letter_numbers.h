// The numbers of letters to one candidate, by the patterns under `letters:` in pleno.yaml. Never counts: a
// number is made of what is known of the candidate and the decree, so that the same letter has it again.
#pragma once
#include "feel/expression.h"

namespace pleno::app {

struct Case;
class YamlMap;

struct LetterSettings {
  feel::Text result, statement;  // without parts: the letter has no number
};

// Reads `result` and `statement`; faults of a pattern, and one that would give all candidates the same
// number, stand at their key.
LetterSettings read_letters(YamlMap map);

// `surat`: nomor_hasil and nomor_keterangan, empty where there is no pattern. Needs evidence and plenary.
feel::Value letter_facts(const LetterSettings& settings, const Case& one);

}  // namespace pleno::app
