// Throws arbitrary mails at the reader of reports on undelivered mail. Nothing may crash, hang or grow
// without bound, and what it tells of a report is one line that is harmless to show.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "mail/bounce.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string message(data, data + size);
  for (const char* address : {"bounce+*@lsp.example", ""}) {
    const auto bounce = pleno::mail::bounce_from(message, address);
    if (!bounce) continue;
    if (bounce->mail == 0 && bounce->message_id.empty()) std::abort();
    const auto harmful = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    if (std::any_of(bounce->report.begin(), bounce->report.end(), harmful)) std::abort();
  }
  return 0;
}
