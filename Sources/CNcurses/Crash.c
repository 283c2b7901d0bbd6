#define _GNU_SOURCE

#include "Crash.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include "SignalHandler.h"
#include "TerminalRestore.h"

static const struct {
    int number;
    const char *name;
} crashes[] = {
    {SIGILL, "SIGILL"}, {SIGTRAP, "SIGTRAP"}, {SIGABRT, "SIGABRT"},
    {SIGBUS, "SIGBUS"}, {SIGFPE, "SIGFPE"},   {SIGSEGV, "SIGSEGV"},
};
enum { crash_count = sizeof crashes / sizeof crashes[0], stack_size = 1 << 16, longest_farewell = 1 };

// Set once, by the first thread that crashes: its id and its signal.
static atomic_int crashing_thread = 0;
static atomic_int crashing_signal = 0;

/// Lets a signal through to the calling thread.
static void unblock(int number) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, number);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

/// Ends the process with the status of a signal.
static void end(int number) {
    set_handler(number, SIG_DFL, 0, NULL);
    unblock(number);
    raise(number);
    _exit(128 + number);
}

static void on_alarm(int number) {
    (void)number;
    end(atomic_load(&crashing_signal));
}

/// Sees to it that the process ends soon, also where the terminal takes no more bytes.
static void set_alarm(void) {
    set_handler(SIGALRM, on_alarm, 0, NULL);
    unblock(SIGALRM);
    alarm(longest_farewell);
}

static void say(int descriptor, const char *text) {
    for (size_t left = strlen(text); left > 0;) {
        ssize_t written = write(descriptor, text, left);
        if (written <= 0) return;
        text += written;
        left -= (size_t)written;
    }
}

static void say_goodbye(int descriptor, int number) {
    const char *name = "a signal";
    for (int i = 0; i < crash_count; i++) {
        if (crashes[i].number == number) name = crashes[i].name;
    }
    say(descriptor, "packline: It crashed (");
    say(descriptor, name);
    say(descriptor, "); what was acknowledged is kept: start it again to go on.\n");
}

static void on_crash(int number) {
    int self = (int)syscall(SYS_gettid), none = 0;
    if (!atomic_compare_exchange_strong(&crashing_thread, &none, self)) {
        if (none == self) end(number);
        // Another thread is at it already, and ends the process.
        while (true) pause();
    }
    atomic_store(&crashing_signal, number);
    set_alarm();
    int terminal = packline_terminal_restore();
    struct termios settings;
    bool is_error_seen = tcgetattr(STDERR_FILENO, &settings) == 0;
    say_goodbye(STDERR_FILENO, number);
    if (terminal >= 0 && !is_error_seen) say_goodbye(terminal, number);
    end(number);
}

void packline_crash_prepare(void) {
    static atomic_flag is_prepared = ATOMIC_FLAG_INIT;
    if (atomic_flag_test_and_set(&is_prepared)) return;
    packline_crash_prepare_thread();

    for (int i = 0; i < crash_count; i++) set_handler(crashes[i].number, on_crash, SA_ONSTACK, NULL);

    struct sigaction quit;
    if (sigaction(SIGQUIT, NULL, &quit) == 0 && quit.sa_handler != SIG_IGN) signal(SIGQUIT, SIG_DFL);
}

void packline_crash_prepare_thread(void) {
    stack_t before, stack;
    memset(&stack, 0, sizeof stack);
    if (sigaltstack(NULL, &before) == 0 && (before.ss_flags & SS_DISABLE) == 0) return;
    // Kept as long as the thread: threads that are prepared live as long as the process.
    stack.ss_sp = malloc(stack_size);
    stack.ss_size = stack_size;
    if (stack.ss_sp != NULL && sigaltstack(&stack, NULL) != 0) free(stack.ss_sp);
}
