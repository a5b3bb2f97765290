// The first half of a night: 1 read, 2 judge, 3 typeset, 4 packet. Nothing here is irreversible.
#pragma once
#include <string>

#include "app/report.h"
#include "app/site.h"

namespace pleno::app {

// Step 1: source -> frozen evidence.
Report pull(Site& site);
// Step 2: evidence -> decisions. `again` judges once more those that are in no plenary's list yet.
Report decide(Site& site, bool again);
// Step 3: FR.AK.02 of each candidate, FR.AK.05 of each assessor and session, where they are new or changed. A
// candidate whose form cannot be printed (a letter that no font has) is held until it can.
Report typeset(Site& site);
// Whether `typeset` holds this one: such a candidate is in no plenary's list, where it would stop the packet.
bool is_unprintable(const journal::Record& record);
// Step 4: pins the list of a plenary, makes its packet and decision sheet, once.
Report packet(Site& site, const Plenary& plenary);
// Step 4 for every meeting whose packet is due today and not made yet.
Report due_packets(Site& site);

// A decision as the journal keeps it.
journal::DecisionRow row_of(const Decision& decision);
// Evidence of a record, parsed; an unreadable one is an integrity alarm.
Evidence evidence_of(const journal::Record& record);
// The record's decision with its tree: judged again by the pinned rules from the evidence it rests on.
// Error{Internal} when the digest differs from the one noted.
Decision decision_of(Site& site, const journal::Record& record, const Evidence& evidence,
                     rules::Wording wording = rules::Wording::Brief);
// That decision or, where none is kept yet, today's; in full wording.
Decision current_decision(Site& site, const journal::Record& record, const Evidence& evidence);

// What the plenary of this record had before it: the evidence and the decision as they were when its list
// was pinned, whatever has become of them since. The decision is in full wording.
struct Seen {
  Evidence evidence;
  Decision decision;
};
Seen seen_by_plenary(Site& site, const journal::Record& record);

// Named copies of stored files for people: site/dokumen/<shelf> for each document kept with a shelf, by this
// run or by one that was killed before it came to it. Names hold registration numbers only.
void publish(Site& site);
// `text` with characters that file names dislike replaced: "SKM/1" -> "SKM-1".
std::string file_name(const std::string& text);

}  // namespace pleno::app
