// Crashes: what the process does last when it traps, or is sent a signal of that kind.

#ifndef PACKLINE_CRASH_H
#define PACKLINE_CRASH_H

/// Has `SIGILL`, `SIGTRAP`, `SIGABRT`, `SIGBUS`, `SIGFPE` and `SIGSEGV` end the process as they do by default, but with the
/// terminal restored and one sentence on standard error; a second call does nothing.
///
/// It takes the place of the Swift runtime's backtracer, which on a terminal waits half a minute for a key, and keeps the
/// process, with all that it has locked, until then. Also takes `SIGQUIT` away from it.
void packline_crash_prepare(void);

/// Has a crash leave a report at that path: the version, the build id, the signal and the backtrace of the thread.
///
/// The first path stays. It holds no data of what the program worked on. The names of functions that are not exported are in
/// the symbols of the build (`packline(+0x1234)`), which its id names.
void packline_crash_report_to(const char *_Nonnull path, const char *_Nonnull version);

/// Gives the calling thread a stack to crash on, so that it can also do so when its own is full; call it once a thread.
void packline_crash_prepare_thread(void);

#endif
