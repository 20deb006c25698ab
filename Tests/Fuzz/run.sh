#!/bin/sh
# Builds one libFuzzer target and runs it: Tests/Fuzz/run.sh FuzzYAML [libFuzzer flags and corpora]
set -eu
cd "$(dirname "$0")/../.."
target=$1
shift
scratch=.build/fuzz
swift build -c release --sanitize fuzzer --target "$target" --scratch-path $scratch
objects=$scratch/release
program=$scratch/$target
# Whatever the target was built with is linked: its own modules and the native ones.
# shellcheck disable=SC2046 # a list of files without spaces is wanted
swiftc -sanitize=fuzzer \
  $(find "$objects/$target.build" "$objects"/Martlet*.build "$objects"/CMartlet*.build \
    "$objects"/FluentBitExec.build "$objects"/CFluentBit.build -name '*.o' 2>/dev/null) \
  -lyaml -lre2 -lstdc++ -o "$program"
# Inputs that libFuzzer finds stay in the scratch folder; the seeds are beside the target.
corpus=$scratch/corpus/$target
mkdir -p "$corpus"
seeds=Tests/Fuzz/$target/Seeds
[ -d "$seeds" ] || seeds=
# A crash must stop the run; the interactive backtracer would hang it.
SWIFT_BACKTRACE=enable=no exec "$program" -artifact_prefix="$scratch/" "$@" "$corpus" $seeds
