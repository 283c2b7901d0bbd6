#define _GNU_SOURCE

#include "Crash.h"

#include <elf.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
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
enum { longest_path = 4096, longest_heading = 256, longest_build_id = 64, most_frames = 200 };

// Written once, before `has_report` is 1, and only read by whoever crashes.
static char report_path[longest_path];
static char report_heading[longest_heading];
static atomic_int has_report = 0;

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

static const char *name_of(int number) {
    for (int i = 0; i < crash_count; i++) {
        if (crashes[i].number == number) return crashes[i].name;
    }
    return "a signal";
}

static void say_goodbye(int descriptor, int number) {
    say(descriptor, "packline: It crashed (");
    say(descriptor, name_of(number));
    say(descriptor, "); what was acknowledged is kept: start it again to go on.\n");
}

/// Writes where the calling thread was: addresses and names of functions, and nothing of what it worked on.
static bool write_report(int number) {
    if (atomic_load(&has_report) == 0) return false;
    int file = open(report_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) return false;
    say(file, report_heading);
    say(file, name_of(number));
    say(file, "\n");
    void *frames[most_frames];
    backtrace_symbols_fd(frames, backtrace(frames, most_frames), file);
    return close(file) == 0;
}

static void say_report(int descriptor) {
    say(descriptor, "packline: A report for its developers is in ");
    say(descriptor, report_path);
    say(descriptor, "\n");
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
    if (write_report(number)) say_report(STDERR_FILENO);
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

/// Writes the build id of the program, which the linker puts into a note, as digits; the first object is the program.
static int find_build_id(struct dl_phdr_info *info, size_t size, void *digits) {
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_NOTE) continue;
        const char *place = (const char *)(info->dlpi_addr + header->p_vaddr), *end = place + header->p_memsz;
        while (place + sizeof(ElfW(Nhdr)) <= end) {
            const ElfW(Nhdr) *note = (const ElfW(Nhdr) *)place;
            const char *name = place + sizeof *note;
            const unsigned char *id = (const unsigned char *)name + ((note->n_namesz + 3) & ~3u);
            place = (const char *)id + ((note->n_descsz + 3) & ~3u);
            if (note->n_type != NT_GNU_BUILD_ID || note->n_namesz != 4 || memcmp(name, "GNU", 4) != 0) continue;
            for (unsigned byte = 0; byte < note->n_descsz && byte * 2 + 2 < longest_build_id; byte++) {
                snprintf((char *)digits + byte * 2, 3, "%02x", id[byte]);
            }
            return 1;
        }
    }
    return 1;
}

void packline_crash_report_to(const char *path, const char *version) {
    if (atomic_load(&has_report) != 0 || strlen(path) >= longest_path) return;
    // The first call loads the unwinder, which a handler could not.
    void *frame;
    backtrace(&frame, 1);
    char build_id[longest_build_id] = "none";
    dl_iterate_phdr(find_build_id, build_id);
    strcpy(report_path, path);
    snprintf(report_heading, longest_heading, "Packline %s, build id %s\n", version, build_id);
    atomic_store(&has_report, 1);
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
