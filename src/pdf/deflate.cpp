#include "pdf/deflate.h"

#include <zlib.h>

#include "text/error.h"
#include "text/language.h"

namespace pleno::pdf {
namespace {

[[noreturn]] void fail(int code) {
  throw Error(Kind::Internal, say("zlib gagal dengan kode {}", "zlib failed with code {}", code));
}

}  // namespace

struct Deflater::State {
  z_stream stream{};
};

Deflater::Deflater(int level) : state_(std::make_unique<State>()) {
  const int code = deflateInit(&state_->stream, level);
  if (code != Z_OK) fail(code);
}

Deflater::~Deflater() { deflateEnd(&state_->stream); }

std::string Deflater::run(std::string_view bytes) {
  z_stream& stream = state_->stream;
  if (const int code = deflateReset(&stream); code != Z_OK) fail(code);
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (const int code = deflate(&stream, Z_FINISH); code != Z_STREAM_END) fail(code);
  out.resize(stream.total_out);
  return out;
}

std::string deflated(std::string_view bytes) { return Deflater(Z_BEST_COMPRESSION).run(bytes); }

}  // namespace pleno::pdf
