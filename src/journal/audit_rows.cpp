// Rows that must agree with each other, and files with their rows.
#include "journal/audit.h"
#include "journal/audit_query.h"
#include "text/language.h"

namespace pleno::journal {
namespace {

constexpr std::size_t files_a_page = 1000;

void audit_file(const Row& row, Store::Finding finding, Diagnostics& found) {
  std::string message;
  switch (finding) {
    case Store::Finding::Good: return;
    case Store::Finding::Missing:
      message = say("berkas {} hilang", "the file of a {} is missing", row[2]);
      break;
    case Store::Finding::Different:
      message = say("berkas {} berubah: isinya tidak cocok dengan sidiknya",
                    "the file of a {} was changed: it differs from its digest", row[2]);
      break;
    case Store::Finding::Unreadable:
      message = say("berkas {} tidak dapat dibaca", "the file of a {} cannot be read", row[2]);
      break;
  }
  found.push_back({.at = {.record = row[0]},
                   .message = message,
                   .hint = say("pulihkan berkas itu dari cadangan", "restore that file from the backup")});
}

}  // namespace

void audit_states(Sql& sql, Diagnostics& found) {
  none_of(sql,
          "select c.assessment from candidate c left join evidence e on e.assessment = c.assessment"
          " and e.version = c.version and e.digest = c.digest where e.assessment is null",
          found, [] { return say("bukti terakhirnya hilang", "its latest evidence is missing"); });
  none_of(sql,
          "select c.assessment from candidate c left join decision d on d.assessment = c.assessment"
          " where (c.state = 'imported') <> (d.assessment is null)",
          found,
          [] { return say("status dan keputusannya tidak cocok", "its state and its decision disagree"); });
  none_of(sql,
          "select c.assessment from candidate c left join plenary_item p on p.assessment = c.assessment"
          " and p.plenary = c.plenary where (c.state in ('imported', 'judged')) <> (p.assessment is null)"
          " or (c.plenary = '') <> (p.assessment is null)",
          found, [] {
            return say("status dan daftar plenonya tidak cocok", "its state and the plenary's list disagree");
          });
  none_of(sql,
          "select p.assessment from plenary_item p join candidate c on c.assessment = p.assessment"
          " left join resolution r on r.assessment = p.assessment and r.plenary = p.plenary"
          " where p.plenary <> c.plenary and coalesce(r.ruling, '') <> 'ditunda' and not exists"
          " (select 1 from act a where a.series = 'banding' and a.kind = 'UPHELD'"
          " and a.subject = p.assessment and a.link = p.plenary)",
          found, [] {
            return say("keluar dari daftar pleno tanpa putusan ditunda atau banding yang diterima",
                       "it left a plenary's list without being deferred or an appeal upheld");
          });
  none_of(sql,
          "select p.assessment from plenary_item p join decision d on d.assessment = p.assessment"
          " join candidate c on c.assessment = p.assessment and c.plenary = p.plenary"
          " left join revision v on v.assessment = c.assessment and v.revision = c.revision"
          " where d.digest <> coalesce(v.decision_digest, p.decision_digest)"
          " or (c.revision > 1) <> (v.assessment is not null)",
          found, [] {
            return say("keputusannya bukan yang masuk daftar pleno",
                       "its decision is not the one in the plenary's list");
          });
  none_of(sql,
          "select l.plenary from plenary_list l left join plenary_item p on p.plenary = l.plenary"
          " group by l.plenary, l.size having count(p.ordinal) <> l.size or min(p.ordinal) <> 1"
          " or max(p.ordinal) <> l.size",
          found, [] { return say("daftar plenonya tidak lengkap", "the plenary's list is not complete"); });
  none_of(sql,
          "select r.assessment from resolution r left join plenary_item p on p.assessment = r.assessment"
          " and p.plenary = r.plenary where p.assessment is null",
          found, [] {
            return say("putusan pleno yang daftarnya tidak memuatnya",
                       "a resolution of a plenary whose list does not have it");
          });
  none_of(sql,
          "select c.assessment from candidate c left join resolution r on r.assessment = c.assessment"
          " and r.plenary = c.plenary where (c.state in ('imported', 'judged', 'planned')) <> (r.assessment "
          "is null)",
          found, [] {
            return say("status dan putusan plenonya tidak cocok", "its state and its resolution disagree");
          });
  none_of(sql,
          "select c.assessment from candidate c left join certificate k on k.assessment = c.assessment"
          " and k.revision = c.revision where case when c.state = 'allocated' then coalesce(k.state, '') not "
          "in ('ALLOCATED', 'RENDERED')"
          " when c.state = 'issued' then coalesce(k.state, '') <> 'ISSUED'"
          " when c.state = 'void' then coalesce(k.state, '') <> 'VOID' else k.assessment is not null end",
          found, [] {
            return say("status dan sertifikatnya tidak cocok", "its state and its certificate disagree");
          });
  none_of(sql,
          "select k.number from certificate k left join document d on d.sha256 = k.pdf_sha256"
          " and d.subject = k.assessment where k.issued_at <> '' and d.id is null",
          found, [] {
            return say("terbit, tetapi PDF-nya bukan dokumen asesmen itu",
                       "issued, but its PDF is no document of that assessment");
          });
  none_of(
      sql,
      "select k.number from certificate k where k.state in ('RENDERED', 'ISSUED') and k.unsigned_sha256 = ''"
      " or (k.state = 'ISSUED' or k.pdf_sha256 <> '') and (k.pdf_sha256 = '' or k.issued_at = '')",
      found,
      [] { return say("sidik atau waktu terbitnya hilang", "its digest or time of issue is missing"); });
  const auto not_the_only_one = [] {
    return say("dokumennya bukan satu-satunya yang dicetak untuk nomor itu, atau milik nomor lain juga",
               "its document is not the only one ever made for that number, or is another number's too");
  };
  none_of(sql, "select number from certificate where pdf_sha256 <> '' and pdf_sha256 <> unsigned_sha256",
          found, not_the_only_one);
  none_of(
      sql,
      "select min(number) from certificate where pdf_sha256 <> '' group by pdf_sha256 having count(*) > 1",
      found, not_the_only_one);
}

void audit_files(Sql& sql, const Store& store, bool read_files, Diagnostics& found) {
  for (std::string last;;) {
    const auto rows = sql.select(
        3, "select sha256, size, kind from artifact where sha256 > :last order by sha256 limit :limit",
        {{"last", last}, {"limit", static_cast<long long>(files_a_page)}});
    std::vector<std::pair<std::string, long long>> files;
    files.reserve(rows.size());
    for (const Row& row : rows) files.emplace_back(row[0], number(row[1]));
    const auto findings = store.check(files, read_files);
    for (std::size_t i = 0; i < rows.size(); ++i) audit_file(rows[i], findings[i], found);
    if (rows.size() < files_a_page) return;
    last = rows.back()[0];
  }
}

}  // namespace pleno::journal
