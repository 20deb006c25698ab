// Decompresses gzip with ISA-L and drops the bytes: the floor under every scan of a .gz file.
//
//     inflate FILE      prints {"bytes": N}

#include <fcntl.h>
#include <isa-l/igzip_lib.h>
#include <stdio.h>
#include <unistd.h>

static uint8_t input[256 * 1024];
static uint8_t output[512 * 1024];

int main(int argc, char **argv) {
    int descriptor = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    if (descriptor < 0) {
        fprintf(stderr, "inflate: usage: inflate FILE\n");
        return 3;
    }
    static struct inflate_state state;
    isal_inflate_init(&state);
    state.crc_flag = ISAL_GZIP;
    size_t bytes = 0;
    for (;;) {
        if (state.avail_in == 0) {
            ssize_t got = read(descriptor, input, sizeof input);
            if (got <= 0) break;
            state.next_in = input;
            state.avail_in = (uint32_t)got;
        }
        // The end of a member: another one may follow.
        if (state.block_state == ISAL_BLOCK_FINISH) {
            isal_inflate_reset(&state);
            state.crc_flag = ISAL_GZIP;
        }
        do {
            state.next_out = output;
            state.avail_out = sizeof output;
            if (isal_inflate(&state) != ISAL_DECOMP_OK) {
                fprintf(stderr, "inflate: %s is damaged\n", argv[1]);
                return 3;
            }
            bytes += sizeof output - state.avail_out;
        } while (state.avail_out == 0 && state.block_state != ISAL_BLOCK_FINISH);
    }
    printf("{\"bytes\": %zu}\n", bytes);
    return 0;
}
