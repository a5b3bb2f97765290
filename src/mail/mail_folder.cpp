#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "mail/mail.h"
#include "mail/mime.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::mail {
namespace {

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0640)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool is_open() const { return number_ >= 0; }
  bool write_all(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  bool sync() const { return ::fsync(number_) == 0; }
  bool close() {  // a late write error shows up here
    const int result = ::close(number_);
    number_ = -1;
    return result == 0;
  }

 private:
  int number_;
};

// "<r1.ABC@mail.example.id>" -> "r1.ABC@mail.example.id". What a file name should not hold becomes '_', and
// then a piece of the digest keeps different ids apart.
std::string file_name_of(std::string_view message_id) {
  std::string name(message_id);
  if (name.size() > 2 && name.front() == '<' && name.back() == '>') name = name.substr(1, name.size() - 2);
  const std::string asked = name;
  for (char& c : name) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '@' || c == '-' || c == '_' || c == '.';
    if (!good) c = '_';
  }
  if (name.empty() || name.front() == '.') name.insert(0, 1, '_');
  name = name.substr(0, 120);
  if (name != asked) name += "-" + sha256(asked).substr(0, 16);
  return name + ".eml";
}

class MailFolder : public Mail {
 public:
  explicit MailFolder(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::error_code problem;
    std::filesystem::create_directories(folder_, problem);
    if (!problem && ::access(folder_.c_str(), W_OK) == 0) return;
    throw Error(
        Kind::CannotCreate,
        say("map surat tidak dapat dibuat atau ditulisi", "the mail folder cannot be made or written to"),
        folder_.string(), say("periksa izin map itu", "check the permissions of that folder"));
  }

  Receipt send(const Envelope&, std::string_view mime, const std::function<void()>& sending) override {
    if (const auto fault = fault_in_mime(mime)) {
      throw Error(Kind::Internal, say("bukan surat: {}", "not a mail: {}", *fault));
    }
    const auto target = folder_ / file_name_of(header_of(mime, "Message-ID"));
    sending();
    const auto aside = std::filesystem::path(target).concat(fmt::format(".{}.baru", ::getpid()));
    const bool kept = write_durably(aside, mime) && ::rename(aside.c_str(), target.c_str()) == 0 &&
                      Descriptor(folder_, O_RDONLY | O_DIRECTORY).sync();
    if (kept) return {Verdict::Sent, 250, {}, target.filename().string(), target.filename().string()};
    const std::string reason = std::generic_category().message(errno);
    ::unlink(aside.c_str());
    return {Verdict::Deferred,
            0,
            {},
            say("berkas surat tidak tersimpan: {}", "mail file not stored: {}", reason),
            {}};
  }

 private:
  static bool write_durably(const std::filesystem::path& path, std::string_view bytes) {
    Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
    return file.is_open() && file.write_all(bytes) && file.sync() && file.close();
  }
  std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<Mail> mail_folder(std::filesystem::path folder) {
  return std::make_unique<MailFolder>(std::move(folder));
}

}  // namespace pleno::mail
