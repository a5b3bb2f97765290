// Every row of the table of faults of a mail server, end to end: a site whose mails wait, a server that plays
// what mail_faults.case says, and `pleno send` through the real program. What becomes of the mails, what the
// exit code is and how often each arrived stands in the .case file.
#include <map>

#include "app/pleno_run.h"
#include "journal/sql.h"
#include "support/case_file.h"
#include "support/certificates.h"
#include "support/smtp_sink.h"

namespace pleno::testing {
namespace {

namespace fs = std::filesystem;

// A site of eight candidates whose results are resolved and whose mails wait; made once.
const SampleSite& waiting_site() {
  static const SampleSite* const site = [] {
    const auto* made = new SampleSite("--candidates 8");
    for (const char* command : {"nightly", "resolve 2026-11 --adopt-all", "issue 2026-11"})
      made->pleno(command);
    return made;
  }();
  return *site;
}

const Certificates& certificates() {
  static const TemporaryFolder folder("pleno-tls");
  static const Certificates* const made = [] {
    auto* all = new Certificates(folder.path());
    all->issue("baik", "localhost");
    all->issue("lain", "mail.lain.example");
    all->issue_expired("usang", "localhost");
    all->self_sign("sendiri", "localhost");
    return all;
  }();
  return *made;
}

// Hundreds of durable commits: where there is memory to write to, they cost nothing.
std::string in_memory() { return ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"; }

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

// "\r", "\n", "\e" (ESC) and "\0" in a script stand for those bytes; everything else as it is.
std::string unescaped(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
    if (next == '\0') {
      out += text[i];
      continue;
    }
    out += next == 'r' ? '\r' : next == 'n' ? '\n' : next == 'e' ? '\x1b' : '\0';
    ++i;
  }
  return out;
}

// One row: its lines are obeyed one after the other, and what can be seen afterwards is written down.
//   server tls NAME [at once]   a server with that certificate      without server   nobody listens
//   play POINT [xN] ANSWER [then close|abort|hang]   N times; a line end follows where ANSWER has none
//   lines POINT N CODE          one reply of N lines                offer EHLO-LINE
//   folder NAME                 an empty folder in the site
//   set KEY VALUE               a line of the section mail          send [MINUTES]
//   log LINE, bounce BYTES      files that a relay would write      pleno COMMAND
class Row {
 public:
  Row() : folder_("pleno-faults", in_memory()), sink_(std::make_unique<SmtpSink>()) {
    fs::copy(waiting_site().path(), folder_.path() / "situs", fs::copy_options::recursive);
    url_ = sink_->url();
  }

  void obey(const std::string& line) {
    const auto words = words_of(line);
    const std::string rest = line.size() > words[0].size() ? line.substr(words[0].size() + 1) : "";
    if (words[0] == "server") return serve(words[2], words.size() > 3);
    if (words[0] == "without") return leave();
    if (words[0] == "play") return play(words, line);
    if (words[0] == "lines") return play_lines(words[1], std::stoi(words[2]), words[3]);
    if (words[0] == "folder") return void(fs::create_directories(site() / words[1]));
    if (words[0] == "offer") return sink_->offer({rest});
    if (words[0] == "set") return set(words[1], rest.substr(words[1].size() + 1));
    if (words[0] == "log") return append("mail.log", with_ids(rest) + "\n");
    if (words[0] == "bounce") return append("bounces/new/1", with_ids(unescaped(rest)) + "\n");
    if (words[0] == "send") return pleno("send", words.size() > 1 ? std::stoi(words[1]) : 0);
    if (words[0] == "pleno") return pleno(with_ids(rest), 0);
    ADD_FAILURE() << "not understood: " << line;
  }
  std::string seen() const { return seen_; }

 private:
  void serve(const std::string& name, bool at_once) {
    sink_ = std::make_unique<SmtpSink>(
        SmtpSink::Tls{certificates().certificate(name), certificates().key(name), at_once, 0});
    url_ = sink_->url(at_once ? "smtps" : "smtp", "localhost");
    set("ca_file", certificates().authority());
  }
  void leave() {
    url_ = sink_->url();
    sink_.reset();
  }

  void play(const std::vector<std::string>& words, const std::string& line) {
    std::size_t times = 1;
    std::size_t from = line.find(words[1]) + words[1].size() + 1;
    if (words[2][0] == 'x') {
      times = std::stoul(words[2].substr(1));
      from += words[2].size() + 1;
    }
    Answer answer;
    std::string text = line.substr(std::min(from, line.size()));
    for (const auto& [ending, then] : {std::pair{"then close", Answer::Then::Close},
                                       {"then abort", Answer::Then::Abort},
                                       {"then hang", Answer::Then::Hang}}) {
      if (!text.ends_with(ending)) continue;
      answer.then = then;
      text.resize(text.size() - std::string(ending).size());
      if (!text.empty()) text.pop_back();
    }
    answer.bytes = unescaped(text);
    if (!text.empty() && text.find("\\r") == std::string::npos) answer.bytes += "\r\n";
    sink_->play(words[1], std::vector<Answer>(times, answer));
  }

  void play_lines(const std::string& point, int count, const std::string& code) {
    Answer answer;
    for (int i = 1; i < count; ++i) answer.bytes += code + "-x\r\n";
    answer.bytes += code + " x\r\n";
    sink_->play(point, {answer});
  }

  void set(const std::string& key, const std::string& value) {
    const fs::path file = site() / "pleno.yaml";
    std::string text = text_of_file(file);
    text.insert(text.find("mail:\n") + 6, "  " + key + ": " + value + "\n");
    std::ofstream(file) << text;
  }

  void append(const std::string& name, const std::string& text) const {
    fs::create_directories((site() / name).parent_path());
    std::ofstream(site() / name, std::ios::app | std::ios::binary) << text;
  }

  // MAIL1, MAIL2 … are the Message-IDs of the first mails.
  std::string with_ids(std::string text) const {
    const auto ids = ask("select message_id from outbox order by id");
    for (std::size_t i = ids.size(); i > 0; --i) {
      const std::string mark = "MAIL" + std::to_string(i);
      for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
        text.replace(at, mark.size(), ids[i - 1]);
    }
    return text;
  }

  fs::path site() const { return folder_.path() / "situs"; }

  void pleno(const std::string& arguments, int minutes) {
    char now[32];
    std::snprintf(now, sizeof now, "2026-11-23T%02d:%02d:00Z", 3 + minutes / 60, minutes % 60);
    std::string command;
    for (const std::string& word : words_of(arguments))
      command += (word[0] == '<' ? quoted(word) : word) + " ";
    const Ran ran = run_shell(std::string("PLENO_LANG=en PLENO_NOW=") + now + " PLENO_MAIL_URL=" + url_ +
                              " " + PLENO_PROGRAM + " " + command + "--site " + quoted(site().string()));
    seen_ += arguments.substr(0, arguments.find(' ')) +
             (minutes > 0 ? " after " + std::to_string(minutes) + " min" : "") + ": exit " +
             std::to_string(ran.code) + "; " + states() + "\n";
    for (const std::string& line : told(ran, arguments.rfind("mail ", 0) == 0)) seen_ += "  " + line + "\n";
  }

  // What is said of the run as a whole, and what `pleno mail` says of one mail.
  std::vector<std::string> told(const Ran& ran, bool everything) const {
    std::vector<std::string> out;
    std::istringstream in(ran.err + ran.out);
    for (std::string line; std::getline(in, line);) {
      const bool of_all = everything || line.find("mail.url") != std::string::npos ||
                          line.find("per_minute") != std::string::npos || line.find("error: ") == 0 ||
                          line.find("mails in doubt") == 0 || line.find("mails that came back") == 0 ||
                          line.find("send: paused") == 0;
      if (of_all) out.push_back(plain(line));
    }
    return out;
  }
  std::string plain(std::string line) const {
    const auto port = url_.substr(url_.rfind(':'));
    for (auto at = line.find(port); at != std::string::npos; at = line.find(port))
      line.replace(at, port.size(), ":PORT");
    const auto folder = site().string() + "/";
    if (line.find(folder) != std::string::npos) line.replace(line.find(folder), folder.size(), "");
    const auto ids = ask("select message_id from outbox order by id");
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto at = line.find(ids[i]);
      if (at != std::string::npos) line.replace(at, ids[i].size(), "MAIL" + std::to_string(i + 1));
    }
    return line;
  }

  std::string states() const {
    std::string out;
    for (const std::string& row : ask("select state || ' ' || count(*) from outbox where recipient <> '' "
                                      "group by state order by state"))
      out += (out.empty() ? "" : ", ") + row;
    const std::string doubts = ask("select count(*) from attempt where state = 'unknown'")[0];
    if (doubts != "0") out += "; doubts " + doubts;
    const std::string bounced = ask("select count(*) from outbox where bounced_at <> ''")[0];
    if (bounced != "0") out += "; came back " + bounced;
    return out + arrivals();
  }

  std::string arrivals() const {
    if (!sink_) return {};
    sink_->wait_until_idle();
    int mails = 0, copies = 0;
    for (const auto& [id, times] : sink_->accepted()) {
      ++mails;
      copies += times - 1;
    }
    return "; arrived " + std::to_string(mails) + (copies > 0 ? ", copies " + std::to_string(copies) : "");
  }

  std::vector<std::string> ask(const std::string& query) const {
    journal::Sql sql({.url = "sqlite3://" + (site() / "state" / "pleno.db").string(), .read_only = true});
    std::vector<std::string> out;
    for (const journal::Row& row : sql.read([&] { return sql.select(1, query); })) out.push_back(row[0]);
    return out;
  }

  TemporaryFolder folder_;
  std::unique_ptr<SmtpSink> sink_;
  std::string url_;
  std::string seen_;
};

TEST(MailFaults, EndAsTheTableSays) {
  test::run_cases(PLENO_SOURCE_DIR "/tests/app/mail_faults.case", [](const test::Case& one) {
    Row row;
    std::istringstream lines(one.get("given"));
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty()) row.obey(line);
    }
    return row.seen();
  });
}

// A hundred attempts, one identity: whatever the server does with them, the bytes and the Message-ID stay.
TEST(MailFaults, AHundredAttemptsAreOneMail) {
  const TemporaryFolder folder("pleno-tries", in_memory());
  fs::copy(waiting_site().path(), folder.path() / "situs", fs::copy_options::recursive);
  SmtpSink sink;
  sink.play("DOT", std::vector<Answer>(99, Answer{"451 4.3.0 later\r\n", Answer::Then::GoOn}));
  sink.keep_refused();
  const std::string site = quoted((folder.path() / "situs").string());
  // Six hours apart; after 49 it is held each time, and a person sends it again.
  const Ran all = run_shell(
      "for i in $(seq 1 100); do export PLENO_NOW=$(date -u -d @$((1798761600 + i * 21600)) "
      "+%Y-%m-%dT%H:%M:%SZ); "
      "PLENO_MAIL_URL=" +
      sink.url() + " " + PLENO_PROGRAM + " send --limit 1 --site " + site +
      " >/dev/null 2>&1; "
      "[ $i -ge 49 ] && " +
      PLENO_PROGRAM + " mail 1 --resend --by Rina --site " + site + "; done; true");
  ASSERT_EQ(all.code, 0) << all.err;
  std::set<std::string> bytes;
  for (const auto& mail : sink.mails()) bytes.insert(mail.to + "\n" + mail.bytes);
  EXPECT_EQ(sink.mails().size(), 100U);
  EXPECT_EQ(bytes.size(), 1U);
  ASSERT_EQ(sink.accepted().size(), 1U);
  EXPECT_EQ(sink.accepted().begin()->second, 1);
}

}  // namespace
}  // namespace pleno::testing
