// The commands, one function each. They print results to stdout and problems to
// stderr, and give an exit code; Error and SiteFaults go through to `main`.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "app/report.h"
#include "journal/rows.h"

namespace pleno::app {

struct GlobalOptions {
  std::filesystem::path site;
  bool json = false;
  bool as_root = false;  // root may work on a site that is no sample
};

int command_init(const std::filesystem::path& folder, long long candidates);
// `coverage`: also what no `contoh` of the rule files reaches.
int command_check(const GlobalOptions& options, bool coverage = false);
int command_scheme_import(const GlobalOptions& options, const std::vector<std::filesystem::path>& pages);
int command_scheme_list(const GlobalOptions& options);
int command_scheme_lint(const GlobalOptions& options);
int command_pull(const GlobalOptions& options);
int command_decide(const GlobalOptions& options, bool again);
// Past candidates under another rule file; `period`: "2026-01-01..2026-12-31". Writes nothing.
int command_replay(const GlobalOptions& options, const std::filesystem::path& rules,
                   const std::string& period);
int command_explain(const GlobalOptions& options, const std::string& assessment, int depth);
int command_eval(const std::string& expression, const std::string& context_file);
int command_eval_lines(bool causes);
// `subject`: a registration number, a session's code, a plenary's name, or empty for a form about nobody.
int command_render(const GlobalOptions& options, const std::string& form, const std::string& subject,
                   const std::filesystem::path& output, bool debug_layout);
// The shipped template `form` into the site, to be changed; without a name: which there are.
int command_template(const GlobalOptions& options, const std::string& form);
int command_packet(const GlobalOptions& options, const std::string& plenary);
int command_resolve(const GlobalOptions& options, const std::string& plenary,
                    const std::filesystem::path& sheet, bool adopt_all);
int command_issue(const GlobalOptions& options, const std::string& plenary, bool plan_only);
int command_send(const GlobalOptions& options, std::size_t limit);
// Until nothing waits any more, or it is asked to stop.
int command_work(const GlobalOptions& options);
// Without a finding: a list. `finding`: "sent", "resend" or empty.
int command_mail(const GlobalOptions& options, const std::string& mail, const std::string& finding,
                 const std::string& person);
int command_bounces(const GlobalOptions& options, const std::filesystem::path& folder);
int command_nightly(const GlobalOptions& options);
// Who does something that cannot be undone, and why.
struct ActOptions {
  std::string reason, by, confirm;
};
int command_void(const GlobalOptions& options, const std::string& number, const ActOptions& act);
int command_replace(const GlobalOptions& options, const std::string& number, const ActOptions& act);
int command_reprint(const GlobalOptions& options, const std::string& number, const ActOptions& act,
                    const std::filesystem::path& output);
// An appeal against a ruling: filed, or ended with `end` "uphold" or "reject" (two persons); all that are
// open when no assessment is given.
int command_appeal(const GlobalOptions& options, const std::string& assessment, const std::string& end,
                   const ActOptions& act);
// Balance of the blank sheets, and the history of a serial or a certificate's number when one is given.
int command_stock(const GlobalOptions& options, const std::string& subject);
struct StockMove {
  std::string kind;           // "receive", "use", "spoil", "return"
  std::string first, second;  // a serial; the last of a delivery, or the certificate it is used for
};
int command_stock_move(const GlobalOptions& options, const StockMove& move, const ActOptions& act);
int command_status(const GlobalOptions& options);
// Where assessors and plenaries decided otherwise than the rules.
int command_differences(const GlobalOptions& options);
// `checkpoint`: also compared with this one, of an earlier day; empty: with the present one only.
int command_audit(const GlobalOptions& options, const std::filesystem::path& checkpoint);

// "blanko: 100 diterima = 90 persediaan + …".
std::string stock_line(const journal::Status& status);
// Prints a report: lines to stdout, diagnostics to stderr; gives its exit code.
int print(const Report& report);

}  // namespace pleno::app
