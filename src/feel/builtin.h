// The built-in functions of FEEL: one table of signatures, as the standard writes them, with the C++
// function behind each. Arguments are checked against the signature before the function is called.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "feel/value.h"

namespace pleno::feel {

class Call;

struct Parameter {
  enum class Kind {
    Any,
    Number,
    Text,
    Truth,
    Date,
    Duration,
    Items,
    Entries,
    Interval,
    Order
  } kind = Kind::Any;
  std::string name;
  bool optional = false;  // may be left out
  bool nullable = false;  // null is a value like others
  bool rest = false;      // takes all further positional arguments
  bool spread = false;    // a list, or its items as arguments
};

struct Builtin {
  enum class Use { Any, Positional, Named } use = Use::Any;  // by which arguments a signature is chosen
  std::string name;
  std::vector<Parameter> parameters;
  Type result = Type::Null;  // null: depends on the arguments
  Value (*call)(Call&) = nullptr;

  std::size_t least() const;
  bool takes(std::size_t count) const;
};

// All signatures of a name, in the order in which they are tried; empty when there is no such function.
std::vector<const Builtin*> builtins_named(std::string_view name);
const std::vector<std::string>& builtin_names();
// Functions of the standard that this FEEL knows only to say that it leaves them out: times of day, the
// clock, regular expressions.
bool is_left_out(std::string_view name);
// How many words the longest name has.
inline constexpr std::size_t longest_builtin = 5;

// A row of the table before its signature is read: "floor(n: number, scale?: number) -> number".
struct Row {
  std::string_view signature;
  Value (*call)(Call&);
  Builtin::Use use = Builtin::Use::Any;
};
using Rows = std::vector<Row>;
Rows number_rows();
Rows text_rows();
Rows list_rows();
Rows list_change_rows();
Rows context_rows();
Rows date_rows();
Rows range_rows();
Rows conversion_rows();

}  // namespace pleno::feel
