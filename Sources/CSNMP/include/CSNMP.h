/* Datagrams in batches: recvmmsg(2) and sendmmsg(2), whose structures Swift does not see, and addresses without a copy of
   sockaddr_storage for each. */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* An address and port; the port in host byte order, the address as on the wire, IPv4 in its first four bytes. */
typedef struct {
    uint64_t address[2];
    uint32_t scope;
    uint16_t port;
    uint16_t family; /* 4 or 6 */
} csnmp_endpoint;

typedef struct csnmp_batch csnmp_batch;

/* Room for `count` datagrams of up to `size` bytes each; NULL if there is no memory. */
csnmp_batch *csnmp_batch_create(unsigned count, size_t size);
void csnmp_batch_destroy(csnmp_batch *batch);

/* The memory of a datagram's place. */
uint8_t *csnmp_batch_bytes(csnmp_batch *batch, unsigned index);

/* Reads what has arrived, as much as there is room for. How many datagrams; 0 if none is there; -errno. */
int csnmp_receive(int descriptor, csnmp_batch *batch);
size_t csnmp_received_size(const csnmp_batch *batch, unsigned index);
/* Its family is 0 if it is of neither family. */
csnmp_endpoint csnmp_received_source(const csnmp_batch *batch, unsigned index);

/* Says what `csnmp_send` is to send from a place: `size` bytes from `offset` on. */
void csnmp_batch_fill(csnmp_batch *batch, unsigned index, size_t offset, size_t size, csnmp_endpoint destination);
/* Sends the places from `first` up to `end`. How many went out, at least one; -errno if the first could not. */
int csnmp_send(int descriptor, csnmp_batch *batch, unsigned first, unsigned end);
