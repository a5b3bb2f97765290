// The values of FEEL (OMG DMN 1.3): null, booleans, decimal numbers, strings, dates, two kinds of
// duration, lists, contexts, ranges, functions. Immutable and cheap to copy; never throws.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "text/date.h"

namespace pleno::feel {

// A 34-digit IEEE 754 decimal; opaque here, arithmetic in decimal.cpp.
struct Decimal {
  std::uint64_t bits[2] = {0, 0};
  static Decimal from(long long number);
  static std::optional<Decimal> parse(std::string_view text);  // "0.3", "-12", ".5", "1.5e3"
  std::string to_string() const;                               // plain notation: "0.3", "-12", "1500"
  std::optional<long long> to_integer() const;                 // nothing unless it is a whole number in range
  double to_double() const;
};

enum class Type { Null, Boolean, Number, String, Date, Days, Months, List, Context, Range, Function };

class Value;
using List = std::vector<Value>;

// A days and time duration: seconds, and the nanoseconds beyond them with the same sign.
struct Days {
  long long count = 0;
  int nanos = 0;
  bool operator==(const Days&) const = default;
  bool operator<(const Days& other) const {
    return count < other.count || (count == other.count && nanos < other.nanos);
  }
};
// A years and months duration, in months.
struct Months {
  long long count = 0;
  bool operator==(const Months&) const = default;
  bool operator<(const Months& other) const { return count < other.count; }
};
struct Range;
struct Function;

// A date with FEEL's years, ±999,999,999; pleno::Date holds ±32,767.
struct WideDate {
  int year = 0;
  unsigned char month = 1, day = 1;
  bool operator==(const WideDate&) const = default;
  bool operator<(const WideDate& other) const {
    return std::tie(year, month, day) < std::tie(other.year, other.month, other.day);
  }
};

// The keys of a context, in order. Many contexts of one shape may share them (see Context).
class Keys {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  Keys() = default;
  explicit Keys(std::vector<std::string> names);
  std::size_t index(std::string_view key) const;  // `none` when absent
  std::size_t add(std::string key);               // the key must be new
  std::size_t size() const { return names_.size(); }
  const std::string& operator[](std::size_t i) const { return names_[i]; }
  // Equal numbers other than 0 mean that a name found in one stands at the same place in the other.
  std::uint32_t shape() const { return shape_; }

 private:
  std::vector<std::string> names_;
  std::uint32_t shape_ = 0;                             // of keys that are given all at once
  std::unordered_map<std::string, std::size_t> large_;  // used from 24 keys on
};

// Keys in the order they were given; found by name.
class Context {
 public:
  class Entries;
  Context() = default;
  // Contexts of one shape share their keys: cheap to make in numbers. Missing values are null.
  Context(std::shared_ptr<const Keys> keys, List values);

  void set(std::string key, Value value);  // replaces a value of the same key
  const Value* find(std::string_view key) const;
  std::size_t size() const;
  const std::string& key(std::size_t i) const { return (*keys_)[i]; }
  const Value& value(std::size_t i) const;
  // Pairs of key and value: for (const auto& [key, value] : context.entries()).
  Entries entries() const;
  std::uint32_t shape() const { return keys_ ? keys_->shape() : 0; }
  // The place of a key, given where it was last time (any number will do).
  std::size_t index(std::string_view key, std::size_t last) const {
    if (!keys_) return Keys::none;
    return last < keys_->size() && (*keys_)[last] == key ? last : keys_->index(key);
  }

 private:
  std::shared_ptr<const Keys> keys_;
  bool own_keys_ = false;  // made by `set`, so that `set` may add to them
  List values_;
};

class Value {
 public:
  // Lists and contexts nested deeper, or with more values within than this, become null.
  static constexpr std::uint32_t deepest = 200;
  static constexpr std::uint32_t largest = 1U << 24;

  Value() = default;  // null
  Value(bool boolean) : data_(boolean) {}
  Value(int number) : data_(Decimal::from(number)) {}
  Value(long long number) : data_(Decimal::from(number)) {}
  Value(Decimal number) : data_(number) {}
  Value(const char* text) : data_(std::make_shared<const std::string>(text)) {}
  Value(std::string text) : data_(std::make_shared<const std::string>(std::move(text))) {}
  Value(std::string_view text) : data_(std::make_shared<const std::string>(text)) {}
  Value(pleno::Date date);  // a date that does not exist becomes null
  Value(WideDate date);     // likewise
  Value(Days duration) : data_(duration) {}
  Value(Months duration) : data_(duration) {}
  Value(List list);
  Value(Context context);
  Value(Range range);  // null when an endpoint has no order: a list, context, range, boolean
  Value(Function function);
  Value(std::optional<bool> tristate) {
    if (tristate) data_ = *tristate;
  }

  Type type() const { return static_cast<Type>(data_.index()); }
  bool is_null() const { return type() == Type::Null; }
  bool is_true() const { return boolean() && *boolean(); }    // exactly true: null and others are not
  bool is_false() const { return boolean() && !*boolean(); }  // exactly false
  // The part of the wanted type, or null pointer when it is of another type.
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  const Decimal* number() const { return std::get_if<Decimal>(&data_); }
  const std::string* text() const;
  const pleno::Date* date() const;  // null pointer also for a year that pleno::Date cannot hold
  const WideDate* wide_date() const;
  const Days* days() const { return std::get_if<Days>(&data_); }
  const Months* months() const { return std::get_if<Months>(&data_); }
  const List* list() const;
  const Context* context() const;
  const Range* range() const;
  const Function* function() const;

  // How many values it holds, itself included; repeated ones count again.
  std::uint32_t weight() const;

  // FEEL's equality as a C++ bool: null equals null, different types are never equal.
  bool operator==(const Value& other) const;

 private:
  friend class Growing;
  struct Day {
    pleno::Date narrow;
    WideDate wide;
  };
  struct ListBody;
  struct ContextBody;
  // In the order of Type.
  std::variant<std::monostate, bool, Decimal, std::shared_ptr<const std::string>, Day, Days, Months,
               std::shared_ptr<const ListBody>, std::shared_ptr<const ContextBody>,
               std::shared_ptr<const Range>, std::shared_ptr<const Function>>
      data_;
  struct Extent;
  Extent extent() const;
};

inline std::size_t Context::size() const { return values_.size(); }
inline const Value& Context::value(std::size_t i) const { return values_[i]; }

class Context::Entries {
 public:
  class Iterator {
   public:
    Iterator(const Context* context, std::size_t at) : context_(context), at_(at) {}
    std::pair<const std::string&, const Value&> operator*() const {
      return {context_->key(at_), context_->value(at_)};
    }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const Context* context_;
    std::size_t at_;
  };
  explicit Entries(const Context* context) : context_(context) {}
  Iterator begin() const { return {context_, 0}; }
  Iterator end() const { return {context_, context_->size()}; }
  std::size_t size() const { return context_->size(); }
  bool empty() const { return size() == 0; }

 private:
  const Context* context_;
};
inline Context::Entries Context::entries() const { return Entries(this); }

struct Range {
  Value low, high;  // null: unbounded
  bool low_closed = true, high_closed = true;
  // An endpoint that was written but is null: comparing with it is undecided.
  bool low_unknown = false, high_unknown = false;
  enum class Test { Interval, Equal, Unequal } test = Test::Interval;  // (= 10), (!= 10): in `low`
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
