// AllocationCounter: counts what a thread allocates, for tests that bound it.
//
// It stands before the C library's malloc in the program that it is linked into. A sanitizer does the same, so that nothing
// is counted with one.

#ifndef PACKLINE_ALLOCATION_COUNTER_H
#define PACKLINE_ALLOCATION_COUNTER_H

/// How many blocks of memory the calling thread has been given so far; -1 where they are not counted.
long packline_allocation_count(void);

#endif
