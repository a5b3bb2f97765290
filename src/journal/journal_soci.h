// The one implementation of Journal: SOCI underneath, SQLite or PostgreSQL. Its parts are the files
// journal_<part>.cpp, one for each section of journal.h. Never used by two threads at once.
#pragma once
#include "journal/journal.h"
#include "journal/ledger.h"
#include "journal/sql.h"
#include "journal/store.h"

namespace pleno::journal {

class JournalSoci final : public Journal {
 public:
  JournalSoci(const Settings& settings, bool read_only);

  PullCounts keep_evidence(const std::vector<Frozen>& batch, const std::string& now) override;
  void keep_rejected(const std::vector<RejectedRow>& rows) override;
  std::vector<RejectedRow> rejected() override;

  std::vector<Frozen> to_judge(const std::string& after, std::size_t limit) override;
  void keep_decisions(const std::vector<DecisionRow>& batch) override;
  long long unjudge() override;

  std::optional<Record> find(const std::string& assessment) override;
  std::optional<Frozen> evidence_of(const std::string& assessment, const std::string& digest) override;
  void each(const RecordFilter& filter, const std::function<bool(const Record&)>& each) override;
  std::vector<SessionRow> sessions() override;
  Status status() override;
  std::string meta(const std::string& key) override;
  void set_meta(const std::string& key, const std::string& value) override;

  std::optional<DocumentRow> document(const std::string& kind, const std::string& subject,
                                      const std::string& key) override;
  std::set<std::string> document_keys(const std::string& kind) override;
  void keep_documents(const std::vector<NewDocument>& batch) override;
  std::vector<Unshelved> to_shelve(std::size_t limit) override;
  void note_shelved(const std::vector<Unshelved>& batch) override;
  std::optional<DocumentRow> latest_document(const std::string& kind, const std::string& subject) override;
  std::shared_ptr<const std::string> bytes(const std::string& sha256) override;
  std::filesystem::path path_of(const std::string& sha256) const override;

  long long plan(const std::string& plenary, const std::vector<std::string>& assessments) override;
  bool is_planned(const std::string& plenary) override;
  std::vector<Resolution> keep_resolutions(const std::vector<Resolution>& batch,
                                           const std::string& now) override;
  void hold(const std::string& assessment, const std::string& why) override;

  std::vector<CertificateRow> allocate(const std::string& series, long long first,
                                       const std::vector<AllocationRequest>& batch,
                                       const std::function<void(CertificateRow&)>& name,
                                       const std::string& now) override;
  void note_rendered(const std::vector<std::pair<std::string, std::string>>& assessment_and_sha256) override;
  void issue(const std::vector<Issue>& batch, const std::string& now) override;
  void conclude(const std::vector<Conclusion>& batch, const std::string& now) override;

  long long recover_mails(const std::string& now, const std::string& retry_at) override;
  std::vector<MailRow> due_mails(std::size_t limit, const std::string& now) override;
  void mark_sending(long long mail, const std::string& now) override;
  void note_sent(long long mail, MailState state, int code, const std::string& reply,
                 const std::string& next_at, const std::string& now) override;
  std::vector<MailRow> mails(std::optional<MailState> state) override;
  std::optional<MailRow> find_mail(const std::string& id) override;
  bool note_bounced(const std::string& message_id, const std::string& report,
                    const std::string& now) override;

  void audit(Diagnostics& found, bool read_files) override;

 private:
  // Inside a transaction; the files lie in the store already.
  void add_documents(const std::vector<const NewDocument*>& documents);
  void add_mails(const std::vector<const NewMail*>& mails, const std::string& now);
  // `deferred` has the columns assessment, plenary.
  std::vector<std::string> to_return(const Batch& deferred);
  void return_deferred(const Batch& deferred);
  void move(const std::vector<std::string>& assessments, State from, State to);

  Sql sql_;
  Store store_;
};

// The columns of a certificate (aliased `k`) and its reading from a row, beginning at `at`.
inline constexpr std::size_t certificate_width = 12;
extern const char* const certificate_columns;
CertificateRow certificate_from(const Row& row, std::size_t at = 0);

// A batch of one column, `assessment`.
Batch batch_of(const std::vector<std::string>& assessments);

}  // namespace pleno::journal
