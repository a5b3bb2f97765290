// Candidates on the way from a locked resolution to what they are sent: taken from the journal in chunks of
// the plenary's list, and held where they cannot go on. Never numbers, makes or keeps anything.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/issue_work.h"
#include "app/report.h"
#include "app/site.h"
#include "domain/issue.h"

namespace pleno::app {

constexpr std::size_t issue_chunk = 100;  // candidates worked on together

// One candidate on the way through steps 6 to 9.
struct Work {
  journal::Record record;
  Evidence evidence;
  Decision decision;
  std::optional<IssueToken> token;
};

// With the evidence and the decision as they were taken, worded in full for the letter.
Work work_of(Site& site, journal::Record record);

// Those of a plenary's list that are worked on together, leased to this process until they are kept.
struct Chunk {
  std::vector<std::string> claimed;
  std::vector<Work> works;
  std::vector<CertificateJob> jobs;  // their cases are those of `works`
  std::string now;
};

using Waiting = journal::Journal::Waiting;

// The next of the plenary's list behind `after` that wait; `claimed` empty: none. Those under appeal are
// claimed and held.
Chunk claim(Site& site, const Plenary& plenary, Waiting waiting, long long& after, Report& report);

// What stands against the ruling, by the guards of the plenary; empty: nothing.
std::vector<Refusal> refusals_of(Site& site, const Plenary& plenary, const Work& work);

// `certificate`: null before it has a number, and where there is none.
CertificateJob job_of(Site& site, const Plenary& plenary, const Work& work,
                      const journal::CertificateRow* certificate);

}  // namespace pleno::app
