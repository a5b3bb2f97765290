// `pleno eval`: a FEEL expression by hand, or many as JSON lines.
#include <fmt/format.h>

#include <iostream>

#include "app/commands.h"
#include "app/json_text.h"
#include "app/settings.h"
#include "feel/expression.h"
#include "text/error.h"
#include "text/language.h"

namespace pleno::app {

int command_eval(const std::string& expression, const std::string& context_file) {
  Diagnostics found;
  feel::Context facts;
  if (!context_file.empty()) {
    auto context = context_from_json(read_file(context_file), found);
    if (context) facts = std::move(*context);
  }
  const feel::Source source{{}, line_of(expression, 1)};
  const feel::Expression parsed = feel::parse(expression, source, found);
  std::fputs(to_text(found).c_str(), stderr);
  if (has_errors(found)) return exit_code(Kind::Data);
  feel::Causes causes;
  fmt::print("{}\n", feel::to_text(feel::evaluate(parsed, feel::Scope(facts), &causes)));
  std::fputs(to_text(feel::notes_of(causes, parsed, source)).c_str(), stderr);
  return 0;
}

int command_eval_lines(bool causes) {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty()) std::cout << eval_line(line, causes) << '\n';
  }
  return 0;
}

}  // namespace pleno::app
