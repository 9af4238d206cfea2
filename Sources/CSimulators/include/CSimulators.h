#ifndef CSIMULATORS_H
#define CSIMULATORS_H

#include <stddef.h>
#include <stdint.h>

/* UDP sockets that are any number of hosts: each datagram comes with the address it was sent to and leaves from the
   address it is to come from, many a system call. Every function returns a negative errno on failure. */

enum { CSIM_BATCH = 64 };

struct csim_datagram {
    uint8_t *bytes;
    size_t size;
    /* The far end: a sockaddr of the socket's family. */
    uint8_t peer[28];
    /* The near end in network byte order: 4 bytes of IPv4, 16 of IPv6. */
    uint8_t local[16];
};

/* A non-blocking socket of `family` (4 or 6) on all addresses; `port` 0 takes a free one and is told it. */
int csim_open(int family, uint16_t *port);

/* The number of datagrams taken, at most CSIM_BATCH and `count`; 0 when there are none. Each one's `bytes` has room
   for `capacity`; what is larger is cut. */
int csim_receive(int descriptor, int family, struct csim_datagram *datagrams, int count, size_t capacity);

/* Sends them all; those that the system refuses are passed over. `count` is at most CSIM_BATCH. */
void csim_send(int descriptor, int family, const struct csim_datagram *datagrams, int count);

/* Until one of the descriptors is readable, or that many nanoseconds have passed; for ever if negative. */
void csim_wait(const int *descriptors, int count, int64_t nanoseconds);

#endif
