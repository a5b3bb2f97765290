#include "rules/evidence_facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/indonesian.h"

namespace pleno::rules {
namespace {

template <typename T>
void put_bytes(std::string& key, T value) {
  std::array<char, sizeof(T)> bytes;  // at once: keys are made for every mark
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bytes[i] = static_cast<char>(static_cast<unsigned char>(static_cast<std::uint64_t>(value) >> (8 * i)));
  }
  key.append(bytes.data(), bytes.size());
}

std::int32_t number_of(const std::optional<Date>& date) {
  return date ? static_cast<std::int32_t>(std::chrono::sys_days{*date}.time_since_epoch().count()) : -1000000;
}

// Method, mark, kind and VATM: 3, 2, 2 and four times 2 bits; the last two only where they are named.
std::uint16_t letters_of(const Proof& proof, const Uses& uses) {
  std::uint16_t packed = static_cast<std::uint16_t>(proof.method);
  packed = static_cast<std::uint16_t>(packed * 4 + static_cast<unsigned>(proof.mark));
  packed = static_cast<std::uint16_t>(packed * 4 + (uses.kind ? static_cast<unsigned>(proof.kind) : 0U));
  if (!uses.vatm) return packed;
  for (const Judged letter : proof.vatm) {
    packed = static_cast<std::uint16_t>(packed * 4 + static_cast<unsigned>(letter));
  }
  return packed;
}

std::optional<bool> judged(Judged letter) {
  if (letter == Judged::Unknown) return std::nullopt;
  return letter == Judged::Yes;
}

std::optional<bool> competent(Mark mark) {
  if (mark == Mark::Competent) return true;
  if (mark == Mark::NotYetCompetent) return false;
  return std::nullopt;
}

// Contexts of marks share their keys, and equal words share their text: a night makes millions of them.
const std::shared_ptr<const feel::Keys>& mark_keys() {
  static const auto keys = std::make_shared<const feel::Keys>(
      std::vector<std::string>{"metode", "kompeten", "nilai_huruf", "jenis", "valid", "asli", "terkini",
                               "memadai", "nilai", "tanggal", "asesor", "nomor", "acuan"});
  return keys;
}

template <typename E, std::size_t N>
const feel::Value& word(E value) {
  static const std::vector<feel::Value> words = [] {
    std::vector<feel::Value> out;
    for (std::size_t i = 0; i < N; ++i) out.emplace_back(to_text(static_cast<E>(i)));
    return out;
  }();
  return words[static_cast<std::size_t>(value)];
}

feel::Value score_value(std::int32_t hundredths) {
  if (hundredths < 0) return {};
  if (hundredths % 100 == 0) return hundredths / 100;
  const auto number = feel::Decimal::parse(fmt::format("{}.{:02}", hundredths / 100, hundredths % 100));
  return number ? feel::Value(*number) : feel::Value();
}

}  // namespace

MarkKey key_of(const Proof& proof, const Uses& uses) {
  MarkKey key{letters_of(proof, uses), 0};
  if (uses.score) key.letters |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(proof.score)) << 16U;
  if (uses.assessor) key.letters |= static_cast<std::uint64_t>(proof.assessor) << 48U;
  if (uses.date) key.rest |= static_cast<std::uint32_t>(number_of(proof.date));
  if (uses.number) key.rest |= static_cast<std::uint64_t>(proof.criterion) << 32U;
  return key;
}

void put_key(std::string& key, const Proof& proof, const Uses& uses) {
  put_bytes(key, letters_of(proof, uses));
  if (uses.score) put_bytes(key, proof.score);
  if (uses.date) put_bytes(key, number_of(proof.date));
  if (uses.assessor) put_bytes(key, proof.assessor);
  if (uses.number) put_bytes(key, proof.criterion);
}

void put_key(std::string& key, const Evidence& evidence, const Uses& uses) {
  if (uses.attendance) key += static_cast<char>(evidence.attendance);
  if (uses.days) {
    put_bytes(key, number_of(evidence.session.begins));
    put_bytes(key, number_of(evidence.session.ends));
  }
  if (uses.advice) {
    const auto& advice = evidence.recommendation.competent;
    key += !advice ? 'n' : *advice ? 't' : 'f';
  }
  if (uses.papers) {
    put_bytes(key, static_cast<std::uint16_t>(evidence.enclosures.size()));
    for (const Enclosure& paper : evidence.enclosures) {
      put_bytes(key, static_cast<std::uint16_t>(paper.code.size()));
      key.append(paper.code).append(1, paper.present ? '\1' : '\0');
    }
  }
  if (uses.assessors) put_bytes(key, static_cast<std::uint16_t>(evidence.assessors.size()));
}

bool is_entered(const Proof& proof) { return proof.mark != Mark::None || proof.score >= 0; }

feel::Value mark_facts(const Proof& proof, const PreparedScheme& scheme, const Uses& uses) {
  feel::List values;
  values.reserve(mark_keys()->size());
  values.push_back(word<Method, method_count>(proof.method));
  values.emplace_back(competent(proof.mark));
  values.push_back(word<Mark, 4>(proof.mark));
  values.push_back(uses.kind ? word<EvidenceKind, 3>(proof.kind) : feel::Value());
  for (const Judged letter : proof.vatm)
    values.push_back(uses.vatm ? feel::Value(judged(letter)) : feel::Value());
  values.push_back(uses.score ? score_value(proof.score) : feel::Value());
  values.push_back(uses.date && proof.date ? feel::Value(*proof.date) : feel::Value());
  values.push_back(uses.assessor ? feel::Value(proof.assessor + 1) : feel::Value());
  const CriterionSlot& slot = scheme.criteria[proof.criterion];
  values.push_back(uses.number ? slot.number_value : feel::Value());
  values.push_back(uses.number ? slot.reference_value : feel::Value());
  return feel::Context(mark_keys(), std::move(values));
}

std::string methods_in_words(std::span<const Proof* const> proofs) {
  std::array<bool, method_count> seen{};
  for (const Proof* proof : proofs) {
    if (proof->mark == Mark::Competent) seen[static_cast<std::size_t>(proof->method)] = true;
  }
  std::vector<std::string> words;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (!seen[i]) continue;
    std::string word(to_text(static_cast<Method>(i)));
    std::replace(word.begin(), word.end(), '_', ' ');
    words.push_back(std::move(word));
  }
  return enumerate(words);
}

void put_candidate(feel::Context& facts, const Evidence& evidence, const Uses& uses) {
  if (uses.attendance) {
    feel::Context asesi;
    asesi.set("hadir", evidence.attendance == Attendance::Present);
    asesi.set("kehadiran", to_text(evidence.attendance));
    facts.set("asesi", std::move(asesi));
  }
  if (uses.days) {
    feel::Context jadwal;
    jadwal.set("mulai", evidence.session.begins);
    jadwal.set("selesai", evidence.session.ends);
    facts.set("jadwal", std::move(jadwal));
  }
  if (uses.advice) {
    feel::Context rekomendasi;
    rekomendasi.set("kompeten", evidence.recommendation.competent);
    facts.set("rekomendasi", std::move(rekomendasi));
  }
  if (uses.papers) {
    feel::List all;
    feel::List present;
    for (const Enclosure& paper : evidence.enclosures) {
      feel::Context dokumen;
      dokumen.set("kode", paper.code);
      dokumen.set("ada", paper.present);
      all.emplace_back(std::move(dokumen));
      if (paper.present) present.emplace_back(paper.code);
    }
    facts.set("dokumen", std::move(all));
    facts.set("dokumen_ada", std::move(present));
  }
  if (uses.assessors) facts.set("jumlah_asesor", static_cast<int>(evidence.assessors.size()));
}

}  // namespace pleno::rules
