#include "base/sha256.hpp"

#include <catch2/catch.hpp>

using namespace galley;

// The expected values were printed by sha256sum (GNU coreutils 9.1).
TEST_CASE("SHA-256 agrees with sha256sum, also where the padding needs a second block") {
  const auto [text, hex] = GENERATE(table<std::string, std::string>({
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {std::string(55, 'a'), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
      {std::string(56, 'a'), "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
      {std::string(64, 'a'), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
      {std::string(119, 'a'), "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
  }));
  CHECK(sha256_hex(text) == hex);
}

TEST_CASE("SHA-256 in pieces is that of the whole, with or without the processor's instructions") {
  std::string text;
  for (std::size_t size = 0; size < 300; ++size) {
    text += static_cast<char>(size * 7);
    Sha256 digest;
    const std::size_t step = 1 + size % 70;
    for (std::size_t at = 0; at < text.size(); at += step) digest.add(std::string_view(text).substr(at, step));
    CHECK(digest.finish_hex() == sha256_hex(text));
  }
  Sha256State portable{1, 2, 3, 4, 5, 6, 7, 8};
  Sha256State fast = portable;
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  sha256_blocks_portable(portable, data, 4);
  if (const Sha256Blocks blocks = find_sha256_instructions()) {
    blocks(fast, data, 4);
    CHECK(fast == portable);
  }
}
