// Values -> the facts that templates see, by the names of domain/facts.cpp. Never reads anything.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/settings.h"
#include "domain/decision.h"
#include "domain/evidence.h"
#include "domain/plenary.h"
#include "domain/scheme.h"
#include "feel/value.h"
#include "journal/rows.h"

namespace pleno::app {

// Everything known of one candidate when a document is made. Pointers may be null: not known yet.
struct Case {
  const Scheme* scheme = nullptr;
  const Evidence* evidence = nullptr;
  const Decision* decision = nullptr;
  const Plenary* plenary = nullptr;
  const Resolution* resolution = nullptr;
  const journal::CertificateRow* certificate = nullptr;
  int deadline_days = 0;           // from the assessment to the meeting, as the site has set it; 0: none
  bool shows_national_id = false;  // only the application form prints the whole NIK
};

enum class Depth { Units, Criteria };  // how far `skema` unfolds

// Facts that are the same for the whole run: lsp, contoh, and the Indonesian functions.
feel::Context site_facts(const Settings& settings);

// `site` and the facts of one candidate.
feel::Context case_facts(const feel::Context& site, const Settings& settings, const Case& one, Depth depth);

// The first day that a certificate's years count from, `decree` being the decree's day; and its last.
Date valid_from(const CertificateSettings& settings, const Evidence& evidence, const Plenary& plenary,
                Date decree);
Date valid_until(Date from, int years);

// One row of `peserta`, with its number in the list.
feel::Value participant_facts(long long number, const Case& one, const std::string& held);

feel::Value scheme_facts(const Scheme& scheme, const Decision* decision, const Evidence* evidence,
                         Depth depth);
// `zone` goes behind times that have none.
feel::Value plenary_facts(const Plenary& plenary, const std::string& zone);

// True, false, or null while undecided.
feel::Value truth_of(Outcome outcome);

// What would have to change for the criteria of a gap, or for the unit that has none; where that differs from
// one KUK to another, each behind its numbers: "KUK 1.1: …; KUK 1.2–4.4: …".
std::string needed_for(const Decision& decision, const Gap& gap, const Unit& unit);

// "3276********0001"; shorter than 9 characters: stars only (UU 27/2022).
std::string masked(const std::string& national_id);
// "Dr. Ir. X, S.T., M.M."
std::string with_titles(const Candidate& candidate);
// The words on forms and in mails: "Kompeten", "Belum Kompeten", "Ditunda", …
std::string ruling_text(Ruling ruling);
// Whether the rules' result and the assessor's recommendation say different things.
bool differs(const Decision& decision, const Evidence& evidence);
// "Lengkap", or "AK.01 belum ada"; the enclosures that are missing.
std::string enclosures_text(const Evidence& evidence);

}  // namespace pleno::app
