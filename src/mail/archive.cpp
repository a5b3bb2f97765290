#include "mail/archive.h"

#include <fstream>
#include <map>
#include <sstream>

#include "text/error.h"
#include "text/language.h"

namespace pleno::mail {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_header = 64 * 1024;  // bytes; our own headers are a fraction of that

[[noreturn]] void unreadable(const fs::path& place) {
  throw Error(Kind::InputOutput, say("arsip surat tidak terbaca", "the archive of mails is unreadable"),
              place.string());
}

bool starts_with_name(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':') return false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = line[i] >= 'A' && line[i] <= 'Z' ? static_cast<char>(line[i] - 'A' + 'a') : line[i];
    if (c != name[i]) return false;
  }
  return true;
}

// The Message-ID of a file that is a mail; long ones stand on the line after the name.
std::string id_in_header(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string id;
  bool here = false;
  std::size_t read = 0;
  for (std::string line; read < longest_header && std::getline(in, line) && !line.empty() && line != "\r";) {
    read += line.size();
    here =
        starts_with_name(line, "message-id") || (here && id.empty() && (line[0] == ' ' || line[0] == '\t'));
    if (!here) continue;
    const auto begin = line.find('<');
    const auto end = line.find('>', begin);
    if (begin != std::string::npos && end != std::string::npos) id = line.substr(begin, end - begin + 1);
  }
  if (in.bad()) unreadable(file);
  return id;
}

MessageIds in_folder(const fs::path& folder, const MessageIds& wanted) {
  MessageIds out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string id = id_in_header(entry.path());
    if (wanted.count(id) > 0) out.insert(id);
  }
  return out;
}

// The word before `mark` in a line of Postfix: "… postfix/cleanup[71]: 4ABC12: message-id=<…>" -> "4ABC12".
std::string queue_id(const std::string& line, std::size_t mark) {
  if (mark < 2 || line[mark - 1] != ' ' || line[mark - 2] != ':') return {};
  const auto begin = line.rfind(' ', mark - 3);
  return begin == std::string::npos ? "" : line.substr(begin + 1, mark - 3 - begin);
}

// Reads on from a line that tells a Message-ID to one that tells what became of its queue id.
class LogReader {
 public:
  explicit LogReader(const MessageIds& wanted) : wanted_(wanted) {}

  void read(const std::string& line) {
    const auto arrival = line.find(" <= ");
    const auto exim = arrival == std::string::npos ? arrival : line.find(" id=", arrival);
    if (exim != std::string::npos)
      take('<' + line.substr(exim + 4, line.find(' ', exim + 4) - exim - 4) + '>');
    const auto noted = line.find("message-id=<");
    if (noted != std::string::npos) {
      const auto begin = noted + 11;
      const std::string id = line.substr(begin, line.find('>', begin) + 1 - begin);
      if (wanted_.count(id) > 0) queued_[queue_id(line, noted)] = id;
      return;
    }
    if (queued_.empty() ||
        (line.find("(queue active)") == std::string::npos && line.find("status=sent") == std::string::npos)) {
      return;
    }
    for (const char* mark : {"from=<", "to=<"}) {
      const auto at = line.find(mark);
      const auto known = at == std::string::npos ? queued_.end() : queued_.find(queue_id(line, at));
      if (known != queued_.end()) take(known->second);
    }
  }
  MessageIds found() const { return found_; }

 private:
  void take(const std::string& id) {
    if (wanted_.count(id) > 0) found_.insert(id);
  }
  const MessageIds& wanted_;
  std::map<std::string, std::string> queued_;  // queue id -> Message-ID
  MessageIds found_;
};

MessageIds in_log(const fs::path& file, const MessageIds& wanted) {
  std::ifstream in(file, std::ios::binary);
  LogReader log(wanted);
  for (std::string line; std::getline(in, line);) log.read(line);
  if (in.bad() || !in.eof()) unreadable(file);
  return log.found();
}

}  // namespace

MessageIds accepted_ids(const fs::path& archive, const MessageIds& wanted) {
  std::error_code failed;
  if (fs::is_directory(archive, failed)) return in_folder(archive, wanted);
  if (fs::is_regular_file(archive, failed)) return in_log(archive, wanted);
  throw Error(Kind::NoInput, say("arsip surat tidak ada", "there is no archive of mails"), archive.string(),
              say("periksa mail.archive pada pleno.yaml", "check mail.archive in pleno.yaml"));
}

}  // namespace pleno::mail
