// COpenSSL: Swift's access to the system's libcrypto.
//
// It knows: SHA-256, HMAC-SHA256 and the comparison in constant time, with C types that Swift imports as they are.
// It must not know: anything of Packline, nor what is signed or hashed.

#ifndef PACKLINE_COPENSSL_H
#define PACKLINE_COPENSSL_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

/// How many bytes a SHA-256 has.
enum { PACKLINE_OPENSSL_SHA256_LENGTH = 32 };

/// Writes the SHA-256 of `length` bytes to `hash`, which holds 32 bytes.
///
/// Bytes of no length may be `NULL`. False where libcrypto cannot: no memory, or a system whose OpenSSL is configured
/// without SHA-256.
static inline bool packline_openssl_sha256(
    const unsigned char *_Nullable bytes, size_t length, unsigned char *_Nonnull hash) {
    unsigned int written = 0;
    return EVP_Digest(bytes, length, hash, &written, EVP_sha256(), NULL) == 1
        && written == PACKLINE_OPENSSL_SHA256_LENGTH;
}

/// How many bytes an HMAC-SHA256 has.
enum { PACKLINE_OPENSSL_HMAC_SHA256_LENGTH = 32 };

/// Writes the HMAC-SHA256 of `length` bytes under a key to `code`, which holds 32 bytes.
///
/// A key or bytes of no length may be `NULL`. False where libcrypto cannot: a key of more than `INT_MAX` bytes, no memory,
/// or a system whose OpenSSL is configured without SHA-256.
static inline bool packline_openssl_hmac_sha256(
    const unsigned char *_Nullable key, size_t key_length, const unsigned char *_Nullable bytes, size_t length,
    unsigned char *_Nonnull code) {
    if (key_length > INT_MAX) {
        return false;
    }
    // libcrypto takes a key that is NULL for none at all, which is an error.
    const void *present = key == NULL ? "" : (const void *)key;
    unsigned int written = 0;
    return HMAC(EVP_sha256(), present, (int)key_length, bytes, length, code, &written) != NULL
        && written == PACKLINE_OPENSSL_HMAC_SHA256_LENGTH;
}

/// Whether the first `length` bytes of both are the same, in a time that does not depend on where they differ.
static inline bool packline_openssl_is_equal(
    const unsigned char *_Nonnull left, const unsigned char *_Nonnull right, size_t length) {
    return CRYPTO_memcmp(left, right, length) == 0;
}

#endif
