// Signals as bytes: each signal the station answers to becomes one byte in a pipe, which an event loop can watch.
//
// Handlers are installed before `newterm`, so that curses does not install its own, which call functions that are
// not safe in a handler. They are not `SIG_IGN`, which child processes would inherit.

#ifndef PACKLINE_SIGNALS_H
#define PACKLINE_SIGNALS_H

/// Starts to turn INT, TERM, HUP, QUIT, TSTP, CONT and WINCH into bytes; gives the end of the pipe to read, or -1.
///
/// A signal that was ignored when the program started stays ignored (`nohup`). A second INT, TERM, HUP or QUIT
/// before `packline_signals_answered` means that the program hangs: it restores the terminal and ends at once.
int packline_signals_open(void);

/// Says that a signal to end has been read, and is being acted on.
void packline_signals_answered(void);

/// Stops the process as TSTP does by default, and returns when it has been continued.
void packline_signals_stop_here(void);

/// Puts the handlers of before `packline_signals_open` back, and closes the pipe.
void packline_signals_close(void);

#endif
