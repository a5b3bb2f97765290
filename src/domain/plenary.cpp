#include "domain/plenary.h"

#include "domain/words.h"

namespace pleno {
namespace {

constexpr Words<Ruling, 6> rulings = {{{Ruling::Competent, "kompeten"},
                                       {Ruling::NotYetCompetent, "belum-kompeten"},
                                       {Ruling::Deferred, "ditunda"},
                                       {Ruling::FollowUp, "tindak-lanjut"},
                                       {Ruling::Disqualified, "diskualifikasi"},
                                       {Ruling::Absent, "tidak-hadir"}}};

}  // namespace

std::string_view to_text(Ruling ruling) { return word_of(rulings, ruling); }
std::optional<Ruling> parse_ruling(std::string_view text) { return value_of(rulings, text); }

}  // namespace pleno
