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

/* A received message. */
struct cicmp_datagram {
    /* Of the room, until the next call. An IPv4 raw socket delivers the IP header first. What is longer than
       CICMP_CAPACITY is cut off. */
    const uint8_t *bytes;
    uint32_t length;
    /* Messages that the kernel has thrown away on this socket so far because its buffer was full; 0 for none. */
    uint32_t dropped;
    /* Nanoseconds of CLOCK_REALTIME at which the kernel took it in; 0 where it did not say. */
    int64_t received_at;
    struct cicmp_address source;
    /* What was left of its time to live; 0 where the kernel did not say. */
    uint8_t hop_limit;
};

/* Where CICMP_BATCH messages are received at once. */
struct cicmp_room;

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

/* NULL without memory. */
struct cicmp_room *cicmp_make_room(void);
void cicmp_free_room(struct cicmp_room *room);

/* The CICMP_BATCH messages of a room, of which the last call of `cicmp_receive` has filled the first ones. */
const struct cicmp_datagram *cicmp_datagrams(const struct cicmp_room *room);

/* The number of messages received, at most CICMP_BATCH; 0 when there are no more. */
int cicmp_receive(int descriptor, struct cicmp_room *room);

/* 1 with a report of the network, 0 with an entry of another kind, -EAGAIN when there are no more. */
int cicmp_receive_report(int descriptor, struct cicmp_report *report);

#endif
