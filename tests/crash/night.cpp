#include "crash/night.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <functional>

#include "crash/shim.h"
#include "journal/sql.h"

namespace pleno::crash {
namespace {

namespace fs = std::filesystem;

// The tables that a disturbed night must leave as an undisturbed one does. How often a mail was tried, and
// when, may differ: `judge_mails` looks at those.
const std::pair<const char*, const char*> tables[] = {
    {"candidate", "assessment, state, version, digest, plenary, changed_after_plan, held"},
    {"evidence", "assessment, version, digest, kept_at"},
    {"decision", "assessment, outcome, digest"},
    {"plenary_item", "plenary, ordinal, assessment, decision_digest"},
    {"resolution", "assessment, plenary, ruling, resolved_at"},
    {"series", "series, last_no, ledger_seq, ledger_head"},
    {"certificate", "series, no, assessment, number, registration, public_id, state, pdf_sha256"},
    {"ledger", "series, seq, body, hash"},
    {"artifact", "sha256, kind, size"},
    {"document", "kind, subject, key, sha256"},
    {"outbox", "assessment, kind, plenary, revision, message_id, recipient, mime_sha256, state"}};

// A picture of eight by eight points: the one of the sample takes a seventh of a run's time to decode.
const unsigned char small_logo[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44,
    0x52, 0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x08, 0x08, 0x02, 0x00, 0x00, 0x00, 0x4b,
    0x6d, 0x29, 0xdc, 0x00, 0x00, 0x00, 0x11, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x50,
    0x48, 0x58, 0x80, 0x15, 0x31, 0x0c, 0x2d, 0x09, 0x00, 0x02, 0x6c, 0x48, 0x01, 0xcf, 0x33,
    0xf2, 0x9c, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};

void write_small_logo(const fs::path& file) {
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(small_logo), sizeof small_logo);
}

// Minutes after the night of the sample began, in UTC.
std::string time_after(int minutes) {
  using namespace std::chrono;
  const sys_seconds time = sys_days{year{2026} / 11 / 23} + hours{2} + std::chrono::minutes{minutes};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:00Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count());
}

// The reserve of space is large and never written again once it is made: a second name does for a copy.
void copy_tree(const fs::path& from, const fs::path& to) {
  const char* reserve = "state/cadangan-ruang";
  fs::remove_all(to);
  fs::create_directories(to);
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const fs::path place = to / entry.path().lexically_relative(from);
    if (entry.is_directory())
      fs::create_directories(place);
    else if (entry.path() == from / reserve)
      fs::create_hard_link(entry.path(), place);
    else
      fs::copy_file(entry.path(), place);
  }
}

template <typename Each>
void each_file(const fs::path& folder, const Each& each) {
  std::error_code none;
  for (const auto& entry : fs::recursive_directory_iterator(folder, none)) {
    if (entry.is_regular_file()) each(entry.path());
  }
}

bool is_left_over(const std::string& name) {
  return name.find("/aside/") != std::string::npos || name.find(".baru") != std::string::npos;
}

void demand(bool good, const std::string& what) {
  if (!good) throw std::runtime_error(what);
}

}  // namespace

std::string base_folder() { return ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"; }

std::string difference(const Picture& expected, const Picture& found) {
  for (const auto& [table, rows] : expected.rows) {
    const auto& other = found.rows.at(table);
    for (std::size_t i = 0; i < std::max(rows.size(), other.size()); ++i) {
      const std::string want = i < rows.size() ? rows[i] : "nothing";
      const std::string have = i < other.size() ? other[i] : "nothing";
      if (want != have) return fmt::format("{}: expected {}, found {}", table, want, have);
    }
  }
  for (const auto& [name, digest] : expected.files) {
    const auto file = found.files.find(name);
    if (file == found.files.end()) return name + " is missing";
    if (file->second != digest) return name + " differs";
  }
  for (const auto& [name, digest] : found.files) {
    if (expected.files.count(name) == 0) return name + " is there and should not be";
  }
  return {};
}

Place::Place(fs::path folder, std::string state_url)
    : folder_(std::move(folder)), site_(folder_ / "site"), state_url_(std::move(state_url)) {
  fs::create_directories(folder_);
}

void Place::fresh_sink() {
  sink_ = std::make_unique<testing::SmtpSink>();
  sink_->forget_bodies();
  sink_->offer({"PIPELINING"});  // as Postfix and Exim do
}

Arrived Place::arrived() {
  sink_->wait_until_idle();
  return sink_->accepted();
}

std::unique_ptr<Program> Place::start(const std::vector<std::string>& arguments, int minutes,
                                      const Variables& more) {
  Variables variables = more;
  variables["PLENO_LANG"] = "en";
  variables["PLENO_NOW"] = time_after(minutes);
  if (sink_) variables["PLENO_MAIL_URL"] = sink_->url();
  if (!state_url_.empty()) variables["PLENO_STATE_URL"] = state_url_;
  std::vector<std::string> words = arguments;
  words.insert(words.end(), {"--site", site_.string()});
  return std::make_unique<Program>(words, variables, folder_ / "output");
}

Ended Place::run(const std::vector<std::string>& arguments, int minutes, const Variables& more) {
  return start(arguments, minutes, more)->wait();
}

Ended Place::run_under_shim(const std::vector<std::string>& arguments, Variables more) {
  static const std::string now = std::to_string(std::time(nullptr));  // one for all the runs of a program
  more[under_variable] = site_.string();
  more[clock_variable] = now;
  more["LD_PRELOAD"] = PLENO_SHIM;
  return run(arguments, 0, more);
}

std::string Place::output() const { return testing::text_of_file(folder_ / "output"); }

std::vector<std::string> Place::ask(std::size_t columns, const std::string& query) const {
  const std::string url =
      state_url_.empty() ? "sqlite3://" + (site_ / "state" / "pleno.db").string() : state_url_;
  journal::Sql sql({.url = url, .read_only = true});
  std::vector<std::string> out;
  for (const journal::Row& row : sql.read([&] { return sql.select(columns, query); })) {
    out.push_back(fmt::format("{}", fmt::join(row, " | ")));
  }
  return out;
}

Picture Place::picture() const {
  Picture out;
  for (const auto& [table, columns] : tables) {
    const std::string list = columns;
    const auto count = static_cast<std::size_t>(std::count(list.begin(), list.end(), ',')) + 1;
    // As text: PostgreSQL and SQLite order other things differently.
    auto rows = ask(count, fmt::format("select {} from {}", list, table));
    std::sort(rows.begin(), rows.end());
    out.rows[table] = std::move(rows);
  }
  for (const char* part : {"dokumen", "state/store"}) {
    each_file(site_ / part, [&](const fs::path& file) {
      const std::string name = fs::relative(file, site_).string();
      if (is_left_over(name)) return;
      out.files[name] = std::to_string(std::hash<std::string>{}(testing::text_of_file(file)));
    });
  }
  return out;
}

std::string Place::rows() const {
  return ask(1,
             "select coalesce(string_agg(query_to_xml(format('select * from %I order by 1', tablename), true,"
             " false, '')::text, ''), '') || (select coalesce(string_agg(sequencename || last_value, ' '), "
             "'')"
             " from pg_sequences) from pg_tables where schemaname = 'public'")
      .at(0);
}

const std::vector<Stage>& Night::stages() {
  static const std::vector<Stage> all = {{"propose", {"nightly"}, 0},
                                         {"resolve", {"resolve", "2026-11", "--adopt-all"}, 0},
                                         {"conclude", {"nightly"}, 0}};
  return all;
}

Night::Night(fs::path folder, int candidates, testing::RunningPostgres* postgres)
    : folder_(std::move(folder)), postgres_(postgres) {
  fs::create_directories(folder_);
  const std::string first = (folder_ / "before-0").string();
  const Ended made =
      crash::run({"init", first, "--candidates", std::to_string(candidates)}, {}, folder_ / "output");
  demand(made.code == 0, "no sample site: " + testing::text_of_file(folder_ / "output"));
  write_small_logo(fs::path(first) / "assets" / "logo.png");
  if (postgres_ != nullptr) postgres_->run_sql("create database before_0");
  const auto work = place("undisturbed");
  for (std::size_t i = 0; i < stages().size(); ++i) {
    reset(*work, i);
    work->fresh_sink();
    const Ended ended = work->run(stages()[i].arguments);
    demand(ended.code == stages()[i].exit_code, work->output());
    after_.push_back(work->picture());
    copy_tree(work->site(), folder_ / fmt::format("before-{}", i + 1));
    if (postgres_ != nullptr)
      postgres_->run_sql(fmt::format("create database before_{} template undisturbed", i + 1));
  }
  const std::string wrong = judge_mails(*work, work->arrived());
  demand(wrong.empty(), wrong);
}

std::string Night::database(const std::string& name) const {
  return postgres_ == nullptr ? "" : postgres_->url(name);
}

std::unique_ptr<Place> Night::place(const std::string& name) const {
  return std::make_unique<Place>(folder_ / name, database(name));
}

void Night::reset(Place& place, std::size_t stage) const {
  copy_tree(folder_ / fmt::format("before-{}", stage), place.site());
  if (postgres_ == nullptr) return;
  const std::string name = place.site().parent_path().filename().string();
  postgres_->run_sql(fmt::format("drop database if exists {} with (force)", name));
  postgres_->run_sql(fmt::format("create database {} template before_{}", name, stage));
}

std::string Night::recover(Place& place, std::size_t stage, const Arrived& arrived) const {
  const bool last = stage + 1 == stages().size();
  Arrived all = arrived;
  place.fresh_sink();
  const Ended again = place.run(stages()[stage].arguments);
  // A mail in doubt makes this run end with 3, and one that was put off waits: both are settled by a later
  // one.
  const bool fine = again.code == stages()[stage].exit_code || (last && again.code == 3);
  if (!fine) return fmt::format("recovery ended with {}: {}", again.code, place.output());
  if (last && place.ask(1, "select count(*) from outbox where state <> 'sent'").at(0) != "0") {
    const Ended later = place.run(stages()[stage].arguments, 30);
    if (later.code != stages()[stage].exit_code)
      return fmt::format("half an hour later it ended with {}: {}", later.code, place.output());
  }
  for (const auto& [id, count] : place.arrived()) all[id] += count;
  const Ended audit = place.run({"audit"});
  if (audit.code != 0) return "audit: " + place.output();
  const std::string other = difference(after_[stage], place.picture());
  return other.empty() ? judge_mails(place, all) : other;
}

std::string judge_mails(const Place& place, const Arrived& arrived) {
  std::map<std::string, int> allowed;
  for (const std::string& row :
       place.ask(3,
                 "select o.message_id, o.state, (select count(*) from attempt a where a.mail = o.id and"
                 " a.state = 'unknown') from outbox o")) {
    const auto state = row.find(" | ");
    const auto doubts = row.rfind(" | ");
    const std::string id = row.substr(0, state);
    allowed[id] = 1 + std::stoi(row.substr(doubts + 3));
    const bool sent = row.substr(state + 3, doubts - state - 3) == "sent";
    const auto found = arrived.find(id);
    if (sent && found == arrived.end()) return id + " is sent, but nothing arrived";
    if (!sent && found != arrived.end()) return id + " arrived, but is not sent";
  }
  for (const auto& [id, count] : arrived) {
    if (allowed.count(id) == 0) return id + " arrived, but nobody knows of it";
    if (count > allowed[id])
      return fmt::format("{} arrived {} times, allowed are {}", id, count, allowed[id]);
  }
  return {};
}

}  // namespace pleno::crash
