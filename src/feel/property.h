// The members that the standard gives to dates, durations and ranges: @"2026-11-21".year.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "feel/value.h"

namespace pleno::feel {

std::optional<Value> property(const Value& value, std::string_view name);
std::vector<std::string> properties_of(Type type);  // their names

}  // namespace pleno::feel
