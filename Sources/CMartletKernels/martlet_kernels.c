#define _GNU_SOURCE // memmem, memrchr
#include "martlet_kernels.h"

const uint8_t *martlet_find(const uint8_t *text, size_t length, const uint8_t *needle,
                            size_t needle_length) {
  return memmem(text, length, needle, needle_length);
}

const uint8_t *martlet_find_last_byte(const uint8_t *text, size_t length, uint8_t byte) {
  return memrchr(text, byte, length);
}

uint64_t martlet_ticks(void) { return __builtin_readcyclecounter(); }

// What a vector unit must supply: the raw masks of one block. The rest of a kernel is the same
// everywhere and is written once, in `finish`.
typedef struct {
  uint64_t quote, backslash, open, close, control;
} raw_masks;

typedef struct {
  uint64_t escaped;   // 1 if the next block's first byte is behind a backslash
  uint64_t in_string; // all ones inside a string
  int32_t depth;      // brackets open at the next block's start
} carry;

#define INLINE static inline __attribute__((always_inline))

// Marks the bytes behind an odd run of backslashes (simdjson's json_escape_scanner).
//   backslash  \\\\"..\\\"   escaped  .\.\"...\."
INLINE uint64_t escaped_bytes(uint64_t backslash, carry *state) {
  if (__builtin_expect((backslash | state->escaped) == 0, 1)) return 0;
  const uint64_t odd = 0xAAAAAAAAAAAAAAAAULL;
  const uint64_t starts = backslash & ~state->escaped;
  const uint64_t series = (((starts << 1) | odd) - starts) ^ odd;
  const uint64_t escaped = series ^ (backslash | state->escaped);
  state->escaped = (series & backslash) >> 63;
  return escaped;
}

INLINE void finish(raw_masks raw, uint64_t (*prefix_xor)(uint64_t), carry *state,
                   martlet_block *block) {
  const uint64_t quote = raw.quote & ~escaped_bytes(raw.backslash, state);
  const uint64_t in_string = prefix_xor(quote) ^ state->in_string;
  state->in_string = (uint64_t)((int64_t)in_string >> 63);
  block->quote = quote;
  block->open = raw.open & ~in_string;
  block->close = raw.close & ~in_string;
  block->special = raw.backslash | raw.control;
}

INLINE int32_t floor_of(const martlet_block *block, carry *state) {
  const int32_t floor = state->depth - __builtin_popcountll(block->close);
  state->depth = floor + __builtin_popcountll(block->open);
  return floor;
}

// Sets the bits at and behind the end of the text, where `last` bytes of the block belong to it.
INLINE void seal(martlet_block *block, size_t last) {
  const uint64_t behind = ~0ULL << last;
  block->quote |= behind;
  block->open &= ~behind;
  block->close |= behind;
  block->special &= ~behind;
}

#define DEFINE_KERNEL(NAME, TARGET, RAW, PREFIX_XOR)                                               \
  TARGET static void NAME(const uint8_t *text, size_t length, martlet_block *blocks,               \
                          int32_t *floors) {                                                       \
    carry state = {0, 0, 0};                                                                       \
    const size_t whole = length / 64;                                                              \
    for (size_t i = 0; i < whole; i++) {                                                           \
      finish(RAW(text + 64 * i), PREFIX_XOR, &state, blocks + i);                                  \
      floors[i] = floor_of(blocks + i, &state);                                                    \
    }                                                                                              \
    if (length % 64 != 0)                                                                          \
      finish(RAW(text + 64 * whole), PREFIX_XOR, &state, blocks + whole);                          \
    else                                                                                           \
      blocks[whole] = (martlet_block){0, 0, 0, 0};                                                 \
    seal(blocks + whole, length % 64);                                                             \
    floors[whole] = floor_of(blocks + whole, &state);                                              \
  }

INLINE int marker_at(const uint8_t *text, size_t offset, size_t end, martlet_marker marker) {
  return offset != 0 && marker.length <= end - offset &&
         memcmp(text + offset, marker.bytes, marker.length) == 0;
}

// The end of a text, too short for the loads of a vector unit.
static size_t line_end_bytewise(const uint8_t *text, size_t start, size_t length,
                                martlet_marker marker, int *found) {
  const uint8_t *feed = memchr(text + start, '\n', length - start);
  const size_t end = feed ? (size_t)(feed - text) : length;
  for (size_t i = start; i < end; i++)
    if (text[i] == marker.bytes[0] && marker_at(text, i, end, marker)) *found = 1;
  return end;
}

// A vector unit supplies EQUAL, the mask of the bytes of a block that equal one. No load reaches
// behind the text, where the next line's bytes may be missing.
#define DEFINE_LINE_END(NAME, TARGET, EQUAL)                                                       \
  TARGET static size_t NAME(const uint8_t *text, size_t length, martlet_marker marker,             \
                            int *found) {                                                          \
    const uint8_t first = marker.bytes[0], probe = marker.bytes[marker.probe];                     \
    size_t start = 0;                                                                              \
    for (; start + 64 + 16 <= length; start += 64) {                                               \
      const uint64_t feeds = EQUAL(text + start, '\n');                                            \
      uint64_t marks = EQUAL(text + start, first) & EQUAL(text + start + marker.probe, probe);     \
      if (__builtin_expect((feeds | marks) == 0, 1)) continue;                                     \
      if (feeds != 0) marks &= (feeds & -feeds) - 1;                                               \
      for (; marks != 0; marks &= marks - 1)                                                       \
        if (marker_at(text, start + (size_t)__builtin_ctzll(marks), length, marker)) *found = 1;   \
      if (feeds != 0) return start + (size_t)__builtin_ctzll(feeds);                               \
    }                                                                                              \
    return line_end_bytewise(text, start, length, marker, found);                                  \
  }

INLINE uint64_t prefix_xor_shifts(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

#if defined(__x86_64__)
#include <immintrin.h>

#define SSE2
#define AVX2 __attribute__((target("avx2,bmi,pclmul,popcnt")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,bmi,pclmul,popcnt")))

INLINE uint64_t equal_sse2(const uint8_t *text, uint8_t byte) {
  const __m128i wanted = _mm_set1_epi8((char)byte);
  uint64_t mask = 0;
  for (int i = 0; i < 4; i++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(text + 16 * i));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, wanted)) << (16 * i);
  }
  return mask;
}

INLINE raw_masks raw_sse2(const uint8_t *text) {
  raw_masks raw = {0, 0, 0, 0, 0};
  const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
  const __m128i open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}'), fold = _mm_set1_epi8(0x20);
  const __m128i last_control = _mm_set1_epi8(0x1F);
  for (int i = 0; i < 4; i++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(text + 16 * i));
    const __m128i folded = _mm_or_si128(v, fold); // [ becomes {, ] becomes }
    const int at = 16 * i;
    raw.quote |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, quote)) << at;
    raw.backslash |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(v, backslash)) << at;
    raw.open |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(folded, open)) << at;
    raw.close |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(folded, close)) << at;
    raw.control |=
        (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(v, last_control),
                                                             last_control))
        << at;
  }
  return raw;
}

AVX2 INLINE uint64_t mask_avx2(__m256i low, __m256i high) {
  return (uint64_t)(uint32_t)_mm256_movemask_epi8(low) |
         (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 INLINE uint64_t equal_avx2(const uint8_t *text, uint8_t byte) {
  const __m256i wanted = _mm256_set1_epi8((char)byte);
  return mask_avx2(_mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)text), wanted),
                   _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *)(text + 32)), wanted));
}

AVX2 INLINE raw_masks raw_avx2(const uint8_t *text) {
  const __m256i a = _mm256_loadu_si256((const __m256i *)text);
  const __m256i b = _mm256_loadu_si256((const __m256i *)(text + 32));
  const __m256i fold = _mm256_set1_epi8(0x20), last_control = _mm256_set1_epi8(0x1F);
  const __m256i fa = _mm256_or_si256(a, fold), fb = _mm256_or_si256(b, fold);
#define MASK(X, Y, BYTE)                                                                           \
  mask_avx2(_mm256_cmpeq_epi8(X, _mm256_set1_epi8(BYTE)), _mm256_cmpeq_epi8(Y, _mm256_set1_epi8(BYTE)))
  return (raw_masks){
      .quote = MASK(a, b, '"'),
      .backslash = MASK(a, b, '\\'),
      .open = MASK(fa, fb, '{'),
      .close = MASK(fa, fb, '}'),
      .control = mask_avx2(_mm256_cmpeq_epi8(_mm256_max_epu8(a, last_control), last_control),
                           _mm256_cmpeq_epi8(_mm256_max_epu8(b, last_control), last_control)),
  };
#undef MASK
}

AVX512 INLINE uint64_t equal_avx512(const uint8_t *text, uint8_t byte) {
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(text), _mm512_set1_epi8((char)byte));
}

AVX512 INLINE raw_masks raw_avx512(const uint8_t *text) {
  const __m512i v = _mm512_loadu_si512(text);
  const __m512i folded = _mm512_or_si512(v, _mm512_set1_epi8(0x20));
  return (raw_masks){
      .quote = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('"')),
      .backslash = _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8('\\')),
      .open = _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{')),
      .close = _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}')),
      .control = _mm512_cmple_epu8_mask(v, _mm512_set1_epi8(0x1F)),
  };
}

__attribute__((target("pclmul"))) INLINE uint64_t prefix_xor_clmul(uint64_t bits) {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_set_epi64x(0, (int64_t)bits), _mm_set1_epi8((char)0xFF), 0);
  return (uint64_t)_mm_cvtsi128_si64(product);
}

DEFINE_KERNEL(index_sse2, SSE2, raw_sse2, prefix_xor_shifts)
DEFINE_KERNEL(index_avx2, AVX2, raw_avx2, prefix_xor_clmul)
DEFINE_KERNEL(index_avx512, AVX512, raw_avx512, prefix_xor_clmul)

DEFINE_LINE_END(line_end_sse2, SSE2, equal_sse2)
DEFINE_LINE_END(line_end_avx2, AVX2, equal_avx2)
DEFINE_LINE_END(line_end_avx512, AVX512, equal_avx512)

size_t martlet_list_kernels(martlet_kernel *kernels, size_t capacity) {
  size_t count = 0;
  const int clmul = __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt");
  if (clmul && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      count < capacity)
    kernels[count++] = (martlet_kernel){"avx512", index_avx512, line_end_avx512};
  if (clmul && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && count < capacity)
    kernels[count++] = (martlet_kernel){"avx2", index_avx2, line_end_avx2};
  if (count < capacity) kernels[count++] = (martlet_kernel){"sse2", index_sse2, line_end_sse2};
  return count;
}

#elif defined(__aarch64__)
#include <arm_neon.h>

// Sums bit weights pairwise: four vectors of 0x00/0xFF lanes become one 64-bit mask.
INLINE uint64_t mask_neon(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
  const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t ab = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
  const uint8x16_t cd = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));
  const uint8x16_t abcd = vpaddq_u8(ab, cd);
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(abcd, abcd)), 0);
}

INLINE raw_masks raw_neon(const uint8_t *text) {
  const uint8x16x4_t v = {{vld1q_u8(text), vld1q_u8(text + 16), vld1q_u8(text + 32),
                           vld1q_u8(text + 48)}};
  const uint8x16_t fold = vdupq_n_u8(0x20);
  uint8x16x4_t f;
  for (int i = 0; i < 4; i++) f.val[i] = vorrq_u8(v.val[i], fold);
#define MASK(OPERATION, X, BYTE)                                                                   \
  mask_neon(OPERATION(X.val[0], vdupq_n_u8(BYTE)), OPERATION(X.val[1], vdupq_n_u8(BYTE)),          \
            OPERATION(X.val[2], vdupq_n_u8(BYTE)), OPERATION(X.val[3], vdupq_n_u8(BYTE)))
  return (raw_masks){
      .quote = MASK(vceqq_u8, v, '"'),
      .backslash = MASK(vceqq_u8, v, '\\'),
      .open = MASK(vceqq_u8, f, '{'),
      .close = MASK(vceqq_u8, f, '}'),
      .control = MASK(vcltq_u8, v, 0x20),
  };
#undef MASK
}

INLINE uint64_t equal_neon(const uint8_t *text, uint8_t byte) {
  const uint8x16_t wanted = vdupq_n_u8(byte);
  return mask_neon(vceqq_u8(vld1q_u8(text), wanted), vceqq_u8(vld1q_u8(text + 16), wanted),
                   vceqq_u8(vld1q_u8(text + 32), wanted), vceqq_u8(vld1q_u8(text + 48), wanted));
}

DEFINE_KERNEL(index_neon, , raw_neon, prefix_xor_shifts)
DEFINE_LINE_END(line_end_neon, , equal_neon)

size_t martlet_list_kernels(martlet_kernel *kernels, size_t capacity) {
  if (capacity == 0) return 0;
  kernels[0] = (martlet_kernel){"neon", index_neon, line_end_neon};
  return 1;
}

#else

size_t martlet_list_kernels(martlet_kernel *kernels, size_t capacity) {
  (void)kernels;
  (void)capacity;
  return 0;
}

#endif
