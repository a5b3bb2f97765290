// The main of a benchmark: what it throws is told on stderr and ends it with 1. Measures nothing.
#pragma once
#include <fmt/format.h>

#include <exception>
#include <variant>

#include "text/diagnostic.h"
#include "text/error.h"

namespace pleno::bench {

// `Faults`: what else may be thrown, with the diagnostics in `found` (app::SiteFaults).
template <typename Faults = std::monostate, typename Run>
int guarded(const Run& run) {
  try {
    run();
    return 0;
  } catch (const Faults& faults) {
    if constexpr (requires { faults.found; }) fmt::print(stderr, "{}", to_text(faults.found));
  } catch (const Error& error) {
    fmt::print(stderr, "{} {}\n{}\n", error.what(), error.context, error.hint);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
  }
  return 1;
}

}  // namespace pleno::bench
