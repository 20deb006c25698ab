// Vector kernels: one function per instruction set, chosen once at run time.
#pragma once
#include <stddef.h>
#include <stdint.h>
