// What `.ci/sanitize` links into the tests and the program: the options of the sanitizer, and for the thread sanitizer
// what it cannot see in Swift's libraries. There is no list of what is not reported.

#define _GNU_SOURCE

#include <dlfcn.h>
#include <stdint.h>

// Built in, because the tests start the program in an environment of its own, and its standard error may be a screen, a
// pipe to the test, or nothing at all.
#define OPTIONS "log_path='" REPORTS "':external_symbolizer_path='" SYMBOLIZER "'"

// Leaks are not looked for: an enum of Swift marks its case in the pointer itself, which is then taken for none, and
// what a static property holds is reported.
const char *__asan_default_options(void) { return OPTIONS ":detect_leaks=0"; }

const char *__tsan_default_options(void) { return OPTIONS; }

#ifdef SANITIZER_thread

// In two places Swift's libraries, which are built without the sanitizer, order what threads do, and do not say so.
// Each function here stands before the library's own, calls it, and says it.

#define SWIFT __attribute__((swiftcall))
#define ASYNC __attribute__((swiftasynccall))

void __tsan_acquire(void *address);
void __tsan_release(void *address);

// Synchronization.Mutex is compiled into its user, and seen there, while it is uncontended. Who has to wait, and who
// wakes him, goes through the kernel inside the library.

#define HANDLE __attribute__((swift_context)) void *handle
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

static SWIFT void (*lock)(uint32_t, HANDLE);
static SWIFT void (*unlock)(HANDLE);

SWIFT void packline_lock(uint32_t thread, HANDLE) __asm__(LOCK);
SWIFT void packline_unlock(HANDLE) __asm__(UNLOCK);

SWIFT void packline_lock(uint32_t thread, HANDLE) {
    lock(thread, handle);
    __tsan_acquire(handle);
}

SWIFT void packline_unlock(HANDLE) {
    __tsan_release(handle);
    unlock(handle);
}

// Resuming a continuation releases its task, which acquires itself when a thread takes it up again. A task that finds
// its continuation resumed before it has gone to sleep just goes on, without a word.

SWIFT void *swift_task_getCurrent(void);

static ASYNC void (*await)(void *);
static SWIFT void (*enter)(void *);
static SWIFT void (*dealloc)(void *);

static void acquire_current(void) {
    void *task = swift_task_getCurrent();
    if (task) __tsan_acquire(task);
}

// Resumed before it is awaited, by code that is compiled into its user.
ASYNC void swift_continuation_await(void *context) {
    acquire_current();
    __attribute__((musttail)) return await(context);
}

// Resumed while the task was going to sleep: it takes up again what belongs to the thread.
SWIFT void swift_task_enterThreadLocalContext(void *values) {
    enter(values);
    acquire_current();
}

// Resumed before it is awaited, inside the library: whoever called it frees its frame first of all.
SWIFT void swift_task_dealloc(void *frame) {
    dealloc(frame);
    acquire_current();
}

__attribute__((constructor)) static void find(void) {
    lock = dlsym(RTLD_NEXT, LOCK);
    unlock = dlsym(RTLD_NEXT, UNLOCK);
    await = dlsym(RTLD_NEXT, "swift_continuation_await");
    enter = dlsym(RTLD_NEXT, "swift_task_enterThreadLocalContext");
    dealloc = dlsym(RTLD_NEXT, "swift_task_dealloc");
}

#endif
