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
    /* Of a tunnel: whether this is not UDP but an echo of ICMP, a request when received and a reply when sent; `bytes` are
       the whole ICMP message then. */
    uint8_t is_echo;
};

/* A non-blocking socket of `family` (4 or 6) on all addresses; `port` 0 takes a free one and is told it. */
int csim_open(int family, uint16_t *port);

/* The number of datagrams taken, at most CSIM_BATCH and `count`; 0 when there are none. Each one's `bytes` has room
   for `capacity`; what is larger is cut. */
int csim_receive(int descriptor, int family, struct csim_datagram *datagrams, int count, size_t capacity);

/* Sends them all; those that the system refuses are passed over. `count` is at most CSIM_BATCH. */
void csim_send(int descriptor, int family, const struct csim_datagram *datagrams, int count);

/* A network of its own behind an interface that is there until the descriptor is closed (tun(4)): non-blocking, with the
   IPv4 `address` in host byte order as this machine's own, and all others of the same `prefix` bits to be played. */
int csim_open_tunnel(uint32_t address, int prefix);

/* As csim_receive and csim_send, of a tunnel: UDP to and from `port`, and echoes. Nothing else comes through. */
int csim_receive_tunnel(int descriptor, uint16_t port, struct csim_datagram *datagrams, int count, size_t capacity);
void csim_send_tunnel(int descriptor, uint16_t port, const struct csim_datagram *datagrams, int count);

/* Until one of the descriptors is readable, or that many nanoseconds have passed; for ever if negative. */
void csim_wait(const int *descriptors, int count, int64_t nanoseconds);

#endif
