// Steps 6 to 9, issue: numbers, intent, certificates, and what goes out with them.
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "journal/journal_soci.h"
#include "journal/sql_error.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

std::unordered_map<std::string, CertificateRow> certificates_of(Sql& sql,
                                                                const std::vector<std::string>& assessments) {
  std::unordered_map<std::string, CertificateRow> out;
  for (const Row& row :
       sql.select_each(certificate_width,
                       std::string("select ") + certificate_columns +
                           " from {batch} join candidate c on c.assessment = batch.assessment"
                           " join certificate k on k.assessment = c.assessment and k.revision = c.revision",
                       batch_of(assessments))) {
    out.emplace(row[0], certificate_from(row));
  }
  return out;
}

const CertificateRow& need(const std::unordered_map<std::string, CertificateRow>& certificates,
                           const std::string& assessment) {
  const auto found = certificates.find(assessment);
  if (found != certificates.end()) return found->second;
  throw Error(Kind::Internal, say("asesmen {} belum bernomor sertifikat",
                                  "assessment {} has no certificate number", assessment));
}

struct Revision {
  int revision = 1;
  std::string replaces;
};

// Which certificate of theirs is the next: the first, or one that replaces another.
std::unordered_map<std::string, Revision> revisions_of(Sql& sql,
                                                       const std::vector<std::string>& assessments) {
  std::unordered_map<std::string, Revision> out;
  for (const Row& row : sql.select_each(3,
                                        "select v.assessment, v.revision, v.replaces from {batch}"
                                        " join candidate c on c.assessment = batch.assessment"
                                        " join revision v on v.assessment = c.assessment"
                                        " and v.revision = c.revision",
                                        batch_of(assessments))) {
    out[row[0]] = {static_cast<int>(number(row[1])), row[2]};
  }
  return out;
}

CertificateRow new_certificate(const std::string& series, long long no, const AllocationRequest& request,
                               const Revision& revision) {
  return {.assessment = request.assessment,
          .revision = revision.revision,
          .replaces = revision.replaces,
          .series = series,
          .no = no,
          .public_id = request.public_id,
          .issue_date = request.issue_date,
          .decision_digest = request.decision_digest,
          .pins = request.pins,
          .state = "ALLOCATED"};
}

std::vector<std::string> assessments_of(const auto& batch) {
  std::vector<std::string> out;
  out.reserve(batch.size());
  for (const auto& item : batch) out.push_back(item.assessment);
  return out;
}

std::vector<Row> keys_of(const Batch& certificates, const std::string& series) {
  std::vector<Row> keys;
  for (const Row& row : certificates.rows) keys.push_back({series, row[0]});
  return keys;
}

}  // namespace

// Step 7, T2. The series' row is locked before anything is read, so two runs number one after the other.
std::vector<CertificateRow> JournalSoci::allocate(const std::string& series, long long first,
                                                  const std::vector<AllocationRequest>& batch,
                                                  const std::function<void(CertificateRow&)>& name,
                                                  const std::string& now) {
  if (batch.empty()) return {};
  return transact([&] {
    LedgerTail ledger = LedgerTail::lock(sql_, seals_, series, first);
    demand_fences(assessments_of(batch));
    auto certificates = certificates_of(sql_, assessments_of(batch));
    auto revisions = revisions_of(sql_, assessments_of(batch));
    std::vector<CertificateRow> out;
    std::vector<std::string> numbered;
    Batch rows({"no", "assessment", "revision", "replaces", "plenary", "number", "registration", "public_id",
                "issue_date", "decision_digest", "pins"});
    for (const AllocationRequest& request : batch) {
      const auto had = certificates.find(request.assessment);
      if (had != certificates.end()) {
        out.push_back(had->second);
        continue;
      }
      CertificateRow row =
          new_certificate(series, ledger.take_number(), request, revisions[request.assessment]);
      name(row);
      ledger.append(allocate_body(row, now));
      numbered.push_back(row.assessment);
      rows.rows.push_back({std::to_string(row.no), row.assessment, std::to_string(row.revision), row.replaces,
                           request.plenary, row.number, row.registration, row.public_id, row.issue_date,
                           row.decision_digest, row.pins});
      certificates.emplace(row.assessment, row);
      out.push_back(std::move(row));
    }
    seals_.fresh("certificate", {"series", "no"}, keys_of(rows, series));
    sql_.run_each(
        "insert into certificate (series, no, assessment, revision, replaces, plenary, number, registration,"
        " public_id, issue_date, decision_digest, pins, state, allocated_at)"
        " select :series, cast(batch.no as bigint), batch.assessment, cast(batch.revision as bigint),"
        " batch.replaces, batch.plenary, batch.number,"
        " batch.registration, batch.public_id, batch.issue_date, batch.decision_digest, batch.pins,"
        " 'ALLOCATED', :now from {batch}",
        rows, {{"series", series}, {"now", now}});
    ledger.save(sql_, seals_);
    move(numbered, State::Resolved, State::Allocated);
    return out;
  });
}

// Step 7, T3: the intent. From here on only these bytes can be issued under the number.
void JournalSoci::note_rendered(
    const std::vector<std::pair<std::string, std::string>>& assessment_and_sha256) {
  std::vector<std::string> assessments;
  assessments.reserve(assessment_and_sha256.size());
  for (const auto& [assessment, sha256] : assessment_and_sha256) assessments.push_back(assessment);
  transact([&] {
    demand_fences(assessments);
    auto certificates = certificates_of(sql_, assessments);
    Batch batch({"series", "no", "sha256"});
    std::vector<Row> keys;
    for (const auto& [assessment, sha256] : assessment_and_sha256) {
      const CertificateRow& row = need(certificates, assessment);
      batch.rows.push_back({row.series, std::to_string(row.no), sha256});
      keys.push_back({row.series, std::to_string(row.no)});
    }
    seals_.touch("certificate", {"series", "no"}, keys);
    sql_.run_each(
        "update certificate set unsigned_sha256 = batch.sha256, state = 'RENDERED' from {batch}"
        " where certificate.series = batch.series and certificate.no = cast(batch.no as bigint)"
        " and certificate.state = 'ALLOCATED'",
        batch);
    certificates = certificates_of(sql_, assessments);
    for (const auto& [assessment, sha256] : assessment_and_sha256) {
      const CertificateRow& row = need(certificates, assessment);
      if (row.unsigned_sha256 == sha256) continue;
      throw alarm(say("E-NONDET: sertifikat {} dicetak ulang dengan isi berbeda",
                      "E-NONDET: certificate {} came out differently when made again", row.number),
                  row.series);
    }
  });
}

// Steps 8 and 9, T4.
void JournalSoci::issue(const std::vector<Issue>& batch, const std::string& now) {
  const auto before = sql_.read([&] { return certificates_of(sql_, assessments_of(batch)); });
  std::vector<const Issue*> waiting;
  std::vector<const Artifact*> files;
  std::unordered_set<std::string> seen;
  for (const Issue& one : batch) {
    const CertificateRow& row = need(before, one.assessment);
    if (row.state == "ISSUED" || !seen.insert(one.assessment).second) continue;
    if (row.state != "RENDERED") {
      throw Error(Kind::Internal, say("sertifikat {} berstatus {}, bukan RENDERED",
                                      "certificate {} is {}, not RENDERED", row.number, row.state));
    }
    waiting.push_back(&one);
    files.push_back(&one.certificate.artifact);
    for (const NewMail& mail : one.mails) files.push_back(&mail.mime);
  }
  if (waiting.empty()) return;
  store_.keep(files);

  transact([&] {
    std::map<std::string, LedgerTail> ledgers;  // in one order everywhere, so that two runs cannot deadlock
    std::set<std::string> series;
    for (const Issue* one : waiting) series.insert(need(before, one->assessment).series);
    for (const std::string& one : series) ledgers.emplace(one, LedgerTail::lock(sql_, seals_, one));
    demand_fences(assessments_of(batch));

    const auto current = certificates_of(sql_, assessments_of(batch));
    Batch rows({"series", "no", "pdf_sha256"});
    std::vector<Row> keys;
    std::vector<std::string> issued;
    std::vector<const NewDocument*> documents;
    std::vector<const NewMail*> mails;
    for (const Issue* one : waiting) {
      CertificateRow row = need(current, one->assessment);
      if (row.state == "ISSUED") continue;  // another run was faster
      row.pdf_sha256 = one->certificate.artifact.sha256;
      ledgers.at(row.series).append(issue_body(row, now));
      keys.push_back({row.series, std::to_string(row.no)});
      rows.rows.push_back({row.series, std::to_string(row.no), row.pdf_sha256});
      issued.push_back(row.assessment);
      documents.push_back(&one->certificate);
      for (const NewMail& mail : one->mails) mails.push_back(&mail);
    }
    add_documents(documents);
    seals_.touch("certificate", {"series", "no"}, keys);
    sql_.run_each(
        "update certificate set pdf_sha256 = batch.pdf_sha256, state = 'ISSUED', issued_at = :now from "
        "{batch}"
        " where certificate.series = batch.series and certificate.no = cast(batch.no as bigint)"
        " and certificate.state = 'RENDERED'",
        rows, {{"now", now}});
    for (auto& [one, ledger] : ledgers) ledger.save(sql_, seals_);
    move(issued, State::Allocated, State::Issued);
    add_mails(mails, now);
  });
}

// Those of the batch that go back now: deferred, Resolved and still in that plenary's list.
std::vector<std::string> JournalSoci::to_return(const Batch& deferred) {
  std::vector<std::string> out;
  const auto rows =
      sql_.select_each(4,
                       "select c.assessment, c.state, case when c.plenary = batch.plenary then 1 else 0 end,"
                       " coalesce(r.ruling, '') from {batch}"
                       " join candidate c on c.assessment = batch.assessment"
                       " left join resolution r on r.assessment = c.assessment and r.plenary = batch.plenary",
                       deferred);
  for (const Row& row : rows) {
    const bool is_deferred = row[3] == to_text(Ruling::Deferred);
    const bool in_list = row[2] == "1";
    if (is_deferred && !in_list) continue;  // an earlier call returned it
    if (!is_deferred || row[1] != to_text(State::Resolved)) {
      throw Error(Kind::Internal,
                  say("asesmen {} tidak ditunda pleno itu, jadi tidak dapat kembali",
                      "assessment {} was not deferred by that plenary: it cannot return", row[0]));
    }
    out.push_back(row[0]);
  }
  if (rows.size() == deferred.rows.size()) return out;
  throw Error(Kind::Internal, say("asesmen tidak dikenal", "an unknown assessment"));
}

void JournalSoci::return_deferred(const Batch& deferred) { free_for_plenary(batch_of(to_return(deferred))); }

// A changed evidence that was only kept beside so far takes its place: the decision was on the other one.
void JournalSoci::free_for_plenary(const Batch& returning) {
  seals_.touch("candidate", {"assessment"}, returning.rows);
  seals_.touch("decision", {"assessment"}, returning.rows);
  sql_.run_each(
      "update candidate set state = 'judged', plenary = '', held = '', changed_after_plan = 0,"
      " scheme = e.scheme, session = e.session from {batch} join evidence e on e.assessment ="
      " batch.assessment where candidate.assessment = batch.assessment and candidate.version = e.version",
      returning);
  sql_.run_each(
      "update candidate set state = 'imported' from {batch} join decision d on d.assessment ="
      " batch.assessment where candidate.assessment = batch.assessment"
      " and candidate.digest <> d.evidence_digest",
      returning);
  sql_.run_each(
      "delete from decision where assessment in (select c.assessment from {batch} join candidate c"
      " on c.assessment = batch.assessment where c.state = 'imported')",
      returning);
}

// T4'.
void JournalSoci::conclude(const std::vector<Conclusion>& batch, const std::string& now) {
  std::vector<const NewDocument*> documents;
  std::vector<const NewMail*> mails;
  std::vector<const Artifact*> files;
  std::vector<std::string> final;
  Batch deferred({"assessment", "plenary"});
  std::unordered_set<std::string> seen;
  for (const Conclusion& one : batch) {
    for (const NewDocument& document : one.documents) {
      documents.push_back(&document);
      files.push_back(&document.artifact);
    }
    for (const NewMail& mail : one.mails) {
      mails.push_back(&mail);
      files.push_back(&mail.mime);
    }
    if (one.then == Conclusion::Then::Stay || !seen.insert(one.assessment).second) continue;
    if (one.then == Conclusion::Then::Final) final.push_back(one.assessment);
    if (one.then == Conclusion::Then::NextPlenary) deferred.rows.push_back({one.assessment, one.plenary});
  }
  store_.keep(files);
  transact([&] {
    lock_candidates(batch_of(assessments_of(batch)));
    demand_fences(assessments_of(batch));
    add_documents(documents);
    add_mails(mails, now);
    return_deferred(deferred);
    std::vector<std::string> open;
    for (const Row& row : sql_.select_each(1,
                                           "select c.assessment from {batch}"
                                           " join candidate c on c.assessment = batch.assessment"
                                           " where c.state <> 'final'",
                                           batch_of(final))) {
      open.push_back(row[0]);
    }
    move(open, State::Resolved, State::Final);
  });
}

void JournalSoci::add_mails(const std::vector<const NewMail*>& mails, const std::string& now) {
  std::vector<const Artifact*> files;
  Batch rows({"assessment", "kind", "plenary", "revision", "message_id", "recipient", "mime_sha256", "state",
              "reply"});
  for (const NewMail* mail : mails) {
    const bool held = mail->recipient.empty() || !mail->held.empty();
    files.push_back(&mail->mime);
    rows.rows.push_back({mail->assessment, mail->kind, mail->plenary, std::to_string(mail->revision),
                         mail->message_id, mail->recipient, mail->mime.sha256,
                         std::string(to_text(held ? MailState::Held : MailState::Pending)), mail->held});
  }
  add_files(files);
  std::vector<Row> keys;
  for (const Row& row : rows.rows) keys.push_back({row[0], row[1], row[2], row[3]});
  seals_.touch("outbox", {"assessment", "kind", "plenary", "revision"}, keys);
  sql_.run_each(
      "insert into outbox (assessment, kind, plenary, revision, message_id, recipient, mime_sha256, state,"
      " reply, queued_at)"
      " select batch.assessment, batch.kind, batch.plenary, cast(batch.revision as bigint), batch.message_id,"
      " batch.recipient, batch.mime_sha256, batch.state, batch.reply, :now from {batch}"
      " where true order by batch.position on conflict (assessment, kind, plenary, revision) do nothing",
      rows, {{"now", now}});
}

}  // namespace pleno::journal
