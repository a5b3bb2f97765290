// A night in stages (propose, resolve, conclude) on a small sample site, on SQLite or PostgreSQL: what it
// leaves when nothing disturbs it, and whether a disturbed one ends the same. Never looks inside the program:
// it sees the command line, the tables, the files and the mails that arrived.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "crash/files.h"
#include "crash/program.h"
#include "support/running_postgres.h"
#include "support/smtp_sink.h"

namespace pleno::crash {

// Where sites are made: in memory where there is such a place, since thousands of them are written.
std::string base_folder();

struct Stage {
  std::string name;
  std::vector<std::string> arguments;
  int exit_code = 0;  // of an undisturbed run
};

// What must be the same after a disturbed night: rows by table, and files by their path.
struct Picture {
  std::map<std::string, std::vector<std::string>> rows;
  std::map<std::string, std::string> files;
};
// The first difference in words; empty: none.
std::string difference(const Picture& expected, const Picture& found);

// A folder with a site, its database, and a mail server beside it.
class Place {
 public:
  Place(std::filesystem::path folder, std::string state_url);  // an empty URL: SQLite in the site

  const std::filesystem::path& site() const { return site_; }
  const std::string& state_url() const { return state_url_; }
  // A new mail server that has received nothing yet.
  void fresh_sink();
  testing::SmtpSink& sink() { return *sink_; }
  // Mails that arrived once nothing is on its way any more.
  Arrived arrived();

  // `pleno ARGUMENTS --site …` at that time of the night, with further variables. `output()` has what it
  // said.
  Ended run(const std::vector<std::string>& arguments, int minutes = 0, const Variables& more = {});
  // The same with the shim between the program and its files and sockets; `more` says what the shim does.
  Ended run_under_shim(const std::vector<std::string>& arguments, Variables more);
  std::unique_ptr<Program> start(const std::vector<std::string>& arguments, int minutes = 0,
                                 const Variables& more = {});
  std::string output() const;

  Picture picture() const;
  // Rows of a query on the state database, columns joined by " | ".
  std::vector<std::string> ask(std::size_t columns, const std::string& query) const;
  // All rows of the state database on PostgreSQL, as text, with what its sequences give next.
  std::string rows() const;

 private:
  std::filesystem::path folder_, site_;
  std::string state_url_;
  std::unique_ptr<testing::SmtpSink> sink_;
};

class Night {
 public:
  // Makes a site of so many candidates below `folder` and runs the whole night once, keeping a snapshot
  // before each stage and a picture after it.
  Night(std::filesystem::path folder, int candidates, testing::RunningPostgres* postgres);

  static const std::vector<Stage>& stages();
  // Puts the snapshot before a stage (or, with the number of stages, the end) into `place`.
  void reset(Place& place, std::size_t stage) const;
  std::unique_ptr<Place> place(const std::string& name) const;

  // After a stage was disturbed in `place`: runs it again, undisturbed, until nothing waits, and compares.
  // `arrived` are the mails that came in before. Gives what is wrong, or "".
  std::string recover(Place& place, std::size_t stage, const Arrived& arrived) const;

 private:
  std::string database(const std::string& name) const;

  std::filesystem::path folder_;
  testing::RunningPostgres* postgres_;
  std::vector<Picture> after_;  // by stage
};

// Mails: each sent, none more often than once and its recorded doubts allow. Gives what is wrong, or "".
std::string judge_mails(const Place& place, const Arrived& arrived);

}  // namespace pleno::crash
