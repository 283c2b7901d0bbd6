#define _GNU_SOURCE

#include "CLinux.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

static struct packline_linux_file file_of(const struct stat *status) {
    return (struct packline_linux_file){
        .device = status->st_dev,
        .number = status->st_ino,
        .size = status->st_size,
        .permissions = status->st_mode & 07777,
        .is_regular = S_ISREG(status->st_mode),
        .is_folder = S_ISDIR(status->st_mode),
    };
}

int packline_linux_bounded_file(int64_t size) {
    int file = memfd_create("packline", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file >= 0 && (ftruncate(file, size) != 0 || fcntl(file, F_ADD_SEALS, F_SEAL_GROW) != 0)) {
        close(file);
        return -1;
    }
    return file;
}

bool packline_linux_open_file(int descriptor, struct packline_linux_file *file) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) return false;
    *file = file_of(&status);
    return true;
}

bool packline_linux_named_file(const char *path, struct packline_linux_file *file) {
    struct stat status;
    if (stat(path, &status) != 0) return false;
    *file = file_of(&status);
    return true;
}

uint32_t packline_linux_file_system(const char *path) {
    struct statfs system;
    return statfs(path, &system) == 0 ? (uint32_t)system.f_type : 0;
}
