// CNcurses: Swift's access to ncursesw and to the terminal.
//
// It knows: what Swift cannot import from curses.h (macros that compute, variadics, C globals), and what may only be done
// in C: putting the terminal back from inside a signal handler.
// It must not know: anything of Packline. Each shim says which macro, global or variadic it stands for.

#ifndef PACKLINE_CNCURSES_H
#define PACKLINE_CNCURSES_H

#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <wchar.h>

#include "Crash.h"
#include "Signals.h"
#include "TerminalType.h"
#include "TerminalRestore.h"

// MARK: Globals of curses, which Swift's concurrency checking refuses

/// `stdscr`: the window that covers the screen.
static inline WINDOW *_Nullable packline_stdscr(void) { return stdscr; }

/// `curscr`: what curses assumes is on the terminal now.
static inline WINDOW *_Nullable packline_curscr(void) { return curscr; }

/// `COLORS`: how many colours the terminal has, after `start_color`.
static inline int packline_color_count(void) { return COLORS; }

/// `COLOR_PAIRS`: how many pairs of colours can be in use at once, after `start_color`.
static inline int packline_color_pair_count(void) { return COLOR_PAIRS; }

// MARK: Macros that compute, which Swift does not import

static inline attr_t packline_attribute_bold(void) { return A_BOLD; }
static inline attr_t packline_attribute_dim(void) { return A_DIM; }
static inline attr_t packline_attribute_italic(void) { return A_ITALIC; }
static inline attr_t packline_attribute_underline(void) { return A_UNDERLINE; }
static inline attr_t packline_attribute_reverse(void) { return A_REVERSE; }

/// `KEY_F(n)`: the code of the function key `n`.
static inline int packline_key_function(int n) { return KEY_F(n); }

/// `clearok(curscr, TRUE)`: the next update starts from an empty terminal.
static inline void packline_forget_screen(void) { clearok(curscr, TRUE); }

/// Makes a cell of one spacing character and up to four combining marks: `setcchar`, whose text must end with a zero.
static inline int packline_make_cell(
    cchar_t *_Nonnull cell, const wchar_t *_Nonnull text, attr_t attributes, short pair) {
    return setcchar(cell, text, attributes, pair, NULL);
}

/// Makes a cell of one character without marks, as nearly all are.
static inline cchar_t packline_plain_cell(wchar_t character, attr_t attributes, short pair) {
    wchar_t text[2] = {character, 0};
    cchar_t cell;
    if (setcchar(&cell, text, attributes, pair, NULL) == ERR) memset(&cell, 0, sizeof cell);
    return cell;
}

/// Reads a cell back: `mvwin_wch` and `getcchar`. `text` holds `CCHARW_MAX + 1` characters.
static inline int packline_read_cell(
    WINDOW *_Nonnull window, int row, int column, wchar_t *_Nonnull text, attr_t *_Nonnull attributes,
    short *_Nonnull pair) {
    cchar_t cell;
    if (mvwin_wch(window, row, column, &cell) == ERR) return ERR;
    return getcchar(&cell, text, attributes, pair, NULL);
}

// MARK: Declared for X/Open only, which Swift's module of the C library is not built for

extern int wcwidth(wchar_t character);

/// `wcwidth`: how many columns the C library, and with it curses, counts for a character; -1 when it does not know it.
static inline int packline_character_width(wchar_t character) { return wcwidth(character); }

// MARK: Variadics

/// `ioctl(descriptor, TIOCGWINSZ, …)`: the size of a terminal; false when `descriptor` is none, or does not know.
static inline bool packline_terminal_size(int descriptor, int *_Nonnull rows, int *_Nonnull columns) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return true;
}

#endif
