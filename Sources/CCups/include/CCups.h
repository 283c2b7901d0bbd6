// CCups: Swift's access to libcups.
//
// It knows: what Swift cannot import from cups.h or would import badly: callbacks, arrays of strings, and calls with many
// arguments that are always the same here.
// It must not know: anything of Packline, nor what is printed.

#ifndef PACKLINE_CCUPS_H
#define PACKLINE_CCUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <cups/cups.h>

#endif
