// The values of FEEL (OMG DMN 1.3): null, booleans, decimal numbers, strings, dates, two kinds of
// duration, lists, contexts, ranges, functions. Immutable and cheap to copy; never throws.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "text/date.h"

namespace pleno::feel {

// A 34-digit IEEE 754 decimal; opaque here, arithmetic in decimal.cpp.
struct Decimal {
  std::uint64_t bits[2] = {0, 0};
  static Decimal from(long long number);
  static std::optional<Decimal> parse(std::string_view text);
  std::string to_string() const;                // plain notation: "0.3", "-12", "1500"
  std::optional<long long> to_integer() const;  // nothing unless it is a whole number in range
  double to_double() const;
};

enum class Type { Null, Boolean, Number, String, Date, Days, Months, List, Context, Range, Function };

class Value;
using List = std::vector<Value>;
struct Days {
  long long count = 0;
  bool operator==(const Days&) const = default;
};  // days and time duration, seconds
struct Months {
  long long count = 0;
  bool operator==(const Months&) const = default;
};  // years and months duration
struct Range;
struct Function;

// Keys in the order they were given; found by name.
class Context {
 public:
  void set(std::string key, Value value);  // replaces a value of the same key
  const Value* find(std::string_view key) const;
  const std::vector<std::pair<std::string, Value>>& entries() const { return entries_; }

 private:
  std::vector<std::pair<std::string, Value>> entries_;
};

class Value {
 public:
  Value() = default;  // null
  Value(bool boolean) : data_(boolean) {}
  Value(int number) : data_(Decimal::from(number)) {}
  Value(long long number) : data_(Decimal::from(number)) {}
  Value(Decimal number) : data_(number) {}
  Value(const char* text) : data_(std::make_shared<const std::string>(text)) {}
  Value(std::string text) : data_(std::make_shared<const std::string>(std::move(text))) {}
  Value(std::string_view text) : data_(std::make_shared<const std::string>(text)) {}
  Value(pleno::Date date) : data_(date) {}
  Value(Days duration) : data_(duration) {}
  Value(Months duration) : data_(duration) {}
  Value(List list);
  Value(Context context);
  Value(Range range);
  Value(Function function);
  Value(std::optional<bool> tristate) {
    if (tristate) data_ = *tristate;
  }

  Type type() const;
  bool is_null() const { return type() == Type::Null; }
  bool is_true() const;   // exactly true: null and others are not
  bool is_false() const;  // exactly false
  // The part of the wanted type, or null pointer when it is of another type.
  const bool* boolean() const;
  const Decimal* number() const;
  const std::string* text() const;
  const pleno::Date* date() const;
  const Days* days() const;
  const Months* months() const;
  const List* list() const;
  const Context* context() const;
  const Range* range() const;
  const Function* function() const;

  // FEEL's equality as a C++ bool: null equals null, different types are never equal.
  bool operator==(const Value& other) const;

 private:
  std::variant<std::monostate, bool, Decimal, std::shared_ptr<const std::string>, pleno::Date, Days, Months,
               std::shared_ptr<const List>, std::shared_ptr<const Context>, std::shared_ptr<const Range>,
               std::shared_ptr<const Function>>
      data_;
};

struct Range {
  Value low, high;  // null: unbounded
  bool low_closed = true, high_closed = true;
};

// A function that the host adds to the language ("tanggal", "terbilang"), or a built-in as a value.
// Gets positional arguments; gives null with a cause by setting `cause`.
struct Function {
  std::string name;
  std::vector<std::string> parameters;
  std::function<Value(const List& arguments, std::string& cause)> call;
};

// FEEL's string(): "0.3", "2026-11-21", "[1, 2]", "{a: 1}"; strings within lists are quoted.
std::string to_text(const Value& value);
std::string type_name(Type type);  // "null", "boolean", "number", "string", "date", …

}  // namespace pleno::feel
