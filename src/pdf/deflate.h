// zlib's deflate, as PDF's FlateDecode wants it. Equal bytes always give equal results: a used Deflater
// answers like a new one.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace pleno::pdf {

// Keeps its tables between calls, as making them costs more than deflating a page. Not thread-safe.
class Deflater {
 public:
  explicit Deflater(int level);
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string run(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// For what is made once a run and then embedded often: the smallest result, at leisure.
std::string deflated(std::string_view bytes);

}  // namespace pleno::pdf
