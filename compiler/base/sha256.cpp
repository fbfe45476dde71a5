#include "base/sha256.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace galley {
namespace {

void compress(Sha256State& state, const unsigned char* block) {
  std::array<std::uint32_t, 64> w{};
  for (std::size_t i = 0; i < 16; ++i) {
    w[i] = (std::uint32_t{block[4 * i]} << 24) | (std::uint32_t{block[4 * i + 1]} << 16) | (std::uint32_t{block[4 * i + 2]} << 8) |
           std::uint32_t{block[4 * i + 3]};
  }
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
    const std::uint32_t s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + sha256_round_constants[i] + w[i];
    const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  const Sha256State add{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < 8; ++i) state[i] += add[i];
}

Sha256Blocks choose_blocks() {
  static const Sha256Blocks instructions = find_sha256_instructions();
  return instructions != nullptr ? instructions : sha256_blocks_portable;
}

}  // namespace

void sha256_blocks_portable(Sha256State& state, const unsigned char* data, std::size_t count) {
  for (; count > 0; --count, data += 64) compress(state, data);
}

Sha256::Sha256()
    : blocks_(choose_blocks()), state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19} {}

void Sha256::add(std::string_view bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t left = bytes.size();
  const std::size_t filled = size_ % waiting_.size();
  size_ += left;
  if (filled > 0) {
    const std::size_t taken = std::min(left, waiting_.size() - filled);
    if (taken > 0) std::memcpy(waiting_.data() + filled, data, taken);
    if (filled + taken < waiting_.size()) return;
    blocks_(state_, waiting_.data(), 1);
    data += taken;
    left -= taken;
  }
  blocks_(state_, data, left / waiting_.size());
  data += left - left % waiting_.size();
  left %= waiting_.size();
  if (left > 0) std::memcpy(waiting_.data(), data, left);
}

Sha256Digest Sha256::finish() {
  // A one bit, zeros to the end of a block, and in its last eight bytes the length in bits.
  const std::uint64_t bits = size_ * 8;
  const std::size_t filled = size_ % 64;
  std::array<char, 128> tail{};
  tail[0] = static_cast<char>(0x80);
  const std::size_t tail_size = (filled < 56 ? 64 : 128) - filled;
  for (std::size_t i = 0; i < 8; ++i) tail[tail_size - 1 - i] = static_cast<char>(bits >> (8 * i));
  add({tail.data(), tail_size});

  Sha256Digest digest{};
  for (std::size_t i = 0; i < 32; ++i) digest[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  return digest;
}

std::string Sha256::finish_hex() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(64);
  for (const std::uint8_t byte : finish()) {
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

Sha256Digest sha256(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.finish();
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 digest;
  digest.add(bytes);
  return digest.finish_hex();
}

}  // namespace galley
