// Vector kernels: one function per instruction set, the best one chosen once at run time, the few
// libc searches that Swift does not show, and the processor's clock. Everything else is Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#pragma clang assume_nonnull begin

// Bit masks of a 64-byte block; bit 0 is the first byte.
typedef struct {
  uint64_t quote;   // quotes that open or close a string: a quote behind a backslash is left out
  uint64_t open;    // { and [ outside strings
  uint64_t close;   // } and ] outside strings
  uint64_t special; // backslashes and control characters, inside strings and out
} martlet_block;

// Indexes one JSON text. Writes length / 64 + 1 blocks. Bits at and behind `length` are set in
// `quote` and `close`, so that a forward search always ends. Reads up to 63 bytes behind the text.
//
// `floors` receives, for each block, the depth of brackets at its start less the brackets that
// close in it: no place in the block is less deep, so a search for the end of a container passes
// over whole blocks by comparing one number.
typedef void (*martlet_index_function)(const uint8_t *text, size_t length, martlet_block *blocks,
                                       int32_t *floors);

// A run of bytes to look out for. Its first byte and the one at `probe` (at most 16) are compared
// everywhere, the rest where these two agree.
typedef struct {
  const uint8_t *bytes;
  size_t length;
  size_t probe;
} martlet_marker;

// The offset of the first line feed, or `length` if there is none. Sets `found` if the marker begins
// before that, behind the first byte.
typedef size_t (*martlet_line_function)(const uint8_t *text, size_t length, martlet_marker marker,
                                        int *found);

typedef struct {
  const char *_Nullable name;
  martlet_index_function _Nullable index;
  martlet_line_function _Nullable line_end;
} martlet_kernel;

// Lists the kernels that this processor runs, best first; at most `capacity`, possibly none.
size_t martlet_list_kernels(martlet_kernel *kernels, size_t capacity);

// The first occurrence of a byte, or NULL.
static inline const uint8_t *_Nullable martlet_find_byte(const uint8_t *text, size_t length,
                                                         uint8_t byte) {
  return (const uint8_t *)memchr(text, byte, length);
}

// The processor's clock, in ticks of an unknown but constant length.
uint64_t martlet_ticks(void);

// The last occurrence of a byte, or NULL.
const uint8_t *_Nullable martlet_find_last_byte(const uint8_t *text, size_t length, uint8_t byte);

// Whether two runs of bytes are equal.
static inline int martlet_equal(const uint8_t *left, const uint8_t *right, size_t length) {
  return memcmp(left, right, length) == 0;
}

// Copies a run of bytes in steps of 32: reads and writes up to 32 bytes behind it.
static inline void martlet_copy(uint8_t *target, const uint8_t *text, size_t length) {
  size_t done = 0;
  do {
    memcpy(target + done, text + done, 32);
    done += 32;
  } while (done < length);
}

// Copies bytes that stand for themselves in a JSON string and on a terminal: printable ASCII, but no
// quotes and no backslashes. Stops in front of the first other one and returns how many there were.
// Reads and writes up to 15 bytes behind `length`.
static inline size_t martlet_copy_plain(uint8_t *target, const uint8_t *text, size_t length) {
  size_t done = 0;
#if defined(__SSE2__)
  for (; done < length; done += 16) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(text + done));
    _mm_storeu_si128((__m128i *)(target + done), v);
    // As signed numbers, what is beyond ASCII is below the space.
    const __m128i special = _mm_or_si128(
        _mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(0x20)), _mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F))),
        _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))));
    const unsigned mask = (unsigned)_mm_movemask_epi8(special);
    if (mask != 0) {
      done += (size_t)__builtin_ctz(mask);
      break;
    }
  }
  return done < length ? done : length;
#else
  for (; done < length; done++) {
    const uint8_t byte = text[done];
    if (byte < 0x20 || byte >= 0x7F || byte == '"' || byte == '\\') break;
    target[done] = byte;
  }
  return done;
#endif
}

// How many bytes of a JSON string, from any character on, need no look: ASCII, but no quotes, no
// backslashes and no control characters. Reads nothing behind `length`.
static inline size_t martlet_text_length(const uint8_t *text, size_t length) {
  size_t done = 0;
#if defined(__SSE2__)
  for (; length - done >= 16; done += 16) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(text + done));
    // As signed numbers, what is beyond ASCII is below the space.
    const __m128i special = _mm_or_si128(
        _mm_cmplt_epi8(v, _mm_set1_epi8(0x20)),
        _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))));
    const unsigned mask = (unsigned)_mm_movemask_epi8(special);
    if (mask != 0) return done + (size_t)__builtin_ctz(mask);
  }
#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  const uint64_t ones = 0x0101010101010101ULL;
  for (; length - done >= 8; done += 8) {
    uint64_t word;
    memcpy(&word, text + done, 8);
    // A subtraction may borrow into the bytes above the first that is marked, so only the lowest mark
    // is certain; what is beyond ASCII is marked by the word itself.
    const uint64_t quotes = word ^ (ones * '"'), backslashes = word ^ (ones * '\\');
    const uint64_t special =
        ((quotes - ones) | (backslashes - ones) | (word - ones * 0x20) | word) & (ones * 0x80);
    if (special != 0) return done + (size_t)__builtin_ctzll(special) / 8;
  }
#endif
  for (; done < length; done++) {
    const uint8_t byte = text[done];
    if (byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\') break;
  }
  return done;
}

// The first occurrence of a needle, or NULL. The needle must not be empty.
const uint8_t *_Nullable martlet_find(const uint8_t *text, size_t length, const uint8_t *needle,
                                      size_t needle_length);

// Whether an escape is one of <, > and &, which Go's encoder always spells so.
static inline int martlet_is_go_escape(const uint8_t *text) {
  return memcmp(text, "\\u003c", 6) == 0 || memcmp(text, "\\u003e", 6) == 0 ||
         memcmp(text, "\\u0026", 6) == 0;
}

// Writes a text with the capitals of ASCII lowered, and returns whether it is plain: it is ASCII, and
// has no backslash in front of a slash or, but for <, > and &, in front of a u. Reads up to 22 bytes
// behind it, for which it may find it less plain, and writes up to 15.
static inline int martlet_fold_plain(uint8_t *restrict target, const uint8_t *text, size_t length) {
#if defined(__SSE2__)
  __m128i odd = _mm_setzero_si128();
  for (size_t done = 0; done < length; done += 16) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(text + done));
    const __m128i next = _mm_loadu_si128((const __m128i *)(text + done + 1));
    const __m128i capital = _mm_and_si128(_mm_cmpgt_epi8(v, _mm_set1_epi8('A' - 1)),
                                          _mm_cmplt_epi8(v, _mm_set1_epi8('Z' + 1)));
    _mm_storeu_si128((__m128i *)(target + done),
                     _mm_or_si128(v, _mm_and_si128(capital, _mm_set1_epi8(0x20))));
    const __m128i escape = _mm_and_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')),
                                         _mm_or_si128(_mm_cmpeq_epi8(next, _mm_set1_epi8('u')),
                                                      _mm_cmpeq_epi8(next, _mm_set1_epi8('/'))));
    unsigned escapes = (unsigned)_mm_movemask_epi8(escape);
    for (; __builtin_expect(escapes != 0, 0); escapes &= escapes - 1)
      if (!martlet_is_go_escape(text + done + __builtin_ctz(escapes))) return 0;
    odd = _mm_or_si128(odd, v);
  }
  return _mm_movemask_epi8(odd) == 0;
#else
  uint8_t odd = 0;
  for (size_t done = 0; done < length; done++) {
    const uint8_t byte = text[done], next = text[done + 1];
    target[done] = (uint8_t)(byte - 'A') < 26 ? byte | 0x20 : byte;
    if (byte == '\\' && (next == 'u' || next == '/') && !martlet_is_go_escape(text + done)) return 0;
    odd |= byte;
  }
  return odd < 0x80;
#endif
}

// Writes where a text may have one of some grams, runs of 1 to 4 bytes that mask leaves of the four from
// an offset on, and returns in how many places; looks at every stride-th offset. The filter has a bit
// for each value that a gram's product with multiplier can have behind the shift. Eight bytes behind
// the text must be readable, and there must be room for length places. No branch depends on the text, as
// none could be foretold.
static inline size_t martlet_find_grams(const uint8_t *text, size_t length, size_t stride,
                                        uint32_t mask, uint32_t multiplier, uint32_t shift,
                                        const uint64_t *filter, uint32_t *restrict places) {
  size_t count = 0;
  for (size_t offset = 0; offset < length; offset += stride) {
    uint32_t gram;
    memcpy(&gram, text + offset, 4);
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
    gram = __builtin_bswap32(gram);
#endif
    const uint32_t bit = (gram & mask) * multiplier >> shift;
    places[count] = (uint32_t)offset;
    count += filter[bit >> 6] >> (bit & 63) & 1;
  }
  return count;
}

#pragma clang assume_nonnull end
