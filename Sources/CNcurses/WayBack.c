#include "WayBack.h"

#include <curses.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

// Bracketed paste has no capability in the terminfo of every terminal that knows it, so it is named here.
static const char paste_off[] = "\033[?2004l";

static const int traps[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
enum { trap_count = sizeof traps / sizeof traps[0], closing_room = 256 };

// Written only while `is_prepared` is 0, read only by whoever changes it from 1 to 0: never both at once.
static struct {
    int output;
    int original_error;
    struct termios settings;
    char closing[closing_room];
    size_t closing_length;
    struct sigaction before[trap_count];
} way_back;

static atomic_int is_prepared = 0;

static int collect(int character) {
    if (way_back.closing_length < closing_room) way_back.closing[way_back.closing_length++] = (char)character;
    return character;
}

/// Adds one closing string of the terminal; `tputs` takes the padding marks out of it.
static void collect_capability(const char *name) {
    const char *string = tigetstr(name);
    if (string != NULL && string != (const char *)-1) tputs(string, 1, collect);
}

static void on_trap(int number, siginfo_t *info, void *context) {
    (void)context;
    packline_way_back_walk();
    for (int i = 0; i < trap_count; i++) {
        if (traps[i] == number) sigaction(number, &way_back.before[i], NULL);
    }
    // A fault happens again on return, now with the handler of before; a signal that was sent has to be sent again.
    if (info == NULL || info->si_code <= 0) raise(number);
}

void packline_way_back_prepare(int output, const struct termios *original, int original_error) {
    static bool is_registered = false;
    packline_way_back_close();

    way_back.output = output;
    way_back.original_error = original_error;
    way_back.settings = *original;
    way_back.closing_length = 0;
    for (const char *byte = paste_off; *byte != 0; byte++) collect(*byte);
    collect_capability("sgr0");
    collect_capability("op");
    collect_capability("cnorm");
    collect_capability("rmkx");
    collect_capability("rmcup");

    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_trap;
    action.sa_flags = SA_SIGINFO;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < trap_count; i++) sigaction(traps[i], &action, &way_back.before[i]);
    if (!is_registered) is_registered = atexit(packline_way_back_walk) == 0;
    atomic_store(&is_prepared, 1);
}

void packline_way_back_walk(void) {
    if (atomic_exchange(&is_prepared, 0) == 0) return;
    // A process in the background would be stopped for touching the terminal.
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    sigprocmask(SIG_BLOCK, &background, &before);
    for (size_t done = 0; done < way_back.closing_length;) {
        ssize_t written = write(way_back.output, way_back.closing + done, way_back.closing_length - done);
        if (written <= 0) break;
        done += (size_t)written;
    }
    tcsetattr(way_back.output, TCSANOW, &way_back.settings);
    if (way_back.original_error >= 0) dup2(way_back.original_error, STDERR_FILENO);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

void packline_way_back_close(void) {
    if (atomic_exchange(&is_prepared, 0) == 0) return;
    for (int i = 0; i < trap_count; i++) sigaction(traps[i], &way_back.before[i], NULL);
}
