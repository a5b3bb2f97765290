// The ordinary way from template and facts to a file's bytes, for the benchmark's certificate. Writes no
// file.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "document/memo.h"
#include "document/template.h"
#include "domain/measure.h"
#include "feel/value.h"
#include "pdf/font_store.h"
#include "pdf/image_store.h"
#include "pdf/writer.h"
#include "people.h"

namespace pleno::bench {

std::filesystem::path certificate_form();  // tests/bench/certificate.xml

// What is made once for all people. Thread-safe.
class Printer {
 public:
  // `data`: the folder of the two pictures. Throws std::runtime_error with what is wrong with the template.
  Printer(const std::filesystem::path& data, const std::filesystem::path& form);

  pdf::Writer writer() const { return {fonts_, images_}; }  // one a thread
  Pages lay_out(const feel::Context& facts) const;
  std::string print(pdf::Writer& writer, const feel::Context& facts) const {
    return writer.write(lay_out(facts));
  }

 private:
  std::shared_ptr<const pdf::FontStore> fonts_;
  std::shared_ptr<pdf::ImageStore> images_;
  std::unique_ptr<Measure> measure_;
  std::shared_ptr<const document::Template> form_;
  mutable document::Memo memo_;
};

feel::Context shared_facts(const std::vector<Unit>& units);
feel::Context facts_of(const feel::Context& shared, const Person& person);

}  // namespace pleno::bench
