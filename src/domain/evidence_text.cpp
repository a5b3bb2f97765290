// The canonical text of evidence. One line a field, "key value"; a value never holds a line feed (the
// source refuses control characters). Proofs of one method, kind, VATM, date and assessor share a line:
//   proof observasi L ---- 2026-11-18 0 | 0 K 3 BK 4 K
// so that a candidate with 132 marks takes about a kilobyte.
#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include "domain/evidence.h"
#include "text/digest.h"
#include "text/language.h"

namespace pleno {
namespace {

constexpr std::string_view format_line = "pleno evidence 1";

void put(std::string& out, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  out.append(key).append(1, ' ').append(value).append(1, '\n');
}

// There are hundreds in each candidate's evidence.
void put_number(std::string& out, std::int32_t number, char before = ' ') {
  std::array<char, 16> digits{before};
  out.append(digits.data(), std::to_chars(digits.data() + 1, digits.data() + digits.size(), number).ptr);
}

auto group_of(const Proof& p) { return std::tie(p.method, p.kind, p.vatm, p.date, p.assessor); }

void put_group_head(std::string& out, const Proof& proof) {
  out.append("proof ")
      .append(to_text(proof.method))
      .append(1, ' ')
      .append(to_text(proof.kind))
      .append(1, ' ');
  for (const Judged judged : proof.vatm) out += "-+?"[static_cast<std::size_t>(judged)];
  out.append(1, ' ').append(proof.date ? iso(*proof.date) : "-");
  put_number(out, proof.assessor);
  out.append(" |");
}

// Consecutive criteria of one group stay together; the order of `proofs` is kept by marking each proof
// with its position among the groups: groups are written in order of first appearance, and reading sorts.
void put_proofs(std::string& out, const std::vector<Proof>& proofs) {
  std::vector<const Proof*> heads;
  for (const Proof& proof : proofs) {
    bool known = false;
    for (const Proof* head : heads) known = known || group_of(*head) == group_of(proof);
    if (!known) heads.push_back(&proof);
  }
  for (const Proof* head : heads) {
    put_group_head(out, *head);
    for (const Proof& proof : proofs) {
      if (group_of(proof) != group_of(*head)) continue;
      put_number(out, proof.criterion);
      out.append(1, ' ').append(proof.mark == Mark::None ? "-" : to_text(proof.mark));
      if (proof.score >= 0) put_number(out, proof.score, '=');
    }
    out += '\n';
  }
}

// Takes the text up to the next blank away from the front.
std::string_view word(std::string_view& rest) {
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  const auto end = rest.find(' ');
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
  return taken;
}

template <typename Number>
bool number(std::string_view text, Number& out) {
  return std::from_chars(text.data(), text.data() + text.size(), out).ec == std::errc();
}

bool read_marks(std::string_view rest, Proof proof, std::vector<Proof>& out) {
  while (!rest.empty()) {
    std::string_view position = word(rest);
    if (position.empty()) break;
    std::string_view mark = word(rest);
    proof.score = -1;
    if (const auto equals = mark.find('='); equals != std::string_view::npos) {
      if (!number(mark.substr(equals + 1), proof.score)) return false;
      mark = mark.substr(0, equals);
    }
    const auto parsed = mark == "-" ? Mark::None : parse_mark(mark);
    if (!parsed || mark.empty() || !number(position, proof.criterion)) return false;
    proof.mark = *parsed;
    out.push_back(proof);
  }
  return true;
}

bool read_proofs(std::string_view rest, std::vector<Proof>& out) {
  Proof proof;
  const auto method = parse_method(word(rest));
  const auto kind = parse_evidence_kind(word(rest));
  const std::string_view vatm = word(rest);
  const std::string_view day = word(rest);
  if (!method || !kind || vatm.size() != 4) return false;
  proof.method = *method;
  proof.kind = *kind;
  for (std::size_t i = 0; i < 4; ++i) {
    proof.vatm[i] = vatm[i] == '+' ? Judged::Yes : vatm[i] == '-' ? Judged::No : Judged::Unknown;
  }
  if (day != "-") {
    proof.date = parse_date(day);
    if (!proof.date) return false;
  }
  return number(word(rest), proof.assessor) && word(rest) == "|" && read_marks(rest, proof, out);
}

bool read_date(std::string_view text, Date& out) {
  const auto date = parse_date(text);
  if (date) out = *date;
  return date.has_value();
}

template <typename T>
bool assign(const std::optional<T>& value, T& out) {
  if (value) out = *value;
  return value.has_value();
}

// A plain text field of the evidence by its key, or null.
std::string* text_field(Evidence& e, std::string_view key) {
  if (key == "id") return &e.id;
  if (key == "scheme") return &e.scheme;
  if (key == "person") return &e.candidate.person_id;
  if (key == "name") return &e.candidate.name;
  if (key == "title_front") return &e.candidate.title_front;
  if (key == "title_back") return &e.candidate.title_back;
  if (key == "national_id") return &e.candidate.national_id;
  if (key == "organisation") return &e.candidate.organisation;
  if (key == "email") return &e.candidate.email;
  if (key == "session") return &e.session.id;
  if (key == "site") return &e.session.site.id;
  if (key == "site_name") return &e.session.site.name;
  if (key == "site_address") return &e.session.site.address;
  if (key == "comment") return &e.recommendation.comment;
  if (key == "source_digest") return &e.source_digest;
  return nullptr;
}

bool read_line(Evidence& e, std::string_view key, std::string_view value) {
  if (std::string* field = text_field(e, key)) {
    *field = value;
    return true;
  }
  if (key == "proof") return read_proofs(value, e.proofs);
  if (key == "begins") return read_date(value, e.session.begins);
  if (key == "ends") return read_date(value, e.session.ends);
  if (key == "site_kind") return assign(parse_site_kind(value), e.session.site.kind);
  if (key == "attendance") return assign(parse_attendance(value), e.attendance);
  if (key == "assessor") {
    e.assessors.push_back({std::string(value), {}, {}});
    return true;
  }
  if (key == "assessor_name" && !e.assessors.empty())
    e.assessors.back().name = value;
  else if (key == "assessor_registration" && !e.assessors.empty())
    e.assessors.back().registration = value;
  else if (key == "recommendation")
    e.recommendation.competent = value == "K";
  else if (key == "enclosed")
    e.enclosures.push_back({std::string(value), true});
  else if (key == "missing")
    e.enclosures.push_back({std::string(value), false});
  else
    return false;
  return true;
}

}  // namespace

std::string to_text(const Evidence& e) {
  std::string out;
  out.reserve(2048);
  out.append(format_line).append(1, '\n');
  put(out, "id", e.id);
  put(out, "scheme", e.scheme);
  put(out, "person", e.candidate.person_id);
  put(out, "name", e.candidate.name);
  put(out, "title_front", e.candidate.title_front);
  put(out, "title_back", e.candidate.title_back);
  put(out, "national_id", e.candidate.national_id);
  put(out, "organisation", e.candidate.organisation);
  put(out, "email", e.candidate.email);
  put(out, "session", e.session.id);
  put(out, "begins", iso(e.session.begins));
  put(out, "ends", iso(e.session.ends));
  put(out, "site", e.session.site.id);
  put(out, "site_name", e.session.site.name);
  put(out, "site_kind", to_text(e.session.site.kind));
  put(out, "site_address", e.session.site.address);
  for (const Assessor& assessor : e.assessors) {
    put(out, "assessor", assessor.person_id);
    put(out, "assessor_name", assessor.name);
    put(out, "assessor_registration", assessor.registration);
  }
  put(out, "attendance", to_text(e.attendance));
  if (e.recommendation.competent) put(out, "recommendation", *e.recommendation.competent ? "K" : "BK");
  put(out, "comment", e.recommendation.comment);
  put(out, "source_digest", e.source_digest);
  for (const Enclosure& enclosure : e.enclosures)
    put(out, enclosure.present ? "enclosed" : "missing", enclosure.code);
  put_proofs(out, e.proofs);
  return out;
}

std::optional<Evidence> parse_evidence(std::string_view text, Diagnostics& found) {
  Evidence evidence;
  bool ok = true;
  int line_number = 0;
  const auto fault = [&](std::string message) {
    ok = false;
    found.push_back({.at = {.line = line_number, .record = say("bukti beku", "frozen evidence")},
                     .message = std::move(message)});
  };
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++line_number;
    if (line_number == 1) {
      if (line != format_line) fault(say("bukan '{}'", "not '{}'", format_line));
      continue;
    }
    const auto blank = line.find(' ');
    const std::string_view key = line.substr(0, blank);
    const std::string_view value =
        blank == std::string_view::npos ? std::string_view() : line.substr(blank + 1);
    if (!read_line(evidence, key, value))
      fault(say("baris '{}' tidak terbaca", "line '{}' is unreadable", key));
  }
  if (line_number == 0) fault(say("kosong", "empty"));
  if (!ok) return std::nullopt;
  std::sort(evidence.proofs.begin(), evidence.proofs.end(), [](const Proof& a, const Proof& b) {
    return std::tie(a.criterion, a.method, a.assessor) < std::tie(b.criterion, b.method, b.assessor);
  });
  return evidence;
}

std::string digest_of(const Evidence& evidence) { return sha256(to_text(evidence)); }

}  // namespace pleno
