#include "source/merge.h"

#include <algorithm>

#include "text/error.h"
#include "text/language.h"

namespace pleno::source {
namespace {

constexpr std::size_t longest_id = 64;
constexpr std::size_t most_faults = 10;  // of one assessment that are told one by one

bool is_usable(std::string_view id) {
  return !id.empty() && id.size() <= longest_id &&
         std::all_of(id.begin(), id.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

template <typename Add>
void take(Stream& stream, const std::string& id, const Add& add) {
  for (; stream.has_row() && stream.id() == id; stream.advance()) add(stream.row());
}

// The same words about many rows of a query are said once, with their number.
Diagnostics without_repetition(Diagnostics faults) {
  Diagnostics out;
  std::vector<std::size_t> counts;
  for (Diagnostic& fault : faults) {
    const auto same = std::find_if(out.begin(), out.end(), [&](const Diagnostic& other) {
      return other.message == fault.message && other.at.file == fault.at.file;
    });
    if (same != out.end()) {
      ++counts[static_cast<std::size_t>(same - out.begin())];
      continue;
    }
    out.push_back(std::move(fault));
    counts.push_back(1);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (counts[i] > 1)
      out[i].message += say(" (juga pada {} baris lain)", " (in {} more rows too)", counts[i] - 1);
  }
  return out;
}

}  // namespace

void Stream::advance() {
  has_row_ = rows_->next();
  if (!has_row_) return;
  const std::string_view next = (*rows_)[0];
  if (next == id_) return;
  if (next < id_) {
    throw Error(
        Kind::Data,
        say("kueri tidak urut menurut assessment_id: '{}' muncul setelah '{}'",
            "the query is not ordered by assessment_id: '{}' comes after '{}'", shown(next), shown(id_)),
        to_text(place_of(*rows_, {})),
        say("akhiri kueri dengan order by assessment_id; di PostgreSQL tambahkan collate \"C\"",
            "end the query with order by assessment_id; on PostgreSQL add collate \"C\""));
  }
  id_ = next;
}

void Merge::run(Stream& candidates, Stream& assessors, Stream& documents, Stream& marks) {
  while (candidates.has_row()) {
    const std::string id = candidates.id();
    for (Stream* other : {&assessors, &documents, &marks}) reject_orphans(*other, &id);
    take_candidate(candidates);
    take(assessors, id, [&](const Rows& row) { evidence_.add_assessor(row); });
    take(documents, id, [&](const Rows& row) { evidence_.add_document(row); });
    take(marks, id, [&](const Rows& row) { evidence_.add_mark(row); });
    finish(id);
  }
  for (Stream* other : {&assessors, &documents, &marks}) reject_orphans(*other, nullptr);
  for (Diagnostic& one : evidence_.tidied()) note_(std::move(one));
}

void Merge::take_candidate(Stream& candidates) {
  const std::string id = candidates.id();
  evidence_.begin(candidates.row(), id);
  if (!is_usable(id)) {
    evidence_.faults().push_back(
        {.at = place_of(candidates.row(), {}),
         .message = say("assessment_id kosong, terlalu panjang, atau memuat karakter terlarang",
                        "assessment_id is empty, too long, or holds a forbidden character"),
         .hint = say("nomor asesmen: huruf, angka dan tanda, paling banyak 64",
                     "an assessment's number: letters, digits and signs, at most 64")});
  }
  std::vector<std::string> first;
  for (std::size_t c = 0; c < candidates.row().width(); ++c) first.emplace_back(candidates.row()[c]);
  for (candidates.advance(); candidates.has_row() && candidates.id() == id; candidates.advance()) {
    bool equal = true;
    for (std::size_t c = 0; c < first.size(); ++c) equal = equal && candidates.row()[c] == first[c];
    evidence_.add_candidate_again(candidates.row(), equal);
  }
}

// Rows whose assessment is not in candidates.sql: before `id`, or all that are left.
void Merge::reject_orphans(Stream& stream, const std::string* id) {
  while (stream.has_row() && (id == nullptr || stream.id() < *id)) {
    const std::string orphan = stream.id();
    Diagnostic why{
        .at = place_of(stream.row(), orphan.empty() ? std::string_view() : std::string_view(shown(orphan))),
        .message = say("asesmen '{}' tidak ada di kueri candidates",
                       "assessment '{}' is not in the query candidates", shown(orphan)),
        .hint =
            say("samakan syarat where keempat kueri", "let the four queries have the same where condition")};
    if (orphans_.insert(orphan).second) {
      reject_({orphan, std::move(why)});
    } else {
      note_(std::move(why));
    }
    while (stream.has_row() && stream.id() == orphan) stream.advance();
  }
}

void Merge::finish(const std::string& id) {
  auto evidence = evidence_.finish();
  for (Diagnostic& one : evidence_.remarks()) note_(std::move(one));
  if (evidence) return keep_(std::move(*evidence));
  Diagnostics faults = without_repetition(std::move(evidence_.faults()));
  for (std::size_t i = 1; i < std::min(faults.size(), most_faults); ++i) note_(std::move(faults[i]));
  if (faults.size() > most_faults) {
    note_({.at = {.record = say("asesmen {}", "assessment {}", shown(id))},
           .message = say("dan {} kesalahan lain", "and {} more faults", faults.size() - most_faults)});
  }
  reject_({id, std::move(faults.front())});
}

}  // namespace pleno::source
