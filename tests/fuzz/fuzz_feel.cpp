// Throws arbitrary texts at the expression language: reading, checking, evaluating, filling, printing.
// Nothing may crash, hang or grow without bound, and tracing causes may not change a value.
#include <cstdint>
#include <cstdlib>

#include "feel/expression.h"
#include "feel/json.h"
#include "feel/schema.h"
#include "feel/trace.h"

namespace {

using namespace pleno;
using namespace pleno::feel;

Context facts_of_a_rule() {
  Context mark, person, facts;
  mark.set("metode", "observasi");
  mark.set("kompeten", true);
  mark.set("nilai", 70);
  mark.set("tanggal", WideDate{2026, 11, 21});
  person.set("nama", "Siti");
  person.set("hadir", Value());
  facts.set("bukti", List{mark, mark, Value()});
  facts.set("asesi", person);
  facts.set("n", 3);
  facts.set("f", Function{"f", {"x"}, [](const List& arguments, std::string& cause) {
                            if (arguments.empty()) cause = "kosong";
                            return arguments.empty() ? Value() : arguments[0];
                          }});
  return facts;
}

std::shared_ptr<const Schema> of(Type type) { return std::make_shared<const Schema>(Schema{type, {}, {}}); }

Schema schema_of_a_rule() {
  const auto mark = std::make_shared<const Schema>(
      Schema{Type::Context,
             {{"metode", of(Type::String)}, {"kompeten", of(Type::Boolean)}, {"nilai", of(Type::Number)}},
             {}});
  return {Type::Context,
          {{"bukti", std::make_shared<const Schema>(Schema{Type::List, {}, mark})},
           {"n", of(Type::Number)},
           {"f", of(Type::Function)}},
          {}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Context facts = facts_of_a_rule();
  static const Schema schema = schema_of_a_rule();
  const std::string text(data, data + size);
  const Source source{{.file = "x", .line = 1, .column = 3}, "x " + text};
  Diagnostics found;
  const Expression expression = parse(text, source, found);
  if (expression.empty() != has_errors(found)) std::abort();
  check(expression, schema, source, found);
  to_text(found);
  Causes causes;
  const Value value = evaluate(expression, Scope(facts), &causes);
  if (value.type() != evaluate(expression, Scope(facts)).type()) std::abort();
  Trace trace;
  if (value.type() != evaluate(expression, Scope(facts), trace).type()) std::abort();
  to_text(notes_of(causes, expression, source));
  to_text(value);
  to_json(value);
  Diagnostics of_text;
  const Text holes = parse_text(text, source, of_text);
  check(holes, schema, source, of_text);
  fill(holes, Scope(facts), &causes);
  return 0;
}
