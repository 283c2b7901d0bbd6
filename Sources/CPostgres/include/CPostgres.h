// CPostgres: Swift's access to libpq, PostgreSQL's client library.
//
// It knows: what Swift cannot import from libpq-fe.h as it is (macros that are characters, and callbacks that are C), and
// how libpq is kept from writing to standard error.
// It must not know: anything of Packline, nor any SQL.

#ifndef PACKLINE_CPOSTGRES_H
#define PACKLINE_CPOSTGRES_H

#include <postgresql/libpq-fe.h>

/// `PQresultErrorField` with `PG_DIAG_SQLSTATE`: the five characters that say what went wrong; `NULL` where libpq itself
/// made the error, as when the connection is gone.
static inline const char *_Nullable packline_pq_sqlstate(const PGresult *_Nonnull result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

/// `PQresultErrorField` with `PG_DIAG_MESSAGE_PRIMARY`: the first line of the server's message; `NULL` without one.
static inline const char *_Nullable packline_pq_message(const PGresult *_Nonnull result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

static void packline_pq_drop_notice(void *_Nullable unused, const PGresult *_Nonnull notice) {
    (void)unused;
    (void)notice;
}

/// `PQsetNoticeReceiver` with a function that drops every notice; libpq's own writes them to standard error, which is the
/// screen of a station.
static inline void packline_pq_drop_notices(PGconn *_Nonnull connection) {
    PQsetNoticeReceiver(connection, packline_pq_drop_notice, NULL);
}

#endif
