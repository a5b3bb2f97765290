// What Python's email package, an independent reader, must find in a mail: as read_mail.py prints it.
#pragma once
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <sstream>
#include <string>

#include "domain/message.h"

namespace pleno::mail {

inline const std::filesystem::path mail_tests = std::filesystem::path(PLENO_SOURCE_DIR) / "tests/mail";

inline std::string python_reads(const std::filesystem::path& eml) {
  const std::string command = "python3 " + (mail_tests / "read_mail.py").string() + " " + eml.string();
  FILE* pipe = ::popen(command.c_str(), "r");
  std::string out;
  char block[4096];
  while (const auto count = std::fread(block, 1, sizeof block, pipe)) out.append(block, count);
  EXPECT_EQ(::pclose(pipe), 0) << out;
  return out;
}

inline std::string body_lines(const std::string& kind, const std::string& text) {
  std::string out = kind + "\n";
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) out += "| " + line + "\n";
  return out;
}

inline std::string expected_reading(const Message& m) {
  std::string out = "id " + m.message_id + "\n";
  out += "dari " + m.from.name + " <" + m.from.address + ">\n";
  out += "kepada " + m.to.name + " <" + m.to.address + ">\n";
  if (!m.reply_to.empty()) out += "balas " + m.reply_to + "\n";
  out += "tanggal " + m.date + "\nperihal " + m.subject + "\n" + body_lines("plain", m.text);
  if (!m.html.empty()) out += body_lines("html", m.html);
  for (const auto& a : m.attachments) {
    out += "lampiran " + a.file_name + " " + a.media_type + " " + std::to_string(a.bytes->size()) + " " +
           a.sha256 + "\n";
  }
  return out + "otomatis auto-generated bahasa id\n";
}

}  // namespace pleno::mail
