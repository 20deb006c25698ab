// A C face for RE2 (https://github.com/google/re2): linear time, no look-around, no back-references.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin
#ifdef __cplusplus
extern "C" {
#endif

typedef struct martlet_regex martlet_regex;

typedef struct {
  bool ignore_case;     // re|i
  bool multi_line;      // re|m: ^ and $ at line ends too
  bool dot_matches_all; // re|s: . matches a line feed too
} martlet_regex_options;

// Compiles a pattern. On failure returns NULL and writes a NUL-terminated reason and the offending
// part of the pattern, each cut to its capacity.
martlet_regex *_Nullable martlet_regex_compile(const char *pattern, size_t pattern_length,
                                               martlet_regex_options options, char *reason,
                                               size_t reason_capacity, char *fragment,
                                               size_t fragment_capacity);

// True if the pattern matches anywhere in the text. Safe from any number of threads.
bool martlet_regex_search(const martlet_regex *regex, const uint8_t *text, size_t length);

// The least length in bytes of the texts that martlet_regex_required_texts tells of.
#define MARTLET_REGEX_REQUIRED_TEXT_LENGTH 3

// True if martlet_regex_required_texts has any.
bool martlet_regex_requires_text(const martlet_regex *regex);

// The texts one of which occurs, its ASCII letters in lower case, in every text that matches, NUL
// behind each; NULL if there are no such texts or memory is short. To be freed with
// martlet_regex_free_text. Holds of texts and patterns of ASCII alone.
char *_Nullable martlet_regex_required_texts(const martlet_regex *regex, size_t *length);

// How many capturing groups a pattern has.
size_t martlet_regex_group_count(const martlet_regex *regex);

// The name of a group, counted from 1, or NULL if it has none; lives as long as the regex.
const char *_Nullable martlet_regex_group_name(const martlet_regex *regex, size_t group);

// Searches like martlet_regex_search and writes, for each of `count` groups from 1 on, where it
// begins and ends in the text; both are -1 for a group that took no part.
bool martlet_regex_groups(const martlet_regex *regex, const uint8_t *text, size_t length,
                          ptrdiff_t *bounds, size_t count);

// True if the pattern has the groups that a replacement names: \1 to \9 are groups, \0 is the whole
// match, \\ is a backslash.
bool martlet_regex_admits_replacement(const martlet_regex *regex, const char *replacement,
                                      size_t replacement_length);

// Replaces every match in the text. Returns the result, to be freed with martlet_regex_free_text, or
// NULL if memory is short.
char *_Nullable martlet_regex_replace(const martlet_regex *regex, const uint8_t *text,
                                      size_t length, const char *replacement,
                                      size_t replacement_length, size_t *result_length);

void martlet_regex_free_text(char *text);

void martlet_regex_free(martlet_regex *regex);

#ifdef __cplusplus
}
#endif
#pragma clang assume_nonnull end
