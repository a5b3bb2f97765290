// Step 6 of the issuance cycle: nothing irreversible without a token, no token without a resolution.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "domain/decision.h"
#include "domain/evidence.h"
#include "domain/plenary.h"

namespace pleno {

// Why no certificate may be made; shown to people as it stands.
struct Refusal {
  std::string code;     // stable, for tests and lists: "digest", "conflict", "quorum", "vote", "minutes",
                        // "decree", "outcome", "ruling"
  std::string message;  // in the operator's language
  std::string hint;
};

class IssueToken;

// The guards of one candidate against one meeting, without the demand for competence: members enough,
// no member who assessed this candidate (or an abstention recorded), votes enough, digest equal, minutes and
// decree numbered and dated. Empty: the resolution may take effect.
std::vector<Refusal> guard(const Decision& today, const Evidence& evidence, const Resolution& resolution,
                           const Plenary& plenary, const MeetingRules& rules);

// The only maker of tokens (ISO/IEC 17024 9.4).
std::variant<IssueToken, std::vector<Refusal>> prepare(const Decision& today, const Evidence& evidence,
                                                       const Resolution& resolution, const Plenary& plenary,
                                                       const MeetingRules& rules);

// The right to make one certificate, once: it can be moved, not copied.
class IssueToken {
 public:
  IssueToken(IssueToken&&) = default;
  IssueToken& operator=(IssueToken&&) = default;
  IssueToken(const IssueToken&) = delete;
  IssueToken& operator=(const IssueToken&) = delete;

  const std::string& assessment() const { return assessment_; }
  const std::string& plenary() const { return plenary_; }
  const std::string& decision_digest() const { return decision_digest_; }
  Date issue_date() const { return issue_date_; }  // the decree's

 private:
  IssueToken(std::string assessment, std::string plenary, std::string decision_digest, Date issue_date)
      : assessment_(std::move(assessment)),
        plenary_(std::move(plenary)),
        decision_digest_(std::move(decision_digest)),
        issue_date_(issue_date) {}
  friend std::variant<IssueToken, std::vector<Refusal>> prepare(const Decision&, const Evidence&,
                                                                const Resolution&, const Plenary&,
                                                                const MeetingRules&);
  std::string assessment_;
  std::string plenary_;
  std::string decision_digest_;
  Date issue_date_;
};

}  // namespace pleno
