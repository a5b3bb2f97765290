#include "source/sample.h"

#include <fmt/format.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <array>
#include <memory>

#include "source/sample_people.h"
#include "text/date.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::source {
namespace {

constexpr long long first_number = 401;

// As an LSP's application keeps it: people once, criteria once, a mark in about 35 bytes.
constexpr std::array schema = {
    "create table person (id text primary key, name text not null, title_front text, title_back text,"
    " national_id text, organisation text, email text) without rowid",
    "create table assessor (person_id text primary key, name text not null, registration text not null)"
    " without rowid",
    "create table site (id text primary key, name text not null, kind text not null, address text) without "
    "rowid",
    "create table session (id text primary key, site_id text not null references site,"
    " starts_on text not null, ends_on text not null) without rowid",
    "create table unit (id integer primary key, scheme_id text not null, code text not null, title text not "
    "null,"
    " unique (scheme_id, code))",
    "create table criterion (id integer primary key, unit_id integer not null references unit,"
    " number text not null, unique (unit_id, number))",
    "create table assessment (id integer primary key, number text not null unique, scheme_id text not null,"
    " person_id text not null references person, session_id text not null references session,"
    " attendance text not null, recommendation text, remark text)",
    "create table assignment (assessment_id integer not null references assessment,"
    " assessor_id text not null references assessor, lead integer not null,"
    " primary key (assessment_id, assessor_id)) without rowid",
    "create table mark (assessment_id integer not null references assessment,"
    " criterion_id integer not null references criterion, method text not null,"
    " assessor_id text not null references assessor, value text, kind text not null,"
    " valid integer, authentic integer, current integer, sufficient integer, score real, marked_on text,"
    " primary key (assessment_id, criterion_id, method, assessor_id)) without rowid",
    "create table document (assessment_id integer not null references assessment, code text not null,"
    " present integer not null, primary key (assessment_id, code)) without rowid"};

constexpr std::array documents = {"APL.01", "APL.02", "AK.01", "AK.02"};

struct SampleAssessor {
  const char* person_id;
  const char* name;
  const char* registration;
};
// The third sits on the committee of the sample site's plenary, under the same person id.
constexpr std::array assessors = {
    SampleAssessor{"P-0001", "Dra. Endang Kusumawati, M.M.", "MET.000.001187 2019"},
    SampleAssessor{"P-0002", "Bambang Wirawan, S.E., M.M.", "MET.000.002233 2021"},
    SampleAssessor{"P-0003", "Ratna Dewi Anggraini, S.Kom., M.M.S.I.", "MET.000.003471 2022"}};

// Where and when candidates are assessed: eleven to a session, more when there are very many.
struct SampleSession {
  std::string id;
  std::size_t scheme = 0;
  std::size_t site = 0;
  std::vector<std::string> assessors;  // person ids, the first leads
  std::string starts_on, ends_on;
};

SampleSession session_of(long long index, std::size_t schemes) {
  constexpr std::array<unsigned, 6> days = {3,  5,  10,
                                            12, 16, 18};  // of November 2026, before the plenary on the 21st
  const long long number = index / 11;
  const Date start{std::chrono::year{2026}, std::chrono::November,
                   std::chrono::day{days[static_cast<std::size_t>(number) % days.size()]}};
  SampleSession out;
  out.id = number < 26 ? fmt::format("2026-11-{}", static_cast<char>('A' + number))
                       : fmt::format("2026-11-{}", number + 1);
  out.scheme = static_cast<std::size_t>(number) % schemes;
  out.site = static_cast<std::size_t>(number / 2) % 2;
  switch (number % 4) {
    case 0: out.assessors = {"P-0001"}; break;
    case 1: out.assessors = {"P-0001", "P-0002"}; break;
    case 2: out.assessors = {"P-0003"}; break;
    default: out.assessors = {"P-0002"}; break;
  }
  out.starts_on = iso(start);
  out.ends_on = iso(add_days(start, 1));
  return out;
}

class SampleWriter {
 public:
  SampleWriter(soci::session& sql, const std::vector<Scheme>& schemes, long long candidates)
      : sql_(sql),
        schemes_(schemes),
        width_(
            static_cast<int>(std::max<std::size_t>(4, fmt::format("{}", first_number + candidates).size()))) {
  }

  void write(long long candidates) {
    for (const char* statement : schema) sql_ << statement;
    write_schemes();
    write_places();
    prepare();
    for (long long index = 0; index < candidates; ++index) write_assessment(index);
    // Lets SQLite plan the queries' joins from the real sizes.
    sql_ << "pragma analysis_limit=1000";
    sql_ << "analyze";
  }

 private:
  void write_schemes() {
    int unit_id = 0;
    int criterion_id = 0;
    for (const Scheme& scheme : schemes_) {
      first_criterion_.push_back(criterion_id + 1);
      for (const Unit& unit : scheme.units) {
        ++unit_id;
        sql_ << "insert into unit values (:i, :s, :c, :t)", soci::use(unit_id), soci::use(scheme.id),
            soci::use(unit.code), soci::use(unit.title);
        for (const Element& element : unit.elements) {
          for (const Criterion& criterion : element.criteria) {
            ++criterion_id;
            sql_ << "insert into criterion values (:i, :u, :n)", soci::use(criterion_id), soci::use(unit_id),
                soci::use(criterion.number);
          }
        }
      }
    }
  }

  void write_places() {
    sql_ << "insert into site values ('TUK-01', 'TUK Kampus Contoh Depok', 'Sewaktu',"
            " 'Jalan Contoh Raya No. 100, Depok'),"
            " ('TUK-02', 'TUK PT Ritel Contoh Abadi', 'Tempat Kerja', 'Jalan Niaga Contoh No. 8, Jakarta "
            "Selatan')";
    for (const SampleAssessor& one : assessors) {
      const std::string person = one.person_id, name = one.name, number = one.registration;
      sql_ << "insert into assessor values (:p, :n, :r)", soci::use(person), soci::use(name),
          soci::use(number);
    }
  }

  void prepare() {
    using soci::use;
    person_ = std::make_unique<soci::statement>(
        (sql_.prepare << "insert or ignore into person values (:a, :b, nullif(:c, ''), nullif(:d, ''), :e,"
                         " nullif(:f, ''), nullif(:g, ''))",
         use(who_.id), use(who_.name), use(who_.title_front), use(who_.title_back), use(who_.national_id),
         use(who_.organisation), use(who_.email)));
    assessment_ = std::make_unique<soci::statement>(
        (sql_.prepare
             << "insert into assessment values (:a, :b, :c, :d, :e, :f, nullif(:g, ''), nullif(:h, ''))",
         use(id_), use(number_), use(scheme_), use(who_.id), use(session_.id), use(attendance_),
         use(recommendation_), use(remark_)));
    // Every KUK of the scheme observed on the first day, all K: the usual case in one statement.
    observed_ = std::make_unique<soci::statement>(
        (sql_.prepare << "insert into mark select :a, c.id, 'CL', :r, 'K', 'L', 1, 1, 1, 1, null, :d"
                         " from unit u join criterion c on c.unit_id = u.id where u.scheme_id = :s",
         use(id_), use(assessor_), use(session_.starts_on), use(scheme_)));
    // The first KUK of every unit also in a written test on the second day, with a score from 70.
    written_ = std::make_unique<soci::statement>(
        (sql_.prepare << "insert into mark select :a, c.id, 'DPT', :r, 'K', 'TL', 1, 1, 1, 1,"
                         " 70 + (:b * 37 + c.id * 11) % 59 * 0.5, :d"
                         " from unit u join criterion c on c.unit_id = u.id and c.number = '1.1' where "
                         "u.scheme_id = :s",
         use(id_), use(assessor_), use(id_), use(session_.ends_on), use(scheme_)));
    document_ = std::make_unique<soci::statement>(
        (sql_.prepare << "insert into document select :a, value, value <> :m from json_each(:list)", use(id_),
         use(who_.missing_document), use(document_list_)));
  }

  void write_assessment(long long index) {
    const std::string before = session_.id;
    session_ = session_of(index, schemes_.size());
    if (session_.id != before) write_session();
    who_ = sample_person(index);
    id_ = index + 1;
    number_ = fmt::format("26-{:0{}}", first_number + index, width_);
    scheme_ = schemes_[session_.scheme].id;
    assessor_ = session_.assessors.front();
    describe();
    person_->execute(true);
    assessment_->execute(true);
    document_->execute(true);
    int lead = 1;
    for (const std::string& assessor : session_.assessors) {
      sql_ << "insert into assignment values (:a, :r, :l)", soci::use(id_), soci::use(assessor),
          soci::use(lead);
      lead = 0;
    }
    if (who_.design == Design::Absent || who_.design == Design::NothingMarked) return;
    observed_->execute(true);
    written_->execute(true);
    write_exceptions();
  }

  void write_session() {
    const std::string site = session_.site == 0 ? "TUK-01" : "TUK-02";
    sql_ << "insert into session values (:i, :t, :a, :b)", soci::use(session_.id), soci::use(site),
        soci::use(session_.starts_on), soci::use(session_.ends_on);
  }

  // Attendance and the assessor's advice.
  void describe() {
    attendance_ = who_.design == Design::Absent ? "tidak-hadir" : "hadir";
    recommendation_ = "K";
    remark_.clear();
    switch (who_.design) {
      case Design::OneCriterionNot:
      case Design::WholeUnitNot:
      case Design::TwoUnitsNot:
        recommendation_ = "BK";
        remark_ = "Perlu berlatih lagi pada KUK yang belum kompeten.";
        break;
      case Design::AdvisedNotYet:
        recommendation_ = "BK";
        remark_ = "Asesi tampak ragu saat menjelaskan hasil kerjanya.";
        break;
      case Design::AdvisedCompetent: remark_ = "Kekurangan kecil, secara keseluruhan memadai."; break;
      case Design::FurtherClosed: remark_ = "Penilaian lanjut ditutup dengan pertanyaan lisan."; break;
      case Design::FurtherOpen:
      case Design::NoAdvice:
      case Design::NothingMarked:
      case Design::Absent: recommendation_.clear(); break;
      case Design::AllCompetent:
      case Design::MarksMissing:
      case Design::OtherMethodPassed: break;
    }
  }

  // The n-th criterion (from 0) of a unit of this assessment's scheme, as its database id.
  int criterion(std::size_t unit, std::size_t n) const {
    const Scheme& scheme = schemes_[session_.scheme];
    const std::size_t which = unit % std::max<std::size_t>(scheme.units.size(), 1);
    std::size_t position = 0;
    for (std::size_t i = 0; i < which; ++i) position += criteria_of(scheme.units[i]);
    const std::size_t own = criteria_of(scheme.units[which]);
    return first_criterion_[session_.scheme] + static_cast<int>(position + n % std::max<std::size_t>(own, 1));
  }
  static std::size_t criteria_of(const Unit& unit) {
    std::size_t count = 0;
    for (const Element& element : unit.elements) count += element.criteria.size();
    return count;
  }

  void change(const char* what, int from, int to) {
    sql_ << what << " where assessment_id = " << id_ << " and criterion_id between " << from << " and " << to;
  }
  void not_yet(int from, int to) {
    change("update mark set value = 'BK', sufficient = 0, score = score * 0.6", from, to);
  }
  void further(int at) { change("update mark set value = 'PL', sufficient = null", at, at); }

  void write_exceptions() {
    const std::size_t units = schemes_[session_.scheme].units.size();
    // Designed candidates differ by their place in the session, the others by their index.
    const std::size_t unit = static_cast<std::size_t>(id_) % units;
    switch (who_.design) {
      case Design::OneCriterionNot:
      case Design::AdvisedCompetent: not_yet(criterion(unit, 4), criterion(unit, 4)); break;
      case Design::WholeUnitNot:
        not_yet(criterion(unit, 0), criterion(unit, criteria_of(schemes_[session_.scheme].units[unit]) - 1));
        break;
      case Design::TwoUnitsNot:
        not_yet(criterion(unit, 1), criterion(unit, 1));
        not_yet(criterion(unit + 2, 3), criterion(unit + 2, 3));
        change("delete from mark", criterion(unit + 4, 2), criterion(unit + 4, 2));
        break;
      case Design::MarksMissing: change("delete from mark", criterion(unit, 3), criterion(unit, 4)); break;
      case Design::FurtherOpen: further(criterion(unit, 2)); break;
      case Design::FurtherClosed: {
        const int at = criterion(unit, 2);
        further(at);
        sql_ << "insert into mark values (:a, :c, 'DPL', :r, 'K', 'T', 1, 1, 1, 1, null, :d)", soci::use(id_),
            soci::use(at), soci::use(assessor_), soci::use(session_.ends_on);
        break;
      }
      case Design::OtherMethodPassed: {
        const int at = criterion(unit, 0);
        sql_ << "update mark set value = 'BK', sufficient = 0 where method = 'CL' and assessment_id = " << id_
             << " and criterion_id = " << at;
        break;
      }
      default: break;
    }
  }

  soci::session& sql_;
  const std::vector<Scheme>& schemes_;
  int width_;
  std::vector<int> first_criterion_;  // by scheme
  const std::string document_list_ = fmt::format("[\"{}\"]", fmt::join(documents, "\",\""));

  // What the prepared statements read.
  SamplePerson who_;
  SampleSession session_;
  long long id_ = 0;
  std::string assessor_, number_, scheme_, attendance_, recommendation_, remark_;
  std::unique_ptr<soci::statement> person_, assessment_, observed_, written_, document_;
};

}  // namespace

void make_sample(const std::filesystem::path& sqlite_file, const std::vector<Scheme>& schemes,
                 long long candidates) {
  const auto cannot = [&](const std::string& why) {
    return Error(Kind::CannotCreate,
                 say("basis data contoh tidak dapat dibuat: {}", "cannot make the sample database: {}", why),
                 sqlite_file.string());
  };
  if (schemes.empty()) throw cannot(say("tidak ada skema", "there is no scheme"));
  for (const Scheme& scheme : schemes) {
    if (scheme.units.empty() || scheme.criterion_count() == 0) {
      throw cannot(say("skema {} tanpa unit atau KUK", "scheme {} has no units or no KUK", scheme.id));
    }
  }
  if (std::filesystem::exists(sqlite_file)) throw cannot(say("berkas sudah ada", "the file exists"));
  try {
    soci::session sql(soci::sqlite3, sqlite_file.string());
    // A file that is thrown away on failure needs no journal.
    sql << "pragma journal_mode=off";
    sql << "pragma synchronous=off";
    sql << "begin";
    SampleWriter(sql, schemes, candidates).write(candidates);
    sql << "commit";
  } catch (const soci::soci_error& error) {
    std::error_code ignored;
    std::filesystem::remove(sqlite_file, ignored);
    throw cannot(error.what());
  }
}

}  // namespace pleno::source
