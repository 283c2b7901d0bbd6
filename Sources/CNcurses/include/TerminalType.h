// The types of terminals that the terminfo database knows.
//
// `term.h`, which declares `setupterm`, defines hundreds of short names: it stays out of the module.

#ifndef PACKLINE_TERMINAL_TYPE_H
#define PACKLINE_TERMINAL_TYPE_H

#include <stdbool.h>

/// `setupterm`: whether the database knows a type; `output` is the terminal.
bool packline_knows_terminal(const char *_Nonnull type, int output);

#endif
