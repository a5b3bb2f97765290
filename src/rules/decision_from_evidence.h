// Decides what one candidate has shown, and why, by one rule set: the computed opinion, beside the
// assessor's recommendation and the plenary's resolution. Never reads a database, a file or a clock,
// never repairs evidence, and cannot fail.
#pragma once
#include <array>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/decision.h"
#include "domain/evidence.h"
#include "domain/scheme.h"
#include "rules/evidence_facts.h"
#include "rules/pattern_memory.h"
#include "rules/prepared_scheme.h"
#include "rules/rules.h"
#include "rules/witness.h"

namespace pleno::rules {

// Full: with Decision::needs, for documents and explanations; they cost more than the judging itself.
enum class Wording { Brief, Full };

// A tree: scheme, units, elements, criteria, in the scheme's order. No data is Undecided, never
// NotYetCompetent. In full wording. For many candidates of one scheme make a Judge.
Decision judge(const Rules& rules, const Scheme& scheme, const Evidence& evidence);

// One rule set prepared for one scheme. Remembers what it has found for equal patterns of marks, which
// changes no result. Not for two threads at once: make one for each. Rules and scheme must outlive it.
class Judge {
 public:
  Judge(const Rules& rules, const Scheme& scheme);

  // `evidence_digest`: digest_of(evidence) where it is known already; empty: computed here. Marks for
  // criteria that the scheme does not have are not looked at.
  Decision operator()(const Evidence& evidence, std::string evidence_digest = {},
                      Wording wording = Wording::Brief);

  // From now on every rule is asked anew and `witness` sees it; null: nobody looks.
  void watch(Witness* witness) { witness_ = witness; }

 private:
  struct Verdict {
    Outcome outcome = Outcome::Undecided;
    const LevelRule* rule = nullptr;
    std::string reason;
  };
  // How often remembering has served a rule. One whose patterns hardly come again (scores) is asked anew
  // each time: remembering would cost more than asking.
  struct Luck {
    std::uint32_t asked = 0, found = 0;
    bool gave_up = false;
    void note(bool hit);
  };
  struct PreparedRule {
    const LevelRule* rule = nullptr;
    Uses uses;
    Luck luck = {};
  };
  // A node of the scheme for a rule above the criteria.
  struct Span {
    Level level = Level::Element;
    std::size_t index = 0;
    std::size_t first = 0, last = 0;            // its criteria
    std::size_t first_part = 0, last_part = 0;  // its direct parts
  };

  // What a rule sees: its facts, then the candidate's, then the rule file's own names.
  struct Sight {
    Sight(feel::Context given, const feel::Context& candidate, const feel::Context& file)
        : facts(std::move(given)), names(file), person(candidate, &names), scope(facts, &person) {}
    Sight(const Sight&) = delete;
    Sight& operator=(const Sight&) = delete;
    feel::Context facts;
    feel::Scope names, person, scope;
  };

  void take(const Evidence& evidence);
  void turn_to(Date day);
  const feel::Context& candidate();
  PreparedRule& rule_of(Level level, std::size_t index);
  Outcome ask(const LevelRule& rule, Level level, std::size_t index, const feel::Scope& scope);
  std::span<const Proof* const> marks_of(std::size_t criterion) const;
  feel::Context criterion_facts(const Uses& uses, std::size_t index);
  Span element_span(std::size_t index) const;
  Span unit_span(std::size_t index) const;
  Span scheme_span() const;
  std::string criterion_need(std::size_t index);
  std::string node_need(const Span& span, std::size_t rule_index);
  std::string row_need(std::size_t row);
  void put_needs(Decision& decision, std::size_t row);
  void put_unit_needs(std::vector<Need>& needs, std::size_t unit);
  std::size_t ask_rows();
  void put_marks(std::size_t criterion, const Uses& uses);
  template <typename Key, typename Find>
  const Verdict& remembered(Level level, std::size_t index, PreparedRule& rule, const Key& make_key,
                            const Find& find);
  void key_of_criterion(const PreparedRule& rule, std::size_t index);
  void key_of_node(const PreparedRule& rule, const Span& span);
  void make_room();
  void forget();
  std::uint32_t number_of(Verdict verdict);
  const Verdict& criterion(std::size_t index);
  void find_criterion(Verdict& verdict, const PreparedRule& rule, std::size_t index);
  const Verdict& node(const Span& span, std::size_t rule_index);
  void find_node(Verdict& verdict, const PreparedRule& rule, const Span& span);
  feel::Value mark_list(std::size_t first, std::size_t last, const Uses& uses);
  feel::Context node_facts(const Uses& uses, const Span& span);
  std::string usual_reason(Outcome outcome, const LevelRule& rule, const Span& span) const;
  feel::Value finding(Level level, std::size_t index, Outcome outcome);
  feel::Value findings(Level level, std::size_t first, std::size_t last);
  std::size_t row();
  feel::Context row_facts();
  Finding tree() const;
  std::string sentence(const Decision& decision, std::size_t row);

  static constexpr std::size_t mark_shapes = 64;  // which members a rule names
  const Rules& rules_;
  const Scheme& scheme_;
  PreparedScheme prepared_;
  std::vector<bool> in_force_;  // which equivalences `prepared_` counts
  std::vector<PreparedRule> levels_[4];
  Uses row_uses_;
  Uses all_uses_;
  PatternMemory known_[4];        // by level: numbers of verdicts_
  std::deque<Verdict> verdicts_;  // each once: many patterns lead to few of them
  std::unordered_map<std::string, std::uint32_t> verdict_numbers_;
  std::unordered_map<std::string, std::string> known_needs_;  // for documents, by level and pattern
  std::vector<Verdict> asked_anew_[4];                        // by node
  std::unordered_map<MarkKey, feel::Value, MarkKey::Hash>
      known_marks_[mark_shapes];  // by the members that rules use
  PatternMemory known_rows_;
  std::vector<std::array<feel::Value, 3>> findings_[4];  // what rules see of each part, by its outcome

  Witness* witness_ = nullptr;

  // The candidate at hand.
  const Evidence* evidence_ = nullptr;
  bool candidate_ready_ = false;
  feel::Context candidate_;
  std::vector<const Proof*> proofs_;                   // entered ones, by criterion
  std::vector<std::uint32_t> first_;                   // of each criterion in proofs_, and the end
  std::vector<feel::Value> mark_values_[mark_shapes];  // of proofs_, likewise; null: not looked at yet
  std::vector<const Verdict*> criteria_, elements_, units_;
  const Verdict* whole_ = nullptr;
  std::string key_;
};

}  // namespace pleno::rules
