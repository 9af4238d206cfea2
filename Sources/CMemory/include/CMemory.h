#ifndef C_MEMORY_H
#define C_MEMORY_H

/// Gives pages that hold nothing any more back to the kernel, of all arenas (malloc_trim(3)). Does nothing where the C library is
/// not glibc, which alone keeps them.
void memory_give_back(void);

#endif
