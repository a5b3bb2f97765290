// A fresh journal on each of the two databases, so that one suite runs against both. Also what the tests
// need to reach below the journal: plain SQL and other processes.
#pragma once
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <string>

#include "journal/journal.h"
#include "journal/sql.h"
#include "support/running_postgres.h"
#include "text/digest.h"

namespace pleno::journal {

inline const std::string now = "2026-11-21T09:00:00Z";

class OnBothDatabases : public ::testing::TestWithParam<const char*> {
 protected:
  OnBothDatabases() : folder_("pleno-journal") {
    const bool sqlite = std::string(GetParam()) == "sqlite";
    settings_ = {.url = sqlite ? "sqlite3://" + (folder_.path() / "keadaan uji.db").string()
                               : testing::RunningPostgres::shared().fresh_database(),
                 .store = folder_.path() / "store",
                 .wait_seconds = 20};
    journal_ = Journal::open(settings_);
  }

  bool on_sqlite() const { return std::string(GetParam()) == "sqlite"; }
  void reopen() {
    journal_.reset();
    journal_ = Journal::open(settings_);
  }
  // Behind the journal's back.
  void sql(const std::string& statement) {
    Sql raw({.url = settings_.url});
    raw.transact([&] { raw.run(statement); });
  }
  std::string ask(const std::string& query) {
    Sql raw({.url = settings_.url});
    return raw.read([&] { return raw.select(1, query).at(0).at(0); });
  }
  std::string audit(bool read_files = true) {
    Diagnostics found;
    journal_->audit(found, read_files);
    return to_text(found);
  }

  testing::TemporaryFolder folder_;
  Settings settings_;
  std::unique_ptr<Journal> journal_;
};

#define ON_BOTH_DATABASES(Suite)                                                        \
  INSTANTIATE_TEST_SUITE_P(Databases, Suite, ::testing::Values("sqlite", "postgresql"), \
                           [](const auto& database) { return std::string(database.param); })

// Runs `work` in a process of its own, which must open its own journal. Gives its id.
inline pid_t in_child(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    work();
    ::_exit(0);
  } catch (const std::exception& broken) {
    std::fprintf(stderr, "child: %s\n", broken.what());
    ::_exit(1);
  }
}
inline int status_of(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

// --- Invented rows -------------------------------------------------------------------------------
inline std::string id_of(int n) { return fmt::format("26-{:05}", n); }

inline Frozen frozen(int n, const std::string& version = "1") {
  const std::string text = "asesmen " + id_of(n) + "\nversi " + version + "\nnama \"D'Angelo\" \\ {é}\n";
  return {.assessment = id_of(n),
          .scheme = "layanan",
          .session = n % 2 == 0 ? "S-02" : "S-01",
          .digest = sha256(text),
          .text = text};
}
inline std::vector<Frozen> frozen_rows(int first, int last) {
  std::vector<Frozen> rows;
  for (int n = first; n <= last; ++n) rows.push_back(frozen(n));
  return rows;
}
inline DecisionRow decision(const Frozen& evidence, const std::string& rules = "bnsp") {
  return {.assessment = evidence.assessment,
          .outcome = "K",
          .result = "kompeten",
          .digest = sha256("putusan " + evidence.digest + rules),
          .evidence_digest = evidence.digest,
          .rules_id = rules,
          .rules_digest = sha256(rules),
          .reason = "seluruh unit kompeten"};
}
inline Artifact artifact(const std::string& kind, const std::string& subject, const std::string& bytes) {
  return {.sha256 = sha256(bytes),
          .kind = kind,
          .subject = subject,
          .media_type = kind == "eml" ? "message/rfc822" : "application/pdf",
          .bytes = std::make_shared<const std::string>(bytes)};
}
inline Artifact pdf_of(int n) { return artifact("sertifikat", id_of(n), "%PDF sertifikat " + id_of(n)); }
inline Resolution resolution(const std::string& plenary, int n, Ruling ruling = Ruling::Competent) {
  return {.plenary = plenary,
          .assessment = id_of(n),
          .ruling = ruling,
          .reason = "sesuai usulan",
          .decision_digest = decision(frozen(n)).digest,
          .abstained = {"AS-1", "AS-2"}};
}
inline AllocationRequest request(int n) {
  return {.assessment = id_of(n),
          .plenary = "2026-11",
          .decision_digest = decision(frozen(n)).digest,
          .public_id = crockford(sha256("kode" + id_of(n)), 130),
          .issue_date = "2026-11-21",
          .pins = sha256("pins")};
}
inline std::vector<AllocationRequest> requests(int first, int last) {
  std::vector<AllocationRequest> out;
  for (int n = first; n <= last; ++n) out.push_back(request(n));
  return out;
}
inline void name(CertificateRow& row) {
  row.number = fmt::format("70209 2642 {:07} 2026", row.no);
  row.registration = fmt::format("MKT.1234.{:05} 2026", row.no);
}
inline NewMail mail_of(int n, const std::string& kind) {
  return {.assessment = id_of(n),
          .kind = kind,
          .message_id = "<r1." + sha256(id_of(n) + kind).substr(0, 26) + "@lsp.example>",
          .recipient = "peserta" + std::to_string(n) + "@example.org",
          .mime = artifact("eml", id_of(n), "Subject: " + kind + "\r\n\r\n" + id_of(n))};
}
inline Journal::Issue issue_of(int n) {
  return {.assessment = id_of(n),
          .certificate = {.key = sha256("key" + id_of(n)), .artifact = pdf_of(n)},
          .mails = {mail_of(n, "sertifikat")}};
}

// Brings the candidates first..last to Resolved in the plenary 2026-11.
inline void resolve(Journal& journal, int first, int last, Ruling ruling = Ruling::Competent) {
  const auto evidence = frozen_rows(first, last);
  journal.keep_evidence(evidence, now);
  std::vector<DecisionRow> decisions;
  std::vector<std::string> ids;
  std::vector<Resolution> resolutions;
  for (const Frozen& row : evidence) decisions.push_back(decision(row));
  for (int n = first; n <= last; ++n) {
    ids.push_back(id_of(n));
    resolutions.push_back(resolution("2026-11", n, ruling));
  }
  journal.keep_decisions(decisions);
  journal.plan("2026-11", ids);
  journal.keep_resolutions(resolutions, now);
}
// The steps 7 to 9 for candidates that are resolved, from wherever they stopped.
inline void issue_all(Journal& journal, int first, int last) {
  journal.allocate("MKT-2026", 1, requests(first, last), name, now);
  std::vector<std::pair<std::string, std::string>> rendered;
  std::vector<Journal::Issue> issues;
  for (int n = first; n <= last; ++n) {
    rendered.emplace_back(id_of(n), pdf_of(n).sha256);
    issues.push_back(issue_of(n));
  }
  journal.note_rendered(rendered);
  journal.issue(issues, now);
}

inline Kind kind_thrown(const std::function<void()>& call, std::string* message = nullptr) {
  try {
    call();
  } catch (const Error& error) {
    if (message != nullptr) *message = std::string(error.what()) + " | " + error.context + " | " + error.hint;
    return error.kind;
  }
  ADD_FAILURE() << "nothing was thrown";
  return Kind::Usage;
}

}  // namespace pleno::journal
