#include "mail/smtp_wire.h"

#include <Poco/Net/DNS.h>
#include <Poco/Net/HostEntry.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <poll.h>

#include <algorithm>
#include <utility>

#include "text/language.h"

namespace pleno::mail {
namespace {

using Poco::Net::StreamSocket;

constexpr long long second = 1'000'000;  // in microseconds

Broken timed_out() {
  return {say("server tidak menjawab dalam batas waktu", "the server did not answer in time")};
}
Broken dropped() { return {say("server memutuskan sambungan", "the server dropped the connection")}; }

// Poco's exceptions as ours; called in a catch block.
[[noreturn]] void rethrow_broken() {
  try {
    throw;
  } catch (const Poco::TimeoutException&) {
    throw timed_out();
  } catch (const Poco::Net::ConnectionResetException&) {
    throw dropped();
  } catch (const Poco::Net::ConnectionAbortedException&) {
    throw dropped();
  } catch (const Poco::Exception& exception) {
    throw Broken{say("sambungan gagal: {}", "connection failed: {}", shown(exception.displayText()))};
  }
}

// Whether the peer went away in the handshake, which OpenSSL reports like a fault of the protocol.
bool is_end_of_stream(const Poco::Net::SSLException& exception) {
  const std::string text = exception.displayText();
  return dynamic_cast<const Poco::Net::SSLConnectionUnexpectedlyClosedException*>(&exception) != nullptr ||
         text.find("unexpected eof") != std::string::npos;
}

}  // namespace

Wire::Wire(const std::string& host, unsigned short port, int seconds) {
  try {
    const auto addresses = Poco::Net::DNS::resolve(host).addresses();
    for (std::size_t i = 0; i < addresses.size(); ++i) {
      try {
        socket_ = StreamSocket();
        socket_.connect(Poco::Net::SocketAddress(addresses[i], port), Poco::Timespan(seconds, 0));
        loopback_ = addresses[i].isLoopback();
        break;
      } catch (const Poco::Exception&) {
        if (i + 1 == addresses.size()) throw;
      }
    }
    if (addresses.empty()) throw Poco::Net::HostNotFoundException(host);
    plain_ = socket_;
    plain_.setNoDelay(true);  // without it every mail waits for a delayed acknowledgement: 23 a second
  } catch (const Poco::Net::HostNotFoundException&) {
    throw Broken{say("nama server '{}' tidak ditemukan", "no such server name as '{}'", host)};
  } catch (const Poco::Net::ConnectionRefusedException&) {
    throw Broken{say("server {}:{} menolak sambungan", "server {}:{} refuses connections", host, port)};
  } catch (const Poco::Exception&) {
    rethrow_broken();
  }
}

Wire::Clock::time_point Wire::until(int seconds) const {
  return std::min(deadline_, Clock::now() + std::chrono::seconds(seconds));
}

void Wire::limit(Clock::time_point until) {
  long long left = std::chrono::duration_cast<std::chrono::microseconds>(until - Clock::now()).count();
  if (left <= 0) throw timed_out();
  if (left > 10 * second) left = (left / second + 1) * second;
  if (std::exchange(limit_, left) == left) return;
  const Poco::Timespan span(left);
  plain_.setReceiveTimeout(span);
  plain_.setSendTimeout(span);
}

void Wire::start_tls(const std::string& host, const Poco::Net::Context::Ptr& context, int seconds) {
  if (!received_.empty()) {  // bytes slipped in before the encryption would be taken for the server's own
    throw Broken{say("server mengirim data sebelum TLS dimulai", "the server sent data before TLS began")};
  }
  try {
    limit(until(seconds));
    socket_ = Poco::Net::SecureStreamSocket::attach(socket_, host, context);
    encrypted_ = true;
  } catch (const Poco::Net::SSLException& exception) {
    if (is_end_of_stream(exception)) throw dropped();
    throw Untrusted{shown(exception.displayText())};
  } catch (const Poco::Exception&) {
    rethrow_broken();
  }
}

void Wire::send(std::string_view bytes, int seconds) {
  const auto end = until(seconds);
  try {
    while (!bytes.empty()) {
      limit(end);
      const auto block = static_cast<int>(std::min<std::size_t>(bytes.size(), 1U << 30));
      const int sent = socket_.sendBytes(bytes.data(), block);
      if (sent <= 0) throw dropped();
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  } catch (const Poco::Exception&) {
    rethrow_broken();
  }
}

void Wire::receive(Clock::time_point until) {
  char block[4096];
  try {
    limit(until);
    const int count = socket_.receiveBytes(block, sizeof block);
    // The library's own reader takes 0 for an empty line and asks for ever.
    if (count <= 0) throw dropped();
    received_.append(block, static_cast<std::size_t>(count));
  } catch (const Poco::Exception&) {
    rethrow_broken();
  }
}

Reply Wire::read_reply(int seconds) {
  const auto end = until(seconds);
  ReplyParser parser;
  while (true) {
    std::string_view rest = received_;
    const auto state = parser.feed(rest);
    received_.erase(0, received_.size() - rest.size());
    if (state == ReplyParser::State::Complete) return parser.reply();
    if (state == ReplyParser::State::Garbage) {
      throw Broken{say("jawaban server tidak dapat dibaca", "the server's reply cannot be read"), true};
    }
    receive(end);
  }
}

bool Wire::has_unexpected() {
  if (!received_.empty()) return true;
  pollfd waiting{plain_.impl()->sockfd(), POLLIN, 0};  // one call, where the library's way makes four
  const bool is_quiet = ::poll(&waiting, 1, 0) == 0;
  if (!encrypted_) return !is_quiet;
  try {
    if (socket_.available() > 0) return true;
    if (is_quiet) return false;
    // It may also be a TLS session ticket, which is no data.
    char byte = 0;
    plain_.setBlocking(false);
    const int count = socket_.receiveBytes(&byte, 1);
    plain_.setBlocking(true);
    if (count > 0) received_ += byte;
    return count >= 0;
  } catch (const Poco::Exception&) {
    return true;
  }
}

}  // namespace pleno::mail
