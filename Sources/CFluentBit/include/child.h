// Starts the command of an output. In C for what Swift's Glibc leaves out: pipe2, F_SETPIPE_SZ, closefrom.
#pragma once
#include <stdbool.h>
#include <sys/types.h>

#pragma clang assume_nonnull begin

// Where the command's standard output goes.
typedef enum {
  CHILD_OUTPUT_INHERIT,
  CHILD_OUTPUT_STANDARD_ERROR,
  CHILD_OUTPUT_NULL,
} child_output;

// A started command, and our ends of its pipes: both are closed on exec and never block.
typedef struct {
  pid_t process;
  int input;
  int acknowledgement; // what it writes to descriptor 3, or -1
} child_process;

// Starts a command, found in PATH, in a process group of its own.
//
// It has its pipes and descriptors 1 and 2, nothing else of the host's, and all signals as they are by
// default: the host ignores some, and that would be inherited. Returns 0, or an errno.
int child_start(char *const _Nullable arguments[_Nonnull], bool acknowledges, child_output output,
                child_process *child);

// Makes writing to a closed pipe an error and not the end of the process, unless the host did.
void child_ignore_broken_pipes(void);

#pragma clang assume_nonnull end
