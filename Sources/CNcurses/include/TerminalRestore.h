// Everything needed to restore the terminal, kept ready so that a signal handler can do it.
//
// A Swift trap raises SIGILL and runs no `defer`, so this is C, uses async-signal-safe calls only, and keeps its state
// in static storage. There is one terminal in a process.

#ifndef PACKLINE_TERMINAL_RESTORE_H
#define PACKLINE_TERMINAL_RESTORE_H

#include <stdbool.h>
#include <termios.h>

/// Prepares to restore the terminal that curses has just been started on.
///
/// Call it after `newterm`: it asks terminfo for the closing strings and has crashes and `exit` restore the terminal.
/// `drawing` is the descriptor that curses writes to, which leads nowhere from then on; `original` are the settings from
/// before `newterm`; `original_error` is a duplicate of standard error from before it was redirected, or -1, and `kept_errors`
/// what it was redirected to.
void packline_terminal_restore_prepare(
    int output, int drawing, const struct termios *_Nonnull original, int original_error, int kept_errors);

/// Restores the terminal as it was found, once, and returns its descriptor; safe in a signal handler, does nothing and
/// returns -1 when not prepared.
int packline_terminal_restore(void);

/// Writes to `output` what was written to the file `kept` since it was told last, with control characters replaced; safe in
/// a signal handler.
void packline_terminal_tell_errors(int kept, int output);

/// Cancels the restoring: the terminal has been closed normally.
void packline_terminal_restore_cancel(void);

#endif
