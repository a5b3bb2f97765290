// A ZIP archive written by hand, so that tests can make the ones that no program would: entries named twice,
// names that lead out, a lock that is only said, sizes that lie.
#pragma once
#include <zlib.h>

#include <string>
#include <vector>

namespace pleno::testing {

class ZipBuilder {
 public:
  struct Look {
    bool deflated = false;
    int flags = 0;             // 1: encrypted
    int method = -1;           // said instead of the true one
    long long said_size = -1;  // instead of the true one
    bool wrong_crc = false;
  };
  ZipBuilder& add(const std::string& name, const std::string& text) { return add(name, text, Look{}); }
  ZipBuilder& add(const std::string& name, const std::string& text, const Look& look) {
    const std::string packed = look.deflated ? deflated(text) : text;
    std::string common;
    put(common, 20, 2);
    put(common, look.flags, 2);
    put(common, look.method >= 0 ? look.method : look.deflated ? 8 : 0, 2);
    put(common, 0, 2);
    put(common, 0x21, 2);  // 1 January 1980
    const auto* bytes = reinterpret_cast<const Bytef*>(text.data());
    put(common,
        static_cast<long long>(crc32(0, bytes, static_cast<uInt>(text.size()))) ^ (look.wrong_crc ? 1 : 0),
        4);
    put(common, static_cast<long long>(packed.size()), 4);
    put(common, look.said_size >= 0 ? look.said_size : static_cast<long long>(text.size()), 4);
    put(common, static_cast<long long>(name.size()), 2);
    put(common, 0, 2);
    const auto offset = static_cast<long long>(files_.size());
    files_ += "PK\x03\x04" + common + name + packed;
    directory_ += "PK\x01\x02";
    put(directory_, 20, 2);
    directory_ += common;
    put(directory_, 0, 10);
    put(directory_, offset, 4);
    directory_ += name;
    ++count_;
    return *this;
  }
  std::string bytes() const {
    std::string out = files_ + directory_ + "PK\x05\x06";
    put(out, 0, 4);
    put(out, count_, 2);
    put(out, count_, 2);
    put(out, static_cast<long long>(directory_.size()), 4);
    put(out, static_cast<long long>(files_.size()), 4);
    put(out, 0, 2);
    return out;
  }

 private:
  static void put(std::string& out, long long value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(i < 8 ? (value >> (8 * i)) & 0xFF : 0);
  }
  static std::string deflated(const std::string& text) {
    std::string out(compressBound(static_cast<uLong>(text.size())), '\0');
    auto size = static_cast<uLongf>(out.size());
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
             static_cast<uLong>(text.size()));
    return out.substr(2, size - 6);  // without zlib's head and sum
  }
  std::string files_, directory_;
  int count_ = 0;
};

}  // namespace pleno::testing
