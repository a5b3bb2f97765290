// The one implementation of Journal: SOCI underneath, SQLite or PostgreSQL. Its parts are the files
// journal_<part>.cpp, one for each section of journal.h. Never used by two threads at once.
#pragma once
#include <unordered_map>

#include "journal/journal.h"
#include "journal/ledger.h"
#include "journal/seals.h"
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
  Figures figures() override;
  std::vector<PendingNumber> pending_numbers() override;
  long long clock_ms() override;
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

  std::vector<Record> claim(const std::string& plenary, Waiting waiting, long long after,
                            std::size_t limit) override;
  void release(const std::vector<std::string>& assessments) override;
  bool take(const std::string& name) override;
  void give_back(const std::string& name) override;
  void end_leases(const std::string& owner_prefix) override;

  std::vector<CertificateRow> allocate(const std::string& series, long long first,
                                       const std::vector<AllocationRequest>& batch,
                                       const std::function<void(CertificateRow&)>& name,
                                       const std::string& now) override;
  void note_rendered(const std::vector<std::pair<std::string, std::string>>& assessment_and_sha256) override;
  void issue(const std::vector<Issue>& batch, const std::string& now) override;
  void conclude(const std::vector<Conclusion>& batch, const std::string& now) override;

  std::optional<CertificateRow> certificate(const std::string& number) override;
  void void_certificate(const std::string& number, const ActWords& words, const std::string& now) override;
  void replace_certificate(const std::string& number, const DecisionRow& today, const ActWords& words,
                           const std::string& now) override;
  std::shared_ptr<const std::string> reprint(const std::string& number, const ActWords& words,
                                             const std::string& now) override;
  void receive_sheets(const std::string& first, const std::string& last, const ActWords& words,
                      const std::string& now) override;
  void use_sheet(const std::string& serial, const std::string& number, const ActWords& words,
                 const std::string& now) override;
  void end_sheet(const std::string& serial, SheetEnd end, const ActWords& words,
                 const std::string& now) override;
  std::vector<ActRow> acts_on(const std::string& subject) override;
  void file_appeal(const std::string& assessment, const ActWords& words, const std::string& now) override;
  void end_appeal(const std::string& assessment, AppealEnd end, const ActWords& words,
                  const std::string& now) override;
  std::string notified_at(const std::string& assessment, const std::string& plenary) override;
  std::vector<ActRow> appeals() override;

  long long recover_mails(const std::string& now, const std::string& retry_at) override;
  std::vector<MailRow> due_mails(std::size_t limit, const std::string& now) override;
  void mark_sending(long long mail, const std::string& now) override;
  void note_sent(long long mail, MailState state, int code, const std::string& reply,
                 const std::string& next_at, const std::string& now) override;
  void note_and_mark(const MailOutcome& outcome, long long next, const std::string& now) override;
  std::vector<MailRow> mails(std::optional<MailState> state) override;
  std::vector<MailRow> bounced_mails() override;
  std::vector<MailRow> doubted_mails(const std::string& since) override;
  std::optional<MailRow> find_mail(const std::string& id) override;
  bool note_bounced(const std::string& message_id, const std::string& report,
                    const std::string& now) override;

  Swept sweep_orphans() override;
  void audit(Diagnostics& found, bool read_files) override;
  std::string checkpoint(const std::string& now) override;
  void compare(const std::string& checkpoint) override;

 private:
  // One transaction, whose rows are sealed at its end.
  template <typename Work>
  auto transact(Work work) {
    return sql_.transact([&] {
      seals_.open();
      if constexpr (std::is_void_v<std::invoke_result_t<Work&>>) {
        work();
        seals_.close();
      } else {
        auto result = work();
        seals_.close();
        return result;
      }
    });
  }
  void touch_candidates(const Batch& batch);  // by its first column
  // One planner at a time in the whole database, until the end of the transaction.
  void lock_plan();
  // The candidates' rows, in one order, until the end of the transaction.
  void lock_candidates(const Batch& batch);
  // Refuses the transaction when one of these is leased to another by now; renews the lease.
  void demand_fences(const std::vector<std::string>& assessments);
  long long fence_of(const std::string& assessment) const;

  // Inside a transaction; the files lie in the store already.
  void add_documents(const std::vector<const NewDocument*>& documents);
  // The certificate as it is now, its rows locked and about to be written.
  CertificateRow open_for_act(const CertificateRow& seen);
  void make_void(const CertificateRow& row);
  // What voiding and replacing have in common, in one transaction: two persons, the certificate void, the
  // entry in the ledger. `follow` gets the certificate as it was before.
  void end_certificate(const std::string& number, const char* kind, const ActWords& words,
                       const std::string& now, const std::function<void(const CertificateRow&)>& follow);
  // One entry of the locked series, saved, and the words behind it.
  void note_act(LedgerTail& ledger, const ActRow& act);
  // The rows of files that the store keeps already; those that are known stay. A part of a transaction.
  void add_files(const std::vector<const Artifact*>& files);
  // Of the outbox, each a part of a transaction.
  void mark(long long mail, const std::string& now);
  void note(const MailOutcome& outcome);
  void add_mails(const std::vector<const NewMail*>& mails, const std::string& now);
  // `deferred` has the columns assessment, plenary.
  std::vector<std::string> to_return(const Batch& deferred);
  void return_deferred(const Batch& deferred);
  // Judged again and in no list; Imported where the evidence changed since. Seals of the candidates' rows
  // and decisions are touched.
  void free_for_plenary(const Batch& returning);
  void move(const std::vector<std::string>& assessments, State from, State to);

  Settings settings_;
  Sql sql_;
  Seals seals_;
  Store store_;
  std::unordered_map<std::string, long long> fences_;  // of the assessments this journal claimed
  std::unordered_map<long long, long long> mail_fences_;
};

// The columns of a certificate (aliased `k`) and its reading from a row, beginning at `at`.
inline constexpr std::size_t certificate_width = 14;
extern const char* const certificate_columns;
CertificateRow certificate_from(const Row& row, std::size_t at = 0);

// A batch of one column, `assessment`.
Batch batch_of(const std::vector<std::string>& assessments);

}  // namespace pleno::journal
