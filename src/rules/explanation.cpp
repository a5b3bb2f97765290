#include "rules/explanation.h"

#include <fmt/format.h>

#include <algorithm>

#include "domain/criteria_words.h"
#include "rules/reasons.h"
#include "rules/rules.h"
#include "text/json.h"

namespace pleno::rules {
namespace {

// The scheme's own text for a finding; the tree has the scheme's order, so positions lead the way.
struct Titles {
  const Scheme* scheme = nullptr;
  const Unit* unit = nullptr;
  const Element* element = nullptr;
  const Criterion* criterion = nullptr;

  Titles below(const Finding& part, std::size_t index) const {
    Titles out = *this;
    if (part.level == Level::Unit) {
      out.unit = &unit_of(*scheme, part.code);
    } else if (part.level == Level::Element) {
      out.element = unit != nullptr && index < unit->elements.size() ? &unit->elements[index] : nullptr;
    } else {
      out.criterion =
          element != nullptr && index < element->criteria.size() ? &element->criteria[index] : nullptr;
    }
    return out;
  }
  std::string_view title(Level level) const {
    switch (level) {
      case Level::Scheme: return scheme->title;
      case Level::Unit: return unit != nullptr ? std::string_view(unit->title) : std::string_view();
      case Level::Element: return element != nullptr ? std::string_view(element->title) : std::string_view();
      case Level::Criterion: break;
    }
    return criterion != nullptr ? std::string_view(criterion->text) : std::string_view();
  }
};

// Hands out each node's Why while a tree is walked from the root on, deeper nodes last or never.
class WhyInOrder {
 public:
  explicit WhyInOrder(const Whys& whys) : whys_(whys) {}
  const Why& next(Level level) {
    static const Why nothing;
    const std::size_t at = static_cast<std::size_t>(level);
    const std::size_t index = taken_[at]++;
    return index < whys_.levels[at].size() ? whys_.levels[at][index] : nothing;
  }

 private:
  const Whys& whys_;
  std::size_t taken_[4] = {0, 0, 0, 0};
};

std::string_view short_outcome(Outcome outcome) {
  return outcome == Outcome::Competent ? "K " : outcome == Outcome::NotYetCompetent ? "BK" : "– ";
}

std::string_view level_word(Level level) { return level == Level::Criterion ? "KUK" : to_text(level); }

// The criteria below a unit or element that are not competent.
void missing_below(const Finding& finding, std::vector<std::string>& out) {
  for (const Finding& part : finding.parts) {
    if (part.outcome == Outcome::Competent) continue;
    if (part.level == Level::Criterion) {
      out.push_back(part.code);
    } else {
      missing_below(part, out);
    }
  }
}

void put_why(std::string& out, const Why& why, Outcome outcome, std::size_t indent) {
  if (outcome == Outcome::Competent) return;
  const std::string margin(indent, ' ');
  if (!why.needed.empty()) out += fmt::format("{}perlu: {}\n", margin, why.needed);
  if (outcome != Outcome::Undecided) return;
  for (const std::string& cause : why.causes) out += fmt::format("{}tidak terhitung: {}\n", margin, cause);
}

void put_node(std::string& out, const Finding& finding, const Titles& titles, int depth, std::size_t indent,
              WhyInOrder& whys) {
  const std::string_view title = titles.title(finding.level);
  out += fmt::format("{}{} {} {}{}{}: {} [{}]\n", std::string(indent, ' '), short_outcome(finding.outcome),
                     level_word(finding.level), finding.code, title.empty() ? "" : " ", title, finding.reason,
                     finding.rule);
  put_why(out, whys.next(finding.level), finding.outcome, indent + 3);
  if (depth > 1) {
    for (std::size_t i = 0; i < finding.parts.size(); ++i) {
      put_node(out, finding.parts[i], titles.below(finding.parts[i], i), depth - 1, indent + 3, whys);
    }
    return;
  }
  // Of the whole scheme the gaps above the tree speak.
  if (finding.outcome == Outcome::Competent || finding.level == Level::Scheme) return;
  std::vector<std::string> missing;
  missing_below(finding, missing);
  if (missing.empty()) return;
  const std::string numbers = listed(missing, titles.unit != nullptr ? *titles.unit : Unit());
  out += fmt::format("{}kurang: KUK {}\n", std::string(indent + 3, ' '), numbers);
}

std::string result_in_words(std::string result) {
  std::replace(result.begin(), result.end(), '-', ' ');
  return result;
}

std::string_view json_truth(Outcome outcome) {
  return outcome == Outcome::Competent ? "true" : outcome == Outcome::NotYetCompetent ? "false" : "null";
}

std::string json_list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + json_string(word);
  return "[" + out + "]";
}

std::string json_why(const Why& why) {
  return fmt::format(R"("fakta":{},"perlu":{},"tidak_terhitung":{})", json_list(why.facts),
                     json_string(why.needed), json_list(why.causes));
}

void put_json(std::string& out, const Finding& finding, const Titles& titles, WhyInOrder& whys) {
  out +=
      fmt::format(R"({{"tingkat":{},"kode":{},"judul":{},"kompeten":{},"aturan":{},"alasan":{},{})",
                  json_string(to_text(finding.level)), json_string(finding.code),
                  json_string(titles.title(finding.level)), json_truth(finding.outcome),
                  json_string(finding.rule), json_string(finding.reason), json_why(whys.next(finding.level)));
  if (!finding.parts.empty()) {
    out += ",\"bagian\":[";
    for (std::size_t i = 0; i < finding.parts.size(); ++i) {
      if (i > 0) out += ',';
      put_json(out, finding.parts[i], titles.below(finding.parts[i], i), whys);
    }
    out += ']';
  }
  out += '}';
}

std::string json_need(const Need& need, const Scheme& scheme) {
  return fmt::format(R"({{"unit":{},"judul":{},"kuk":{},"alasan":{},"perlu":{}}})", json_string(need.unit),
                     json_string(unit_of(scheme, need.unit).title), json_list(need.criteria),
                     json_string(need.reason), json_string(need.words));
}

}  // namespace

std::string explain(const Decision& d, const Scheme& scheme, int depth, const Whys& whys) {
  std::string out = fmt::format("{}: {}\n", d.assessment, result_in_words(d.result));
  out += fmt::format("alasan: {}\n", d.reason);
  out += fmt::format("aturan: {} {}, {}\n", d.rules_id, d.rules_digest.substr(0, 6), d.rule);
  if (!d.follow_up.empty()) out += fmt::format("tindak lanjut: {}\n", result_in_words(d.follow_up));
  for (const Gap& gap : d.gaps)
    out += fmt::format("kurang: {} {}\n", gap.unit, gap_in_words(gap, unit_of(scheme, gap.unit)));
  if (!whys.row.needed.empty()) out += fmt::format("perlu: {}\n", whys.row.needed);
  out += '\n';
  Titles titles;
  titles.scheme = &scheme;
  WhyInOrder in_order(whys);
  put_node(out, d.scheme, titles, depth, 0, in_order);
  return out;
}

std::string explain_json(const Decision& d, const Scheme& scheme, const Whys& whys, const std::string& more) {
  std::string needs;
  for (const Need& need : d.needs) needs += (needs.empty() ? "" : ",") + json_need(need, scheme);
  std::string out = fmt::format(
      R"({{"no_pendaftaran":{},"hasil":{},"kompeten":{},"alasan":{},"tindak_lanjut":{},"kurang":[{}],)"
      R"("aturan":{{"id":{},"sidik":{},"baris":{},{}}},"sidik_bukti":{}{},"skema":)",
      json_string(d.assessment), json_string(d.result), json_truth(d.outcome), json_string(d.reason),
      json_string(d.follow_up), needs, json_string(d.rules_id), json_string(d.rules_digest),
      json_string(d.rule), json_why(whys.row), json_string(d.evidence_digest), more);
  Titles titles;
  titles.scheme = &scheme;
  WhyInOrder in_order(whys);
  put_json(out, d.scheme, titles, in_order);
  return out + '}';
}

std::string follow_up_text(const Decision& d, const Scheme& scheme) {
  std::string out;
  std::string_view unit_before;
  for (const Need& need : d.needs) {
    const Unit& unit = unit_of(scheme, need.unit);
    std::string words = gap_in_words({need.unit, need.criteria, need.reason}, unit);
    if (!need.words.empty()) words += fmt::format(" – {}", need.words);
    if (need.unit == unit_before) {
      out += "; " + words;
    } else {
      out += fmt::format("{}{}{}{}: {}", out.empty() ? "" : "; ", need.unit, unit.title.empty() ? "" : " ",
                         unit.title, words);
    }
    unit_before = need.unit;
  }
  if (!out.empty()) out += '.';
  if (!d.needed.empty()) out += fmt::format("{}Yang harus dipenuhi: {}.", out.empty() ? "" : " ", d.needed);
  return out;
}

}  // namespace pleno::rules
