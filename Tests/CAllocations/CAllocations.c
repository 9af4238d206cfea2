#include "CAllocations.h"

static _Thread_local size_t requested;

size_t callocations_of_this_thread(void) { return requested; }

#if defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define HAS_ALLOCATOR_OF_ITS_OWN 1
#endif
#endif

#ifdef HAS_ALLOCATOR_OF_ITS_OWN
int callocations_are_counted(void) { return 0; }
#else
int callocations_are_counted(void) { return 1; }

/* These take the place of the C library's, which has the same under other names. */

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
    requested += size;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    requested += count * size;
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    requested += size;
    return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
    requested += size;
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    requested += size;
    return __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    requested += size;
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : 12;
}
#endif
