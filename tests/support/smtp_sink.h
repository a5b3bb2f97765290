// A mail server for tests: a real socket on a free loopback port that accepts mail, counts it per Message-ID,
// and plays written answers instead of its own where a test asks for them. Never delivers anything, never
// leaves loopback.
#pragma once
#include <Poco/Net/Context.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <signal.h>
#include <sys/socket.h>

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace pleno::testing {

// What the server says and does at one point of the dialogue instead of the usual.
struct Answer {
  std::string bytes;  // sent as they are: "550 5.1.1 tidak ada\r\n"; empty: nothing is said
  enum class Then {
    GoOn,
    Close,
    Abort,
    Hang
  } then = Then::GoOn;  // Abort: RST; Hang: silent until the client leaves
};

class SmtpSink {
 public:
  struct Mail {
    std::string from, to, bytes;  // bytes without dot-stuffing
  };
  struct Tls {
    std::string certificate, key;  // PEM files
    bool at_once = false;          // else after STARTTLS
    int forbidden_protocols = 0;   // of Poco::Net::Context::Protocols
  };

  SmtpSink() : SmtpSink(nullptr) {}
  explicit SmtpSink(const Tls& tls) : SmtpSink(&tls) {}
  ~SmtpSink() {
    ending_ = true;
    ::shutdown(server_.impl()->sockfd(), SHUT_RDWR);
    acceptor_.join();
    {
      const std::lock_guard lock(mutex_);
      for (const int descriptor : open_) ::shutdown(descriptor, SHUT_RDWR);
    }
    for (auto& worker : workers_) worker.join();
  }
  SmtpSink(const SmtpSink&) = delete;
  SmtpSink& operator=(const SmtpSink&) = delete;

  unsigned short port() const { return server_.address().port(); }
  std::string url(const std::string& scheme = "smtp", const std::string& host = "127.0.0.1") const {
    return scheme + "://" + host + ":" + std::to_string(port());
  }

  // Plays `answers`, one each time the point is reached, then behaves as usual again. Points: CONNECT, EHLO,
  // STARTTLS, AUTH, MAIL, RCPT, DATA (instead of 354), BODY (after 354, with the first bytes of the body),
  // DOT (after the final dot), RSET.
  void play(const std::string& point, std::vector<Answer> answers) {
    const std::lock_guard lock(mutex_);
    for (auto& answer : answers) script_[point].push_back(std::move(answer));
  }
  // Further lines of the EHLO reply: "SIZE 1000".
  void offer(std::vector<std::string> extensions) {
    const std::lock_guard lock(mutex_);
    extensions_ = std::move(extensions);
  }
  // Waits until every connection has ended: what was on its way when a client died has then arrived or not.
  void wait_until_idle() const {
    for (;;) {
      {
        const std::lock_guard lock(mutex_);
        if (open_.empty()) return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }
  // mails() has also those whose final dot met a played answer.
  void keep_refused() { keep_refused_ = true; }
  // Bodies are counted but not kept: for measuring.
  void forget_bodies() { keep_ = false; }

  std::vector<Mail> mails() const {
    const std::lock_guard lock(mutex_);
    return mails_;
  }
  // How often a Message-ID was accepted, or every one of them.
  int accepted(const std::string& message_id) const {
    const std::lock_guard lock(mutex_);
    const auto found = accepted_.find(message_id);
    return found == accepted_.end() ? 0 : found->second;
  }
  std::map<std::string, int> accepted() const {
    const std::lock_guard lock(mutex_);
    return accepted_;
  }
  int connections() const {
    const std::lock_guard lock(mutex_);
    return connections_;
  }
  // How many commands came before the one ahead of them was answered.
  int unasked() const { return unasked_; }
  // The command lines in order, as received: "MAIL FROM:<…>".
  std::vector<std::string> commands() const {
    const std::lock_guard lock(mutex_);
    return commands_;
  }

 private:
  // Ends the serving of one connection.
  struct Gone {};

  explicit SmtpSink(const Tls* tls) : server_(Poco::Net::SocketAddress("127.0.0.1", 0)) {
    ::signal(SIGPIPE, SIG_IGN);
    if (tls) {
      using Poco::Net::Context;
      tls_at_once_ = tls->at_once;
      context_ = new Context(Context::TLS_SERVER_USE, tls->key, tls->certificate, "", Context::VERIFY_NONE);
      if (tls->forbidden_protocols != 0) context_->disableProtocols(tls->forbidden_protocols);
    }
    acceptor_ = std::thread([this] { accept(); });
  }

  void accept() {
    while (!ending_) {
      try {
        Poco::Net::StreamSocket socket = server_.acceptConnection();
        socket.setNoDelay(true);
        const std::lock_guard lock(mutex_);
        ++connections_;
        open_.insert(socket.impl()->sockfd());
        workers_.emplace_back([this, socket] { Connection(*this, socket).serve(); });
      } catch (const Poco::Exception&) {
        if (ending_) return;
      }
    }
  }

  class Connection {
   public:
    Connection(SmtpSink& sink, const Poco::Net::StreamSocket& socket)
        : sink_(sink), socket_(socket), plain_(socket) {}
    ~Connection() {
      const std::lock_guard lock(sink_.mutex_);
      sink_.open_.erase(plain_.impl()->sockfd());
      try {
        if (encrypted_ && !aborted_) socket_.shutdown();
      } catch (const Poco::Exception&) {  // the client had gone
      }
      plain_.close();
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void serve() {
      try {
        if (sink_.context_ && sink_.tls_at_once_) encrypt();
        if (!played("CONNECT")) say("220 sink ESMTP\r\n");
        while (true) obey(line());
      } catch (const Gone&) {             // the end
      } catch (const Poco::Exception&) {  // the client went away in its own manner
      }
    }

   private:
    void obey(const std::string& command) {
      {
        const std::lock_guard lock(sink_.mutex_);
        sink_.commands_.push_back(command);
      }
      if (!buffer_.empty()) ++sink_.unasked_;
      const std::string verb = command.substr(0, command.find(' '));
      if (verb == "DATA") return data();
      if (verb == "MAIL") mail_.from = between_angles(command);
      if (verb == "RCPT") mail_.to = between_angles(command);
      if (played(verb == "HELO" ? "EHLO" : verb)) return;
      if (verb == "EHLO" || verb == "HELO") return greet();
      if (verb == "STARTTLS") {
        say("220 go ahead\r\n");
        return encrypt();
      }
      if (verb == "AUTH") return say("235 2.7.0 ok\r\n");
      say(verb == "QUIT" ? "221 bye\r\n" : "250 2.0.0 ok\r\n");
      if (verb != "QUIT") return;
      speak();
      throw Gone{};
    }

    void greet() {
      std::string reply = "250-sink\r\n";
      const std::lock_guard lock(sink_.mutex_);
      for (const auto& extension : sink_.extensions_) reply += "250-" + extension + "\r\n";
      if (sink_.context_ && !encrypted_) reply += "250-STARTTLS\r\n";
      say(reply + "250 8BITMIME\r\n");
    }

    void data() {
      if (played("DATA")) return;
      say("354 go on\r\n");
      if (buffer_.empty()) receive();
      if (played("BODY")) return;
      std::size_t from = 0;
      std::size_t end = 0;
      while ((end = buffer_.find("\r\n.\r\n", from)) == std::string::npos) {
        from = buffer_.size() < 4 ? 0 : buffer_.size() - 4;
        receive();
      }
      mail_.bytes = buffer_.substr(0, end + 2);
      buffer_.erase(0, end + 5);
      if (played("DOT")) {
        const std::lock_guard lock(sink_.mutex_);
        if (sink_.keep_refused_) sink_.mails_.push_back(mail_);
        return;
      }
      keep();
      say("250 2.0.0 Ok: queued as SINK" + std::to_string(sink_.total_) + "\r\n");
    }

    void keep() {
      const auto at = mail_.bytes.find("\r\nMessage-ID:");
      const auto begin = mail_.bytes.find('<', at);
      const std::string id = mail_.bytes.substr(begin, mail_.bytes.find('>', begin) + 1 - begin);
      const std::lock_guard lock(sink_.mutex_);
      ++sink_.accepted_[id];
      ++sink_.total_;
      if (!sink_.keep_) return;
      for (auto dot = mail_.bytes.find("\r\n.."); dot != std::string::npos;
           dot = mail_.bytes.find("\r\n..", dot + 3)) {
        mail_.bytes.erase(dot + 2, 1);
      }
      sink_.mails_.push_back(mail_);
    }

    bool played(const std::string& point) {
      Answer answer;
      {
        const std::lock_guard lock(sink_.mutex_);
        auto& waiting = sink_.script_[point];
        if (waiting.empty()) return false;
        answer = waiting.front();
        waiting.pop_front();
      }
      // An accepting answer at the end of a mail counts, however odd it is otherwise.
      if (point == "DOT" && answer.bytes.substr(0, 4) == "250 ") keep();
      say(answer.bytes);
      if (answer.then != Answer::Then::GoOn) speak();
      if (answer.then == Answer::Then::Close) throw Gone{};
      if (answer.then == Answer::Then::Hang) {
        while (true) receive();
      }
      if (answer.then == Answer::Then::Abort) {
        plain_.setLinger(true, 0);
        aborted_ = true;
        throw Gone{};
      }
      return true;
    }

    void encrypt() {
      speak();
      socket_ = Poco::Net::SecureStreamSocket::attach(plain_, sink_.context_);
      encrypted_ = true;
    }

    // What it says goes out when there is nothing left to obey, as with real servers.
    void say(const std::string& bytes) { said_ += bytes; }
    void speak() {
      const std::string bytes = std::exchange(said_, {});
      for (std::size_t at = 0; at < bytes.size();) {
        const int sent = socket_.sendBytes(bytes.data() + at, static_cast<int>(bytes.size() - at));
        if (sent <= 0) throw Gone{};
        at += static_cast<std::size_t>(sent);
      }
    }
    void receive() {
      speak();
      char block[65536];
      const int count = socket_.receiveBytes(block, sizeof block);
      if (count <= 0) throw Gone{};
      buffer_.append(block, static_cast<std::size_t>(count));
    }
    std::string line() {
      std::size_t end = 0;
      while ((end = buffer_.find("\r\n")) == std::string::npos) receive();
      std::string text = buffer_.substr(0, end);
      buffer_.erase(0, end + 2);
      return text;
    }
    static std::string between_angles(const std::string& command) {
      const auto begin = command.find('<') + 1;
      return command.substr(begin, command.find('>', begin) - begin);
    }

    SmtpSink& sink_;
    Poco::Net::StreamSocket socket_;
    Poco::Net::StreamSocket plain_;
    std::string buffer_, said_;
    Mail mail_;
    bool encrypted_ = false;
    bool aborted_ = false;
  };

  Poco::Net::ServerSocket server_;
  Poco::Net::Context::Ptr context_;
  bool tls_at_once_ = false;
  std::atomic<bool> ending_{false};
  std::atomic<bool> keep_{true};
  std::atomic<bool> keep_refused_{false};
  std::atomic<int> total_{0}, unasked_{0};
  mutable std::mutex mutex_;
  std::set<int> open_;
  std::map<std::string, std::deque<Answer>> script_;
  std::vector<std::string> extensions_;
  std::vector<Mail> mails_;
  std::map<std::string, int> accepted_;
  std::vector<std::string> commands_;
  int connections_ = 0;
  std::vector<std::thread> workers_;
  std::thread acceptor_;
};

}  // namespace pleno::testing
