#include "TerminalRestore.h"

#include <curses.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "Crash.h"

// Bracketed paste has no capability in the terminfo of every terminal that knows it, so it is named here.
static const char paste_off[] = "\033[?2004l";

enum { closing_capacity = 256 };

// Written only while `is_prepared` is 0, read only by whoever changes it from 1 to 0: never both at once.
static struct {
    int output;
    int drawing;
    int original_error;
    int kept_errors;
    struct termios settings;
    char closing[closing_capacity];
    size_t closing_length;
} saved;

static atomic_int is_prepared = 0;

static int collect(int character) {
    if (saved.closing_length < closing_capacity) saved.closing[saved.closing_length++] = (char)character;
    return character;
}

/// Adds one closing string of the terminal; `tputs` takes the padding marks out of it.
static void collect_capability(const char *name) {
    const char *string = tigetstr(name);
    if (string != NULL && string != (const char *)-1) tputs(string, 1, collect);
}

static void restore_at_exit(void) { packline_terminal_restore(); }

void packline_terminal_restore_prepare(
    int output, int drawing, const struct termios *original, int original_error, int kept_errors) {
    static bool is_registered = false;
    packline_terminal_restore_cancel();

    saved.output = output;
    saved.drawing = drawing;
    saved.original_error = original_error;
    saved.kept_errors = kept_errors;
    saved.settings = *original;
    saved.closing_length = 0;
    for (const char *byte = paste_off; *byte != 0; byte++) collect(*byte);
    collect_capability("sgr0");
    collect_capability("op");
    collect_capability("cnorm");
    collect_capability("rmkx");
    collect_capability("rmcup");

    packline_crash_prepare();
    if (!is_registered) is_registered = atexit(restore_at_exit) == 0;
    atomic_store(&is_prepared, 1);
}

int packline_terminal_restore(void) {
    if (atomic_exchange(&is_prepared, 0) == 0) return -1;
    // Another thread may be in the middle of drawing.
    int null_device = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (null_device >= 0) dup2(null_device, saved.drawing);
    // A process in the background would be stopped for touching the terminal.
    sigset_t background, before;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &before);
    // First what does not wait for the terminal.
    tcsetattr(saved.output, TCSANOW, &saved.settings);
    if (saved.original_error >= 0) dup2(saved.original_error, STDERR_FILENO);
    for (size_t done = 0; done < saved.closing_length;) {
        ssize_t written = write(saved.output, saved.closing + done, saved.closing_length - done);
        if (written <= 0) break;
        done += (size_t)written;
    }
    if (saved.original_error >= 0) packline_terminal_tell_errors(saved.kept_errors, saved.original_error);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return saved.output;
}

/// Puts `?` in the place of what a terminal would obey: control characters, also those of C1 in UTF-8.
static void make_visible(unsigned char *bytes, ssize_t count) {
    for (ssize_t i = 0; i < count; i++) {
        bool is_second = i > 0 && bytes[i - 1] == 0xC2 && bytes[i] >= 0x80 && bytes[i] < 0xA0;
        bool is_control = (bytes[i] < 0x20 && bytes[i] != '\n' && bytes[i] != '\t') || bytes[i] == 0x7F;
        if (is_second) bytes[i - 1] = '?';
        if (is_second || is_control) bytes[i] = '?';
    }
}

void packline_terminal_tell_errors(int kept, int output) {
    static atomic_long told = 0;
    long end = lseek(kept, 0, SEEK_CUR);
    unsigned char bytes[4096];
    for (long start = atomic_exchange(&told, end); start < end;) {
        size_t most = end - start < (long)sizeof bytes ? (size_t)(end - start) : sizeof bytes;
        ssize_t count = pread(kept, bytes, most, start);
        if (count <= 0) return;
        start += count;
        make_visible(bytes, count);
        if (write(output, bytes, (size_t)count) <= 0) return;
    }
}

void packline_terminal_restore_cancel(void) { atomic_store(&is_prepared, 0); }
