// Decompresses zstd with libzstd and drops the bytes: the floor under every scan of a .zst file.
//
//     unzstd FILE      prints {"bytes": N}

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <zstd.h>

static uint8_t data[256 * 1024];
static uint8_t buffer[512 * 1024];

int main(int argc, char **argv) {
    int descriptor = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    ZSTD_DCtx *context = ZSTD_createDCtx();
    if (descriptor < 0 || !context) {
        fprintf(stderr, "unzstd: usage: unzstd FILE\n");
        return 3;
    }
    size_t bytes = 0;
    ssize_t got;
    while ((got = read(descriptor, data, sizeof data)) > 0) {
        ZSTD_inBuffer input = {data, (size_t)got, 0};
        int isFull = 0;
        // A full output may leave more behind than the input still shows.
        while (input.pos < input.size || isFull) {
            ZSTD_outBuffer output = {buffer, sizeof buffer, 0};
            if (ZSTD_isError(ZSTD_decompressStream(context, &output, &input))) {
                fprintf(stderr, "unzstd: %s is damaged\n", argv[1]);
                return 3;
            }
            bytes += output.pos;
            isFull = output.pos == output.size;
        }
    }
    printf("{\"bytes\": %zu}\n", bytes);
    return got < 0 ? 3 : 0;
}
