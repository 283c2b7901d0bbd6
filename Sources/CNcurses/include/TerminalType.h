// The types of terminals that the terminfo database knows.
//
// `term.h`, which declares `setupterm`, defines hundreds of short names: it stays out of the module.

#ifndef PACKLINE_TERMINAL_TYPE_H
#define PACKLINE_TERMINAL_TYPE_H

#include <stdbool.h>

/// What the database says of a type.
struct packline_terminal_type {
    bool is_known;
    bool can_move_cursor;
    /// How many colours there are; -1 for none.
    int colours;
};

/// `setupterm`: what the database says of a type; `output` is the terminal.
struct packline_terminal_type packline_terminal_type(const char *_Nonnull type, int output);

#endif
