// Runs the real program on a site in a temporary folder, and other programs that look at what it made.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/server_process.h"

namespace pleno::testing {

struct Ran {
  int code = -1;
  std::string out;  // stdout
  std::string err;  // stderr
};

// A shell command; `environment` stands before it: "PLENO_NOW=… LC_ALL=C".
inline Ran run_shell(const std::string& command) {
  const TemporaryFolder folder("pleno-run");
  const std::string out = (folder.path() / "out").string();
  const std::string err = (folder.path() / "err").string();
  const int status = std::system(("(" + command + ") >" + out + " 2>" + err + " </dev/null").c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, text_of_file(out), text_of_file(err)};
}

inline std::string quoted(const std::string& text) { return "'" + text + "'"; }

// A sample site with a fixed clock. The program's messages are Indonesian.
class SampleSite {
 public:
  explicit SampleSite(const std::string& init_options = "") : folder_("pleno-site") {
    const Ran made = pleno_alone("init " + quoted(path().string()) + " " + init_options);
    if (made.code != 0) throw std::runtime_error(made.err);
  }
  std::filesystem::path path() const { return folder_.path() / "situs"; }

  // `pleno ARGUMENTS --site SITE`, with the environment given by `set`.
  Ran pleno(const std::string& arguments) const {
    return pleno_alone(arguments + " --site " + quoted(path().string()));
  }
  Ran pleno_alone(const std::string& arguments) const { return run_shell(words_of(arguments)); }
  // The same as shell text, for several at once.
  std::string command(const std::string& arguments) const {
    return words_of(arguments + " --site " + quoted(path().string()));
  }
  void set(const std::string& name, const std::string& value) { environment_[name] = value; }
  void forget(const std::string& name) { environment_.erase(name); }
  // The site becomes this user's of the system, and the program runs as that user. Needs root.
  void give_to_user(const std::string& user) {
    const Ran given = run_shell("chown -R " + user + " " + quoted(folder_.path().string()));
    if (given.code != 0) throw std::runtime_error(given.err);
    as_ = "setpriv --reuid=" + user + " --regid=nogroup --clear-groups ";
  }

  // The three commands of a newcomer.
  void run_everything() const {
    const std::pair<const char*, int> commands[] = {
        {"nightly", 0}, {"resolve 2026-11 --adopt-all", 3}, {"nightly", 3}};
    for (const auto& [command, code] : commands) {
      const Ran ran = pleno(command);
      ASSERT_EQ(ran.code, code) << command << "\n"
                                << ran.out << ran.err;  // the sample has held items on purpose
    }
  }

  void sql(const std::string& statement) const {
    const Ran ran = run_shell(
        "python3 -c \"import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); "
        "c.commit()\" " +
        quoted((path() / "lsp.db").string()) + " \"" + statement + "\"");
    if (ran.code != 0) throw std::runtime_error(ran.err);
  }
  // The one value a query gives of the journal, with a line's end.
  std::string state_of(const std::string& query) const {
    return run_shell(
               "python3 -c \"import sqlite3,sys; "
               "print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])\" " +
               quoted((path() / "state" / "pleno.db").string()) + " \"" + query + "\"")
        .out;
  }
  // Issues while nothing can be stored: numbers are taken, and their certificates wait.
  void take_numbers_only(const std::string& plenary) const {
    const std::string store = "cd '" + (path() / "state" / "store").string() + "' && ";
    run_shell(store +
              "for i in $(seq 0 255); do f=$(printf %02x $i); [ ! -e $f ] || mv $f $f.away; : >$f; done");
    ASSERT_NE(pleno("issue " + plenary).code, 0);
    run_shell(
        store +
        "for i in $(seq 0 255); do f=$(printf %02x $i); rm $f; [ ! -e $f.away ] || mv $f.away $f; done");
  }
  void write(const std::string& file, const std::string& text) const { std::ofstream(path() / file) << text; }
  std::string read(const std::string& file) const { return text_of_file(path() / file); }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = read(file);
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("'" + from + "' is not in " + file);
    write(file, text.replace(at, from.size(), to));
  }

 private:
  std::string words_of(const std::string& arguments) const {
    std::string command = "PLENO_LANG=id";
    for (const auto& [name, value] : environment_) command += " " + name + "=" + quoted(value);
    return command + " " + as_ + PLENO_PROGRAM + " " + arguments;
  }

  TemporaryFolder folder_;
  std::string as_;
  std::map<std::string, std::string> environment_ = {{"PLENO_NOW", "2026-11-23T02:00:00Z"}};
};

// Every file below a folder by its relative name, with its SHA-256 by the system's own program.
inline std::map<std::string, std::string> digests_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> out;
  const Ran ran = run_shell("cd " + quoted(folder.string()) +
                            " && find . -type f -print0 | sort -z | xargs -0 sha256sum");
  for (std::size_t at = 0; at < ran.out.size();) {
    const auto end = ran.out.find('\n', at);
    out[ran.out.substr(at + 66, end - at - 66)] = ran.out.substr(at, 64);
    at = end + 1;
  }
  return out;
}

inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                                   const std::string& extension) {
  std::vector<std::filesystem::path> out;
  if (!std::filesystem::is_directory(folder)) return out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == extension) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace pleno::testing
