// Context functions.
#include "feel/call.h"

namespace pleno::feel {
namespace {

Value made(Call& call, Context context) {
  return call.make(context.size() + 1) ? Value(std::move(context)) : Value();
}

Value get_value(Call& call) {
  const Value* found = call.context(0).find(call.text(1));
  return found ? *found : call.fail("anggota '{}' tidak ada", "there is no member '{}'", call.text(1));
}

Value get_entries(Call& call) {
  static const auto keys = std::make_shared<const Keys>(std::vector<std::string>{"key", "value"});
  List entries;
  if (!call.make(call.context(0).size() * 3)) return {};
  for (const auto& [key, value] : call.context(0).entries())
    entries.emplace_back(Context(keys, {key, value}));
  return entries;
}

Value context_of(Call& call) {
  Context context;
  for (const Value& entry : call.list(0)) {
    const Value* key = entry.context() ? entry.context()->find("key") : nullptr;
    const Value* value = entry.context() ? entry.context()->find("value") : nullptr;
    if (!key || !value || !key->text() || context.find(*key->text())) return call.outside(0);
    if (!call.make(1)) return {};
    context.set(*key->text(), *value);
  }
  return context;
}

// Sets a value along a path of keys; null when the path leads through something that is no context.
Value put(Call& call, const Context& context, const List& keys, std::size_t at) {
  const std::string* key = keys[at].text();
  if (!key || at >= Value::deepest || !call.make(context.size() + 1)) return call.outside(1);
  Context changed = context;
  if (at + 1 == keys.size()) {
    changed.set(*key, call[2]);
    return changed;
  }
  const Value* inner = context.find(*key);
  if (!inner || !inner->context()) return call.outside(1);
  Value below = put(call, *inner->context(), keys, at + 1);
  if (below.is_null()) return {};
  changed.set(*key, std::move(below));
  return changed;
}

Value put_keys(Call& call) {
  const List& keys = call.list(1);
  return keys.empty() ? call.outside(1) : put(call, call.context(0), keys, 0);
}

Value put_key(Call& call) {
  Context changed = call.context(0);
  changed.set(call.text(1), call[2]);
  return made(call, std::move(changed));
}

Value merge(Call& call) {
  Context merged;
  for (const Value& part : call.list(0)) {
    if (!part.context()) return call.outside(0);
    for (const auto& [key, value] : part.context()->entries()) {
      if (!call.make(1)) return {};
      merged.set(key, value);
    }
  }
  return merged;
}

}  // namespace

Rows context_rows() {
  using Use = Builtin::Use;
  return {
      {"get value(m: context, key: string) -> any", get_value},
      {"get entries(m: context) -> list", get_entries},
      {"context(entries: list) -> context", context_of},
      {"context put(context: context, keys: list, value: any) -> context", put_keys},
      {"context put(context: context, key: string, value: any) -> context", put_key, Use::Named},
      {"context merge(contexts: list) -> context", merge},
  };
}

}  // namespace pleno::feel
