#include "app/mail_pace.h"

#include <gtest/gtest.h>

namespace pleno::app {
namespace {

TEST(MailPace, WithoutALimitNobodyWaits) {
  MailPace pace(0);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(pace.wait(1000), 0);
}

TEST(MailPace, SixtyAMinuteAreASecondApart) {
  MailPace pace(60);
  EXPECT_EQ(pace.wait(5'000'000), 0);
  EXPECT_EQ(pace.wait(5'200'000), 800'000);
  EXPECT_EQ(pace.wait(6'000'000), 1'000'000);
  EXPECT_EQ(pace.wait(60'000'000), 0) << "time that went by is no credit for a burst";
  EXPECT_EQ(pace.wait(60'000'000), 1'000'000);
}

TEST(MailPace, ItHalvesWhenTheServerAsksForIt) {
  MailPace pace(60);
  pace.halve();
  EXPECT_EQ(pace.wait(0), 0);
  EXPECT_EQ(pace.wait(0), 2'000'000);
  MailPace free(0);
  free.halve();
  free.wait(0);
  EXPECT_EQ(free.wait(0), 500'000);
  for (int i = 0; i < 100; ++i) free.halve();
  free.wait(1'000'000'000);
  EXPECT_EQ(free.wait(1'000'000'000), 60'000'000) << "but never slower than one a minute";
}

}  // namespace
}  // namespace pleno::app
