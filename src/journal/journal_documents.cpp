// Step 3, typeset: documents and their files.
#include <unordered_set>

#include "journal/journal_soci.h"

namespace pleno::journal {
namespace {

constexpr const char* document_query =
    "select d.kind, d.subject, d.key, d.sha256, a.media_type, a.size from document d"
    " join artifact a on a.sha256 = d.sha256 where d.kind = :kind and d.subject = :subject";

std::optional<DocumentRow> document_from(const std::vector<Row>& rows) {
  if (rows.empty()) return std::nullopt;
  const Row& row = rows[0];
  return DocumentRow{.kind = row[0],
                     .subject = row[1],
                     .key = row[2],
                     .sha256 = row[3],
                     .media_type = row[4],
                     .size = number(row[5])};
}

}  // namespace

std::optional<DocumentRow> JournalSoci::document(const std::string& kind, const std::string& subject,
                                                 const std::string& key) {
  return document_from(sql_.read([&] {
    return sql_.select(6, std::string(document_query) + " and d.key = :key",
                       {{"kind", kind}, {"subject", subject}, {"key", key}});
  }));
}

std::optional<DocumentRow> JournalSoci::latest_document(const std::string& kind, const std::string& subject) {
  return document_from(sql_.read([&] {
    return sql_.select(6, std::string(document_query) + " order by d.id desc limit 1",
                       {{"kind", kind}, {"subject", subject}});
  }));
}

std::set<std::string> JournalSoci::document_keys(const std::string& kind) {
  std::set<std::string> keys;
  for (const Row& row : sql_.read([&] {
         return sql_.select(2, "select subject, key from document where kind = :kind order by subject, key",
                            {{"kind", kind}});
       })) {
    keys.insert(keys.end(), row[0] + '\n' + row[1]);
  }
  return keys;
}

void JournalSoci::keep_documents(const std::vector<NewDocument>& batch) {
  std::vector<const NewDocument*> documents;
  std::vector<const Artifact*> files;
  for (const NewDocument& document : batch) {
    documents.push_back(&document);
    files.push_back(&document.artifact);
  }
  store_.keep(files);
  transact([&] { add_documents(documents); });
}

std::vector<Unshelved> JournalSoci::to_shelve(std::size_t limit) {
  std::vector<Unshelved> out;
  for (const Row& row : sql_.read([&] {
         return sql_.select(2, "select path, sha256 from shelf order by path limit :limit",
                            {{"limit", static_cast<long long>(limit)}});
       })) {
    out.push_back({row[0], row[1]});
  }
  return out;
}

void JournalSoci::note_shelved(const std::vector<Unshelved>& batch) {
  Batch rows({"path", "sha256"});
  for (const Unshelved& one : batch) rows.rows.push_back({one.path, one.sha256});
  // Not one that a newer document has taken the place of meanwhile.
  sql_.transact([&] {
    sql_.run_each("delete from shelf where (path, sha256) in (select batch.path, batch.sha256 from {batch})",
                  rows);
  });
}

void JournalSoci::add_documents(const std::vector<const NewDocument*>& documents) {
  std::vector<const Artifact*> files;
  Batch rows({"kind", "subject", "key", "sha256"});
  Batch shelf({"kind", "subject", "key", "path"});
  for (const NewDocument* document : documents) {
    const Artifact& file = document->artifact;
    files.push_back(&file);
    rows.rows.push_back({file.kind, file.subject, document->key, file.sha256});
    if (!document->shelf.empty())
      shelf.rows.push_back({file.kind, file.subject, document->key, document->shelf});
  }
  add_files(files);
  std::vector<Row> keys;
  for (const Row& row : rows.rows) keys.push_back({row[0], row[1], row[2]});
  seals_.touch("document", {"kind", "subject", "key"}, keys);
  sql_.run_each(
      "insert into document (kind, subject, key, sha256)"
      " select batch.kind, batch.subject, batch.key, batch.sha256 from {batch}"
      " where true order by batch.position on conflict (kind, subject, key) do nothing",
      rows);
  // The document that stayed, which need not be this one.
  sql_.run_each(
      "insert into shelf (path, sha256) select batch.path, d.sha256 from {batch} join document d"
      " on d.kind = batch.kind and d.subject = batch.subject and d.key = batch.key"
      " where true on conflict (path) do update set sha256 = excluded.sha256",
      shelf);
}

void JournalSoci::add_files(const std::vector<const Artifact*>& files) {
  Batch rows({"sha256", "kind", "media_type", "size"});
  std::vector<Row> keys;
  for (const Artifact* file : files) {
    rows.rows.push_back({file->sha256, file->kind, file->media_type, std::to_string(file->bytes->size())});
    keys.push_back({file->sha256});
  }
  seals_.touch("artifact", {"sha256"}, keys);
  sql_.run_each(
      "insert into artifact (sha256, kind, media_type, size)"
      " select batch.sha256, batch.kind, batch.media_type, cast(batch.size as bigint) from {batch}"
      " where true on conflict (sha256) do nothing",
      rows);
}

std::shared_ptr<const std::string> JournalSoci::bytes(const std::string& sha256) {
  return store_.bytes(sha256);
}

Swept JournalSoci::sweep_orphans() {
  std::unordered_set<std::string> known;
  for (Row& row : sql_.read([&] { return sql_.select(1, "select sha256 from artifact"); }))
    known.insert(std::move(row[0]));
  return store_.sweep_orphans([&](const std::string& sha256) { return known.count(sha256) != 0; });
}

std::filesystem::path JournalSoci::path_of(const std::string& sha256) const { return store_.path_of(sha256); }

}  // namespace pleno::journal
