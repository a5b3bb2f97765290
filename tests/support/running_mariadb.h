// A private MariaDB server for tests: its own folder, a Unix socket in it, no network, gone afterwards.
// Never touches a server of the system. Durability is off.
#pragma once
#include <memory>

#include "support/server_process.h"

namespace pleno::testing {

class RunningMariadb {
 public:
  // Makes and starts the server (a few seconds). Throws std::runtime_error with the server's log.
  RunningMariadb() : folder_("pleno-my") {
    give_to(folder_.path(), system_user);
    run_command(
        {"/usr/bin/mariadb-install-db", "--no-defaults", "--datadir=" + data().string(), temporary(),
         "--skip-test-db", "--auth-root-authentication-method=normal", "--user=" + std::string(system_user)},
        system_user, log());
    start();
    run_sql("create user pleno identified by 'rahasia banget'; grant all on *.* to pleno", "mysql");
  }
  ~RunningMariadb() {
    if (server_) server_->stop(SIGKILL);
  }

  // One server for a whole test program; use fresh_database() to keep tests apart.
  static RunningMariadb& shared() {
    static RunningMariadb server;
    return server;
  }

  // "mysql://pleno:…@localhost/name?unix_socket=/tmp/…": the form of Pleno's configuration.
  std::string url(const std::string& database, const std::string& password = "rahasia%20banget") const {
    return "mysql://pleno:" + password + "@localhost/" + database + "?unix_socket=" + socket();
  }

  // Creates an empty database with a new name and gives its URL.
  std::string fresh_database() {
    const std::string name = "uji" + std::to_string(++databases_);
    run_sql("create database " + name + " character set utf8mb4", "mysql");
    return url(name);
  }

  // Runs SQL text with the command line client; throws with its output when a statement fails.
  void run_sql(const std::string& sql, const std::string& database) {
    const auto script = folder_.path() / "script.sql";
    std::ofstream(script) << sql << "\n";
    run_command({"/usr/bin/mariadb", "--no-defaults", "--default-character-set=utf8mb4", "--user=root",
                 "--socket=" + socket(), "--database=" + database, "--execute=source " + script.string()},
                "root", log());
  }

  void start() {
    server_ = std::make_unique<ServerProcess>(
        std::vector<std::string>{"/usr/sbin/mariadbd", "--no-defaults", "--datadir=" + data().string(),
                                 temporary(), "--socket=" + socket(), "--skip-networking",
                                 "--pid-file=" + folder_.path().string() + "/pid",
                                 "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync"},
        system_user, log(), SIGKILL);
    wait_until_ready(*server_, log(), [this] {
      ServerProcess ask(
          {"/usr/bin/mariadb-admin", "--no-defaults", "--user=root", "--socket=" + socket(), "ping"}, "root",
          log());
      return ask.wait() == 0;
    });
  }
  void stop() {
    server_->stop(SIGTERM);
    server_.reset();
  }

 private:
  static constexpr const char* system_user = "mysql";

  std::string socket() const { return folder_.path().string() + "/socket"; }
  std::filesystem::path data() const { return folder_.path() / "data"; }
  std::filesystem::path log() const { return folder_.path() / "server.log"; }
  // A server that starts removes the temporary tables it finds: those of another one in the same folder too.
  std::string temporary() const { return "--tmpdir=" + folder_.path().string(); }

  TemporaryFolder folder_;
  std::unique_ptr<ServerProcess> server_;
  int databases_ = 0;
};

}  // namespace pleno::testing
