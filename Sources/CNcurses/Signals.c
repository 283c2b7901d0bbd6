#define _GNU_SOURCE

#include "Signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "SignalHandler.h"
#include "TerminalRestore.h"

static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
enum { watched_count = sizeof watched / sizeof watched[0] };

// The handlers read `writing_end`; it is set before they are installed, and unset after they are gone.
static atomic_int writing_end = -1;
static atomic_int unanswered = 0;
static int reading_end = -1;
static struct sigaction before[watched_count];

static bool is_end(int number) {
    return number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT;
}

static void on_signal(int number) {
    int saved = errno;
    if (is_end(number) && atomic_fetch_add(&unanswered, 1) > 0) {
        packline_terminal_restore();
        signal(number, SIG_DFL);
        raise(number);
    } else {
        unsigned char byte = (unsigned char)number;
        // A full pipe holds thousands of signals that wait to be read: one more changes nothing.
        ssize_t written = write(atomic_load(&writing_end), &byte, 1);
        (void)written;
    }
    errno = saved;
}

int packline_signals_open(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    reading_end = ends[0];
    atomic_store(&writing_end, ends[1]);
    atomic_store(&unanswered, 0);
    for (int i = 0; i < watched_count; i++) {
        set_handler(watched[i], on_signal, SA_RESTART, &before[i]);
        if (before[i].sa_handler == SIG_IGN) sigaction(watched[i], &before[i], NULL);
    }
    return reading_end;
}

void packline_signals_answered(void) { atomic_store(&unanswered, 0); }

void packline_signals_stop_here(void) {
    struct sigaction ours, usual;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    sigemptyset(&usual.sa_mask);
    sigaction(SIGTSTP, &usual, &ours);
    // Threads of a dispatch queue block most signals: unblocked here, it arrives before `raise` returns.
    sigset_t stop, masked;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    pthread_sigmask(SIG_UNBLOCK, &stop, &masked);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &masked, NULL);
    sigaction(SIGTSTP, &ours, NULL);
}

void packline_signals_close(void) {
    if (reading_end < 0) return;
    for (int i = 0; i < watched_count; i++) sigaction(watched[i], &before[i], NULL);
    close(atomic_exchange(&writing_end, -1));
    close(reading_end);
    reading_end = -1;
}
