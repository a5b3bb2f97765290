// sink: accepts mail on loopback until its input ends, with PIPELINING as Postfix and Exim do. Prints its
// port first, and at the end how many mails came.
#include <fmt/format.h>

#include <cstdio>

#include "support/smtp_sink.h"

int main() {
  pleno::testing::SmtpSink sink;
  sink.forget_bodies();
  sink.offer({"PIPELINING"});
  fmt::print("{}\n", sink.port());
  std::fflush(stdout);
  while (std::getchar() != EOF) {
  }
  int mails = 0;
  for (const auto& [id, times] : sink.accepted()) mails += times;
  fmt::print("{}\n", mails);
}
