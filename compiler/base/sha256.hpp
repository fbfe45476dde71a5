// SHA-256 (FIPS 180-4): digests of inputs, of sections, of names that are too long.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/sha256_blocks.hpp"

namespace galley {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// A digest of text that comes in pieces.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  [[nodiscard]] Sha256Digest finish();
  /// 64 lower-case hex digits.
  [[nodiscard]] std::string finish_hex();

 private:
  Sha256Blocks blocks_;
  Sha256State state_;
  std::array<unsigned char, 64> waiting_{};  // less than a block
  std::uint64_t size_ = 0;
};

[[nodiscard]] Sha256Digest sha256(std::string_view bytes);
/// 64 lower-case hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace galley
