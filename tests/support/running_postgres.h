// A private PostgreSQL cluster for tests: its own folder, a Unix socket in it, no network, gone afterwards.
// Never touches a cluster of the system.
#pragma once
#include <algorithm>
#include <memory>

#include "support/server_process.h"

namespace pleno::testing {

class RunningPostgres {
 public:
  // Makes and starts the cluster (about a second). Throws std::runtime_error with the server's log.
  RunningPostgres() : folder_("pleno-pg"), data_("pleno-pg-data", place_of_data()) {
    give_to(folder_.path(), system_user);
    give_to(data_.path(), system_user);
    run_command({program("initdb"), "--no-sync", "--no-instructions", "--auth=trust", "--username=pleno",
                 "--encoding=UTF8", "--no-locale", "--pgdata=" + data().string()},
                system_user, log());
    start();
  }
  ~RunningPostgres() {
    if (server_) server_->stop(SIGQUIT);
  }

  // One cluster for a whole test program; use fresh_database() to keep tests apart.
  static RunningPostgres& shared() {
    static RunningPostgres cluster;
    return cluster;
  }

  // "postgresql://pleno@/name?host=/tmp/…": the form of Pleno's configuration and of libpq.
  std::string url(const std::string& database = "postgres") const {
    return "postgresql://pleno@/" + database + "?host=" + folder_.path().string();
  }

  // Creates an empty database with a new name and gives its URL.
  std::string fresh_database() {
    const std::string name = "uji" + std::to_string(++databases_);
    run_sql("create database " + name);
    return url(name);
  }

  // Runs SQL text with psql; throws with psql's output when a statement fails.
  void run_sql(const std::string& sql, const std::string& database = "postgres") {
    run_command({program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1",
                 "--dbname=" + url(database), "--command=" + sql},
                system_user, log());
  }

  void start() {
    server_ = std::make_unique<ServerProcess>(
        std::vector<std::string>{program("postgres"), "-D", data().string(), "-k", folder_.path().string(),
                                 "-c", "listen_addresses=", "-c", "max_connections=40"},
        system_user, log(), SIGQUIT);
    wait_until_ready(*server_, log(), [this] {
      ServerProcess ask(
          {program("pg_isready"), "--quiet", "--username=pleno", "--host=" + folder_.path().string()},
          system_user, log());
      return ask.wait() == 0;
    });
  }
  // Ends every session and shuts down cleanly. start() brings the same data back.
  void stop() {
    server_->stop(SIGINT);
    server_.reset();
  }
  // As if the power failed.
  void crash() {
    server_->stop(SIGQUIT);
    server_.reset();
  }

 private:
  static constexpr const char* system_user = "postgres";

  // Debian keeps the server's programs under /usr/lib/postgresql/<version>/bin: the newest is taken.
  static std::string program(const std::string& name) {
    std::vector<std::string> found;
    std::error_code none;
    for (const auto& version : std::filesystem::directory_iterator("/usr/lib/postgresql", none)) {
      const auto path = version.path() / "bin" / name;
      if (std::filesystem::exists(path)) found.push_back(path.string());
    }
    if (found.empty()) throw std::runtime_error("PostgreSQL's '" + name + "' is not installed");
    return *std::max_element(found.begin(), found.end());
  }

  // In memory where there is such a place: the journal demands fsync, and tests need not wait for a disk.
  static std::string place_of_data() { return ::access("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : "/tmp"; }

  std::filesystem::path data() const { return data_.path() / "data"; }
  std::filesystem::path log() const { return folder_.path() / "server.log"; }

  TemporaryFolder folder_;
  TemporaryFolder data_;
  std::unique_ptr<ServerProcess> server_;
  int databases_ = 0;
};

}  // namespace pleno::testing
