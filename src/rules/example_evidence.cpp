#include "rules/example_evidence.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <vector>

#include "rules/functions.h"
#include "rules/prepared_scheme.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::rules {
namespace {

using Words = std::vector<std::string>;

// Clauses stand between commas, semicolons, "dan" and "kecuali".
std::vector<Words> clauses_of(std::string_view sentence) {
  std::vector<Words> clauses(1);
  std::string word;
  const auto end_word = [&] {
    if (word == "dan" || word == "kecuali") {
      clauses.emplace_back();
    } else if (!word.empty()) {
      clauses.back().push_back(word);
    }
    word.clear();
  };
  for (const char c : sentence) {
    if (c != ' ' && c != ',' && c != ';') {
      word += c;
      continue;
    }
    end_word();
    if (c != ' ') clauses.emplace_back();
  }
  end_word();
  std::erase_if(clauses, [](const Words& words) { return words.empty(); });
  return clauses;
}

class ExampleReader {
 public:
  ExampleReader(const Rules& rules, const Scheme& scheme, Date day) : rules_(rules), scheme_(scheme) {
    evidence_.id = "contoh";
    evidence_.scheme = scheme.id;
    evidence_.session.begins = evidence_.session.ends = day;
    evidence_.assessors.resize(1);
    marks_.resize(scheme.criterion_count());
  }

  ExampleReading read(std::string_view sentence) {
    const std::vector<Words> clauses = clauses_of(sentence);
    // Days first: they decide which unit codes are equal.
    for (const Words& words : clauses) {
      if (words[0] == "pada") read_day(words);
    }
    for (const Words& words : clauses) {
      if (ok()) read_clause(words);
    }
    if (ok() && clauses.empty()) fail(say("contoh tanpa isi", "an empty example"));
    if (ok() && !targets_.empty())
      fail(say("KUK tanpa nilai di akhir", "a criterion without a mark at the end"));
    if (ok()) {
      for (const auto& marks : marks_) {
        evidence_.proofs.insert(evidence_.proofs.end(), marks.begin(), marks.end());
      }
      reading_.evidence = std::move(evidence_);
    }
    return std::move(reading_);
  }

 private:
  bool ok() const { return reading_.problem.empty() && reading_.unknown_unit.empty(); }
  void fail(std::string problem, std::string hint = {}) {
    if (!ok()) return;
    reading_.problem = std::move(problem);
    reading_.hint = std::move(hint);
  }

  void read_day(const Words& words) {
    const auto day = words.size() == 2 ? parse_date(words[1]) : std::nullopt;
    if (!day) return fail(say("'pada' tanpa tanggal", "'pada' without a date"), "pada 2026-11-21");
    evidence_.session.begins = evidence_.session.ends = *day;
  }

  void read_clause(const Words& words) {
    const std::string& first = words[0];
    if (first == "pada") return;
    if (words == Words{"tidak", "hadir"}) {
      evidence_.attendance = Attendance::Absent;
    } else if (words == Words{"mengundurkan", "diri"}) {
      evidence_.attendance = Attendance::Withdrawn;
    } else if (words == Words{"diskualifikasi"}) {
      evidence_.attendance = Attendance::Disqualified;
    } else if (first == "kosong" && words.size() == 1 && targets_.empty()) {
      for (auto& marks : marks_) marks.clear();
    } else if (first == "rekomendasi" && words.size() == 2) {
      read_advice(words[1]);
    } else if (first == "dokumen" && words.size() >= 2) {
      add_papers(words, 1, true);
    } else if (first == "tanpa" && words.size() >= 3 && words[1] == "dokumen") {
      add_papers(words, 2, false);
    } else if (words.size() == 2 && words[1] == "asesor") {
      evidence_.assessors.resize(first == "2" ? 2 : first == "3" ? 3 : 1);
    } else {
      read_marks(words);
    }
  }

  void read_advice(const std::string& word) {
    if (word != "K" && word != "BK")
      return fail(say("rekomendasi '{}'?", "rekomendasi '{}'?", word), "K, BK");
    evidence_.recommendation.competent = word == "K";
  }

  void add_papers(const Words& words, std::size_t from, bool present) {
    for (std::size_t i = from; i < words.size(); ++i) {
      auto& papers = evidence_.enclosures;
      const auto same =
          std::find_if(papers.begin(), papers.end(), [&](const Enclosure& e) { return e.code == words[i]; });
      if (same != papers.end()) {
        same->present = present;
      } else {
        papers.push_back({words[i], present});
      }
    }
    std::sort(evidence_.enclosures.begin(), evidence_.enclosures.end(),
              [](const Enclosure& a, const Enclosure& b) { return a.code < b.code; });
  }

  // "semua K", "003.2/1.2 PL lalu lisan K", "003.2 juga tertulis nilai 60"
  void read_marks(const Words& words) {
    std::size_t at = 0;
    if (words[0] == "semua") {
      for (std::size_t i = 0; i < marks_.size(); ++i) targets_.push_back(i);
      ++at;
    }
    while (ok() && at < words.size() && is_target(words[at])) add_targets(words[at++]);
    if (!ok() || at == words.size()) return;  // the marks stand in the next clause
    const bool more = words[at] == "juga";
    if (more) ++at;
    if (targets_.empty()) {
      return fail(say("'{}' tidak dimengerti", "'{}' is not understood", words[at]),
                  did_you_mean(words[at], known_words()));
    }
    std::vector<Proof> proofs(1);
    bool empty = false;
    for (; ok() && at < words.size(); ++at) {
      if (words[at] == "lalu") {
        proofs.emplace_back();
      } else if (words[at] == "kosong") {
        empty = true;
      } else {
        read_word(words, at, proofs.back());
      }
    }
    if (empty) proofs.clear();
    for (const std::size_t target : targets_) {
      if (!more) marks_[target].clear();
      for (Proof proof : proofs) {
        proof.criterion = static_cast<std::uint32_t>(target);
        marks_[target].push_back(proof);
      }
    }
    targets_.clear();
  }

  static const Words& known_words() {
    static const Words words = {"semua",        "kosong",      "K",
                                "BK",           "PL",          "lalu",
                                "juga",         "observasi",   "portofolio",
                                "pihak_ketiga", "lisan",       "tertulis",
                                "proyek",       "lainnya",     "L",
                                "TL",           "T",           "nilai",
                                "tanggal",      "asesor",      "valid",
                                "asli",         "terkini",     "memadai",
                                "tidak",        "kecuali",     "dan",
                                "hadir",        "dokumen",     "tanpa",
                                "pada",         "rekomendasi", "diskualifikasi"};
    return words;
  }

  // One word of a mark, with its argument: K, lisan, TL, "nilai 65", "tanggal 2026-01-05", "tidak valid".
  void read_word(const Words& words, std::size_t& at, Proof& proof) {
    const std::string& word = words[at];
    const std::string next = at + 1 < words.size() ? words[at + 1] : std::string();
    if (const auto mark = parse_mark(word); mark && *mark != Mark::None) {
      proof.mark = *mark;
    } else if (const auto kind = parse_evidence_kind(word)) {
      proof.kind = *kind;
    } else if (const auto method = parse_method(word)) {
      proof.method = *method;
    } else if (word == "nilai") {
      ++at;
      read_score(next, proof);
    } else if (word == "tanggal") {
      ++at;
      proof.date = parse_date(next);
      if (!proof.date) fail(say("'{}' bukan tanggal", "'{}' is not a date", next), "2026-11-21");
    } else if (word == "asesor" && (next == "1" || next == "2" || next == "3")) {
      ++at;
      proof.assessor = static_cast<std::uint8_t>(next[0] - '1');
      evidence_.assessors.resize(std::max<std::size_t>(evidence_.assessors.size(), proof.assessor + 1U));
    } else if (word == "tidak") {
      ++at;
      read_letter(next, Judged::No, proof);
    } else {
      read_letter(word, Judged::Yes, proof);
    }
  }

  void read_score(const std::string& text, Proof& proof) {
    const auto number = feel::Decimal::parse(text);
    if (!number) return fail(say("'{}' bukan bilangan", "'{}' is not a number", text), "nilai 67.5");
    proof.score = static_cast<std::int32_t>(std::lround(number->to_double() * 100));
  }

  void read_letter(const std::string& word, Judged judged, Proof& proof) {
    static const std::array<std::string_view, 4> letters = {"valid", "asli", "terkini", "memadai"};
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if (word == letters[i] || word == "VATM") proof.vatm[i] = judged;
    }
    if (word == "VATM" || std::find(letters.begin(), letters.end(), word) != letters.end()) return;
    fail(say("'{}' tidak dimengerti", "'{}' is not understood", word), did_you_mean(word, known_words()));
  }

  static bool is_target(const std::string& word) {
    return word.find('.') != std::string::npos && std::isdigit(static_cast<unsigned char>(word.back())) != 0;
  }

  // "003.2" a unit, "003.2/2" an element, "003.2/2.1" a criterion.
  void add_targets(const std::string& word) {
    const auto slash = word.find('/');
    const std::string code = word.substr(0, slash);
    const std::string part = slash == std::string::npos ? "" : word.substr(slash + 1);
    const std::size_t unit = find_unit(rules_, scheme_, code, evidence_.session.begins);
    if (unit == no_unit) {
      reading_.unknown_unit = code;
      return;
    }
    std::size_t position = 0;
    for (std::size_t u = 0; u < unit; ++u) {
      for (const Element& element : scheme_.units[u].elements) position += element.criteria.size();
    }
    const std::size_t before = targets_.size();
    Words known;
    for (const Element& element : scheme_.units[unit].elements) {
      for (const Criterion& criterion : element.criteria) {
        known.push_back(criterion.number);
        if (part.empty() || part == criterion.number || part == std::to_string(element.number)) {
          targets_.push_back(position);
        }
        ++position;
      }
    }
    if (targets_.size() == before) {
      fail(say("unit {} tidak punya KUK {}", "unit {} has no criterion {}", scheme_.units[unit].code, part),
           did_you_mean(part, known));
    }
  }

  const Rules& rules_;
  const Scheme& scheme_;
  Evidence evidence_;
  std::vector<std::vector<Proof>> marks_;  // by criterion
  std::vector<std::size_t> targets_;       // criteria the next marks are for
  ExampleReading reading_;
};

}  // namespace

ExampleReading read_example(std::string_view sentence, const Rules& rules, const Scheme& scheme, Date day) {
  return ExampleReader(rules, scheme, day).read(sentence);
}

}  // namespace pleno::rules
