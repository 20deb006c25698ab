// Runs a command and writes its wall and processor time and its peak memory. The kernel counts a
// child's peak from before exec on, so it would show a parent larger than this one.
//
//     stopwatch REPORT COMMAND [ARGUMENT...]
//
// REPORT receives "SECONDS CPU_SECONDS PEAK_KIB"; the exit status is the command's.

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_of(struct timeval time) {
    return time.tv_sec + time.tv_usec / 1e6;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: stopwatch REPORT COMMAND [ARGUMENT...]\n");
        return 64;
    }
    double begin = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        perror("stopwatch");
        return 3;
    }
    double seconds = now() - begin;
    double cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    FILE *report = fopen(argv[1], "w");
    if (!report
        || fprintf(report, "%.6f %.6f %ld\n", seconds, cpu_seconds, usage.ru_maxrss) < 0
        || fclose(report)) {
        perror(argv[1]);
        return 3;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
