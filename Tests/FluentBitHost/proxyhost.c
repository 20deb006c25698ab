// Stands in for fluent-bit: loads an output plugin through the proxy interface and hands it chunks.
//
//   proxyhost [-t THREADS] [-a ATTEMPTS] [-p PAUSE_MS] [-n TIMES] PLUGIN [KEY=VALUE]... -- [CHUNK]...
//
// Each chunk, a file, is flushed until the plugin does not ask for a retry, at most ATTEMPTS times with
// a pause between. -n repeats the list of chunks. Flush runs as it does in fluent-bit: on a small
// coroutine stack, here with a guard page below it, and the definition that the plugin fills lies right
// before another. The log goes to standard error; standard output gets one line of results.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

struct definition {
  int type, proxy, flags;
  char *name, *description;
};
_Static_assert(sizeof(struct definition) == 32, "as in fluent-bit 1.9 to 5.0");
struct api {
  const char *(*output_get_property)(const char *, void *);
  void *unused[3];
  void (*log_print)(int, const char *, int, const char *, ...);
  void *also_unused[2];
};
struct context {
  void *remote_context, *proxy;
};
struct plugin {
  char *name;
  struct api *api;
  void *instance;
  struct context *context;
};
struct chunk {
  char *bytes;
  size_t size;
};

enum { page = 4096, stack_size = 24 * 1024, answer_error = 0, answer_ok = 1, answer_retry = 2 };

static char **properties;
static int property_count;
static struct chunk *chunks;
static int chunk_count, attempts = 1, pause_ms = 100, times = 1;
static struct context context;
static int (*flush)(void *, const void *, size_t, char *);
static atomic_int next_chunk, answers[3], longest_ms;
static atomic_size_t stack_high_water;

static void die(const char *what) {
  fprintf(stderr, "proxyhost: %s\n", what);
  exit(70);
}

static long now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static const char *get_property(const char *key, void *instance) {
  (void)instance;
  size_t length = strlen(key);
  for (int i = 0; i < property_count; i++)
    if (!strncasecmp(properties[i], key, length) && properties[i][length] == '=')
      return properties[i] + length + 1;
  return NULL;
}

// Not on the coroutine's stack, whose use by the plugin is what is measured.
static void log_print(int type, const char *file, int line, const char *format, ...) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static char text[4096];
  static const char *levels[] = {"?", "error", "warn", "info"};
  (void)file, (void)line;
  pthread_mutex_lock(&lock);
  int start = snprintf(text, sizeof text, "[%5s] ", levels[type >= 1 && type <= 3 ? type : 0]);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text + start, sizeof text - start - 1, format, arguments);
  va_end(arguments);
  strcat(text, "\n");
  if (write(2, text, strlen(text)) < 0) abort();
  pthread_mutex_unlock(&lock);
}

struct call {
  ucontext_t host, coroutine;
  struct chunk chunk;
  int answer;
};
static _Thread_local struct call call;

static void run_flush(void) {
  char tag[] = "audit";
  call.answer = flush(context.remote_context, call.chunk.bytes, call.chunk.size, tag);
  swapcontext(&call.coroutine, &call.host);
}

// An answer, on a painted stack above a guard page.
static int flush_on_coroutine(struct chunk chunk) {
  char *memory = mmap(NULL, page + stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED || mprotect(memory, page, PROT_NONE)) die("no memory for a stack");
  char *stack = memory + page;
  memset(stack, 0xA5, stack_size);
  call.chunk = chunk;
  getcontext(&call.coroutine);
  call.coroutine.uc_stack.ss_sp = stack;
  call.coroutine.uc_stack.ss_size = stack_size;
  call.coroutine.uc_link = NULL;
  makecontext(&call.coroutine, run_flush, 0);
  long start = now_ms();
  swapcontext(&call.host, &call.coroutine);
  int took = (int)(now_ms() - start), longest = longest_ms;
  while (took > longest && !atomic_compare_exchange_weak(&longest_ms, &longest, took)) {}
  size_t unused = 0;
  while (unused < stack_size && (unsigned char)stack[unused] == 0xA5) unused++;
  size_t used = stack_size - unused, high = stack_high_water;
  while (used > high && !atomic_compare_exchange_weak(&stack_high_water, &high, used)) {}
  munmap(memory, page + stack_size);
  return call.answer;
}

static void *deliver_chunks(void *unused) {
  (void)unused;
  for (;;) {
    int index = next_chunk++;
    if (index >= chunk_count * times) return NULL;
    for (int attempt = 0; attempt < attempts; attempt++) {
      int answer = flush_on_coroutine(chunks[index % chunk_count]);
      if (answer < answer_error || answer > answer_retry) die("no such answer");
      answers[answer]++;
      if (answer != answer_retry) break;
      usleep(pause_ms * 1000);
    }
  }
}

// A copy that ends right before a page that cannot be read; nothing at all of an empty file.
static struct chunk read_chunk(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) die(path);
  fseek(file, 0, SEEK_END);
  size_t size = ftell(file), mapped = (size + page - 1) / page * page;
  rewind(file);
  if (!size) return fclose(file), (struct chunk){NULL, 0};
  char *memory = mmap(NULL, mapped + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) die("no memory for a chunk");
  char *bytes = memory + mapped - size;
  if (fread(bytes, 1, size, file) != size) die(path);
  fclose(file);
  mprotect(memory, mapped, PROT_READ);
  mprotect(memory + mapped, page, PROT_NONE);
  return (struct chunk){bytes, size};
}

static void *symbol(void *library, const char *name) {
  void *address = dlsym(library, name);
  if (!address) die(name);
  return address;
}

int main(int argc, char **argv) {
  int threads = 1;
  for (int option; (option = getopt(argc, argv, "+t:a:p:n:")) != -1;) {
    if (option == '?') return 64;
    *(option == 't' ? &threads : option == 'a' ? &attempts : option == 'p' ? &pause_ms : &times) = atoi(optarg);
  }
  if (optind >= argc || threads > 64) return 64;
  const char *path = argv[optind++];
  properties = argv + optind;
  while (optind < argc && strcmp(argv[optind], "--")) optind++, property_count++;
  chunk_count = optind < argc ? argc - optind - 1 : 0;
  chunks = calloc(chunk_count + 1, sizeof *chunks);
  for (int i = 0; i < chunk_count; i++) chunks[i] = read_chunk(argv[optind + 1 + i]);
  // As fluent-bit does, and as a library of its may: neither must reach the command.
  signal(SIGPIPE, SIG_IGN);
  if (dup2(2, 57) != 57) die("no descriptor");

  void *library = dlopen(path, RTLD_LAZY);
  if (!library) die(dlerror());
  char *guarded = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (guarded == MAP_FAILED || mprotect(guarded + page, page, PROT_NONE)) die("no memory");
  struct definition *definition = (void *)(guarded + page - sizeof *definition);
  int (*enroll)(struct definition *) = symbol(library, "FLBPluginRegister");
  if (enroll(definition) == -1 || definition->type != 2 || definition->proxy != 11) die("not registered");
  struct api api = {.output_get_property = get_property, .log_print = log_print};
  struct plugin plugin = {definition->name, &api, &api, &context};
  int (*initialize)(struct plugin *) = symbol(library, "FLBPluginInit");
  if (initialize(&plugin) <= 0) {
    printf("init failed\n");
    return 3;
  }
  flush = symbol(library, "FLBPluginFlushCtx");
  pthread_t workers[64];
  for (int i = 0; i < threads; i++) pthread_create(&workers[i], NULL, deliver_chunks, NULL);
  for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
  long start = now_ms();
  int (*leave)(void *) = symbol(library, "FLBPluginExitCtx");
  leave(context.remote_context);
  printf("name=%s ok=%d retry=%d error=%d stack=%zu longest_ms=%d exit_ms=%ld\n", definition->name,
         answers[answer_ok], answers[answer_retry], answers[answer_error], (size_t)stack_high_water,
         longest_ms, now_ms() - start);
  return dlclose(library) ? 70 : 0;
}
