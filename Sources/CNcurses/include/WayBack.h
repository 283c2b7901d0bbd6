// The way back: everything needed to give the terminal back, kept ready so that a signal handler can walk it.
//
// A Swift trap raises SIGILL and runs no `defer`, so this is C, uses async-signal-safe calls only, and keeps its state
// in static storage. There is one terminal in a process, hence one way back.

#ifndef PACKLINE_WAY_BACK_H
#define PACKLINE_WAY_BACK_H

#include <stdbool.h>
#include <termios.h>

/// Prepares the way back for the terminal that curses has just been started on.
///
/// Call it after `newterm`: it asks terminfo for the closing strings and has crashes and `exit` walk the way back.
/// `drawing` is the descriptor that curses writes to, which leads nowhere from then on; `original` are the settings from
/// before `newterm`; `original_error` is a duplicate of standard error from before it was redirected, or -1.
void packline_way_back_prepare(
    int output, int drawing, const struct termios *_Nonnull original, int original_error);

/// Gives the terminal back as it was found, once, and returns its descriptor; safe in a signal handler, does nothing and
/// returns -1 when not prepared.
int packline_way_back_walk(void);

/// Closes the way back: the terminal has been given back in the ordinary way.
void packline_way_back_close(void);

#endif
