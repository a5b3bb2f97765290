// Reads a message written down as a .case file, so that a mail can be described without C++.
// Never repairs anything: what stands in the file is what the message holds.
#pragma once
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "domain/message.h"
#include "text/digest.h"

namespace pleno::mail {

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("tidak ada: " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline Attachment attachment_of(std::string name, std::string media_type, std::string content) {
  Attachment attachment;
  attachment.file_name = std::move(name);
  attachment.media_type = std::move(media_type);
  attachment.sha256 = sha256(content);
  attachment.bytes = std::make_shared<const std::string>(std::move(content));
  return attachment;
}

// "nama berkas.pdf application/pdf 200 kali "isi\n"": only \n is an escape.
inline Attachment parse_attachment(const std::string& line) {
  const auto quote = line.rfind(" \"", line.size() - 2);
  std::string piece = line.substr(quote + 2, line.size() - quote - 3);
  for (auto at = piece.find("\\n"); at != std::string::npos; at = piece.find("\\n"))
    piece.replace(at, 2, "\n");
  const auto times_at = line.rfind(' ', line.rfind(" kali", quote) - 1);
  const auto type_at = line.rfind(' ', times_at - 1);
  std::string content;
  for (int i = std::stoi(line.substr(times_at + 1)); i > 0; --i) content += piece;
  return attachment_of(line.substr(0, type_at), line.substr(type_at + 1, times_at - type_at - 1), content);
}

inline Mailbox parse_mailbox(const std::string& value) {
  const auto angle = value.rfind('<');
  const std::string name = value.substr(0, angle);
  return {name.empty() ? name : name.substr(0, name.size() - 1),
          value.substr(angle + 1, value.size() - angle - 2)};
}

inline Message parse_message_case(const std::string& text) {
  Message message;
  std::istringstream lines(text);
  std::string* body = nullptr;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '|') {
      *body += (line.size() > 2 ? line.substr(2) : std::string()) + "\n";
      continue;
    }
    const std::string key = line.substr(0, line.find(' '));
    const std::string value = line.size() > 9 ? line.substr(9) : std::string();
    if (key == "id")
      message.message_id = value;
    else if (key == "dari")
      message.from = parse_mailbox(value);
    else if (key == "kepada")
      message.to = parse_mailbox(value);
    else if (key == "balas")
      message.reply_to = value;
    else if (key == "tanggal")
      message.date = value;
    else if (key == "perihal")
      message.subject = value;
    else if (key == "teks")
      body = &message.text;
    else if (key == "html")
      body = &message.html;
    else if (key == "lampiran")
      message.attachments.push_back(parse_attachment(value));
    else
      throw std::runtime_error("baris tidak dikenal: " + line);
  }
  return message;
}

// A small valid message for tests that are not about its content.
inline Message plain_message(const std::string& id = "<uji-1@mail.lsp.example>") {
  return parse_message_case(
      "id       " + id +
      "\ndari     LSP Contoh <pleno@lsp.example>\nkepada   Siti Rahma <siti@contoh.example>\n"
      "tanggal  Sat, 21 Nov 2026 09:00:00 +0700\nperihal  Uji\nteks\n| Isi.\n");
}

}  // namespace pleno::mail
