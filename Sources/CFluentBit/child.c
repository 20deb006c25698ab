#define _GNU_SOURCE
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern char **environ;

enum {
  acknowledgement_descriptor = 3,
  first_unused_descriptor = acknowledgement_descriptor + 1,
  // Half a chunk of fluent-bit: fewer switches between the two processes. The kernel may refuse.
  pipe_byte_count = 1 << 20,
};

static void close_if_open(int descriptor) {
  if (descriptor >= 0) close(descriptor);
}

// A pipe whose ends lie above the descriptors that a child uses: a daemon has 0 to 2 closed, and
// moving one end to its place in the child would overwrite the other.
static int make_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  for (int index = 0; index < 2; index++) {
    if (ends[index] >= first_unused_descriptor) continue;
    int lifted = fcntl(ends[index], F_DUPFD_CLOEXEC, first_unused_descriptor);
    int error = errno;
    close(ends[index]);
    ends[index] = lifted;
    if (lifted < 0) {
      close_if_open(ends[1 - index]);
      return error;
    }
  }
  return 0;
}

static int set_nonblocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0) return errno;
  return 0;
}

static int fill_actions(posix_spawn_file_actions_t *actions, int input, int acknowledgement,
                        child_output output) {
  int error = posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO);
  if (!error && acknowledgement >= 0)
    error = posix_spawn_file_actions_adddup2(actions, acknowledgement, acknowledgement_descriptor);
  if (!error && output == CHILD_OUTPUT_STANDARD_ERROR)
    error = posix_spawn_file_actions_adddup2(actions, STDERR_FILENO, STDOUT_FILENO);
  if (!error && output == CHILD_OUTPUT_NULL)
    error = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (!error)
    error = posix_spawn_file_actions_addclosefrom_np(
        actions, acknowledgement >= 0 ? first_unused_descriptor : acknowledgement_descriptor);
  return error;
}

static int fill_attributes(posix_spawnattr_t *attributes) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  int error = posix_spawnattr_setsigdefault(attributes, &all);
  if (!error) error = posix_spawnattr_setsigmask(attributes, &none);
  if (!error) error = posix_spawnattr_setpgroup(attributes, 0);
  if (!error)
    error = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  return error;
}

static int spawn(char *const arguments[], int input, int acknowledgement, child_output output,
                 pid_t *process) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (!error) {
    error = fill_attributes(&attributes);
    if (!error) error = fill_actions(&actions, input, acknowledgement, output);
    if (!error)
      error = posix_spawnp(process, arguments[0], &actions, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

int child_start(char *const arguments[], bool acknowledges, child_output output,
                child_process *child) {
  int input[2] = {-1, -1}, acknowledgement[2] = {-1, -1};
  int error = make_pipe(input);
  if (error) return error;
  if (acknowledges) error = make_pipe(acknowledgement);
  if (!error) error = set_nonblocking(input[1]);
  if (!error && acknowledges) error = set_nonblocking(acknowledgement[0]);
  if (!error) {
    fcntl(input[1], F_SETPIPE_SZ, pipe_byte_count);
    error = spawn(arguments, input[0], acknowledgement[1], output, &child->process);
  }
  close(input[0]);
  close_if_open(acknowledgement[1]);
  if (error) {
    close(input[1]);
    close_if_open(acknowledgement[0]);
    return error;
  }
  child->input = input[1];
  child->acknowledgement = acknowledgement[0];
  return 0;
}

void child_ignore_broken_pipes(void) {
  struct sigaction action;
  if (sigaction(SIGPIPE, NULL, &action) == 0 && !(action.sa_flags & SA_SIGINFO) &&
      action.sa_handler == SIG_DFL)
    signal(SIGPIPE, SIG_IGN);
}
