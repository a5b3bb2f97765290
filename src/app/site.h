// A site opened for work: settings, schemes, rules, meetings, journal and press, each loaded when first
// asked for. Faults that people can mend are collected and thrown together as SiteFaults.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "app/files.h"
#include "app/plenary_files.h"
#include "app/press.h"
#include "app/settings.h"
#include "domain/scheme.h"
#include "journal/journal.h"
#include "rules/decision_from_evidence.h"
#include "rules/examples.h"
#include "rules/rules_from_yaml.h"
#include "source/source.h"
#include "text/error.h"

namespace pleno::app {

// A file that people wrote has faults: `main` prints them all and ends with 78, or, when it is no file of the
// site's but one that was handed in, with 65.
struct SiteFaults {
  Diagnostics found;
  Kind kind = Kind::Configuration;
};

// Runs a step; what it throws that people can mend, or that another step need not wait for, joins the faults.
template <typename Step>
void collect(Diagnostics& found, const Step& step) {
  try {
    step();
  } catch (const SiteFaults& faults) {
    found.insert(found.end(), faults.found.begin(), faults.found.end());
  } catch (const Error& error) {
    found.push_back(diagnostic_of(error));
  }
}

class Site {
 public:
  enum class Access { ReadAndWrite, ReadOnly };  // of the journal
  // Reads pleno.yaml; throws SiteFaults.
  explicit Site(const std::filesystem::path& folder, Access access = Access::ReadAndWrite);

  const Settings& settings() const { return settings_; }
  const std::vector<Scheme>& schemes();
  // The same with the codes under which results may come by the rule files' `padanan`: for `pull`.
  std::vector<Scheme> schemes_with_equal_units();
  const Scheme& scheme(const std::string& id);  // Error{Data} when the site no longer has it
  const std::vector<Meeting>& meetings();
  const Plenary* meeting(const std::string& id);  // null: its file is gone
  const Plenary& plenary(const std::string& id);  // Error{NoInput} with did-you-mean
  // Opened when first asked for, and compared with the checkpoint: a database that is older, or another, is
  // the integrity alarm.
  journal::Journal& journal();
  // Writes the checkpoint when there is something new in the ledgers.
  void sign_off(const std::string& now);
  Press& press();
  const feel::Context& facts();  // site_facts
  std::unique_ptr<source::Source> open_source();

  // The site's rule files, or the shipped one when it has none.
  const std::vector<std::shared_ptr<const rules::Rules>>& rule_sets();
  // The rule set in force on the day of assessment, one that names the scheme in `untuk` before one for all;
  // Error{Configuration} when there is none.
  const rules::Rules& rules_for(const Evidence& evidence);
  // A rule set by its digest, as a decision pinned it: the present files first, then the journal's copy.
  const rules::Rules& rules_by_digest(const std::string& digest);
  // Keeps a copy of every present rule file in the journal, so that decisions can be explained for ever.
  void keep_rules();
  // Judges with one of the above; prepared objects are kept per scheme and rule set.
  Decision judge(const rules::Rules& rules, const Evidence& evidence, const std::string& evidence_digest = {},
                 rules::Wording wording = rules::Wording::Brief);

  // Reads settings, schemes, rules, meetings without throwing SiteFaults: for `check`.
  static Diagnostics faults_of(const std::filesystem::path& folder);

 private:
  void load_rules();
  std::shared_ptr<const rules::Rules> read_rules(const std::string& text, const std::string& file,
                                                 Diagnostics& found);

  Settings settings_;
  Access access_;
  std::vector<Scheme> schemes_;
  bool schemes_read_ = false;
  std::vector<Meeting> meetings_;
  bool meetings_read_ = false;
  std::unique_ptr<journal::Journal> journal_;
  std::unique_ptr<Press> press_;
  std::unique_ptr<feel::Context> facts_;
  std::unique_ptr<rules::RuleBook> book_;
  std::map<std::string, std::shared_ptr<const rules::Rules>> rules_;  // by digest
  std::map<std::string, std::string> rule_texts_;                     // digest -> text
  std::map<std::string, std::unique_ptr<rules::Judge>> judges_;       // rules digest + scheme
};

// "host:/srv/lsp:" – how the journal knows the processes of this site on this machine (Settings::owner).
std::string owner_prefix(const std::filesystem::path& site);
// "sqlite3://lsp.db" names a file of the site; absolute paths and servers stay as they are.
std::string url_in_site(const std::string& url, const std::filesystem::path& site);

}  // namespace pleno::app
