// The way of a result and its mail as a small machine: each step is one transaction of the journal or one act
// in the world outside. Enumerated whole by model_test.cpp; walked beside the real journal by walk_test.cpp,
// so that what is proved here is what the journal does.
#pragma once
#include <array>
#include <string>
#include <vector>

namespace pleno::journal::model {

inline constexpr int decisions = 2;
inline constexpr int workers = 2;

enum class Stage : unsigned char { Resolved, Allocated, Rendered, Issued };
enum class Mail : unsigned char { None, Pending, Sending, Sent, Unknown, Held };

// Mistakes of design, one at a time, that the invariants must catch; the last one is none.
enum class Mistake {
  None,
  CounterApart,       // 1 the counter is committed apart from the certificate
  RowBeforeFile,      // 2 the row is committed before the file is there
  NoSendingCommit,    // 3 nothing is committed between 354 and the body
  ExpiredToPending,   // 4 a mail whose sender died becomes Pending, not Unknown
  LostToPending,      // 5 a lost reply makes it Pending
  EofIsAccepted,      // 6 the end of the connection is taken for a 250
  NoFence,            // 7 T2 and T4 without the fence
  FenceBumpAtExpiry,  // 8 the end of a lease counts the fence up too: the same
};

struct Decision {
  Stage stage = Stage::Resolved;
  unsigned char number = 0;  // 0: none
  unsigned char fence = 0;
  signed char owner = -1;  // whose lease runs; -1: nobody's
  bool file = false;
  Mail mail = Mail::None;
  unsigned char mail_fence = 0;
  signed char sender = -1;
  unsigned char accepted = 0;  // by the server outside
  unsigned char doubts = 0;
  bool operator==(const Decision&) const = default;
};

// Where a worker is; after a crash it knows nothing.
enum class At : unsigned char {
  Idle,
  ToNumber,    // claimed, will allocate
  Counted,     // only by mistake 1: the counter is up
  ToRelease,   // numbered, lease still held
  ToNote,      // claimed, rendered in memory
  ToStore,     // intent noted
  ToIssue,     // file stored
  ToSend,      // 354 received
  Sending,     // SENDING committed
  Answered,    // 250 read
  Lost,        // the connection ended before an answer
  ToSendNext,  // 354 received for `on`, the 250 of `last` not noted yet
};

struct Worker {
  At at = At::Idle;
  unsigned char on = 0;  // decision
  unsigned char fence = 0;
  unsigned char last = 0;  // ToSendNext only, and the fence it was sent with
  unsigned char last_fence = 0;
  bool operator==(const Worker&) const = default;
};

struct State {
  unsigned char last_number = 0;
  std::array<Decision, decisions> decision;
  std::array<Worker, workers> worker;
  unsigned char crashes = 0, expiries = 0, losses = 0;
  bool operator==(const State&) const = default;
  std::string key() const;  // for a set: two states with the same key go on alike
};

// What may be spent on one path.
struct Budget {
  int crashes = 2, expiries = 1, losses = 1;
};

enum class Do : unsigned char {
  ClaimForNumber,
  Count,
  Allocate,
  Release,
  ClaimForIssue,
  Note,
  Store,
  Issue,
  Connect,
  MarkSending,
  SendAndRead,
  SendAndLose,
  LoseUnsent,
  NoteSent,
  NoteLost,
  ConnectNext,
  NoteAndMark,
  LeaveNext,
  Crash,
  EndLease,
  EndLiveLease,
  RecoverMail,
  RecoverLiveMail,
};

struct Step {
  Do what;
  int worker;  // -1: nobody's
  int decision;
  int last = -1;  // NoteAndMark: whose answer is noted
};
std::string to_text(const Step& step);

// Every step that may come next.
std::vector<Step> steps(const State& state, Mistake mistake, const Budget& budget);
// The state after it. A write with an old fence changes nothing but the worker, which gives up.
State after(const State& state, const Step& step, Mistake mistake);

// What is wrong with a state: the first invariant that does not hold; empty: none. `quiet`: no step is left.
std::string violation(const State& state, bool quiet);

}  // namespace pleno::journal::model
