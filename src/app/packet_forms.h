// The result form (FR.AK.02) of each candidate of a list, as the packet binds them: what the plenary sees, by
// scheme and name. Never stores or publishes a form: that is `typeset`; never holds more than some of them.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/report.h"
#include "app/site.h"
#include "domain/pages.h"

namespace pleno::app {

class PacketForms {
 public:
  // A candidate in the order of the packet.
  struct Entry {
    std::string scheme, sort_name, assessment, name;  // the scheme's title
    std::size_t pages = 0;                            // 0 until `count`
    auto operator<=>(const Entry&) const = default;   // NOLINT(modernize-use-nullptr): the compiler writes it
  };

  PacketForms(Site& site, const Plenary& plenary);

  // Lays every form out, on every core, to learn how long it is. One that cannot be printed is left out and
  // said in `report`.
  void count(Report& report);
  const std::vector<Entry>& entries() const { return entries_; }
  // Lays them out again and hands them over in their order, from entry `first` on, before entry `end`.
  void each(std::size_t first, std::size_t end, const std::function<void(const Entry&, Pages&&)>& take);

 private:
  std::vector<Pages> lay_out(std::size_t first, std::size_t end, std::vector<Diagnostics>& found);
  journal::Record record_of(const std::string& assessment);

  Site& site_;
  const Plenary& plenary_;
  std::shared_ptr<const document::Template> form_;
  std::vector<Entry> entries_;
};

}  // namespace pleno::app
