#define _GNU_SOURCE
#include "CSNMP.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

struct csnmp_batch {
    unsigned count;
    size_t size;
    uint8_t *memory;
    struct mmsghdr *headers;
    struct iovec *vectors;
    struct sockaddr_in6 *names; /* large enough for both families */
};

csnmp_batch *csnmp_batch_create(unsigned count, size_t size) {
    csnmp_batch *batch = calloc(1, sizeof *batch);
    if (batch == NULL) return NULL;
    batch->count = count;
    batch->size = size;
    batch->memory = malloc(count * size);
    batch->headers = calloc(count, sizeof *batch->headers);
    batch->vectors = calloc(count, sizeof *batch->vectors);
    batch->names = calloc(count, sizeof *batch->names);
    if (batch->memory == NULL || batch->headers == NULL || batch->vectors == NULL || batch->names == NULL) {
        csnmp_batch_destroy(batch);
        return NULL;
    }
    for (unsigned i = 0; i < count; i++) {
        batch->headers[i].msg_hdr.msg_iov = &batch->vectors[i];
        batch->headers[i].msg_hdr.msg_iovlen = 1;
        batch->headers[i].msg_hdr.msg_name = &batch->names[i];
    }
    return batch;
}

void csnmp_batch_destroy(csnmp_batch *batch) {
    if (batch == NULL) return;
    free(batch->memory);
    free(batch->headers);
    free(batch->vectors);
    free(batch->names);
    free(batch);
}

uint8_t *csnmp_batch_bytes(csnmp_batch *batch, unsigned index) { return batch->memory + index * batch->size; }

int csnmp_receive(int descriptor, csnmp_batch *batch) {
    for (unsigned i = 0; i < batch->count; i++) {
        batch->vectors[i] = (struct iovec){csnmp_batch_bytes(batch, i), batch->size};
        batch->headers[i].msg_hdr.msg_namelen = sizeof *batch->names;
    }
    int count = recvmmsg(descriptor, batch->headers, batch->count, MSG_DONTWAIT, NULL);
    if (count >= 0) return count;
    return errno == EAGAIN ? 0 : -errno;
}

size_t csnmp_received_size(const csnmp_batch *batch, unsigned index) { return batch->headers[index].msg_len; }

csnmp_endpoint csnmp_received_source(const csnmp_batch *batch, unsigned index) {
    csnmp_endpoint source = {.family = 0};
    const struct sockaddr_in6 *name = &batch->names[index];
    if (name->sin6_family == AF_INET6) {
        source.family = 6;
        source.port = ntohs(name->sin6_port);
        source.scope = name->sin6_scope_id;
        memcpy(source.address, &name->sin6_addr, sizeof name->sin6_addr);
    } else if (name->sin6_family == AF_INET) {
        const struct sockaddr_in *v4 = (const struct sockaddr_in *)name;
        source.family = 4;
        source.port = ntohs(v4->sin_port);
        memcpy(source.address, &v4->sin_addr, sizeof v4->sin_addr);
    }
    return source;
}

void csnmp_batch_fill(csnmp_batch *batch, unsigned index, size_t offset, size_t size, csnmp_endpoint destination) {
    struct sockaddr_in6 *name = &batch->names[index];
    batch->vectors[index] = (struct iovec){csnmp_batch_bytes(batch, index) + offset, size};
    if (destination.family == 6) {
        *name = (struct sockaddr_in6){
            .sin6_family = AF_INET6, .sin6_port = htons(destination.port), .sin6_scope_id = destination.scope};
        memcpy(&name->sin6_addr, destination.address, sizeof name->sin6_addr);
        batch->headers[index].msg_hdr.msg_namelen = sizeof *name;
    } else {
        struct sockaddr_in *v4 = (struct sockaddr_in *)name;
        *v4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(destination.port)};
        memcpy(&v4->sin_addr, destination.address, sizeof v4->sin_addr);
        batch->headers[index].msg_hdr.msg_namelen = sizeof *v4;
    }
}

int csnmp_send(int descriptor, csnmp_batch *batch, unsigned first, unsigned end) {
    int count = sendmmsg(descriptor, batch->headers + first, end - first, MSG_DONTWAIT);
    return count > 0 ? count : -errno;
}
