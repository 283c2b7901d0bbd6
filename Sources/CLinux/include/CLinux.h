// CLinux: Swift's access to calls that Swift's Glibc module leaves out, or whose types belong to two of its modules.
//
// It knows: how descriptors are made and handed on so that no program that is started meanwhile inherits them, and what the
// system knows of a file.
// It must not know: anything of Packline.

#ifndef PACKLINE_CLINUX_H
#define PACKLINE_CLINUX_H

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>

extern int pipe2(int *_Nonnull ends, int flags);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *_Nonnull actions, int first);

/// `pipe2` with `O_CLOEXEC`: a pipe whose ends no program inherits, however soon it is started.
///
/// Where there are no descriptors left it is false, and both ends are -1.
static inline bool packline_linux_pipe(int *_Nonnull reading, int *_Nonnull writing) {
    int ends[2] = {-1, -1};
    bool is_made = pipe2(ends, O_CLOEXEC) == 0;
    *reading = ends[0];
    *writing = ends[1];
    return is_made;
}

/// `posix_spawn_file_actions_addclosefrom_np`: the new program gets no descriptor from `first` on, whoever opened it.
static inline int packline_linux_close_from(posix_spawn_file_actions_t *_Nonnull actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

/// A file in memory that takes so many bytes and no more, and that no program inherits; -1 where there can be none.
int packline_linux_bounded_file(int64_t size);

/// What `stat` and `fstat` say of a file; `mode` is as in `st_mode`, and sizes are in bytes.
///
/// Swift takes `struct stat` for a part of CDispatch or of Glibc, whichever it has read first, and refuses its fields
/// where that module is not imported.
struct packline_linux_file {
    uint64_t device;
    uint64_t number;
    int64_t size;
    uint32_t permissions;
    bool is_regular;
    bool is_folder;
};

/// `fstat`; false where the system says nothing of the descriptor.
bool packline_linux_open_file(int descriptor, struct packline_linux_file *_Nonnull file);

/// `stat`; false where the path names no file.
bool packline_linux_named_file(const char *_Nonnull path, struct packline_linux_file *_Nonnull file);

/// `f_type` of `statfs`: by its magic number, which kind of file system a path is on; 0 where that cannot be said.
uint32_t packline_linux_file_system(const char *_Nonnull path);

#endif
