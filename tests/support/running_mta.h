// A real mail server for tests: OpenSMTPD on a free loopback port, taking mail for everyone into one maildir
// of the test. Never touches the system's spool or configuration, never sends a mail on: its spool is a file
// system of its own that nobody else sees and that goes with it.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <memory>

#include "support/server_process.h"

namespace pleno::testing {

class RunningMta {
 public:
  // OpenSMTPD changes between its users and keeps its spool under /var: it needs root and a mount namespace.
  // Empty when both are there; else why a test must be skipped.
  static std::string why_not() {
    if (::access(program, X_OK) != 0) return std::string(program) + " tidak terpasang";
    if (::geteuid() != 0) return "OpenSMTPD harus dijalankan oleh root";
    TemporaryFolder folder("pleno-mta");
    ServerProcess probe({unshare, "--mount", "/bin/true"}, "root", folder.path() / "log");
    return probe.wait() == 0 ? "" : "ruang nama mount tidak diizinkan di sini";
  }

  // Starts it (about half a second); without TLS, whose key handling is broken in Debian 12's build. Throws
  // std::runtime_error with the server's log.
  RunningMta() : folder_("pleno-mta"), port_(free_port()) {
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0711));
    std::filesystem::create_directory(maildir());
    give_to(maildir(), reader);
    std::ofstream config(folder_.path() / "smtpd.conf");
    config << "table everyone { \"@\" = \"" << reader << "\" }\n"
           << "listen on 127.0.0.1 port " << port_ << "\n"
           << "action \"keep\" maildir \"" << maildir().string() << "\" virtual <everyone>\n"
           << "match from any for any action \"keep\"\n";
    config.close();
    start();
  }
  ~RunningMta() { server_->stop(SIGTERM); }
  RunningMta(const RunningMta&) = delete;
  RunningMta& operator=(const RunningMta&) = delete;

  unsigned short port() const { return port_; }
  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

  // The delivered mails as they stand in the maildir (LF line ends, the server's trace headers first),
  // ordered by text, once there are `count`. Throws with the server's log when that takes more than a minute.
  std::vector<std::string> mails(std::size_t count) {
    wait_until_ready(*server_, log(), [&] { return files().size() >= count; });
    std::vector<std::string> texts;
    for (const auto& file : files()) texts.push_back(text_of_file(file));
    std::sort(texts.begin(), texts.end());
    return texts;
  }

 private:
  static constexpr const char* program = "/usr/sbin/smtpd";
  static constexpr const char* unshare = "/usr/bin/unshare";
  static constexpr const char* reader = "nobody";

  static unsigned short free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(probe, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(probe);
    return ntohs(address.sin_port);
  }

  void start() {
    const std::string script =
        "mount -t tmpfs -o mode=711 none /var/spool && mount -t tmpfs none /run && exec " +
        std::string(program) + " -d -f " + (folder_.path() / "smtpd.conf").string();
    server_ = std::make_unique<ServerProcess>(
        std::vector<std::string>{unshare, "--mount", "--propagation", "private", "/bin/sh", "-c", script},
        "root", log(), SIGTERM);
    wait_until_ready(*server_, log(), [this] { return answers(); });
  }

  bool answers() const {
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port_);
    const bool open = ::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(client);
    return open;
  }

  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> found;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(maildir() / "new", none))
      found.push_back(entry.path());
    return found;
  }

  std::filesystem::path maildir() const { return folder_.path() / "maildir"; }
  std::filesystem::path log() const { return folder_.path() / "server.log"; }

  TemporaryFolder folder_;
  unsigned short port_;
  std::unique_ptr<ServerProcess> server_;
};

}  // namespace pleno::testing
