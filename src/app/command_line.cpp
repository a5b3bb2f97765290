// The only file that includes CLI11: it costs seconds of compiling.
#include "app/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdlib>

#include "app/commands.h"
#include "app/site.h"
#include "app/surroundings.h"
#include "text/error.h"
#include "text/language.h"
#include "text/nearest.h"
#include "text/utf8.h"

namespace pleno::app {
namespace {

constexpr const char* version = "pleno 0.1.0";

// --lang, then PLENO_LANG, then LC_MESSAGES/LC_ALL; Indonesian when nothing says English.
Language wanted_language(const std::string& flag) {
  std::string wanted = flag;
  for (const char* name : {"PLENO_LANG", "LC_ALL", "LC_MESSAGES"}) {
    if (wanted.empty() && std::getenv(name) != nullptr) wanted = std::getenv(name);
  }
  return wanted.rfind("en", 0) == 0 ? Language::English : Language::Indonesian;
}

struct Arguments {
  GlobalOptions global;
  std::string language;
  std::filesystem::path folder, output, sheet, rules;
  std::vector<std::filesystem::path> pages;
  std::string assessment, form, subject, plenary, expression, context, period, number;
  ActOptions act;
  StockMove move;
  std::string mail, person;
  bool arrived = false, send_again = false;
  long long candidates = 0;
  long long limit = 0;
  int depth = 4;
  bool again = false, coverage = false, differences = false, adopt_all = false, plan = false, lines = false,
       causes = false, debug_layout = false, upheld = false, rejected = false;
};

void add_site(CLI::App& command, Arguments& a) {
  command.add_option("--site", a.global.site, "folder of the site / folder situs")->capture_default_str();
  command.add_flag("--as-root", a.global.as_root, "let root work on a site that is no sample");
}

using Run = std::function<int()>;

CLI::App* add(CLI::App& app, const char* name, const char* about, Arguments& a, Run& run, const Run& action) {
  CLI::App* command = app.add_subcommand(name, about);
  add_site(*command, a);
  const bool only_reads_files = command->get_name() == "check";  // says itself what is wrong
  command->callback([&a, &run, action, only_reads_files] {
    run = [&a, action, only_reads_files] {
      if (!only_reads_files) {
        demand_plausible_clock();
        if (!a.global.as_root) refuse_root(a.global.site);
      }
      return action();
    };
  });
  return command;
}

void add_scheme(CLI::App& app, Arguments& a, Run& run) {
  CLI::App* scheme = app.add_subcommand("scheme", "scheme pages as published / halaman skema");
  scheme->require_subcommand(1);
  add(*scheme, "import", "bring pages and their side files in", a, run,
      [&] { return command_scheme_import(a.global, a.pages); })
      ->add_option("page", a.pages, "FILE.txt beside FILE.yaml")
      ->required();
  add(*scheme, "list", "schemes with their counts", a, run, [&] { return command_scheme_list(a.global); });
  add(*scheme, "lint", "oddities of the texts", a, run, [&] { return command_scheme_lint(a.global); });
}

void add_decide(CLI::App& app, Arguments& a, Run& run) {
  CLI::App* decide = add(app, "decide", "evidence -> decisions with reasons", a, run, [&] {
    return a.period.empty() ? command_decide(a.global, a.again) : command_replay(a.global, a.rules, a.period);
  });
  auto* again = decide->add_flag("--again", a.again, "judge once more those that are in no plenary's list");
  auto* rules = decide->add_option("--rules", a.rules, "with --replay: the rule file to try");
  auto* replay =
      decide->add_option("--replay", a.period, "FROM..TO: whose result would change; nothing is written");
  rules->needs(replay);
  replay->needs(rules)->excludes(again);
  decide->add_flag("--json", a.global.json, "with --replay")->needs(replay);
}

void add_work(CLI::App& app, Arguments& a, Run& run) {
  add(app, "pull", "source database -> frozen evidence", a, run, [&] { return command_pull(a.global); });
  add_decide(app, a, run);
  add(app, "packet", "packet and decision sheet of a plenary", a, run,
      [&] { return command_packet(a.global, a.plenary); })
      ->add_option("plenary", a.plenary)
      ->required();
  CLI::App* resolve = add(app, "resolve", "the decision sheet comes back", a, run,
                          [&] { return command_resolve(a.global, a.plenary, a.sheet, a.adopt_all); });
  resolve->add_option("plenary", a.plenary)->required();
  resolve->add_option("file", a.sheet, "filled decision sheet (CSV)");
  resolve->add_flag("--adopt-all", a.adopt_all, "every proposal as it stands; exceptions stay open");
  CLI::App* issue = add(app, "issue", "number, render, store, queue mail", a, run,
                        [&] { return command_issue(a.global, a.plenary, a.plan); });
  issue->add_option("plenary", a.plenary)->required();
  issue->add_flag("--plan", a.plan, "say what would happen, do nothing");
  add(app, "send", "the outbox", a, run,
      [&] { return command_send(a.global, static_cast<std::size_t>(a.limit)); })
      ->add_option("--limit", a.limit, "at most this many mails; 0: all")
      ->check([](const std::string& text) {
        const bool digits =
            !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
        return digits ? std::string()
                      : say("harus bilangan bulat mulai dari 0", "must be a whole number from 0 on");
      });
  add(app, "work", "another pair of hands for what is resolved; several at once", a, run,
      [&] { return command_work(a.global); });
  CLI::App* mail = add(app, "mail", "mails that wait for a person, and what the person found", a, run, [&] {
    return command_mail(a.global, a.mail, a.arrived ? "sent" : a.send_again ? "resend" : "", a.person);
  });
  auto* which = mail->add_option("mail", a.mail, "its number or Message-ID");
  auto* arrived = mail->add_flag("--sent", a.arrived, "it was found to have arrived")->needs(which);
  auto* again = mail->add_flag("--resend", a.send_again, "send it once more, the same bytes")->needs(which);
  arrived->excludes(again);
  mail->add_option("--by", a.person, "who found that out");
  add(app, "bounces", "reports of mails that did not arrive", a, run, [&] {
    return command_bounces(a.global, a.folder);
  })->add_option("folder", a.folder, "a maildir; else mail.bounces of pleno.yaml");
  add(app, "nightly", "pull, decide, packets that are due, issue what is resolved, send", a, run,
      [&] { return command_nightly(a.global); });
}

void add_looking(CLI::App& app, Arguments& a, Run& run) {
  CLI::App* explain = add(app, "explain", "why: the tree of reasons", a, run,
                          [&] { return command_explain(a.global, a.assessment, a.depth); });
  explain->add_option("candidate", a.assessment, "registration number")->required();
  explain->add_option("--depth", a.depth, "1 scheme, 2 units, 3 elements, 4 KUK")->check(CLI::Range(1, 4));
  explain->add_flag("--json", a.global.json);
  CLI::App* render = add(app, "render", "one form of a candidate, a session or a plenary", a, run, [&] {
    return command_render(a.global, a.form, a.subject, a.output, a.debug_layout);
  });
  render->add_option("form", a.form, "FR.AK.02, sertifikat, notulen, kalibrasi, …: a template")->required();
  render->add_option("subject", a.subject, "registration number, session or plenary; none for kalibrasi");
  render->add_option("-o,--output", a.output, "PDF to write")->required();
  render->add_flag("--debug-layout", a.debug_layout, "draw boxes and baselines");
  add(app, "template", "a shipped form into the site, to be changed there", a, run, [&] {
    return command_template(a.global, a.form);
  })->add_option("form", a.form, "FR.AK.03, sertifikat, …; none: which there are");
  CLI::App* status = add(app, "status", "where things stand", a, run, [&] {
    return a.differences ? command_differences(a.global) : command_status(a.global);
  });
  status->add_flag(
      "--differences", a.differences,
      "where assessors and plenaries decided otherwise than the rules, with person, day and reason");
  status->add_flag("--json", a.global.json);
  CLI::App* check = add(app, "check", "everything people wrote", a, run,
                        [&] { return command_check(a.global, a.coverage); });
  check->add_flag("--json", a.global.json);
  check->add_flag("--coverage", a.coverage, "rows and branches of rules that no example reaches");
  add(app, "audit", "all invariants and every stored file", a, run,
      [&] { return command_audit(a.global, a.sheet); })
      ->add_option("--checkpoint", a.sheet,
                   "also against an older checkpoint, or the night's report that holds it");
  CLI::App* eval = app.add_subcommand("eval", "try a FEEL expression");
  eval->add_option("expression", a.expression);
  eval->add_option("--context", a.context, "JSON file with the variables");
  eval->add_flag("--jsonl", a.lines, "JSON lines from stdin: id, expression, context");
  eval->add_flag("--causes", a.causes, "with --jsonl: why something is null");
  eval->callback([&] {
    run = [&] { return a.lines ? command_eval_lines(a.causes) : command_eval(a.expression, a.context); };
  });
  CLI::App* init = app.add_subcommand("init", "a complete, runnable sample site");
  init->add_option("folder", a.folder)->required();
  init->add_option("--candidates", a.candidates, "so many instead of the designed ones")
      ->check(CLI::Range(1LL, 10'000'000LL));
  init->callback([&] { run = [&] { return command_init(a.folder, a.candidates); }; });
}

void add_words(CLI::App& command, Arguments& a, bool two_persons) {
  command.add_option("--reason", a.act.reason, "why / alasan")->required();
  command.add_option("--by", a.act.by, "who does it / pelaku")->required();
  if (two_persons) {
    command.add_option("--confirm", a.act.confirm, "another person who agrees / yang menyetujui")->required();
  }
}

void add_acts(CLI::App& app, Arguments& a, Run& run) {
  const auto certificate = [&](const char* name, const char* about, bool two_persons, const Run& action) {
    CLI::App* command = add(app, name, about, a, run, action);
    command->add_option("number", a.number, "certificate number as printed")->required();
    add_words(*command, a, two_persons);
    return command;
  };
  certificate("void", "a certificate is void for ever; two persons", true,
              [&] { return command_void(a.global, a.number, a.act); });
  certificate("replace", "void, and another under a new number; two persons", true,
              [&] { return command_replace(a.global, a.number, a.act); });
  certificate("reprint", "the same bytes under the same number, noted", false,
              [&] { return command_reprint(a.global, a.number, a.act, a.output); })
      ->add_option("-o,--output", a.output, "PDF to write")
      ->required();

  CLI::App* appeal = add(app, "appeal", "an appeal against a ruling: filed, upheld, rejected", a, run, [&] {
    return command_appeal(a.global, a.assessment, a.upheld ? "uphold" : a.rejected ? "reject" : "", a.act);
  });
  appeal->add_option("candidate", a.assessment, "registration number; none: the appeals that are open");
  auto* upheld =
      appeal->add_flag("--uphold", a.upheld, "the ruling falls; another plenary decides; two persons");
  appeal->add_flag("--reject", a.rejected, "the ruling stands; two persons")->excludes(upheld);
  appeal->add_option("--reason", a.act.reason, "why / alasan");
  appeal->add_option("--by", a.act.by, "who does it / pelaku");
  appeal->add_option("--confirm", a.act.confirm, "another person who agrees / yang menyetujui");

  CLI::App* stock = app.add_subcommand("stock", "blank sheets: balance, history, moves");
  add_site(*stock, a);
  stock->callback([&a, &run, stock] {  // comes after those of its own subcommands
    if (stock->get_subcommands().empty()) run = [&a] { return command_stock(a.global, a.number); };
  });
  stock->add_option("--of", a.number, "history of a serial or a certificate's number");
  const auto move = [&](const char* name, const char* about, bool two_persons, const char* second) {
    CLI::App* command = add(*stock, name, about, a, run, [&a, name] {
      a.move.kind = name;
      return command_stock_move(a.global, a.move, a.act);
    });
    command->add_option("serial", a.move.first, "serial as printed on the sheet")->required();
    if (second != nullptr) command->add_option(second, a.move.second);
    add_words(*command, a, two_persons);
    return command;
  };
  move("receive", "a delivery: first and last serial", false, "last");
  move("use", "printed: the certificate's number", false, "number")->get_option("number")->required();
  move("spoil", "misprinted or damaged; two persons", true, nullptr);
  move("return", "handed back; two persons", true, nullptr);
}

int tell(const Error& error) {
  const bool typed = error.context.empty() && error.kind == Kind::Usage;
  const std::string where = typed ? say("baris perintah", "command line") : error.context;
  const std::string place = where.empty() ? "" : where + ": ";
  fmt::print(stderr, "{}{}: {}\n", place, say("galat", "error"), error.what());
  if (!error.hint.empty()) fmt::print(stderr, "  {}: {}\n", say("saran", "hint"), error.hint);
  return exit_code(error.kind);
}

int tell(const SiteFaults& faults) {
  std::fputs(to_text(faults.found).c_str(), stderr);
  return exit_code(faults.kind);
}

std::vector<std::string> subcommand_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* one : app.get_subcommands({})) names.push_back(one->get_name());
  return names;
}

bool names_a_secret(const std::string& option) {
  const std::string small = lower(option);
  for (const char* part : {"pass", "sandi", "secret", "rahasia", "token"}) {
    if (small.find(part) != std::string::npos) return true;
  }
  return false;
}

// What stands too much on the command line, by its first option or word. A value is never repeated: it may be
// a secret.
Error surplus(const CLI::App& command, const std::vector<std::string>& rest) {
  std::string option;
  for (const std::string& word : rest) {
    if (word.rfind('-', 0) == 0) option = word.substr(0, word.find('='));
  }
  if (names_a_secret(option)) {
    return Error(Kind::Usage,
                 say("kata sandi tidak diterima di baris perintah: di sana terbaca oleh siapa pun (ps)",
                     "no password on the command line: anyone can read it there (ps)"),
                 option,
                 say("simpan dalam berkas tersendiri (chmod 600) dan sebut berkasnya di pleno.yaml",
                     "keep it in a file of its own (chmod 600) and name that file in pleno.yaml"));
  }
  if (option.empty()) {
    return Error(Kind::Usage,
                 say("terlalu banyak kata di baris perintah", "too many words on the command line"), {},
                 say("pemakaian: pleno {} --help", "usage: pleno {} --help", command.get_name()));
  }
  std::vector<std::string> known;
  for (const CLI::Option* one : command.get_options()) known.push_back(one->get_name());
  return Error(Kind::Usage, say("opsi '{}' tidak dikenal", "unknown option '{}'", option), {},
               did_you_mean(option, known));
}

Error unknown_command(const CLI::App& command, const std::vector<std::string>& rest) {
  const std::string usage = say("pemakaian: pleno PERINTAH [--site DIR]; pleno --help",
                                "usage: pleno COMMAND [--site DIR]; pleno --help");
  for (const std::string& word : rest) {
    if (word.rfind('-', 0) == 0) continue;
    return Error(Kind::Usage, say("perintah '{}' tidak dikenal", "unknown command '{}'", word), {},
                 did_you_mean(word, subcommand_names(command)));
  }
  return Error(Kind::Usage, say("perintah belum disebut", "no command is given"), {}, usage);
}

// CLI11 speaks English and repeats values; what people get wrong most often is said in our own words.
int tell(const CLI::App& app, const CLI::ParseError& wrong) {
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  std::vector<std::string> rest = app.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&wrong) != nullptr) return tell(surplus(*command, rest));
  const bool wants_command = command->get_require_subcommand_min() > 0 && command->get_subcommands().empty();
  if (wants_command) return tell(unknown_command(*command, rest));
  return tell(Error(Kind::Usage, wrong.what(), {},
                    say("pemakaian: pleno {} --help", "usage: pleno {} --help", command->get_name())));
}

// The language is wanted before the arguments are parsed: the first messages are about them.
std::string language_flag(int argc, char** argv) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string_view(argv[i]) == "--lang") return argv[i + 1];
  }
  return {};
}

}  // namespace

int run(int argc, char** argv) {
  set_language(wanted_language(language_flag(argc, argv)));
  Arguments arguments;
  const char* site = std::getenv("PLENO_SITE");
  arguments.global.site = site != nullptr ? site : ".";
  CLI::App app("Pleno: from assessment results to decisions, forms, certificates and letters");
  app.set_version_flag("--version", version);
  app.add_option("--lang", arguments.language, "id or en")->check(CLI::IsMember({"id", "en"}));
  app.require_subcommand(1);
  app.fallthrough();
  Run chosen;
  add_scheme(app, arguments, chosen);
  add_work(app, arguments, chosen);
  add_looking(app, arguments, chosen);
  add_acts(app, arguments, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    if (wrong.get_exit_code() == 0) return app.exit(wrong);  // --help, --version
    return tell(app, wrong);
  }
  try {
    return chosen();
  } catch (const SiteFaults& faults) {
    return tell(faults);
  } catch (const Error& error) {
    return tell(error);
  } catch (const std::exception& unexpected) {
    return tell(Error(Kind::Internal, unexpected.what()));
  }
}

}  // namespace pleno::app
