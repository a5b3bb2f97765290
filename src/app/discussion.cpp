#include "app/discussion.h"

#include <fmt/format.h>

#include <algorithm>

namespace pleno::app {
namespace {

struct Heading {
  const char *title, *note;
};

Heading heading_of(Concern concern) {
  switch (concern) {
    case Concern::Overridden:
      return {"Rekomendasi asesor menyimpang dari aturan, dengan alasan",
              "Asesor menyarankan hasil lain daripada aturan dan menjelaskannya dalam komentarnya."};
    case Concern::Undecided:
      return {"Belum dapat diputus", "Bukti belum cukup untuk menyatakan kompeten atau belum kompeten."};
    case Concern::Differs:
      return {"Rekomendasi asesor berbeda dari aturan, tanpa alasan",
              "Asesor menyarankan hasil lain daripada aturan tanpa penjelasan."};
    case Concern::Papers:
      return {"Berkas belum lengkap, ditahan, atau asesor duduk dalam pleno",
              "Hasilnya jelas menurut aturan, tetapi ada yang perlu diselesaikan rapat."};
    case Concern::NearMiss: return {"Hampir kompeten", "Belum kompeten karena sedikit KUK saja."};
    case Concern::None: break;
  }
  return {"", ""};
}

// "K", "BK" or "–".
const char* mark_of(Outcome outcome) {
  if (outcome == Outcome::Undecided) return "–";
  return outcome == Outcome::Competent ? "K" : "BK";
}

void put_row(feel::List& rows, int depth, std::string code, std::string text, Outcome outcome,
             std::string reason, std::string needed = {}) {
  feel::Context row;
  row.set("tingkat", depth);
  row.set("kode", std::move(code));
  row.set("teks", std::move(text));
  row.set("hasil", mark_of(outcome));
  row.set("alasan", std::move(reason));
  row.set("perlu", std::move(needed));
  rows.emplace_back(std::move(row));
}

void criteria_below(const Finding& finding, std::vector<const Finding*>& out) {
  if (finding.level == Level::Criterion) out.push_back(&finding);
  for (const Finding& part : finding.parts) criteria_below(part, out);
}

// Whether all criteria fail, and for one reason.
bool fails_as_a_whole(const std::vector<const Finding*>& criteria) {
  return !criteria.empty() && std::all_of(criteria.begin(), criteria.end(), [&](const Finding* one) {
    return one->outcome == criteria.front()->outcome && one->reason == criteria.front()->reason &&
           one->outcome != Outcome::Competent;
  });
}

// What would have to change at one criterion, or, where that is empty, at the unit or an element with this
// reason.
std::string need_of(const Decision& decision, const std::string& unit, const std::string& criterion,
                    const std::string& reason) {
  for (const Need& need : decision.needs) {
    if (need.unit != unit) continue;
    const bool it = criterion.empty() ? need.criteria.empty() && need.reason == reason
                                      : std::find(need.criteria.begin(), need.criteria.end(), criterion) !=
                                            need.criteria.end();
    if (it) return need.words;
  }
  return {};
}

// The tree has the scheme's order, so positions lead the way.
void put_unit(feel::List& rows, const Decision& decision, const Finding& finding, const Unit& unit) {
  std::vector<const Finding*> criteria;
  criteria_below(finding, criteria);
  if (fails_as_a_whole(criteria)) {
    put_row(rows, 1, unit.code, unit.title, finding.outcome,
            fmt::format("seluruh {} KUK {}", criteria.size(), criteria.front()->reason),
            needed_for(decision, {unit.code, {criteria.front()->code}, criteria.front()->reason}, unit));
    return;
  }
  put_row(rows, 1, unit.code, unit.title, finding.outcome, finding.reason,
          need_of(decision, unit.code, {}, finding.reason));
  for (std::size_t e = 0; e < finding.parts.size() && e < unit.elements.size(); ++e) {
    const Finding& below = finding.parts[e];
    const Element& element = unit.elements[e];
    if (below.outcome == Outcome::Competent) continue;
    put_row(rows, 2, fmt::format("Elemen {}", element.number), element.title, below.outcome, below.reason,
            need_of(decision, unit.code, {}, below.reason));
    for (std::size_t k = 0; k < below.parts.size() && k < element.criteria.size(); ++k) {
      if (below.parts[k].outcome == Outcome::Competent) continue;
      put_row(rows, 3, "KUK " + element.criteria[k].number, element.criteria[k].text, below.parts[k].outcome,
              below.parts[k].reason, need_of(decision, unit.code, element.criteria[k].number, {}));
    }
  }
}

bool is_true(const feel::Value& row, const char* name) {
  const feel::Value* value = row.context()->find(name);
  return value != nullptr && value->is_true();
}

}  // namespace

Concern concern_of(const Case& one, const std::string& held, int near_miss) {
  const Evidence& evidence = *one.evidence;
  const Decision& decision = *one.decision;
  if (differs(decision, evidence))
    return evidence.recommendation.comment.empty() ? Concern::Differs : Concern::Overridden;
  const bool present = evidence.attendance == Attendance::Present;
  if (present && decision.outcome == Outcome::Undecided) return Concern::Undecided;
  if (is_true(participant_facts(1, one, held), "perhatian")) return Concern::Papers;
  std::size_t missing = 0;
  for (const Gap& gap : decision.gaps) missing += gap.criteria.size();
  if (present && decision.outcome == Outcome::NotYetCompetent && missing > 0 &&
      missing <= static_cast<std::size_t>(near_miss))
    return Concern::NearMiss;
  return Concern::None;
}

feel::List reason_tree(const Decision& decision, const Scheme& scheme) {
  feel::List rows;
  long long competent = 0;
  for (std::size_t u = 0; u < decision.scheme.parts.size() && u < scheme.units.size(); ++u) {
    const Finding& finding = decision.scheme.parts[u];
    if (finding.outcome == Outcome::Competent)
      ++competent;
    else
      put_unit(rows, decision, finding, scheme.units[u]);
  }
  // Where nothing is missing the reason of the whole says so.
  if (competent > 0 && !rows.empty())
    put_row(rows, 1, "", fmt::format("{} unit lainnya", competent), Outcome::Competent, "kompeten");
  return rows;
}

bool Discussion::consider(const Case& one, const std::string& held, const feel::Value& row) {
  const Concern concern = concern_of(one, held, near_miss_);
  if (concern == Concern::None) return false;
  Entry entry{one.evidence->id, *row.context()};
  entry.row.set("komentar", one.evidence->recommendation.comment);
  entry.row.set("pohon", one.evidence->attendance == Attendance::Present
                             ? reason_tree(*one.decision, *one.scheme)
                             : feel::List{});
  entries_[concern].push_back(std::move(entry));
  return true;
}

feel::List Discussion::facts(const std::function<long long(const std::string&)>& page_of) const {
  feel::List groups;
  for (const auto& [concern, entries] : entries_) {
    feel::List people;
    for (const Entry& entry : entries) {
      feel::Context row = entry.row;
      const long long page = page_of(entry.assessment);
      row.set("halaman_formulir", page > 0 ? feel::Value(page) : feel::Value());
      people.emplace_back(std::move(row));
    }
    feel::Context group;
    group.set("judul", heading_of(concern).title);
    group.set("keterangan", heading_of(concern).note);
    group.set("peserta", std::move(people));
    groups.emplace_back(std::move(group));
  }
  return groups;
}

}  // namespace pleno::app
