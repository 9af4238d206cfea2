#define _GNU_SOURCE
#include "CSimulators.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* What a burst of the whole fleet takes, where the system allows it. */
enum { BUFFER_SIZE = 32 << 20 };

union control {
    struct cmsghdr header;
    uint8_t bytes[CMSG_SPACE(sizeof(struct in6_pktinfo))];
};

static void enlarge(int descriptor, int option, int privileged_option) {
    int size = BUFFER_SIZE;
    if (setsockopt(descriptor, SOL_SOCKET, privileged_option, &size, sizeof size) != 0)
        setsockopt(descriptor, SOL_SOCKET, option, &size, sizeof size);
}

static socklen_t name_size(int family) {
    return family == 4 ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
}

static int bind_port(int descriptor, int family, uint16_t *port) {
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } name;
    socklen_t size = name_size(family);
    memset(&name, 0, sizeof name);
    name.any.sa_family = family == 4 ? AF_INET : AF_INET6;
    *(family == 4 ? &name.v4.sin_port : &name.v6.sin6_port) = htons(*port);
    if (bind(descriptor, &name.any, size) != 0) return -errno;
    if (getsockname(descriptor, &name.any, &size) != 0) return -errno;
    *port = ntohs(family == 4 ? name.v4.sin_port : name.v6.sin6_port);
    return 0;
}

int csim_open(int family, uint16_t *port) {
    int on = 1;
    int descriptor = socket(family == 4 ? AF_INET : AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    if (family == 4) {
        setsockopt(descriptor, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    } else {
        setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
        setsockopt(descriptor, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof on);
    }
    enlarge(descriptor, SO_RCVBUF, SO_RCVBUFFORCE);
    enlarge(descriptor, SO_SNDBUF, SO_SNDBUFFORCE);
    int error = bind_port(descriptor, family, port);
    if (error != 0) {
        close(descriptor);
        return error;
    }
    return descriptor;
}

static void read_local(struct msghdr *header, int family, uint8_t *local) {
    for (struct cmsghdr *message = CMSG_FIRSTHDR(header); message; message = CMSG_NXTHDR(header, message)) {
        if (family == 4 && message->cmsg_level == IPPROTO_IP && message->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo info;
            memcpy(&info, CMSG_DATA(message), sizeof info);
            memcpy(local, &info.ipi_addr, 4);
        } else if (family == 6 && message->cmsg_level == IPPROTO_IPV6 && message->cmsg_type == IPV6_PKTINFO) {
            struct in6_pktinfo info;
            memcpy(&info, CMSG_DATA(message), sizeof info);
            memcpy(local, &info.ipi6_addr, 16);
        }
    }
}

int csim_receive(int descriptor, int family, struct csim_datagram *datagrams, int count, size_t capacity) {
    struct mmsghdr headers[CSIM_BATCH];
    struct iovec vectors[CSIM_BATCH];
    union control controls[CSIM_BATCH];
    if (count > CSIM_BATCH) count = CSIM_BATCH;
    for (int i = 0; i < count; i++) {
        vectors[i] = (struct iovec){datagrams[i].bytes, capacity};
        headers[i].msg_hdr = (struct msghdr){
            .msg_name = datagrams[i].peer, .msg_namelen = sizeof datagrams[i].peer, .msg_iov = &vectors[i],
            .msg_iovlen = 1, .msg_control = &controls[i], .msg_controllen = sizeof controls[i]};
    }
    int received = recvmmsg(descriptor, headers, (unsigned)count, MSG_DONTWAIT, NULL);
    if (received < 0) return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    for (int i = 0; i < received; i++) {
        datagrams[i].size = headers[i].msg_len;
        memset(datagrams[i].local, 0, sizeof datagrams[i].local);
        read_local(&headers[i].msg_hdr, family, datagrams[i].local);
    }
    return received;
}

static void write_local(struct msghdr *header, int family, const uint8_t *local) {
    struct cmsghdr *message = CMSG_FIRSTHDR(header);
    if (family == 4) {
        struct in_pktinfo info = {0};
        memcpy(&info.ipi_spec_dst, local, 4);
        message->cmsg_level = IPPROTO_IP;
        message->cmsg_type = IP_PKTINFO;
        message->cmsg_len = CMSG_LEN(sizeof info);
        memcpy(CMSG_DATA(message), &info, sizeof info);
        header->msg_controllen = CMSG_SPACE(sizeof info);
    } else {
        struct in6_pktinfo info = {0};
        memcpy(&info.ipi6_addr, local, 16);
        message->cmsg_level = IPPROTO_IPV6;
        message->cmsg_type = IPV6_PKTINFO;
        message->cmsg_len = CMSG_LEN(sizeof info);
        memcpy(CMSG_DATA(message), &info, sizeof info);
        header->msg_controllen = CMSG_SPACE(sizeof info);
    }
}

void csim_send(int descriptor, int family, const struct csim_datagram *datagrams, int count) {
    struct mmsghdr headers[CSIM_BATCH];
    struct iovec vectors[CSIM_BATCH];
    union control controls[CSIM_BATCH];
    if (count > CSIM_BATCH) count = CSIM_BATCH;
    for (int i = 0; i < count; i++) {
        vectors[i] = (struct iovec){datagrams[i].bytes, datagrams[i].size};
        headers[i].msg_hdr = (struct msghdr){
            .msg_name = (void *)datagrams[i].peer, .msg_namelen = name_size(family), .msg_iov = &vectors[i],
            .msg_iovlen = 1, .msg_control = &controls[i], .msg_controllen = sizeof controls[i]};
        write_local(&headers[i].msg_hdr, family, datagrams[i].local);
    }
    for (int sent = 0; sent < count;) {
        int more = sendmmsg(descriptor, headers + sent, (unsigned)(count - sent), 0);
        if (more > 0) {
            sent += more;
        } else if (errno == EAGAIN) {
            struct pollfd entry = {descriptor, POLLOUT, 0};
            poll(&entry, 1, 100);
        } else if (errno != EINTR) {
            sent++;
        }
    }
}

void csim_wait(const int *descriptors, int count, int64_t nanoseconds) {
    struct pollfd entries[4];
    if (count > 4) count = 4;
    for (int i = 0; i < count; i++) entries[i] = (struct pollfd){descriptors[i], POLLIN, 0};
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    ppoll(entries, (nfds_t)count, nanoseconds < 0 ? NULL : &time, NULL);
}
