#include "feel/json.h"

#include "text/json.h"

namespace pleno::feel {
namespace {

constexpr std::size_t largest_text = std::size_t{64} << 20;

void append_json(std::string& out, const Value& value) {
  if (out.size() >= largest_text) return;
  if (const List* list = value.list()) {
    out += '[';
    for (std::size_t i = 0; i < list->size(); ++i) {
      if (i > 0) out += ',';
      append_json(out, (*list)[i]);
    }
    out += ']';
  } else if (const Context* context = value.context()) {
    out += '{';
    for (std::size_t i = 0; i < context->size(); ++i) {
      if (i > 0) out += ',';
      pleno::append_json(out, context->key(i));
      out += ':';
      append_json(out, context->value(i));
    }
    out += '}';
  } else if (value.is_null() || value.boolean() || value.number()) {
    out += to_text(value);
  } else if (value.function()) {
    out += "null";
  } else {
    pleno::append_json(out, to_text(value));
  }
}

}  // namespace

std::string to_json(const Value& value) {
  std::string out;
  append_json(out, value);
  return out.size() >= largest_text ? "null" : out;
}

}  // namespace pleno::feel
