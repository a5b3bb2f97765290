// What the rules make of the evidence: a tree from the scheme down to each KUK, every node with its reason.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pleno {

// FEEL's true, false and null. No data is Undecided, never silently NotYetCompetent.
enum class Outcome { Competent, NotYetCompetent, Undecided };
enum class Level { Scheme, Unit, Element, Criterion };

// One node. `code` is the scheme's id, the unit's code as printed, the element's number "5", the KUK's "5.1".
struct Finding {
  Level level = Level::Scheme;
  Outcome outcome = Outcome::Undecided;
  std::string code;
  std::string rule;    // the key of the rule file that spoke: "kriteria", "unit", "unit inti"
  std::string reason;  // in Indonesian, a clause without full stop: "belum dinilai"
  std::vector<Finding> parts;
  bool operator==(const Finding&) const = default;
};

// What is missing for Competent: the criteria of one unit, with the reason common to them.
struct Gap {
  std::string unit;                   // code as printed
  std::vector<std::string> criteria;  // KUK numbers in order: "2.3", "3.1"
  std::string reason;                 // "belum terpenuhi", "belum dinilai"
  bool operator==(const Gap&) const = default;
};

// What would have to change for Competent, below the whole: of these criteria of a unit, or of the unit or an
// element itself (`criteria` empty). Read off the evaluation that gave the reason.
struct Need {
  std::string unit;                   // code as printed
  std::vector<std::string> criteria;  // KUK numbers in order
  std::string reason;                 // as the finding has it
  std::string words;  // "hasil observasi harus K (saat ini BK)"; empty: the rule itself cannot tell
  bool operator==(const Need&) const = default;
};

struct Decision {
  std::string assessment;  // Evidence::id
  Outcome outcome = Outcome::Undecided;
  std::string result;     // the row's `maka`: "kompeten", "belum-kompeten", "belum-diputus", "tidak-hadir"
  std::string rule;       // which row of `hasil` held: "hasil 2"
  std::string reason;     // one sentence in Indonesian
  std::string follow_up;  // the row's `tindak_lanjut` code: "uji-ulang"; may be empty
  std::vector<Gap> gaps;
  std::vector<Need> needs;  // with the criteria of `gaps`; only where asked for, and not part of the digest
  std::string needed;       // beside these: what the scheme's rule or the row of `hasil` asks for
  Finding scheme;
  std::string rules_id;
  std::string rules_digest;     // SHA-256 of the rule file
  std::string evidence_digest;  // SHA-256 of the frozen evidence
  bool operator==(const Decision&) const = default;
};

std::string_view to_text(Outcome outcome);  // "K", "BK", "belum diputus"
std::string_view to_text(Level level);      // "skema", "unit", "elemen", "kriteria"

// Canonical text over every field but `needs` and `needed`, which follow from rules and evidence, and its
// SHA-256: what the plenary saw, byte for byte.
std::string to_text(const Decision& decision);
std::string digest_of(const Decision& decision);

// "M.70.MKT00.026.1 KUK 2.3, 3.1 belum terpenuhi": one line for lists, forms and mails.
std::string to_text(const Gap& gap);

}  // namespace pleno
