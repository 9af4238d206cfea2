#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

#include <stddef.h>

/* What the calling thread has asked the allocator for, in bytes, since it started. */
size_t callocations_of_this_thread(void);

/* 0 under a sanitizer, which has an allocator of its own. */
int callocations_are_counted(void);

#endif
