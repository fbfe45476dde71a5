#include "base/sha256_blocks.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace galley {

#if defined(__x86_64__)
namespace {

/// The state as the instructions want it: ABEF and CDGH.
struct Halves {
  __m128i abef;
  __m128i cdgh;
};

__attribute__((target("sha,sse4.1,ssse3"))) Halves load(const Sha256State& state) {
  const __m128i abcd = _mm_shuffle_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data())), 0xB1);      // CDAB
  const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(state.data() + 4)), 0x1B);  // EFGH
  return {_mm_alignr_epi8(abcd, efgh, 8), _mm_blend_epi16(efgh, abcd, 0xF0)};
}

__attribute__((target("sha,sse4.1,ssse3"))) void save(const Halves& halves, Sha256State& state) {
  const __m128i feba = _mm_shuffle_epi32(halves.abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(halves.cdgh, 0xB1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data()), _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(state.data() + 4), _mm_alignr_epi8(dchg, feba, 8));
}

__attribute__((target("sha,sse4.1,ssse3"))) void blocks_with_instructions(Sha256State& state, const unsigned char* data,
                                                                          std::size_t count) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  Halves halves = load(state);
  for (; count > 0; --count, data += 64) {
    const Halves before = halves;
    __m128i words[4];
    for (std::size_t i = 0; i < 4; ++i)
      words[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(data + 16 * i)), big_endian);
    // Four rounds at a time; from the fifth group on the words are made from the sixteen before.
    for (std::size_t group = 0; group < 16; ++group) {
      __m128i& own = words[group % 4];
      if (group >= 4) {
        const __m128i& last = words[(group + 3) % 4];
        const __m128i sum =
            _mm_add_epi32(_mm_sha256msg1_epu32(own, words[(group + 1) % 4]), _mm_alignr_epi8(last, words[(group + 2) % 4], 4));
        own = _mm_sha256msg2_epu32(sum, last);
      }
      const __m128i constants = _mm_loadu_si128(reinterpret_cast<const __m128i*>(sha256_round_constants.data() + 4 * group));
      const __m128i input = _mm_add_epi32(own, constants);
      halves.cdgh = _mm_sha256rnds2_epu32(halves.cdgh, halves.abef, input);
      halves.abef = _mm_sha256rnds2_epu32(halves.abef, halves.cdgh, _mm_shuffle_epi32(input, 0x0E));
    }
    halves.abef = _mm_add_epi32(halves.abef, before.abef);
    halves.cdgh = _mm_add_epi32(halves.cdgh, before.cdgh);
  }
  save(halves, state);
}

bool has_instructions() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  constexpr unsigned ssse3 = 1U << 9U, sse41 = 1U << 19U, sha = 1U << 29U;
  if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & ssse3) == 0 || (c & sse41) == 0) return false;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & sha) != 0;
}

}  // namespace

Sha256Blocks find_sha256_instructions() { return has_instructions() ? blocks_with_instructions : nullptr; }
#else
Sha256Blocks find_sha256_instructions() { return nullptr; }
#endif

}  // namespace galley
