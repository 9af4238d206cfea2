#ifndef CICMP_H
#define CICMP_H

#include <stddef.h>
#include <stdint.h>

/* The parts of Linux' ICMP sockets that are made of C macros: control messages, socket filters, the error queue.
   Every function returns a negative errno on failure. */

enum { CICMP_CAPACITY = 512, CICMP_BATCH = 64 };

/* An IPv4 address (family 4, the first four bytes), an IPv6 one (family 6), or none (family 0). */
struct cicmp_address {
    uint8_t bytes[16];
    uint32_t scope;
    uint8_t family;
};

/* A received message. `bytes` is left as it is: only `length` of them hold anything. */
struct cicmp_datagram {
    struct cicmp_address source;
    /* Nanoseconds of CLOCK_REALTIME at which the kernel took it in; 0 where it did not say. */
    int64_t received_at;
    /* Messages that the kernel has thrown away on this socket so far because its buffer was full. */
    uint32_t dropped;
    uint32_t length;
    uint8_t bytes[CICMP_CAPACITY];
};

/* An entry of a socket's error queue: what the network says of a message that we sent. */
struct cicmp_report {
    /* Where our message was going. */
    struct cicmp_address destination;
    /* Who reports. */
    struct cicmp_address reporter;
    uint8_t type;
    uint8_t code;
    uint32_t length;
    /* Our message from its ICMP header on, as far as the report quotes it. */
    uint8_t bytes[CICMP_CAPACITY];
};

/* Opens a non-blocking ICMP socket of `family` (4 or 6) that delivers the echo replies to one identifier, which is
   written to `identifier`. A raw socket uses the one it finds there; for a ping socket the kernel chooses. */
int cicmp_open(int family, int is_raw, uint16_t *identifier);

/* 0 once the message is on its way, -EAGAIN while the socket's buffer is full. */
int cicmp_send(int descriptor, const struct cicmp_address *destination, const void *bytes, size_t length);

/* The number of messages taken into `datagrams`, at most CICMP_BATCH; 0 when there are no more. */
int cicmp_receive(int descriptor, struct cicmp_datagram *datagrams, int capacity);

/* 1 with a report of the network, 0 with an entry of another kind, -EAGAIN when there are no more. */
int cicmp_receive_report(int descriptor, struct cicmp_report *report);

/* A descriptor that can be polled, made readable by `cicmp_wake` until `cicmp_rest`. */
int cicmp_open_waker(void);
void cicmp_wake(int descriptor);
void cicmp_rest(int descriptor);

#endif
