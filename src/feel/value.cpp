#include "feel/value.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "feel/body.h"
#include "feel/calendar.h"
#include "feel/compare.h"

namespace pleno::feel {
namespace {

constexpr std::size_t large = 24;  // from here on a hash beats looking through all keys
constexpr std::uint32_t most_shapes = 1U << 30;

}  // namespace

Keys::Keys(std::vector<std::string> names) {
  for (std::string& name : names) {
    if (index(name) == none) add(std::move(name));
  }
  static std::atomic<std::uint32_t> shapes{0};
  // Numbers are not given twice; after so many shapes, names are compared as in contexts made by `set`.
  std::uint32_t last = shapes.load(std::memory_order_relaxed);
  while (last < most_shapes && !shapes.compare_exchange_weak(last, last + 1, std::memory_order_relaxed)) {
  }
  shape_ = last < most_shapes ? last + 1 : 0;
}

std::size_t Keys::index(std::string_view key) const {
  if (!large_.empty()) {
    const auto found = large_.find(std::string(key));
    return found == large_.end() ? none : found->second;
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == key) return i;
  }
  return none;
}

std::size_t Keys::add(std::string key) {
  shape_ = 0;
  names_.push_back(std::move(key));
  if (names_.size() == large) {
    for (std::size_t i = 0; i < names_.size(); ++i) large_.emplace(names_[i], i);
  } else if (names_.size() > large) {
    large_.emplace(names_.back(), names_.size() - 1);
  }
  return names_.size() - 1;
}

Context::Context(std::shared_ptr<const Keys> keys, List values)
    : keys_(std::move(keys)), values_(std::move(values)) {
  values_.resize(keys_ ? keys_->size() : 0);
}

void Context::set(std::string key, Value value) {
  const std::size_t known = keys_ ? keys_->index(key) : Keys::none;
  if (known != Keys::none) {
    values_[known] = std::move(value);
    return;
  }
  if (!own_keys_ || keys_.use_count() != 1) {
    keys_ = keys_ ? std::make_shared<Keys>(*keys_) : std::make_shared<Keys>();
    own_keys_ = true;
  }
  std::const_pointer_cast<Keys>(keys_)->add(std::move(key));
  values_.push_back(std::move(value));
}

const Value* Context::find(std::string_view key) const {
  const std::size_t i = keys_ ? keys_->index(key) : Keys::none;
  return i == Keys::none ? nullptr : &values_[i];
}

Value::Value(pleno::Date date) {
  if (!date.ok()) return;
  const WideDate wide{static_cast<int>(date.year()),
                      static_cast<unsigned char>(static_cast<unsigned>(date.month())),
                      static_cast<unsigned char>(static_cast<unsigned>(date.day()))};
  data_ = Day{date, wide};
}

Value::Value(WideDate date) {
  if (!make_date(date.year, date.month, date.day)) return;
  const bool fits = date.year >= static_cast<int>(std::chrono::year::min()) &&
                    date.year <= static_cast<int>(std::chrono::year::max());
  const std::chrono::year year(fits ? date.year : static_cast<int>(std::chrono::year::max()));
  const std::chrono::day day(fits ? date.day : 99U);  // not ok(): date() gives nothing then
  data_ = Day{pleno::Date{year, std::chrono::month(date.month), day}, date};
}

Value::Extent Value::extent() const {
  if (const auto* list = std::get_if<std::shared_ptr<const ListBody>>(&data_)) return (*list)->extent;
  if (const auto* context = std::get_if<std::shared_ptr<const ContextBody>>(&data_))
    return (*context)->extent;
  // (= [1, 2]) holds any value; an interval's ends hold nothing.
  if (const Range* test = range(); test && test->test != Range::Test::Interval) {
    Extent outer;
    outer.take_in(test->low.extent());
    return outer;
  }
  return {};
}

std::uint32_t Value::weight() const { return extent().size; }

Value::Value(List list) {
  Extent extent;
  for (const Value& item : list) extent.take_in(item.extent());
  if (extent.too_much()) return;
  data_ = std::make_shared<const ListBody>(std::move(list), extent);
}

Value::Value(Context context) {
  Extent extent;
  for (std::size_t i = 0; i < context.size(); ++i) extent.take_in(context.value(i).extent());
  if (extent.too_much()) return;
  data_ = std::make_shared<const ContextBody>(std::move(context), extent);
}

Value::Value(Range range) {
  const bool interval = range.test == Range::Test::Interval;
  for (const Value* end : {&range.low, &range.high}) {
    if (interval && !end->is_null() && !order(*end, *end)) return;
  }
  if (range.low.extent().depth >= deepest) return;
  data_ = std::make_shared<const Range>(std::move(range));
}
Value::Value(Function function) : data_(std::make_shared<const Function>(std::move(function))) {}

const std::string* Value::text() const {
  const auto* part = std::get_if<std::shared_ptr<const std::string>>(&data_);
  return part ? part->get() : nullptr;
}

const pleno::Date* Value::date() const {
  const auto* part = std::get_if<Day>(&data_);
  return part && part->narrow.ok() ? &part->narrow : nullptr;
}

const WideDate* Value::wide_date() const {
  const auto* part = std::get_if<Day>(&data_);
  return part ? &part->wide : nullptr;
}

const List* Value::list() const {
  const auto* part = std::get_if<std::shared_ptr<const ListBody>>(&data_);
  return part ? &(*part)->items : nullptr;
}

const Context* Value::context() const {
  const auto* part = std::get_if<std::shared_ptr<const ContextBody>>(&data_);
  return part ? &(*part)->context : nullptr;
}

const Range* Value::range() const {
  const auto* part = std::get_if<std::shared_ptr<const Range>>(&data_);
  return part ? part->get() : nullptr;
}

const Function* Value::function() const {
  const auto* part = std::get_if<std::shared_ptr<const Function>>(&data_);
  return part ? part->get() : nullptr;
}

bool Value::operator==(const Value& other) const { return equal(*this, other) == std::optional(true); }

Growing::Growing() : body_(std::make_shared<Value::ListBody>(List{}, Value::Extent{})) {
  value_.data_ = share();
}

std::shared_ptr<const Value::ListBody> Growing::share() const { return body_; }

bool Growing::append(const Value& item) {
  value_ = Value();
  // Someone kept the list as it was: from here on we grow a copy.
  if (body_.use_count() > 1) body_ = std::make_shared<Value::ListBody>(*body_);
  body_->items.push_back(item);
  body_->extent.take_in(item.extent());
  if (body_->extent.too_much()) return false;
  value_.data_ = share();
  return true;
}

bool Growing::is_kept() const { return body_.use_count() > 2; }

std::string type_name(Type type) { return std::string(type_word(type)); }

std::string_view type_word(Type type) {
  static constexpr std::array<std::string_view, 11> words = {
      "null", "boolean", "number", "string",  "date", "days and time duration", "years and months duration",
      "list", "context", "range",  "function"};
  return words[static_cast<std::size_t>(type)];
}

}  // namespace pleno::feel
