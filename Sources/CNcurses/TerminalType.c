#include "TerminalType.h"

#include <curses.h>
#include <term.h>

struct packline_terminal_type packline_terminal_type(const char *type, int output) {
    struct packline_terminal_type facts = {false, false, -1};
    // An empty name would stand for the one in TERM.
    if (type[0] == 0) return facts;
    int result = 0;
    TERMINAL *before = set_curterm(NULL);
    setupterm(type, output, &result);
    facts.is_known = result == 1;
    if (cur_term != NULL) {
        const char *move = tigetstr("cup");
        facts.can_move_cursor = move != NULL && move != (const char *)-1;
        facts.colours = tigetnum("colors");
        del_curterm(cur_term);
    }
    set_curterm(before);
    return facts;
}
