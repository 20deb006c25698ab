// How fast threads read memory that no cache holds: a limit of scans on many cores.
//
//     bandwidth THREADS [MIB]      prints {"gigabytes_per_second": N}; MIB each thread, 1024 by default

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { passes = 4, threadLimit = 256 };

static size_t length;
static pthread_barrier_t ready, begun;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void *readAll(void *result) {
    uint64_t *words = malloc(length), sum = 0;
    if (!words) exit(3);
    memset(words, 1, length);
    pthread_barrier_wait(&ready);
    pthread_barrier_wait(&begun);
    for (int pass = 0; pass < passes; pass++) {
        for (size_t at = 0; at < length / sizeof *words; at++) sum += words[at];
        // Without it the compiler would read once.
        __asm__ volatile("" ::: "memory");
    }
    *(uint64_t *)result = sum;
    return NULL;
}

int main(int argc, char **argv) {
    int threads = argc > 1 ? atoi(argv[1]) : 0;
    length = (argc > 2 ? strtoul(argv[2], NULL, 10) : 1024) << 20;
    if (threads < 1 || threads > threadLimit || !length) {
        fprintf(stderr, "usage: bandwidth THREADS [MIB]\n");
        return 64;
    }
    pthread_t handles[threadLimit];
    uint64_t sums[threadLimit];
    pthread_barrier_init(&ready, NULL, threads + 1);
    pthread_barrier_init(&begun, NULL, threads + 1);
    for (int at = 0; at < threads; at++) {
        if (pthread_create(&handles[at], NULL, readAll, &sums[at])) return 3;
    }
    pthread_barrier_wait(&ready);
    double begin = now();
    pthread_barrier_wait(&begun);
    for (int at = 0; at < threads; at++) pthread_join(handles[at], NULL);
    double seconds = now() - begin;
    printf("{\"gigabytes_per_second\": %.2f}\n", (double)threads * passes * length / seconds / 1e9);
    return 0;
}
