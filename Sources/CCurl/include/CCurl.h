// CCurl: Swift's access to libcurl.
//
// It knows: what Swift cannot import from curl.h, which is its variadics. Each shim stands for one variadic with one C type
// for its last argument; which options and infos take which type is written in curl.h beside their names.
// It must not know: anything of Packline, nor which options are set.

#ifndef PACKLINE_CCURL_H
#define PACKLINE_CCURL_H

#include <curl/curl.h>

// MARK: curl_easy_setopt

/// `curl_easy_setopt` with a `long`: the options of `CURLOPTTYPE_LONG` and `CURLOPTTYPE_VALUES`.
static inline CURLcode packline_curl_set_long(CURL *_Nonnull easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

/// `curl_easy_setopt` with a string that ends in a zero byte, which libcurl copies: `CURLOPTTYPE_STRINGPOINT`.
static inline CURLcode packline_curl_set_string(CURL *_Nonnull easy, CURLoption option, const char *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

/// `curl_easy_setopt` with a `curl_off_t`: `CURLOPTTYPE_OFF_T`.
static inline CURLcode packline_curl_set_offset(CURL *_Nonnull easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

/// `curl_easy_setopt` with a pointer to data of the caller's: `CURLOPTTYPE_OBJECTPOINT` and `CURLOPTTYPE_CBPOINT`.
static inline CURLcode packline_curl_set_pointer(CURL *_Nonnull easy, CURLoption option, const void *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

/// `curl_easy_setopt` with a list, which libcurl uses but does not copy: `CURLOPTTYPE_SLISTPOINT`.
static inline CURLcode packline_curl_set_list(
    CURL *_Nonnull easy, CURLoption option, struct curl_slist *_Nullable value) {
    return curl_easy_setopt(easy, option, value);
}

/// `curl_easy_setopt` with a function that is handed bytes: `CURLOPT_WRITEFUNCTION` and `CURLOPT_HEADERFUNCTION`.
static inline CURLcode packline_curl_set_receiver(
    CURL *_Nonnull easy, CURLoption option, curl_write_callback _Nonnull value) {
    return curl_easy_setopt(easy, option, value);
}

/// `curl_easy_setopt` with `CURLOPT_PREREQFUNCTION`: what is called between the connection and the request.
static inline CURLcode packline_curl_set_before_request(CURL *_Nonnull easy, curl_prereq_callback _Nonnull value) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

// MARK: curl_easy_getinfo

/// `curl_easy_getinfo` with a `long`: the infos of `CURLINFO_LONG`.
static inline CURLcode packline_curl_get_long(CURL *_Nonnull easy, CURLINFO info, long *_Nonnull value) {
    return curl_easy_getinfo(easy, info, value);
}

/// `curl_easy_getinfo` with a `curl_off_t`: the infos of `CURLINFO_OFF_T`.
static inline CURLcode packline_curl_get_offset(CURL *_Nonnull easy, CURLINFO info, curl_off_t *_Nonnull value) {
    return curl_easy_getinfo(easy, info, value);
}

// MARK: curl_multi_setopt

/// `curl_multi_setopt` with a `long`: the options of `CURLOPTTYPE_LONG`.
static inline CURLMcode packline_curl_multi_set_long(CURLM *_Nonnull multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

#endif
