#include "TerminalType.h"

#include <curses.h>
#include <term.h>

bool packline_knows_terminal(const char *type, int output) {
    // An empty name would stand for the one in TERM.
    if (type[0] == 0) return false;
    int result = 0;
    TERMINAL *before = set_curterm(NULL);
    setupterm(type, output, &result);
    if (cur_term != NULL) del_curterm(cur_term);
    set_curterm(before);
    return result == 1;
}
