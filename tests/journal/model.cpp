#include "journal/model.h"

#include <fmt/format.h>

namespace pleno::journal::model {
namespace {

constexpr const char* names[] = {"claim for a number",
                                 "count",
                                 "allocate",
                                 "release",
                                 "claim for issue",
                                 "note render",
                                 "store file",
                                 "issue",
                                 "connect, 354",
                                 "commit SENDING",
                                 "send, read 250",
                                 "send, reply lost",
                                 "connection lost",
                                 "note SENT",
                                 "note the loss",
                                 "connect, 354, the answer before not noted",
                                 "commit the answer before and SENDING",
                                 "the connection ends before SENDING",
                                 "crash",
                                 "lease of a dead one ends",
                                 "lease of a live one ends",
                                 "mail of a dead one recovered",
                                 "mail of a live one recovered"};

bool is_on(const State& state, int worker, int decision) {
  const Worker& w = state.worker[static_cast<std::size_t>(worker)];
  return w.at != At::Idle && w.on == decision;
}

bool on_certificate(const Worker& worker) { return worker.at >= At::ToNumber && worker.at <= At::ToIssue; }

// A doubt is settled by one resend; the second is for a person.
Mail doubted(Decision& d) { return ++d.doubts > 1 ? Mail::Held : Mail::Unknown; }

// Whether worker's mail is on its way by this fence: what it says about it counts.
bool sends(const Worker& worker, int decision, unsigned char fence) {
  if (worker.at == At::ToSendNext) return worker.last == decision && worker.last_fence == fence;
  return worker.at >= At::Sending && worker.on == decision && worker.fence == fence;
}

bool due(const Decision& d) { return d.mail == Mail::Pending || d.mail == Mail::Unknown; }

void idle_steps(const State& state, int w, int d, std::vector<Step>& out) {
  const Decision& decision = state.decision[static_cast<std::size_t>(d)];
  if (decision.stage == Stage::Resolved) out.push_back({Do::ClaimForNumber, w, d});
  const bool numbered = decision.stage == Stage::Allocated || decision.stage == Stage::Rendered;
  if (numbered && decision.owner == -1) out.push_back({Do::ClaimForIssue, w, d});
  if (due(decision)) out.push_back({Do::Connect, w, d});
}

void busy_steps(const State& state, int w, Mistake mistake, const Budget& budget, std::vector<Step>& out) {
  const Worker& worker = state.worker[static_cast<std::size_t>(w)];
  const auto add = [&](Do what) { out.push_back({what, w, worker.on}); };
  const bool may_lose = state.losses < budget.losses;
  switch (worker.at) {
    case At::Idle: return;
    case At::ToNumber: return add(mistake == Mistake::CounterApart ? Do::Count : Do::Allocate);
    case At::Counted: return add(Do::Allocate);
    case At::ToRelease: return add(Do::Release);
    case At::ToNote: return add(Do::Note);
    case At::ToStore: return add(mistake == Mistake::RowBeforeFile ? Do::Issue : Do::Store);
    case At::ToIssue: return add(mistake == Mistake::RowBeforeFile ? Do::Store : Do::Issue);
    case At::ToSend:
      if (mistake != Mistake::NoSendingCommit) return add(Do::MarkSending);
      [[fallthrough]];
    case At::Sending:
      add(Do::SendAndRead);
      if (may_lose) add(Do::SendAndLose);
      if (may_lose) add(Do::LoseUnsent);
      return;
    case At::Answered:
      add(Do::NoteSent);
      for (int d = 0; mistake != Mistake::NoSendingCommit && d < decisions; ++d) {
        if (d != worker.on && due(state.decision[static_cast<std::size_t>(d)]))
          out.push_back({Do::ConnectNext, w, d});
      }
      return;
    case At::ToSendNext:
      out.push_back({Do::NoteAndMark, w, worker.on, worker.last});
      return add(Do::LeaveNext);
    case At::Lost: return add(Do::NoteLost);
  }
}

void endings(const State& state, int d, const Budget& budget, std::vector<Step>& out) {
  const Decision& decision = state.decision[static_cast<std::size_t>(d)];
  if (decision.owner != -1) {
    const Worker& owner = state.worker[static_cast<std::size_t>(decision.owner)];
    const bool alive =
        is_on(state, decision.owner, d) && on_certificate(owner) && owner.fence == decision.fence;
    if (!alive)
      out.push_back({Do::EndLease, -1, d});
    else if (state.expiries < budget.expiries)
      out.push_back({Do::EndLiveLease, -1, d});
  }
  if (decision.mail == Mail::Sending) {
    const Worker& sender = state.worker[static_cast<std::size_t>(decision.sender)];
    const bool alive = sends(sender, d, decision.mail_fence);
    if (!alive)
      out.push_back({Do::RecoverMail, -1, d});
    else if (state.expiries < budget.expiries)
      out.push_back({Do::RecoverLiveMail, -1, d});
  }
}

// T2 and T4 and what is between: refused with an old fence.
void write_certificate(State& state, Worker& worker, Decision& decision, const Step& step, Mistake mistake) {
  const Do what = step.what;
  const bool fenced = mistake != Mistake::NoFence || (what != Do::Allocate && what != Do::Issue);
  if (fenced && worker.fence != decision.fence) {
    worker = {};
    return;
  }
  decision.owner = static_cast<signed char>(step.worker);  // each write renews the lease
  if (what == Do::Allocate) {
    if (decision.number == 0) {  // one that has a number keeps it
      if (mistake != Mistake::CounterApart) ++state.last_number;
      decision.number = state.last_number;
      decision.stage = Stage::Allocated;
    }
    worker.at = At::ToRelease;
  } else if (what == Do::Note) {
    if (decision.stage == Stage::Allocated) decision.stage = Stage::Rendered;
    worker.at = At::ToStore;
  } else {
    decision.stage = Stage::Issued;
    decision.mail = Mail::Pending;  // a second time by mistake 7: a second mail
    decision.sender = -1;
    decision.owner = -1;
    if (mistake == Mistake::RowBeforeFile)
      worker.at = At::ToIssue;
    else
      worker = {};
  }
}

void answer(Worker& worker, Decision& decision, Do what, Mistake mistake) {
  const bool mine = mistake == Mistake::NoSendingCommit ||
                    (decision.mail == Mail::Sending && decision.mail_fence == worker.fence);
  worker = {};
  if (!mine) return;  // taken over meanwhile, and in doubt already
  decision.sender = -1;
  if (what == Do::NoteSent || mistake == Mistake::EofIsAccepted)
    decision.mail = Mail::Sent;
  else
    decision.mail = mistake == Mistake::LostToPending ? Mail::Pending : doubted(decision);
}

bool is_ours(const Worker& worker, const Decision& decision, int at) {
  return decision.mail == Mail::Sending && sends(worker, at, decision.mail_fence);
}

void mark(Worker& worker, Decision& decision, const Step& step) {
  decision.mail = Mail::Sending;
  decision.sender = static_cast<signed char>(step.worker);
  worker = {At::Sending, static_cast<unsigned char>(step.decision), ++decision.mail_fence};
}

// All or nothing: what refuses one of the two refuses both, and the answer is then noted by itself.
void note_and_mark(State& state, Worker& worker, const Step& step) {
  Decision& next = state.decision[static_cast<std::size_t>(step.decision)];
  Decision& last = state.decision[static_cast<std::size_t>(step.last)];
  if (!due(next) || !is_ours(worker, last, step.last)) {
    worker = {At::Answered, worker.last, worker.last_fence};
    return;
  }
  last.mail = Mail::Sent;
  last.sender = -1;
  mark(worker, next, step);
}

void act_outside(State& state, Worker& worker, Decision& decision, Do what) {
  if (what != Do::LoseUnsent) ++decision.accepted;
  if (what != Do::SendAndRead) ++state.losses;
  worker.at = what == Do::SendAndRead ? At::Answered : At::Lost;
}

}  // namespace

std::string to_text(const Step& step) {
  return step.worker < 0 ? fmt::format("{} ({})", names[static_cast<int>(step.what)], step.decision)
                         : fmt::format("worker {}: {} ({})", step.worker, names[static_cast<int>(step.what)],
                                       step.decision);
}

// A fence only ever grows, so of a worker's it only matters whether it is still the current one: that keeps
// the states finite.
std::string State::key() const {
  std::string out;
  const auto add = [&](auto value) { out += static_cast<char>(value); };
  add(last_number);
  for (const Decision& d : decision) {
    add(d.stage), add(d.number), add(d.owner), add(d.file), add(d.mail), add(d.sender), add(d.accepted),
        add(d.doubts);
  }
  for (const Worker& w : worker) {
    const Decision& d = decision[w.on];
    const int mail = w.at == At::ToSendNext ? w.last : w.on;
    const bool current = on_certificate(w)
                             ? w.fence == d.fence
                             : sends(w, mail, decision[static_cast<std::size_t>(mail)].mail_fence);
    add(w.at), add(w.on), add(w.last), add(current);
  }
  add(crashes), add(expiries), add(losses);
  return out;
}

std::vector<Step> steps(const State& state, Mistake mistake, const Budget& budget) {
  std::vector<Step> out;
  for (int w = 0; w < workers; ++w) {
    const Worker& worker = state.worker[static_cast<std::size_t>(w)];
    for (int d = 0; worker.at == At::Idle && d < decisions; ++d) idle_steps(state, w, d, out);
    busy_steps(state, w, mistake, budget, out);
    if (worker.at != At::Idle && state.crashes < budget.crashes) out.push_back({Do::Crash, w, worker.on});
  }
  for (int d = 0; d < decisions; ++d) endings(state, d, budget, out);
  return out;
}

State after(const State& before, const Step& step, Mistake mistake) {
  State state = before;
  Decision& decision = state.decision[static_cast<std::size_t>(step.decision)];
  Worker nobody;
  Worker& worker = step.worker < 0 ? nobody : state.worker[static_cast<std::size_t>(step.worker)];
  switch (step.what) {
    case Do::ClaimForNumber:
    case Do::ClaimForIssue:
      decision.owner = static_cast<signed char>(step.worker);
      worker = {step.what == Do::ClaimForNumber ? At::ToNumber : At::ToNote,
                static_cast<unsigned char>(step.decision), ++decision.fence};
      break;
    case Do::Count:
      ++state.last_number;
      worker.at = At::Counted;
      break;
    case Do::Allocate:
    case Do::Note:
    case Do::Issue: write_certificate(state, worker, decision, step, mistake); break;
    case Do::Release:
      if (worker.fence == decision.fence) decision.owner = -1;
      worker = {};
      break;
    case Do::Store:
      decision.file = true;
      if (mistake == Mistake::RowBeforeFile)
        worker = {};
      else
        worker.at = At::ToIssue;
      break;
    case Do::Connect: worker = {At::ToSend, static_cast<unsigned char>(step.decision), 0}; break;
    case Do::MarkSending:
      if (!due(decision)) {
        worker = {};  // another is sending it, or has sent it
        break;
      }
      mark(worker, decision, step);
      break;
    case Do::ConnectNext:
      worker = {At::ToSendNext, static_cast<unsigned char>(step.decision), 0, worker.on, worker.fence};
      break;
    case Do::NoteAndMark: note_and_mark(state, worker, step); break;
    case Do::LeaveNext: worker = {At::Answered, worker.last, worker.last_fence}; break;
    case Do::SendAndRead:
    case Do::SendAndLose:
    case Do::LoseUnsent: act_outside(state, worker, decision, step.what); break;
    case Do::NoteSent:
    case Do::NoteLost: answer(worker, decision, step.what, mistake); break;
    case Do::Crash:
      ++state.crashes;
      worker = {};
      break;
    case Do::EndLiveLease: ++state.expiries; [[fallthrough]];
    case Do::EndLease:
      decision.owner = -1;
      if (mistake == Mistake::FenceBumpAtExpiry) ++decision.fence;
      break;
    case Do::RecoverLiveMail: ++state.expiries; [[fallthrough]];
    case Do::RecoverMail:
      decision.sender = -1;
      decision.mail = mistake == Mistake::ExpiredToPending ? Mail::Pending : doubted(decision);
      break;
  }
  return state;
}

std::string violation(const State& state, bool quiet) {
  int numbered = 0;
  for (const Decision& d : state.decision) numbered += d.number > 0 ? 1 : 0;
  if (numbered != state.last_number) return "I1: the numbers are not dense";
  if (state.decision[0].number > 0 && state.decision[0].number == state.decision[1].number)
    return "I1: a number twice";
  for (const Decision& d : state.decision) {
    if (d.stage == Stage::Issued && !d.file) return "I2: issued without its file";
    if (d.mail != Mail::None && d.stage != Stage::Issued) return "I3: a mail of nothing issued";
    if (d.mail == Mail::Sent && d.accepted == 0) return "I4: SENT, but never accepted";
    // Accepted twice is at most what the doubts, noted or about to be, explain.
    if (d.accepted > 1 + d.doubts + (d.mail == Mail::Sending ? 1 : 0)) return "I5: more mails than doubts";
    const bool over = d.mail == Mail::Sent || d.mail == Mail::Held;
    if (quiet && !over) return "I7: it ends before the mail is sent";
  }
  return "";
}

}  // namespace pleno::journal::model
