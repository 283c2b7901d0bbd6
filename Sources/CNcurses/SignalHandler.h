// How this target's files have signals call a handler.

#ifndef PACKLINE_SIGNAL_HANDLER_H
#define PACKLINE_SIGNAL_HANDLER_H

#include <signal.h>
#include <stddef.h>
#include <string.h>

/// Has a signal call a handler; `old` is set to what it did before, where it is given.
static inline void set_handler(int number, void (*handler)(int), int flags, struct sigaction *old) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, old);
}

#endif
