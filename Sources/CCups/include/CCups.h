// CCups: Swift's access to libcups.
//
// It knows: what Swift cannot import from cups.h, or would call with many arguments that are always the same here: the
// callbacks for passwords and timeouts, and connecting.
// It must not know: anything of Packline, nor what is printed.

#ifndef PACKLINE_CCUPS_H
#define PACKLINE_CCUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <cups/cups.h>

/// Gives no password: what `cupsSetPasswordCB2` wants as a function.
static inline const char *_Nullable packline_cups_no_password(
    const char *_Nullable prompt, http_t *_Nullable http, const char *_Nullable method, const char *_Nullable resource,
    void *_Nullable data) {
    (void)prompt, (void)http, (void)method, (void)resource, (void)data;
    return NULL;
}

/// Keeps libcups from asking for a password at the terminal, which it does by default; for the thread that calls it.
static inline void packline_cups_ask_no_password(void) {
    cupsSetPasswordCB2(packline_cups_no_password, NULL);
}

/// Gives a connection up: what `httpSetTimeout` wants as a function.
static inline int packline_cups_give_up(http_t *_Nullable http, void *_Nullable data) {
    (void)http, (void)data;
    return 0;
}

/// `httpConnect2` with any kind of address, and `httpSetTimeout` for all that follows.
///
/// A host that begins with a slash is a socket of this computer. `NULL` where there is no connection in time.
static inline http_t *_Nullable packline_cups_connect(
    const char *_Nonnull host, int port, bool is_encrypted, int connect_milliseconds, double answer_seconds) {
    http_encryption_t encryption = is_encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
    http_t *http = httpConnect2(host, port, NULL, AF_UNSPEC, encryption, 1, connect_milliseconds, NULL);
    if (http != NULL) {
        httpSetTimeout(http, answer_seconds, packline_cups_give_up, NULL);
    }
    return http;
}

#endif
