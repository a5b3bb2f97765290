// The model beside the journal: random ways through the model, each step made with the real calls on a real
// database by two workers; after each the two must tell the same. What the model proves of itself holds of
// the journal as far as this holds.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "journal/backends.h"
#include "journal/model.h"

namespace pleno::journal {
namespace {

using model::At;
using model::Do;
using Waiting = Journal::Waiting;

// The world of the model, real: candidate d+1 of one plenary, two journals, and a server that counts.
class World {
 public:
  explicit World(const Settings& settings) : settings_(settings), raw_({.url = settings.url}) {
    resolve(*Journal::open(settings_), 1, model::decisions);
    for (int w = 0; w < model::workers; ++w) start(w);
  }

  void start(int w) {
    Settings mine = settings_;
    mine.owner = fmt::format("mesin:/situs:{}", w);
    workers_[static_cast<std::size_t>(w)].reset();
    workers_[static_cast<std::size_t>(w)] = Journal::open(mine);
  }

  // Makes the step; a refusal (Error{TryAgain}) is part of the game: what was refused must not show.
  void make(const model::Step& step) {
    try {
      make_or_throw(step);
    } catch (const Error& error) {
      if (error.kind != Kind::TryAgain) throw;
    }
  }

  // What the journal says of the model's state: everything but where the workers are.
  std::string told() {
    std::string out;
    for (int d = 0; d < model::decisions; ++d) {
      const Row row = rows(
          "select c.state, coalesce(k.state, ''), coalesce(cast(k.no as varchar), '0'),"
          " cast(c.fence as varchar), case when c.lease_until > 0 then c.owner else '' end,"
          " coalesce(o.state, ''), cast(coalesce(o.fence, 0) as varchar),"
          " (select count(*) from attempt a where a.mail = o.id and a.state = 'unknown')"
          " from candidate c left join certificate k on k.assessment = c.assessment"
          " left join outbox o on o.assessment = c.assessment where c.assessment = '" +
          id_of(d + 1) + "'");
      out += fmt::format("{}\n", fmt::join(row, " "));
    }
    return out + rows("select coalesce(max(last_no), 0), 1, 1, 1, 1, 1, 1, 1 from series")[0];
  }

  void audit(const std::string& where) {
    Diagnostics found;
    workers_[0]->audit(found, true);
    ASSERT_EQ(to_text(found), "") << where;
  }

 private:
  Row rows(const std::string& query) {
    return raw_.read([&] { return raw_.select(8, query).at(0); });
  }
  void run(const std::string& statement) {
    raw_.transact([&] { raw_.run(statement); });
  }
  long long mail(int n) {
    return std::stoll(raw_.read([&] {
      return raw_.select(1, "select id from outbox where assessment = '" + id_of(n) + "'").at(0)[0];
    }));
  }

  void make_or_throw(const model::Step& step) {
    const int n = step.decision + 1;
    if (step.worker < 0) return end_lease(step.what, n);
    Journal& journal = *workers_[static_cast<std::size_t>(step.worker)];
    const long long before = step.decision;  // ordinals are 1 and 2
    switch (step.what) {
      case Do::ClaimForNumber: journal.claim("2026-11", Waiting::ForNumber, before, 1); return;
      case Do::ClaimForIssue: journal.claim("2026-11", Waiting::ForIssue, before, 1); return;
      case Do::Allocate: journal.allocate("MKT-2026", 1, {request(n)}, name, now); return;
      case Do::Release: journal.release({id_of(n)}); return;
      case Do::Note: journal.note_rendered({{id_of(n), pdf_of(n).sha256}}); return;
      case Do::Issue: journal.issue({issue_of(n)}, now); return;
      case Do::MarkSending: journal.mark_sending(mail(n), now); return;
      case Do::NoteSent: journal.note_sent(mail(n), MailState::Sent, 250, "ok", "", now); return;
      case Do::NoteAndMark:
        journal.note_and_mark({mail(step.last + 1), MailState::Sent, 250, "ok", "", now}, mail(n), now);
        return;
      case Do::NoteLost: journal.note_sent(mail(n), MailState::Unknown, 0, "putus", now, now); return;
      case Do::Crash: start(step.worker); return;
      default: return;  // outside the database
    }
  }

  void end_lease(Do what, int n) {
    if (what == Do::EndLease || what == Do::EndLiveLease) {
      run("update candidate set lease_until = 0 where assessment = '" + id_of(n) + "'");
      return;
    }
    run("update outbox set lease_until = 0 where assessment = '" + id_of(n) + "'");
    const auto other = Journal::open(settings_);
    other->recover_mails(now, now);
  }

  Settings settings_;
  Sql raw_;
  std::array<std::unique_ptr<Journal>, model::workers> workers_;
};

std::string told_by(const model::State& state) {
  constexpr const char* stages[] = {"resolved  ", "allocated ALLOCATED ", "allocated RENDERED ",
                                    "issued ISSUED "};
  constexpr const char* mails[] = {"", "pending", "sending", "sent", "unknown", "held"};
  std::string out;
  for (const model::Decision& d : state.decision) {
    const bool leased = d.owner >= 0 && d.stage != model::Stage::Issued;
    out += fmt::format("{}{} {} {} {} {} {}\n", stages[static_cast<int>(d.stage)], d.number, d.fence,
                       leased ? fmt::format("mesin:/situs:{}", d.owner) : "", mails[static_cast<int>(d.mail)],
                       d.mail_fence, d.doubts);
  }
  return out + std::to_string(state.last_number);
}

// An issued one's lease matters to nobody: left out on both sides.
std::string without_idle_leases(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    const auto owner = line.find("mesin:");
    if (line.rfind("issued", 0) == 0 && owner != std::string::npos) {
      line.erase(owner, line.find(' ', owner) - owner);
    }
    out += line + "\n";
    at = end + 1;
  }
  return out;
}

TEST(Walk, the_journal_does_what_the_model_says) {
  std::mt19937 random(20261121);
  const model::Budget budget;
  int made = 0;
  int refused = 0;
  constexpr int walks = 60;
  for (int walk = 0; walk < walks; ++walk) {
    testing::TemporaryFolder folder("pleno-walk");
    World world({.url = "sqlite3://" + (folder.path() / "a.db").string(), .store = folder.path() / "store"});
    model::State state;
    std::string way;
    for (;;) {
      const auto next = model::steps(state, model::Mistake::None, budget);
      if (next.empty()) break;
      const model::Step step = next[random() % next.size()];
      const model::State to = model::after(state, step, model::Mistake::None);
      way += "\n  " + model::to_text(step);
      world.make(step);
      ++made;
      const bool writes = step.what != Do::Crash && step.what != Do::Connect &&
                          step.what != Do::ConnectNext && step.what != Do::LeaveNext;
      const bool gave_up = step.worker >= 0 && writes && to.decision == state.decision;
      refused += gave_up ? 1 : 0;
      state = to;
      ASSERT_EQ(without_idle_leases(world.told()), without_idle_leases(told_by(state)))
          << "walk " << walk << way;
    }
    ASSERT_EQ(model::violation(state, true), "") << way;
    world.audit(way);
  }
  fmt::print("walk: {} ways, {} steps made with the journal, {} writes refused, all as in the model\n", walks,
             made, refused);
}

}  // namespace
}  // namespace pleno::journal
