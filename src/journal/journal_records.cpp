// Reading: records in pages, sessions, status.
#include <fmt/format.h>

#include <array>
#include <type_traits>

#include "journal/journal_soci.h"
#include "journal/record_rows.h"
#include "journal/sql_error.h"
#include "journal/words.h"
#include "text/digest.h"
#include "text/language.h"

namespace pleno::journal {

const char* const certificate_columns =
    "k.assessment, k.series, k.no, k.number, k.registration, k.public_id, k.issue_date, k.decision_digest,"
    " k.pins, k.state, k.unsigned_sha256, k.pdf_sha256, k.revision, k.replaces";

CertificateRow certificate_from(const Row& row, std::size_t at) {
  return {.assessment = row[at],
          .revision = static_cast<int>(number(row[at + 12])),
          .replaces = row[at + 13],
          .series = row[at + 1],
          .no = number(row[at + 2]),
          .number = row[at + 3],
          .registration = row[at + 4],
          .public_id = row[at + 5],
          .issue_date = row[at + 6],
          .decision_digest = row[at + 7],
          .pins = row[at + 8],
          .state = row[at + 9],
          .unsigned_sha256 = row[at + 10],
          .pdf_sha256 = row[at + 11]};
}

namespace {

constexpr std::size_t records_a_page = 1000;
constexpr std::size_t session_rows_a_page = 10000;

// Positions of the parts in a row of `record_query`.
enum Part : std::size_t { OfDecision = 12, OfResolution = 20, OfCertificate = 27 };

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

Resolution resolution_from(const Row& row, std::size_t at) {
  const auto ruling = parse_ruling(row[at + 2]);
  if (!ruling) throw alarm(say("putusan '{}' tidak dikenal", "unknown ruling '{}'", row[at + 2]), row[at]);
  return {.plenary = row[at + 1],
          .assessment = row[at],
          .ruling = *ruling,
          .reason = row[at + 3],
          .decision_digest = row[at + 4],
          .abstained = lines_of(row[at + 5]),
          .objected = lines_of(row[at + 6])};
}

}  // namespace

std::string record_query(const std::string& candidates) {
  return std::string(
             "select c.assessment, c.scheme, c.session, c.digest, e.body, c.stands,"
             " case when c.list = c.plenary then c.changed_after_plan else 0 end,"
             " coalesce(p.plenary, ''), coalesce(p.ordinal, 0),"
             " case when c.list = c.plenary then c.held else '' end,"
             " coalesce(p.decision_digest, ''), coalesce(p.evidence_digest, ''),"
             " d.assessment, d.outcome, d.result, d.digest, d.evidence_digest, d.rules_id, d.rules_digest,"
             " d.reason, r.assessment, r.plenary, r.ruling, r.reason,"
             " coalesce(v.decision_digest, r.decision_digest), r.abstained, r.objected, ") +
         certificate_columns + ", c.revision, coalesce(r.resolved_at, '') from " + candidates +
         " c join evidence e on e.assessment = c.assessment and e.version = c.version"
         " left join plenary_item p on p.assessment = c.assessment and p.plenary = c.list"
         " left join decision d on d.assessment = c.assessment"
         " left join resolution r on r.assessment = c.assessment and r.plenary = c.list"
         " left join revision v on v.assessment = c.assessment and v.revision = c.revision"
         " and c.list = c.plenary"
         " left join certificate k on k.assessment = c.assessment and k.revision = c.revision"
         " and c.list = c.plenary";
}

Record record_from(const Row& row) {
  Record record;
  record.revision = static_cast<int>(number(row[record_width - 2]));
  record.evidence = {
      .assessment = row[0], .scheme = row[1], .session = row[2], .digest = row[3], .text = row[4]};
  const auto state = parse_state(row[5]);
  if (!state) throw alarm(say("status '{}' tidak dikenal", "unknown state '{}'", row[5]), row[0]);
  record.state = *state;
  record.changed_after_plan = row[6] != "0";
  record.plenary = row[7];
  record.ordinal = number(row[8]);
  record.held = row[9];
  record.seen_decision_digest = row[10];
  record.seen_evidence_digest = row[11];
  if (!row[OfDecision].empty()) {
    const auto* d = &row[OfDecision];
    record.decision = DecisionRow{d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]};
  }
  if (!row[OfResolution].empty()) {
    record.resolution = resolution_from(row, OfResolution);
    record.resolved_at = row[record_width - 1];
  }
  if (!row[OfCertificate].empty()) record.certificate = certificate_from(row, OfCertificate);
  return record;
}

namespace {

// One page behind `last`, by key and not by offset: rows that change their state meanwhile shift nothing.
std::vector<Row> page(Sql& sql, const RecordFilter& filter, const Record& last) {
  Values values = {{"limit", static_cast<long long>(records_a_page)}};
  std::string order = "c.assessment";
  const bool one_list = !filter.plenary.empty();
  const char* const stands = one_list ? "case when p.plenary = c.plenary then c.state else 'final' end"
                                      : "c.state";  // plain, so that its index serves
  std::string some = fmt::format("(select c.*, {} as list, {} as stands from candidate c",
                                 one_list ? "p.plenary" : "c.plenary", stands);
  if (one_list) {
    some += " join plenary_item p on p.assessment = c.assessment";
  } else if (filter.by_ordinal) {
    some += " left join plenary_item p on p.assessment = c.assessment and p.plenary = c.plenary";
  }
  if (filter.by_ordinal && one_list) {  // plain columns, so that the list's key serves
    order = "p.ordinal";
    some += " where p.ordinal > cast(:last_ordinal as bigint)";
  } else if (filter.by_ordinal) {
    order = "coalesce(p.plenary, ''), coalesce(p.ordinal, 0), c.assessment";
    some += " where (" + order + ") > (:last_plenary, cast(:last_ordinal as bigint), :assessment)";
    values.emplace_back("last_plenary", last.plenary);
  } else {
    some += " where c.assessment > :assessment";
  }
  if (filter.by_ordinal) values.emplace_back("last_ordinal", last.ordinal);
  if (order != "p.ordinal") values.emplace_back("assessment", last.evidence.assessment);
  const auto only = [&](const char* column, const char* name, const std::string& text) {
    if (text.empty()) return;
    some += fmt::format(" and {} = :{}", column, name);
    values.emplace_back(name, text);
  };
  only(stands, "state", filter.state ? std::string(to_text(*filter.state)) : "");
  only("p.plenary", "plenary", filter.plenary);
  only("c.session", "session", filter.session);
  some += " order by " + order + " limit :limit)";
  return sql.select(record_width, record_query(some) + " order by " + order, values);
}

// Gathers the rows of one session and scheme, which come together.
class Sessions {
 public:
  void add(const Row& row) {
    if (out_.empty() || out_.back().session != row[0] || out_.back().scheme != row[1]) {
      close();
      out_.push_back({.session = row[0], .scheme = row[1]});
    }
    ++out_.back().candidates;
    if (row[3] != to_text(State::Imported)) ++out_.back().judged;
    for (std::size_t i = 2; i < row.size(); ++i) {
      if (i == 3) continue;  // the state follows from the rest; pinning a list changes no content
      (content_ += row[i]) += '\n';
    }
  }
  std::vector<SessionRow> take() {
    close();
    return std::move(out_);
  }

 private:
  void close() {
    if (!out_.empty()) out_.back().content_digest = sha256(content_);
    content_.clear();
  }
  std::vector<SessionRow> out_;
  std::string content_;
};

}  // namespace

std::optional<Record> JournalSoci::find(const std::string& assessment) {
  const auto rows = sql_.read([&] {
    return sql_.select(record_width,
                       record_query("(select c.*, c.plenary as list, c.state as stands from candidate c"
                                    " where c.assessment = :assessment)"),
                       {{"assessment", assessment}});
  });
  if (rows.empty()) return std::nullopt;
  return record_from(rows[0]);
}

std::optional<Frozen> JournalSoci::evidence_of(const std::string& assessment, const std::string& digest) {
  const auto rows = sql_.read([&] {
    return sql_.select(5,
                       "select assessment, scheme, session, digest, body from evidence"
                       " where assessment = :assessment and digest = :digest order by version desc limit 1",
                       {{"assessment", assessment}, {"digest", digest}});
  });
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  return Frozen{.assessment = row[0], .scheme = row[1], .session = row[2], .digest = row[3], .text = row[4]};
}

void JournalSoci::each(const RecordFilter& filter, const std::function<bool(const Record&)>& each) {
  Record last;
  for (;;) {
    const auto rows = sql_.read([&] { return page(sql_, filter, last); });
    for (const Row& row : rows) {
      last = record_from(row);
      if (!each(last)) return;
    }
    if (rows.size() < records_a_page) return;
  }
}

std::vector<SessionRow> JournalSoci::sessions() {
  return sql_.read([&] {
    Sessions sessions;
    Row last(3);
    for (;;) {
      const auto rows =
          sql_.select(10,
                      "select c.session, c.scheme, c.assessment, c.state, c.digest, d.digest, r.plenary, "
                      "r.ruling, r.reason,"
                      " r.abstained from candidate c"
                      " left join decision d on d.assessment = c.assessment"
                      " left join resolution r on r.assessment = c.assessment and r.plenary = c.plenary"
                      " where (c.session, c.scheme, c.assessment) > (:session, :scheme, :assessment)"
                      " order by c.session, c.scheme, c.assessment limit :limit",
                      {{"session", last[0]},
                       {"scheme", last[1]},
                       {"assessment", last[2]},
                       {"limit", static_cast<long long>(session_rows_a_page)}});
      for (const Row& row : rows) sessions.add(row);
      if (rows.size() < session_rows_a_page) return sessions.take();
      last = rows.back();
    }
  });
}

Status JournalSoci::status() {
  return sql_.read([&] {
    Status status;
    const auto count = [&](const char* query) { return number(sql_.select(1, query)[0][0]); };
    const auto word = [](auto state) {
      if constexpr (std::is_enum_v<decltype(state)>)
        return std::string(to_text(state));
      else
        return std::string(state);
    };
    const auto by_state = [&](auto states, const char* query, auto& out) {
      for (const auto state : states) out.emplace_back(word(state), 0);
      for (const Row& row : sql_.select(2, query)) {
        for (auto& [state, times] : out) {
          if (state == row[0]) times = number(row[1]);
        }
      }
    };
    by_state(all_states, "select state, count(*) from candidate group by state", status.states);
    by_state(all_mail_states, "select state, count(*) from outbox group by state", status.mails);
    for (const Row& row :
         sql_.select(2, "select series, last_no from series where last_no >= first_no order by series")) {
      status.series.emplace_back(row[0], number(row[1]));
    }
    if (count("select count(*) from sheet") > 0) {
      by_state(std::array{"stock", "used", "spoiled", "returned"},
               "select state, count(*) from sheet group by state", status.sheets);
    }
    status.void_certificates = count("select count(*) from certificate where state = 'VOID'");
    status.rejected = count("select count(*) from rejected");
    status.held = count("select count(*) from candidate where held <> ''");
    status.changed_after_plan = count("select count(*) from candidate where changed_after_plan <> 0");
    return status;
  });
}

// One snapshot: the figures belong together.
Figures JournalSoci::figures() {
  return sql_.read([&] {
    const Row row = sql_.select(6,
                                "select (select count(*) from certificate),"
                                " (select count(*) from certificate where issued_at <> ''),"
                                " (select count(*) from outbox), (select count(*) from attempt),"
                                " (select count(*) from attempt where state = 'sent'),"
                                " (select count(*) from attempt where state = 'unknown')")[0];
    return Figures{.numbers = number(row[0]),
                   .certificates = number(row[1]),
                   .mails = number(row[2]),
                   .attempts = number(row[3]),
                   .sent = number(row[4]),
                   .doubts = number(row[5])};
  });
}

std::vector<PendingNumber> JournalSoci::pending_numbers() {
  std::vector<PendingNumber> out;
  for (const Row& row : sql_.read([&] {
         return sql_.select(4,
                            "select assessment, plenary, number, allocated_at from certificate"
                            " where state in ('ALLOCATED', 'RENDERED') order by allocated_at, series, no");
       })) {
    out.push_back({.assessment = row[0], .plenary = row[1], .number = row[2], .since = row[3]});
  }
  return out;
}

long long JournalSoci::clock_ms() {
  return sql_.read([&] { return number(sql_.select(1, std::string("select ") + sql_.now_ms())[0][0]); });
}

}  // namespace pleno::journal
