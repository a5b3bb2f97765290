#include "mail/address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "mail/message_case.h"

namespace pleno::mail {
namespace {

// tests/mail/addresses.case: address, then what is said about it; "baik" and "setempat" are good, the latter
// only where one-word hosts are allowed.
TEST(Address, IsJudgedAsTheTableSays) {
  std::istringstream lines(file_text(std::string(PLENO_SOURCE_DIR) + "/tests/mail/addresses.case"));
  int cases = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto gap = line.find("  ");
    const std::string address = line.substr(1, line.find(']') - 1);
    const std::string expected = line.substr(line.find_first_not_of(' ', gap));
    const auto fault = fault_in_address(address);
    ++cases;
    if (expected == "setempat") {
      EXPECT_NE(fault, std::nullopt) << address;
      EXPECT_EQ(fault_in_address(address, true), std::nullopt) << address;
    } else {
      EXPECT_EQ(fault.value_or("baik"), expected) << address;
    }
  }
  EXPECT_GE(cases, 40);
}

TEST(Address, HasLimits) {
  const std::string domain = "@contoh.example";
  EXPECT_EQ(fault_in_address(std::string(64, 'a') + domain), std::nullopt);
  EXPECT_NE(fault_in_address(std::string(65, 'a') + domain), std::nullopt);
  EXPECT_NE(fault_in_address("a@" + std::string(64, 'b') + ".example"), std::nullopt);
  std::string long_domain = "a@";
  for (int i = 0; i < 6; ++i) long_domain += std::string(40, 'b') + ".";
  EXPECT_EQ(fault_in_address(long_domain + "exampl"), std::nullopt);
  EXPECT_NE(fault_in_address(long_domain + "example"), std::nullopt);
}

TEST(Address, WithControlsIsRefused) {
  for (const char* address :
       {"a\r\nRCPT TO:<e@e.example>@b.example", "a@b.example\n", "a\t@b.example", "a@b\x7F.example"}) {
    EXPECT_THAT(fault_in_address(address).value_or(""), ::testing::HasSubstr("karakter kendali"));
  }
  EXPECT_NE(fault_in_address(std::string_view("a\0@b.example", 12)), std::nullopt);
}

}  // namespace
}  // namespace pleno::mail
