// One mail to one person, and files by their digest.
#pragma once
#include <memory>
#include <string>
#include <vector>

namespace pleno {

// Bytes that stay: a PDF, a sheet, a message. Known by their SHA-256 everywhere.
struct Artifact {
  std::string sha256;
  std::string kind;        // "FR.AK.02", "sertifikat", "paket", "lembar-putusan", "surat", "eml"
  std::string subject;     // what it is of: an assessment's, session's or plenary's id
  std::string media_type;  // "application/pdf"
  std::shared_ptr<const std::string> bytes;
};

struct Attachment {
  std::string file_name;  // UTF-8, no slash, no NIK
  std::string media_type;
  std::string sha256;
  std::shared_ptr<const std::string> bytes;
};

struct Mailbox {
  std::string name;     // may be empty
  std::string address;  // checked by mail::check_address before it comes here
};

struct Message {
  std::string message_id;  // "<…@domain>", stable over attempts: from the job's key, never random
  Mailbox from;
  Mailbox to;            // exactly one recipient
  std::string reply_to;  // address or empty
  std::string date;      // RFC 5322, of the outbox entry: "Sat, 21 Nov 2026 09:00:00 +0700"
  std::string subject;   // UTF-8, one line
  std::string text;      // UTF-8, LF
  std::string html;      // UTF-8; may be empty
  std::vector<Attachment> attachments;
};

}  // namespace pleno
