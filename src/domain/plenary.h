// The plenary meeting (rapat pleno), its members, and its acts: one resolution per candidate.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/date.h"

namespace pleno {

struct Member {
  std::string person_id;     // compared with the assessors' ids, never names
  std::string name;          // with degrees
  std::string registration;  // may be empty
  std::string role;          // as printed: "Ketua", "Anggota"
  bool present = true;
  bool votes = true;  // false: sits in without a vote, counts for no quorum
  bool operator==(const Member&) const = default;
};

// How a meeting comes to a resolution; no public source says, so every site does.
enum class Voting { Unanimous, Majority };

struct MeetingRules {
  int quorum_min = 3;
  int quorum_percent = 0;  // of the members with a vote, rounded up; 0: no share is asked for
  Voting voting = Voting::Unanimous;
};

struct Plenary {
  std::string id;  // "2026-11"; file-name safe
  Date date;
  std::string time;  // as printed: "09.00–12.00 WIB"
  std::string place;
  std::string body;  // name of the deciding body: "Komite Teknis"
  std::vector<Member> members;
  std::string secretary;          // notulis
  std::string invitation_number;  // undangan
  std::optional<Date> invitation_date;
  std::vector<std::string> agenda;
  std::string assignment_number;  // surat tugas
  std::optional<Date> assignment_date;
  std::string appointment_number;  // surat penunjukan; empty, with no date: it goes by the assignment's
  std::optional<Date> appointment_date;
  std::string minutes_number;  // berita acara; needed before any certificate
  std::string decree_number;   // SK; needed before any certificate
  std::optional<Date> decree_date;
  std::string stock_number;  // permohonan blanko
  std::optional<Date> stock_date;
  std::vector<std::string> schemes;    // ids; empty: all
  std::optional<Date> assessed_until;  // candidates assessed up to this day; default: `date`
  bool operator==(const Plenary&) const = default;
};

// What a plenary may resolve.
enum class Ruling { Competent, NotYetCompetent, Deferred, FollowUp, Disqualified, Absent };
std::string_view to_text(Ruling ruling);  // "kompeten", "belum-kompeten", "ditunda", "tindak-lanjut",
                                          // "diskualifikasi", "tidak-hadir"
std::optional<Ruling> parse_ruling(std::string_view text);

// Locked once saved; an appeal makes a new one that supersedes it.
struct Resolution {
  std::string plenary;     // Plenary::id
  std::string assessment;  // Evidence::id
  Ruling ruling = Ruling::Deferred;
  std::string reason;                  // demanded where it differs from the proposal
  std::string decision_digest;         // the Decision that the plenary saw
  std::vector<std::string> abstained;  // person ids of members who took no part in this one
  std::vector<std::string> objected;   // person ids of members who voted against it
  bool operator==(const Resolution&) const = default;
};

}  // namespace pleno
