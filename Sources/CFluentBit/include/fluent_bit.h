// What fluent-bit shares with a plugin that it loads through its proxy interface (LP64).
//
// Each layout is the part that every release from 1.9 to 5.1 has in common. Newer ones append members:
// nothing behind what is declared here may be written, for the memory is the host's and may end there.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

// Filled by FLBPluginRegister.
typedef struct {
  int type;
  int proxy;
  int flags;
  const char *_Nullable name;
  const char *_Nullable description;
} fluent_bit_definition;

// What the host does for a plugin.
typedef struct {
  const char *_Nullable (*_Nullable output_get_property)(const char *key, void *instance);
  void *_Nullable unused[3];
  void (*_Nullable log_print)(int level, const char *_Nullable file, int line, const char *format, ...);
} fluent_bit_api;

// Where an output keeps what it wants back with every chunk.
typedef struct {
  void *_Nullable remote_context;
} fluent_bit_context;

// One [OUTPUT] section, as FLBPluginInit sees it.
typedef struct {
  const char *_Nullable name;
  const fluent_bit_api *_Nullable api;
  void *_Nullable instance;
  fluent_bit_context *_Nullable context;
} fluent_bit_plugin;

enum { FLUENT_BIT_OUTPUT = 2, FLUENT_BIT_PROXY = 11 };

// Answers to the host.
enum { FLUENT_BIT_ERROR = 0, FLUENT_BIT_OK = 1, FLUENT_BIT_RETRY = 2 };

enum { FLUENT_BIT_LOG_ERROR = 1, FLUENT_BIT_LOG_WARNING = 2, FLUENT_BIT_LOG_INFO = 3 };

// Writes to the host's log. Swift cannot call a function with variable arguments.
static inline void fluent_bit_log(const fluent_bit_api *api, int level, const char *message) {
  if (api->log_print) api->log_print(level, NULL, 0, "%s", message);
}

// A key of the section, or NULL.
static inline const char *_Nullable fluent_bit_property(const fluent_bit_api *api, void *instance,
                                                        const char *key) {
  return api->output_get_property ? api->output_get_property(key, instance) : NULL;
}

#pragma clang assume_nonnull end
