// SHA-256 (FIPS 180-4): digests of inputs, of sections, of names that are too long.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace galley {

using Sha256Digest = std::array<std::uint8_t, 32>;
[[nodiscard]] Sha256Digest sha256(std::string_view bytes);
/// 64 lower-case hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace galley
