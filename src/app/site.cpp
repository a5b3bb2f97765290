#include "app/site.h"

#include <unistd.h>

#include <algorithm>

#include "app/facts.h"
#include "app/scheme_files.h"
#include "rules/equal_units.h"
#include "text/digest.h"
#include "text/error.h"
#include "text/language.h"
#include "text/nearest.h"

namespace pleno::app {
namespace {

namespace fs = std::filesystem;

void demand_clean(const Diagnostics& found) {
  if (has_errors(found)) throw SiteFaults{found};
}

// The rule files of a site: its own, or the shipped one when it has none.
std::vector<fs::path> rule_files(const fs::path& site) {
  std::vector<fs::path> out = files_in(site / "rules", ".yaml");
  if (out.empty()) out.push_back(data_folder() / "rules" / "bnsp.yaml");
  return out;
}

source::Query read_query(const fs::path& site, const std::string& name) {
  const fs::path file = site / "queries" / (name + ".sql");
  return {name, file.string(), read_site_file(site, file)};
}

}  // namespace

std::string url_in_site(const std::string& url, const fs::path& site) {
  constexpr std::string_view sqlite = "sqlite3://";
  if (url.rfind(sqlite, 0) != 0) return url;
  const fs::path path = url.substr(sqlite.size());
  return std::string(sqlite) + (path.is_absolute() ? path : site / path).string();
}

std::string owner_prefix(const fs::path& site) {
  char host[256] = {};
  ::gethostname(host, sizeof host - 1);
  std::error_code unknown;
  return std::string(host) + ":" + fs::weakly_canonical(site, unknown).string() + ":";
}

Site::Site(const fs::path& folder, Access access) : access_(access) {
  Diagnostics found;
  settings_ = read_settings(folder, found);
  if (!has_errors(found)) check_settings(settings_, found);
  demand_clean(found);
}

const std::vector<Scheme>& Site::schemes() {
  if (schemes_read_) return schemes_;
  Diagnostics found;
  schemes_ = read_schemes(settings_.site, found);
  demand_clean(found);
  schemes_read_ = true;
  return schemes_;
}

std::vector<Scheme> Site::schemes_with_equal_units() {
  load_rules();
  return rules::with_equal_units(schemes(), *book_);
}

const Scheme& Site::scheme(const std::string& id) {
  for (const Scheme& scheme : schemes()) {
    if (scheme.id == id) return scheme;
  }
  throw Error(
      Kind::Data, say("skema '{}' tidak ada di situs ini", "this site has no scheme '{}'", id), {},
      say("`pleno scheme import` memasukkan halaman skema", "`pleno scheme import` brings a scheme page in"));
}

const std::vector<Meeting>& Site::meetings() {
  if (meetings_read_) return meetings_;
  Diagnostics found;
  meetings_ = read_meetings(settings_.site, found);
  demand_clean(found);
  meetings_read_ = true;
  return meetings_;
}

const Plenary* Site::meeting(const std::string& id) {
  for (const Meeting& meeting : meetings()) {
    if (meeting.plenary.id == id) return &meeting.plenary;
  }
  return nullptr;
}

const Plenary& Site::plenary(const std::string& id) {
  if (const Plenary* found = meeting(id)) return *found;
  std::vector<std::string> known;
  for (const Meeting& meeting : meetings()) known.push_back(meeting.plenary.id);
  throw Error(Kind::NoInput, say("rapat pleno '{}' tidak ada", "there is no plenary '{}'", id), {},
              did_you_mean(id, known));
}

journal::Journal& Site::journal() {
  if (journal_ == nullptr) {
    const bool read_only = access_ == Access::ReadOnly;
    std::error_code failed;  // the journal says what cannot be made below it
    if (!read_only) fs::create_directories(settings_.site / "state", failed);
    journal_ = journal::Journal::open({.url = url_in_site(settings_.state_url, settings_.site),
                                       .store = settings_.store,
                                       .seal_key = hmac_sha256(settings_.secret, "seal"),
                                       .owner = owner_prefix(settings_.site) + std::to_string(::getpid())},
                                      read_only);
    if (fs::exists(settings_.checkpoint)) journal_->compare(read_file(settings_.checkpoint));
  }
  return *journal_;
}

void Site::sign_off(const std::string& now) {
  const auto ledgers = [](const std::string& text) {
    const auto from = std::min(text.find("\nledger\t"), text.size());
    return text.substr(from, text.rfind("\nmac\t") - from);
  };
  const std::string text = journal().checkpoint(now);
  if (text.find("\nledger\t") == std::string::npos) return;
  if (fs::exists(settings_.checkpoint) && ledgers(read_file(settings_.checkpoint)) == ledgers(text)) return;
  write_file(settings_.checkpoint, text);
}

Press& Site::press() {
  if (press_ == nullptr) {
    Diagnostics found;
    press_ = std::make_unique<Press>(settings_, found);
    demand_clean(found);
  }
  return *press_;
}

const feel::Context& Site::facts() {
  if (facts_ == nullptr) facts_ = std::make_unique<feel::Context>(site_facts(settings_));
  return *facts_;
}

std::unique_ptr<source::Source> Site::open_source() {
  const fs::path& site = settings_.site;
  return source::open_source(url_in_site(settings_.source_url, site),
                             {read_query(site, "candidates"), read_query(site, "marks"),
                              read_query(site, "assessors"), read_query(site, "documents")});
}

std::shared_ptr<const rules::Rules> Site::read_rules(const std::string& text, const std::string& file,
                                                     Diagnostics& found) {
  const std::string digest = sha256(text);
  auto rules = rules::rules_from_yaml(text, file, digest, found);
  if (rules != nullptr) {
    rules_[digest] = rules;
    rule_texts_[digest] = text;
  }
  return rules;
}

void Site::load_rules() {
  if (book_ != nullptr) return;
  Diagnostics found;
  auto book = std::make_unique<rules::RuleBook>();
  for (const fs::path& file : rule_files(settings_.site)) {
    if (auto rules = read_rules(read_site_file(settings_.site, file), file.string(), found)) book->add(rules);
  }
  const Diagnostics gaps = book->check();
  found.insert(found.end(), gaps.begin(), gaps.end());
  demand_clean(found);
  book_ = std::move(book);
}

const std::vector<std::shared_ptr<const rules::Rules>>& Site::rule_sets() {
  load_rules();
  return book_->sets();
}

const rules::Rules& Site::rules_for(const Evidence& evidence) {
  load_rules();
  const Date day = evidence.session.begins;
  if (const auto rules = book_->on(day, evidence.scheme)) return *rules;
  throw Error(Kind::Configuration,
              say("tidak ada aturan untuk skema {} yang berlaku pada {}",
                  "no rule set for scheme {} is valid on {}", evidence.scheme, iso(day)),
              {}, say("periksa `berlaku` pada berkas aturan", "check `berlaku` in the rule files"));
}

const rules::Rules& Site::rules_by_digest(const std::string& digest) {
  load_rules();
  const auto known = rules_.find(digest);
  if (known != rules_.end()) return *known->second;
  const auto kept = journal().latest_document("aturan", digest);
  if (kept) {
    Diagnostics found;
    if (const auto rules = read_rules(*journal().bytes(kept->sha256), "aturan " + digest.substr(0, 6), found))
      return *rules;
  }
  throw Error(Kind::Internal, say("aturan {} yang dipakai keputusan tidak tersimpan",
                                  "rule set {} of a decision is not kept", digest.substr(0, 12)));
}

void Site::keep_rules() {
  load_rules();
  std::vector<journal::NewDocument> batch;
  for (const auto& [digest, text] : rule_texts_) {
    if (journal().document("aturan", digest, digest)) continue;
    batch.push_back(
        {digest,
         {sha256(text), "aturan", digest, "application/yaml", std::make_shared<const std::string>(text)}});
  }
  if (!batch.empty()) journal().keep_documents(batch);
}

Decision Site::judge(const rules::Rules& rules, const Evidence& evidence, const std::string& evidence_digest,
                     rules::Wording wording) {
  auto& prepared = judges_[rules.digest() + evidence.scheme];
  if (prepared == nullptr) prepared = std::make_unique<rules::Judge>(rules, scheme(evidence.scheme));
  return (*prepared)(evidence, evidence_digest, wording);
}

namespace {

// A plenary's hours are printed as they are written: they should name the site's zone.
void check_zones(const std::vector<Meeting>& meetings, const Settings& settings, Diagnostics& found) {
  for (const Meeting& meeting : meetings) {
    for (const std::string zone : {"WIB", "WITA", "WIT"}) {
      const auto at = meeting.plenary.time.find(zone);
      const bool whole = at != std::string::npos && (at + zone.size() == meeting.plenary.time.size() ||
                                                     meeting.plenary.time[at + zone.size()] == ' ');
      if (!whole || zone == settings.body.time_zone) continue;
      found.push_back(
          {.severity = Severity::Warning,
           .at = {.file = (settings.site / "plenaries" / (meeting.plenary.id + ".yaml")).string(),
                  .record = "time"},
           .message = say("waktu rapat dalam {}, situs ini {}",
                          "the meeting's time is in {}, this site is in {}", zone, settings.body.time_zone),
           .hint = say("samakan dengan lsp.time_zone di pleno.yaml",
                       "let it agree with lsp.time_zone in pleno.yaml")});
    }
  }
}

}  // namespace

Diagnostics Site::faults_of(const fs::path& folder) {
  Diagnostics found;
  const Settings settings = read_settings(folder, found);
  collect(found, [&] { check_settings(settings, found); });
  std::vector<Scheme> schemes;
  collect(found, [&] { schemes = read_schemes(folder, found); });
  collect(found, [&] { check_zones(read_meetings(folder, found), settings, found); });
  rules::RuleBook book;
  for (const fs::path& file : rule_files(folder)) {
    collect(found, [&] {
      const std::string text = read_site_file(folder, file);
      const auto rules = rules::rules_from_yaml(text, file.string(), sha256(text), found);
      if (rules == nullptr) return;
      book.add(rules);
      const Diagnostics examples = rules::run_examples(*rules, schemes);
      found.insert(found.end(), examples.begin(), examples.end());
    });
  }
  const Diagnostics gaps = book.check();
  found.insert(found.end(), gaps.begin(), gaps.end());
  return found;
}

}  // namespace pleno::app
