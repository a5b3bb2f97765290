// What the journal keeps and gives back: plain rows. No SQL and no connection here.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/message.h"
#include "domain/plenary.h"

namespace pleno::journal {

// A candidate's way as far as a plenary goes.
//   Imported -> Judged -> Planned (in a plenary's list) -> Resolved -> Allocated -> Issued   competent
//                 ^                                              |--> Final                  other rulings
//                 '----------------------------------------------'    for the next plenary   deferred
// A certificate can end later: Issued (or Allocated) --> Void, and --> Resolved again when it is replaced,
// for the next one with a number of its own.
enum class State { Imported, Judged, Planned, Resolved, Allocated, Issued, Final, Void };
std::string_view to_text(State state);

// Evidence as `pull` froze it; `text` is to_text(Evidence).
struct Frozen {
  std::string assessment;
  std::string scheme;
  std::string session;
  std::string digest;
  std::string text;
};

struct PullCounts {
  long long fresh = 0, unchanged = 0, changed = 0;
  long long review = 0;  // changed although already in a plenary's list: kept beside, never instead
};

// A row of the source that could not be read, as found by the last pull.
struct RejectedRow {
  std::string assessment;
  std::string place;
  std::string message;
  std::string hint;
};

struct DecisionRow {
  std::string assessment;
  std::string outcome;  // "K", "BK", "belum diputus"
  std::string result;   // "kompeten", …
  std::string digest;
  std::string evidence_digest;
  std::string rules_id;
  std::string rules_digest;
  std::string reason;
};

struct CertificateRow {
  std::string assessment;
  int revision = 1;      // 2 for the first replacement, and so on
  std::string replaces;  // number of the void certificate that this one stands for; else empty
  std::string series;
  long long no = 0;          // serial within the series, from 1
  std::string number;        // as printed
  std::string registration;  // as printed
  std::string public_id;     // 26 characters, unique
  std::string issue_date;    // ISO
  std::string decision_digest;
  std::string pins;             // digests of rules, templates, fonts and configuration at allocation
  std::string state;            // "ALLOCATED", "RENDERED", "ISSUED", "VOID"
  std::string unsigned_sha256;  // empty until rendered
  std::string pdf_sha256;       // empty until issued
};

// Everything known of one assessment; or, from `each` with a plenary's filter, what that plenary's list says
// of it. The two differ for one that was deferred and left that list: there `plenary`, `ordinal`,
// `resolution` and the digests seen stay those of the list for ever, `state` is Final (that plenary is done
// with it), and `certificate`, `held` and `changed_after_plan` are empty, for they belong to what came
// after. `evidence` and `decision` are always today's; `decision` is missing while it is Imported again.
struct Record {
  Frozen evidence;   // the latest version
  int revision = 1;  // of its certificate: 2 when the first was replaced
  State state = State::Imported;
  bool changed_after_plan = false;
  std::string plenary;               // empty until planned
  long long ordinal = 0;             // within the plenary's list, from 1
  std::string seen_decision_digest;  // as the list was pinned with; empty until planned
  std::string seen_evidence_digest;
  std::optional<DecisionRow> decision;
  std::optional<Resolution> resolution;
  std::string resolved_at;  // ISO time, UTC, when it was locked; empty until then
  std::optional<CertificateRow> certificate;
  std::string held;  // why a person must look at it; empty: nothing
};

struct RecordFilter {
  std::optional<State> state;  // as the record shows it
  std::string plenary;         // that plenary's list, with those who left it; empty: all, as they stand today
  std::string session;         // empty: any
  bool by_ordinal = false;     // order by the plenary's list instead of by assessment
};

struct SessionRow {  // a session, a scheme in it, and how many of its candidates are judged
  std::string session;
  std::string scheme;
  long long candidates = 0;
  long long judged = 0;
  std::string content_digest;  // changes when a candidate, a decision or a resolution of it changes
};

// A document that was made from inputs whose digest is `key`; the same key is never made again.
struct DocumentRow {
  std::string kind;     // Artifact::kind
  std::string subject;  // Artifact::subject
  std::string key;
  std::string sha256;
  std::string media_type;
  long long size = 0;
};

struct NewDocument {
  std::string key;
  Artifact artifact;
  std::string shelf = {};  // where people find it, below their folder; empty: nowhere
};

// A document that does not yet lie where people find it.
struct Unshelved {
  std::string path;
  std::string sha256;
};

// What a certificate needs from the journal: `number` and `registration` are made by `name` from the
// serial inside the transaction.
struct AllocationRequest {
  std::string assessment;
  std::string plenary;
  std::string decision_digest;
  std::string public_id;
  std::string issue_date;
  std::string pins;
};

// One for each (assessment, kind, plenary, revision).
struct NewMail {
  std::string assessment;
  std::string kind;     // "hasil", "sertifikat"
  std::string plenary;  // whose result it tells; may be empty
  int revision = 1;
  std::string message_id;
  std::string recipient;  // address; empty: the mail is held
  std::string held;       // why it cannot be sent: broken or missing address; empty: it can
  Artifact mime;          // kind "eml"
};

enum class MailState { Pending, Sending, Sent, Deferred, Refused, Unknown, Held };
std::string_view to_text(MailState state);

// What became of a mail that was being sent.
struct MailOutcome {
  long long mail = 0;
  MailState state = MailState::Unknown;
  int code = 0;
  std::string reply;
  std::string next_at;   // for Deferred and Unknown
  std::string ended_at;  // when it was known
};

struct MailRow {
  long long id = 0;
  std::string assessment;
  std::string kind;
  std::string plenary;
  int revision = 1;
  std::string message_id;
  std::string recipient;
  std::string mime_sha256;
  MailState state = MailState::Pending;
  int attempts = 0;
  std::string next_at;      // ISO time, UTC; empty: at once, but for Unknown: never by itself
  std::string reply;        // last reply or the reason for holding
  int doubts = 0;           // attempts of which nobody knows whether the mail was accepted
  std::string bounced_at;   // when a report told that a mail sent did not arrive; empty: none did
  std::string bounce = {};  // what it said
};

// Why, and who: two persons where it cannot be undone.
struct ActWords {
  std::string reason;
  std::string person;
  std::string confirmed_by;  // empty where one is enough
};

// What people did to a certificate or to a sheet of the stock.
struct ActRow {
  std::string series;
  long long seq = 0;    // of its ledger entry
  std::string kind;     // "VOID", "REPLACE", "REPRINT"; "RECEIVE", "USE", "SPOIL", "RETURN"; "APPEAL", …
  std::string subject;  // a certificate's number, a sheet's serial (the first of a delivery), an assessment
  std::string link;  // digest of what was printed; certificate of a sheet; last serial of a delivery; plenary
  ActWords words;
  std::string at;
};

// What a sweep of the store did.
struct Swept {
  long long set_aside = 0;  // now in store/quarantine
  long long removed = 0;    // from there
};

// A number given to a certificate that is not made yet.
struct PendingNumber {
  std::string assessment;
  std::string plenary;
  std::string number;
  std::string since;  // ISO time, UTC
};

// How much was ever done. What a night says it did is the difference of two of these (invariant I11).
struct Figures {
  long long numbers = 0;       // given
  long long certificates = 0;  // issued, void ones too
  long long mails = 0;         // queued
  long long attempts = 0;      // at sending a mail, however they ended
  long long sent = 0;          // attempts that ended well
  long long doubts = 0;        // attempts of which nobody knows
  bool operator==(const Figures&) const = default;
  Figures& operator+=(const Figures& more);
};

struct Status {
  std::vector<std::pair<std::string, long long>> states;  // by State, in order, zeros included
  std::vector<std::pair<std::string, long long>> mails;   // by MailState
  std::vector<std::pair<std::string, long long>> series;  // series -> last number
  // Sheets of the stock: "stock", "used", "spoiled", "returned"; all were received. Empty: none ever was.
  std::vector<std::pair<std::string, long long>> sheets;
  long long void_certificates = 0;
  long long rejected = 0;
  long long held = 0;
  long long changed_after_plan = 0;
};

}  // namespace pleno::journal
