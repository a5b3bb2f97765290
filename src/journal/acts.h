// The words behind a ledger entry that people caused: their rows, and the entry's body rebuilt from them.
// Never decides whether an act is allowed.
#pragma once
#include <string>
#include <vector>

#include "journal/rows.h"
#include "journal/sql.h"

namespace pleno::journal {

inline constexpr const char* stock_series = "stok blanko";  // the chain of the sheets; numbers nothing

// The chain of the appeals; their subjects are assessments, of which the ledger holds a keyed digest only.
inline constexpr const char* appeal_series = "banding";
inline constexpr const char* appeal_filed = "APPEAL";
inline constexpr const char* appeal_upheld = "UPHELD";
inline constexpr const char* appeal_rejected = "REJECTED";

inline constexpr std::size_t act_width = 9;
inline constexpr const char* act_query =
    "select series, seq, kind, subject, link, reason, person, confirmed_by, at from act";
std::vector<ActRow> acts_from(const std::vector<Row>& rows);

// Names and reasons stay out of the ledger: it holds a keyed digest of them.
std::string act_body(const ActRow& act, const std::string& key);

// Error{Usage} when the reason or a person is missing, or when one person would confirm herself.
void demand_words(const ActWords& words, bool two_persons);

// "A 0098".."A 0102": each serial in order. Error{Usage} when the two do not span a range (same letters, same
// width, at most 100,000).
std::vector<std::string> serials(const std::string& first, const std::string& last);

}  // namespace pleno::journal
