// The memory between the two halves of Pleno: the state database (SQLite or PostgreSQL, the same code)
// and the content-addressed store of files. Never decides anything, never asks the clock: times come in
// as ISO text in UTC. Every public call is one transaction (or none): killed at any moment, it happened
// or it did not, and calling it again does nothing twice.
// Throws Error{Unavailable, TryAgain, InputOutput, CannotCreate, Configuration, Permission, NoInput,
// Internal (integrity alarm)}.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <set>

#include "journal/file_system.h"
#include "journal/rows.h"
#include "text/diagnostic.h"

namespace pleno::journal {

struct Settings {
  std::string url;              // sqlite3://path or postgresql://user@host/db
  std::filesystem::path store;  // folder of the files
  int wait_seconds = 5;         // for another run's lock, then Error{TryAgain}; for a server that restarts
  std::string seal_key = {};    // secret of the seals (seals.h); the same for ever
  std::string owner = {};       // this process among the workers: "host:site:process"
  int lease_seconds = 600;      // how long a claim holds without a write
  FileSystemProbe file_system = file_system_of;  // SQLite on a network is refused (file_system.h)
};

class Journal {
 public:
  // Opens, making tables and folder where they are missing. A schema newer than this program, or a
  // foreign database: Error{Configuration}. `read_only` makes nothing (Error{NoInput} when there is nothing
  // yet) and refuses writes. One thread at a time uses a journal.
  static std::unique_ptr<Journal> open(const Settings& settings, bool read_only = false);
  virtual ~Journal() = default;

  // --- Step 1, pull -------------------------------------------------------------------------------
  // A batch (hundreds to thousands). New rows are Imported; a changed row that is not yet in a plenary's
  // list replaces the old version (which stays in the history) and is Imported again; one that is, is
  // kept as a new version beside and flagged changed_after_plan. `now` is stored with new versions.
  virtual PullCounts keep_evidence(const std::vector<Frozen>& batch, const std::string& now) = 0;
  // Replaces the list of the last pull.
  virtual void keep_rejected(const std::vector<RejectedRow>& rows) = 0;
  virtual std::vector<RejectedRow> rejected() = 0;

  // --- Step 2, decide -----------------------------------------------------------------------------
  // The next Imported rows after `after` in order of assessment, at most `limit`.
  virtual std::vector<Frozen> to_judge(const std::string& after, std::size_t limit) = 0;
  // Imported -> Judged; rows in another state are left alone, and so is one whose evidence is no longer the
  // one that was judged (`evidence_digest`).
  virtual void keep_decisions(const std::vector<DecisionRow>& batch) = 0;
  // Judged rows back to Imported (`decide --again`); those in a plenary's list stay. Gives how many.
  virtual long long unjudge() = 0;

  // --- Reading ------------------------------------------------------------------------------------
  virtual std::optional<Record> find(const std::string& assessment) = 0;
  // The version of the evidence with this digest, e.g. the one that a decision was made on
  // (DecisionRow::evidence_digest) when the latest is another.
  virtual std::optional<Frozen> evidence_of(const std::string& assessment, const std::string& digest) = 0;
  // In pages, so memory does not grow; `each` may call other functions of this journal. The callback
  // returns false to stop.
  virtual void each(const RecordFilter& filter, const std::function<bool(const Record&)>& each) = 0;
  virtual std::vector<SessionRow> sessions() = 0;
  virtual Status status() = 0;
  virtual Figures figures() = 0;
  // Numbers given whose certificates are not made yet, oldest first.
  virtual std::vector<PendingNumber> pending_numbers() = 0;
  // Milliseconds since 1970 by the database's clock, by which leases run.
  virtual long long clock_ms() = 0;
  // Small named values of the program itself ("last_nightly").
  virtual std::string meta(const std::string& key) = 0;
  virtual void set_meta(const std::string& key, const std::string& value) = 0;

  // --- Files (step 3, typeset) -----------------------------------------------------------------------
  // Store: written aside, fsynced, closed, renamed to store/ab/<sha256>, read back and compared,
  // folder fsynced. The same bytes twice are one file. A different file under that name: integrity alarm.
  virtual std::optional<DocumentRow> document(const std::string& kind, const std::string& subject,
                                              const std::string& key) = 0;
  // The keys already made of a kind, for skipping a whole batch at once: subject + '\n' + key.
  virtual std::set<std::string> document_keys(const std::string& kind) = 0;
  // Files first, then one transaction for the rows. Of two documents with one kind, subject and key the
  // first stays.
  virtual void keep_documents(const std::vector<NewDocument>& batch) = 0;
  // The next documents, at most `limit`, that were kept with a `shelf` and are not yet noted as lying there.
  // A newer document with the same path takes the older one's place.
  virtual std::vector<Unshelved> to_shelve(std::size_t limit) = 0;
  virtual void note_shelved(const std::vector<Unshelved>& batch) = 0;
  // The latest document of a kind and subject, or nothing.
  virtual std::optional<DocumentRow> latest_document(const std::string& kind, const std::string& subject) = 0;
  // The bytes, compared with their digest; a missing or different file is an integrity alarm.
  virtual std::shared_ptr<const std::string> bytes(const std::string& sha256) = 0;
  virtual std::filesystem::path path_of(const std::string& sha256) const = 0;

  // --- Step 4, packet --------------------------------------------------------------------------------
  // Pins the list of a plenary: every given Judged assessment becomes Planned, in this order. A plenary
  // that has a list already is left as it is. Gives the number of candidates in its list. One that an earlier
  // plenary deferred (Then::NextPlenary) is Judged and may be given; that plenary's list keeps it too.
  virtual long long plan(const std::string& plenary, const std::vector<std::string>& assessments) = 0;
  virtual bool is_planned(const std::string& plenary) = 0;

  // --- Step 5, resolve -------------------------------------------------------------------------------
  // Planned -> Resolved, locked within that plenary: an assessment that has a resolution of it already keeps
  // it; the given one is returned when it says something else. So is one that is not in that plenary's list.
  // Clears `held`.
  virtual std::vector<Resolution> keep_resolutions(const std::vector<Resolution>& batch,
                                                   const std::string& now) = 0;
  // Notes why a person must look at this one (a refused guard); empty clears it.
  virtual void hold(const std::string& assessment, const std::string& why) = 0;

  // --- Leases, for several workers --------------------------------------------------------------------
  // By the database's clock. What a plenary resolved and waits; the next of its list behind `after` that
  // nobody works on, or whose worker's lease has run out: at most `limit`, leased to this journal.
  // ForNumber is for the one who holds the numbering (`take`): it leaves none out, whoever had it. Every
  // write below on a claimed assessment renews the lease, and is refused as a whole (Error{TryAgain}) when
  // another has taken one over since: a worker that slept past its lease writes nothing.
  enum class Waiting { ForNumber, ForIssue, ForConclusion };
  virtual std::vector<Record> claim(const std::string& plenary, Waiting waiting, long long after,
                                    std::size_t limit) = 0;
  // Given back; those that another has by now are left alone.
  virtual void release(const std::vector<std::string>& assessments) = 0;
  // A lease of the whole database by name, taken or renewed. False: another has it.
  virtual bool take(const std::string& name) = 0;
  virtual void give_back(const std::string& name) = 0;
  // Ends the leases of owners whose names begin so: of processes known to be dead.
  virtual void end_leases(const std::string& owner_prefix) = 0;

  // --- Steps 6 to 9, issue ---------------------------------------------------------------------------
  // T2: numbers in the given order under the series' row lock, gapless, one ledger entry ALLOCATE each;
  // an assessment that has a certificate keeps its row and number. Resolved -> Allocated.
  // `first` is the serial the series starts with; `name` fills number and registration from the serial.
  virtual std::vector<CertificateRow> allocate(const std::string& series, long long first,
                                               const std::vector<AllocationRequest>& batch,
                                               const std::function<void(CertificateRow&)>& name,
                                               const std::string& now) = 0;
  // T3: the digest of the rendered bytes, before anything is stored; a different one than noted before
  // is an integrity alarm (E-NONDET).
  virtual void note_rendered(
      const std::vector<std::pair<std::string, std::string>>& assessment_and_sha256) = 0;
  // T4: file (stored first), certificate ISSUED, ledger ISSUE, document row (kind "sertifikat") and the
  // outbox rows with their mime files, in one transaction. Allocated -> Issued.
  struct Issue {
    std::string assessment;
    NewDocument certificate;
    std::vector<NewMail> mails;
  };
  virtual void issue(const std::vector<Issue>& batch, const std::string& now) = 0;
  // T4': the letters of a ruling that gives no certificate, and where the candidate goes with them:
  // Final: Resolved -> Final. Stay: only queues, the state stays (the letter of result of a competent one).
  // NextPlenary, for a deferred one alone: Resolved -> Judged, free for another plenary's list, `held` and
  // `changed_after_plan` cleared; straight to Imported, to be judged again, when its evidence changed after
  // the list. The list of `plenary` keeps it with its resolution. One that has left that list already stays
  // where it is. Error{Internal} when it is not Resolved, or not deferred by `plenary`.
  struct Conclusion {
    enum class Then { Final, Stay, NextPlenary };
    std::string assessment;
    std::vector<NewDocument> documents;
    std::vector<NewMail> mails;
    Then then = Then::Final;
    std::string plenary = {};  // needed for NextPlenary: whose ruling this is
  };
  virtual void conclude(const std::vector<Conclusion>& batch, const std::string& now) = 0;

  // --- After the fact ----------------------------------------------------------------------------------
  // Acts of people, each with its ledger entry. Error{Usage} when a reason or a person is missing or a person
  // would confirm herself; Error{NoInput} for an unknown number; Error{Data} when it cannot be done any more.
  virtual std::optional<CertificateRow> certificate(const std::string& number) = 0;
  // The number is void for ever, the candidate is Void; its letter, when it waits, is held. Two persons.
  virtual void void_certificate(const std::string& number, const ActWords& words, const std::string& now) = 0;
  // Void (when it is not yet), and the candidate is Resolved for another: revision + 1, resting on `today`,
  // the decision from today's evidence. Its number comes with the next `allocate`. Two persons.
  virtual void replace_certificate(const std::string& number, const DecisionRow& today, const ActWords& words,
                                   const std::string& now) = 0;
  // The same bytes under the same number again, noted.
  virtual std::shared_ptr<const std::string> reprint(const std::string& number, const ActWords& words,
                                                     const std::string& now) = 0;
  // The stock of blank sheets, by serial. A sheet is in stock, used for a certificate, spoiled or returned.
  virtual void receive_sheets(const std::string& first, const std::string& last, const ActWords& words,
                              const std::string& now) = 0;
  virtual void use_sheet(const std::string& serial, const std::string& number, const ActWords& words,
                         const std::string& now) = 0;
  enum class SheetEnd { Spoiled, Returned };  // two persons
  virtual void end_sheet(const std::string& serial, SheetEnd end, const ActWords& words,
                         const std::string& now) = 0;
  // What was done to a certificate (its number) or a sheet (its serial), oldest first.
  virtual std::vector<ActRow> acts_on(const std::string& subject) = 0;
  // An appeal against a ruling that is locked, whatever came of it since; one at a time for each assessment.
  // Workers that have claimed it write nothing more; who claims it later asks `appeals` first.
  virtual void file_appeal(const std::string& assessment, const ActWords& words, const std::string& now) = 0;
  // Two persons. Upheld: Resolved or Final -> Judged (Imported when its evidence changed), free for another
  // plenary's list; the list before keeps it with its resolution. Error{Data} once it has a certificate's
  // number that is not void. Rejected: the ruling stands, `held` is cleared.
  enum class AppealEnd { Upheld, Rejected };
  virtual void end_appeal(const std::string& assessment, AppealEnd end, const ActWords& words,
                          const std::string& now) = 0;
  // When the letter on this plenary's ruling was sent (ISO, UTC); empty: it was not.
  virtual std::string notified_at(const std::string& assessment, const std::string& plenary) = 0;
  // Every step of every appeal, oldest first: "APPEAL", then "UPHELD" or "REJECTED"; `subject` is the
  // assessment, `link` the plenary whose ruling it is about.
  virtual std::vector<ActRow> appeals() = 0;

  // --- Step 10, send ---------------------------------------------------------------------------------
  // At the start of a run: mails left in Sending by a killed run (its lease has ended) become Unknown, to be
  // sent once more at `retry_at`; Held when it is their second doubt.
  virtual long long recover_mails(const std::string& now, const std::string& retry_at) = 0;
  // Pending, and Deferred and Unknown whose time has come, oldest first.
  virtual std::vector<MailRow> due_mails(std::size_t limit, const std::string& now) = 0;
  // T5b, with a lease. Error{TryAgain} when another run is sending it or has sent it: leave this mail alone.
  virtual void mark_sending(long long mail, const std::string& now) = 0;
  // T6: one row in `attempt`, and the new state. `next_at` for Deferred and Unknown; a second doubt is noted
  // as Unknown in `attempt` and makes the mail Held: a person must find out. Also what a person found:
  // Sent, or Deferred at once, for a mail that is Held or Unknown. Error{TryAgain} when another run took the
  // mail over meanwhile: it is in doubt already, and this answer comes too late.
  virtual void note_sent(long long mail, MailState state, int code, const std::string& reply,
                         const std::string& next_at, const std::string& now) = 0;
  // T6 of one mail and T5b of the next in one transaction, so that a mail costs one commit: all of it or
  // nothing, and what makes either of the two throw makes this throw.
  virtual void note_and_mark(const MailOutcome& outcome, long long next, const std::string& now) = 0;
  virtual std::vector<MailRow> mails(std::optional<MailState> state) = 0;
  virtual std::vector<MailRow> bounced_mails() = 0;  // Sent, and then reported as not arrived
  // Those with a doubt from `since` (ISO time, UTC) on: each may arrive twice.
  virtual std::vector<MailRow> doubted_mails(const std::string& since) = 0;
  // By its number or its Message-ID.
  virtual std::optional<MailRow> find_mail(const std::string& id) = 0;
  // A report came back on a mail that was sent: it stays Sent, with the report. False when there is no such
  // mail, or it was never sent.
  virtual bool note_bounced(const std::string& message_id, const std::string& report,
                            const std::string& now) = 0;

  // Garbage is harmless: files that no row knows (left by killed runs) and that are a day old go to
  // store/quarantine, and from there after thirty days.
  virtual Swept sweep_orphans() = 0;

  // --- Checks ----------------------------------------------------------------------------------------
  // Every row as it was written, and the invariants that need only the journal (audit.h). One line each in
  // `found`; empty: clean.
  virtual void audit(Diagnostics& found, bool read_files) = 0;
  // The signed-off state of the ledgers (checkpoint.h), to be kept outside the database; and the comparison
  // with one kept earlier, which throws the integrity alarm when this database is older or another.
  virtual std::string checkpoint(const std::string& now) = 0;
  virtual void compare(const std::string& checkpoint) = 0;
};

}  // namespace pleno::journal
