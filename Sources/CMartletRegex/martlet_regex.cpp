#include "martlet_regex.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <vector>

#include <re2/filtered_re2.h>
#include <re2/re2.h>

struct martlet_regex {
  // Compiles the pattern once for both: the search, and the texts that it requires.
  re2::FilteredRE2 filtered{MARTLET_REGEX_REQUIRED_TEXT_LENGTH};
  // The texts of which the filter knows, each of them alone no condition.
  std::vector<std::string> texts;

  const re2::RE2 &re2() const { return filtered.GetRE2(0); }
};

namespace {
// 8 MiB a pattern is RE2's own default; a pattern that needs more is refused, not slowed down.
constexpr int64_t kMemoryLimitBytes = 8 << 20;

void explain(const std::string &why, char *reason, size_t capacity) {
  std::snprintf(reason, capacity, "%s", why.c_str());
}
} // namespace

martlet_regex *martlet_regex_compile(const char *pattern, size_t pattern_length,
                                     martlet_regex_options wanted, char *reason,
                                     size_t reason_capacity, char *fragment,
                                     size_t fragment_capacity) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!wanted.ignore_case);
  options.set_dot_nl(wanted.dot_matches_all);
  options.set_max_mem(kMemoryLimitBytes);
  // RE2 anchors ^ and $ at the text's ends unless (?m) is set in the pattern.
  std::string text(pattern, pattern_length);
  if (wanted.multi_line) text.insert(0, "(?m)");
  auto *regex = new (std::nothrow) martlet_regex;
  if (regex == nullptr) {
    explain("out of memory", reason, reason_capacity);
    explain("", fragment, fragment_capacity);
    return nullptr;
  }
  int id = 0;
  if (regex->filtered.Add(text, options, &id) != re2::RE2::NoError) {
    // The filter keeps no pattern that is wrong, nor why.
    const re2::RE2 wrong(text, options);
    explain(wrong.error(), reason, reason_capacity);
    explain(wrong.error_arg(), fragment, fragment_capacity);
    delete regex;
    return nullptr;
  }
  regex->filtered.Compile(&regex->texts);
  return regex;
}

bool martlet_regex_search(const martlet_regex *regex, const uint8_t *text, size_t length) {
  re2::StringPiece piece(reinterpret_cast<const char *>(text), length);
  return regex->re2().Match(piece, 0, length, re2::RE2::UNANCHORED, nullptr, 0);
}

bool martlet_regex_requires_text(const martlet_regex *regex) { return !regex->texts.empty(); }

char *martlet_regex_required_texts(const martlet_regex *regex, size_t *length) {
  const std::vector<std::string> &texts = regex->texts;
  if (!martlet_regex_requires_text(regex)) return nullptr;
  // Without a text that is needed whatever else there is, the pattern does not pass the filter: the
  // longest such text alone says as much as all together.
  const std::string *longest = nullptr;
  for (size_t i = 0; i < texts.size(); i++) {
    std::vector<int> others, potentials;
    for (size_t j = 0; j < texts.size(); j++)
      if (j != i) others.push_back(static_cast<int>(j));
    regex->filtered.AllPotentials(others, &potentials);
    if (potentials.empty() && (longest == nullptr || texts[i].size() > longest->size()))
      longest = &texts[i];
  }
  std::string all;
  for (const std::string &text : texts)
    if (longest == nullptr || &text == longest) all.append(text).push_back('\0');
  auto *copy = static_cast<char *>(std::malloc(all.size()));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, all.data(), all.size());
  *length = all.size();
  return copy;
}

size_t martlet_regex_group_count(const martlet_regex *regex) {
  return static_cast<size_t>(regex->re2().NumberOfCapturingGroups());
}

const char *martlet_regex_group_name(const martlet_regex *regex, size_t group) {
  const auto &names = regex->re2().CapturingGroupNames();
  const auto found = names.find(static_cast<int>(group));
  return found == names.end() ? nullptr : found->second.c_str();
}

bool martlet_regex_groups(const martlet_regex *regex, const uint8_t *text, size_t length,
                          ptrdiff_t *bounds, size_t count) {
  const char *base = reinterpret_cast<const char *>(text);
  // The first submatch is the whole match.
  std::vector<re2::StringPiece> groups(count + 1);
  if (!regex->re2().Match(re2::StringPiece(base, length), 0, length, re2::RE2::UNANCHORED,
                        groups.data(), static_cast<int>(groups.size())))
    return false;
  for (size_t i = 0; i < count; i++) {
    const re2::StringPiece &group = groups[i + 1];
    bounds[2 * i] = group.data() == nullptr ? -1 : group.data() - base;
    bounds[2 * i + 1] = group.data() == nullptr
                            ? -1
                            : group.data() - base + static_cast<ptrdiff_t>(group.size());
  }
  return true;
}

bool martlet_regex_admits_replacement(const martlet_regex *regex, const char *replacement,
                                      size_t replacement_length) {
  std::string error;
  return regex->re2().CheckRewriteString(re2::StringPiece(replacement, replacement_length), &error);
}

char *martlet_regex_replace(const martlet_regex *regex, const uint8_t *text, size_t length,
                            const char *replacement, size_t replacement_length,
                            size_t *result_length) {
  std::string result(reinterpret_cast<const char *>(text), length);
  re2::RE2::GlobalReplace(&result, regex->re2(), re2::StringPiece(replacement, replacement_length));
  auto *copy = static_cast<char *>(std::malloc(result.size() + 1));
  if (copy == nullptr) return nullptr;
  std::memcpy(copy, result.data(), result.size());
  *result_length = result.size();
  return copy;
}

void martlet_regex_free_text(char *text) { std::free(text); }

void martlet_regex_free(martlet_regex *regex) { delete regex; }
