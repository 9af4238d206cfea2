#define _GNU_SOURCE
#include "CICMP.h"

#include <errno.h>
#include <time.h>

#include <linux/errqueue.h>
#include <linux/filter.h>
#include <linux/icmp.h>
#include <linux/sockios.h>
#include <netinet/icmp6.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Room for a few thousand replies, where the system allows it. */
enum { BUFFER_SIZE = 4 << 20 };

/* Room for a time of arrival, a count of lost messages and a hop limit. */
enum { CONTROL_SIZE = CMSG_SPACE(sizeof(struct timespec)) + CMSG_SPACE(sizeof(uint32_t)) + CMSG_SPACE(sizeof(int)) };

static int enable(int descriptor, int level, int option) {
    int on = 1;
    return setsockopt(descriptor, level, option, &on, sizeof on) == 0 ? 0 : -errno;
}

static void enlarge(int descriptor, int option, int privileged_option) {
    int size = BUFFER_SIZE;
    if (setsockopt(descriptor, SOL_SOCKET, privileged_option, &size, sizeof size) != 0)
        setsockopt(descriptor, SOL_SOCKET, option, &size, sizeof size);
}

/* Raw sockets get a copy of every ICMP message of the host: only echo replies with our identifier may wake us.
   An IPv4 raw socket sees the IP header first, an IPv6 one does not. */
static int filter(int descriptor, int family, uint16_t identifier) {
    struct sock_filter v4[] = {
        BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0),
        BPF_STMT(BPF_LD | BPF_B | BPF_IND, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ICMP_ECHOREPLY, 0, 3),
        BPF_STMT(BPF_LD | BPF_H | BPF_IND, 4),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, identifier, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, UINT32_MAX),
        BPF_STMT(BPF_RET | BPF_K, 0),
    };
    struct sock_filter v6[] = {
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ICMP6_ECHO_REPLY, 0, 3),
        BPF_STMT(BPF_LD | BPF_H | BPF_ABS, 4),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, identifier, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, UINT32_MAX),
        BPF_STMT(BPF_RET | BPF_K, 0),
    };
    struct sock_fprog program = family == 4 ? (struct sock_fprog){sizeof v4 / sizeof *v4, v4}
                                            : (struct sock_fprog){sizeof v6 / sizeof *v6, v6};
    if (setsockopt(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) != 0) return -errno;
    /* By type alone, and before the kernel makes a copy of the message for us: it saves a tenth of the time. */
    struct icmp_filter only_v4 = {~(1u << ICMP_ECHOREPLY)};
    struct icmp6_filter only_v6;
    ICMP6_FILTER_SETBLOCKALL(&only_v6);
    ICMP6_FILTER_SETPASS(ICMP6_ECHO_REPLY, &only_v6);
    if (family == 4) setsockopt(descriptor, SOL_RAW, ICMP_FILTER, &only_v4, sizeof only_v4);
    else setsockopt(descriptor, IPPROTO_ICMPV6, ICMP6_FILTER, &only_v6, sizeof only_v6);
    return 0;
}

/* The kernel takes the identifier of a ping socket from the port it is bound to. */
static int bind_identifier(int descriptor, int family, uint16_t *identifier) {
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } address;
    socklen_t length = family == 4 ? sizeof address.v4 : sizeof address.v6;
    memset(&address, 0, sizeof address);
    address.any.sa_family = family == 4 ? AF_INET : AF_INET6;
    if (bind(descriptor, &address.any, length) != 0) return -errno;
    if (getsockname(descriptor, &address.any, &length) != 0) return -errno;
    *identifier = ntohs(family == 4 ? address.v4.sin_port : address.v6.sin6_port);
    return 0;
}

static int configure(int descriptor, int family, int is_raw, uint16_t *identifier) {
    int error = is_raw ? filter(descriptor, family, *identifier) : bind_identifier(descriptor, family, identifier);
    if (error == 0)
        error = family == 4 ? enable(descriptor, IPPROTO_IP, IP_RECVERR) : enable(descriptor, IPPROTO_IPV6, IPV6_RECVERR);
    if (error != 0) return error;
    /* Without these we measure less exactly, and notice neither our own losses nor a change of the way. An IPv4 raw
       socket sees the hop limit in the IP header. */
    enable(descriptor, SOL_SOCKET, SO_TIMESTAMPNS);
    enable(descriptor, SOL_SOCKET, SO_RXQ_OVFL);
    if (family == 6) enable(descriptor, IPPROTO_IPV6, IPV6_RECVHOPLIMIT);
    if (family == 4 && !is_raw) enable(descriptor, IPPROTO_IP, IP_RECVTTL);
    enlarge(descriptor, SO_RCVBUF, SO_RCVBUFFORCE);
    enlarge(descriptor, SO_SNDBUF, SO_SNDBUFFORCE);
    return 0;
}

int cicmp_open(int family, int is_raw, uint16_t *identifier) {
    int descriptor = socket(
        family == 4 ? AF_INET : AF_INET6, (is_raw ? SOCK_RAW : SOCK_DGRAM) | SOCK_NONBLOCK | SOCK_CLOEXEC,
        family == 4 ? IPPROTO_ICMP : IPPROTO_ICMPV6);
    if (descriptor < 0) return -errno;
    int error = configure(descriptor, family, is_raw, identifier);
    if (error == 0) return descriptor;
    close(descriptor);
    return error;
}

static socklen_t to_sockaddr(const struct cicmp_address *address, struct sockaddr_storage *out) {
    memset(out, 0, sizeof *out);
    if (address->family == 4) {
        struct sockaddr_in *v4 = (struct sockaddr_in *)out;
        v4->sin_family = AF_INET;
        memcpy(&v4->sin_addr, address->bytes, sizeof v4->sin_addr);
        return sizeof *v4;
    }
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;
    v6->sin6_family = AF_INET6;
    v6->sin6_scope_id = address->scope;
    memcpy(&v6->sin6_addr, address->bytes, sizeof v6->sin6_addr);
    return sizeof *v6;
}

static struct cicmp_address from_sockaddr(const struct sockaddr *address) {
    struct cicmp_address out = {.family = 0};
    if (address->sa_family == AF_INET) {
        out.family = 4;
        memcpy(out.bytes, &((const struct sockaddr_in *)address)->sin_addr, 4);
    } else if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)address;
        out.family = 6;
        out.scope = v6->sin6_scope_id;
        memcpy(out.bytes, &v6->sin6_addr, 16);
    }
    return out;
}

/* A raw socket whose buffer is full fails as if an interface had dropped the message. */
static int is_full(int descriptor) {
    int waiting, size;
    socklen_t length = sizeof size;
    return ioctl(descriptor, SIOCOUTQ, &waiting) == 0 &&
           getsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &size, &length) == 0 && waiting > size;
}

int cicmp_send(int descriptor, const struct cicmp_address *destination, const void *bytes, size_t length) {
    struct sockaddr_storage to;
    socklen_t size = to_sockaddr(destination, &to);
    if (sendto(descriptor, bytes, length, 0, (struct sockaddr *)&to, size) >= 0) return 0;
    int error = errno;
    return error == ENOBUFS && is_full(descriptor) ? -EAGAIN : -error;
}

/* What a call of recvmmsg writes to, laid out once. */
struct cicmp_room {
    struct cicmp_datagram datagrams[CICMP_BATCH];
    struct mmsghdr messages[CICMP_BATCH];
    struct iovec parts[CICMP_BATCH];
    struct sockaddr_in6 sources[CICMP_BATCH];
    _Alignas(struct cmsghdr) uint8_t control[CICMP_BATCH][CONTROL_SIZE];
    uint8_t bytes[CICMP_BATCH][CICMP_CAPACITY];
};

/* The kernel overwrites the lengths of what it was given room for. */
static void reset(struct cicmp_room *room, int i) {
    room->messages[i].msg_hdr.msg_namelen = sizeof room->sources[i];
    room->messages[i].msg_hdr.msg_controllen = CONTROL_SIZE;
}

struct cicmp_room *cicmp_make_room(void) {
    struct cicmp_room *room = calloc(1, sizeof *room);
    if (room == NULL) return NULL;
    for (int i = 0; i < CICMP_BATCH; i++) {
        room->parts[i] = (struct iovec){room->bytes[i], CICMP_CAPACITY};
        room->messages[i].msg_hdr = (struct msghdr){
            .msg_name = &room->sources[i], .msg_iov = &room->parts[i], .msg_iovlen = 1, .msg_control = room->control[i]};
        room->datagrams[i].bytes = room->bytes[i];
        reset(room, i);
    }
    return room;
}

void cicmp_free_room(struct cicmp_room *room) { free(room); }

const struct cicmp_datagram *cicmp_datagrams(const struct cicmp_room *room) { return room->datagrams; }

static void read_socket_control(struct cmsghdr *c, struct cicmp_datagram *datagram) {
    if (c->cmsg_type == SO_TIMESTAMPNS) {
        struct timespec time;
        memcpy(&time, CMSG_DATA(c), sizeof time);
        datagram->received_at = (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
    } else if (c->cmsg_type == SO_RXQ_OVFL) {
        memcpy(&datagram->dropped, CMSG_DATA(c), sizeof datagram->dropped);
    }
}

static void read_control(struct msghdr *message, struct cicmp_datagram *datagram) {
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c != NULL; c = CMSG_NXTHDR(message, c)) {
        int is_limit = (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_TTL) ||
                       (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_HOPLIMIT);
        if (c->cmsg_level == SOL_SOCKET) {
            read_socket_control(c, datagram);
        } else if (is_limit) {
            int limit;
            memcpy(&limit, CMSG_DATA(c), sizeof limit);
            datagram->hop_limit = (uint8_t)limit;
        }
    }
}

int cicmp_receive(int descriptor, struct cicmp_room *room) {
    int count = recvmmsg(descriptor, room->messages, CICMP_BATCH, MSG_DONTWAIT, NULL);
    if (count < 0) return errno == EAGAIN ? 0 : -errno;
    for (int i = 0; i < count; i++) {
        struct cicmp_datagram *datagram = &room->datagrams[i];
        datagram->source = from_sockaddr((struct sockaddr *)&room->sources[i]);
        datagram->received_at = 0;
        datagram->dropped = 0;
        datagram->hop_limit = 0;
        datagram->length = room->messages[i].msg_len;
        read_control(&room->messages[i].msg_hdr, datagram);
        reset(room, i);
    }
    return count;
}

static const struct sock_extended_err *find_error(struct msghdr *message) {
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c != NULL; c = CMSG_NXTHDR(message, c)) {
        int is_v4 = c->cmsg_level == SOL_IP && c->cmsg_type == IP_RECVERR;
        int is_v6 = c->cmsg_level == SOL_IPV6 && c->cmsg_type == IPV6_RECVERR;
        if (is_v4 || is_v6) return (const struct sock_extended_err *)CMSG_DATA(c);
    }
    return NULL;
}

int cicmp_receive_report(int descriptor, struct cicmp_report *report) {
    struct sockaddr_storage destination = {.ss_family = AF_UNSPEC};
    struct iovec part = {report->bytes, CICMP_CAPACITY};
    _Alignas(struct cmsghdr) uint8_t control[512];
    struct msghdr message = {
        .msg_name = &destination, .msg_namelen = sizeof destination, .msg_iov = &part, .msg_iovlen = 1,
        .msg_control = control, .msg_controllen = sizeof control};
    ssize_t length = recvmsg(descriptor, &message, MSG_ERRQUEUE | MSG_DONTWAIT);
    if (length < 0) return -errno;
    const struct sock_extended_err *error = find_error(&message);
    if (error == NULL) return 0;
    if (error->ee_origin != SO_EE_ORIGIN_ICMP && error->ee_origin != SO_EE_ORIGIN_ICMP6) return 0;
    report->destination = from_sockaddr((struct sockaddr *)&destination);
    report->reporter = from_sockaddr((const struct sockaddr *)SO_EE_OFFENDER(error));
    report->type = error->ee_type;
    report->code = error->ee_code;
    report->length = (uint32_t)length;
    return 1;
}
