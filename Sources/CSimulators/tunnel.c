#define _GNU_SOURCE
#include "CSimulators.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

enum {
    /* Whatever UDP carries goes through in one piece. */
    TUNNEL_MTU = 65535,
    TUNNEL_QUEUE = 10000,
    IP_HEADER = 20,
    UDP_HEADER = 8,
    ICMP_HEADER = 8,
    ICMP_ECHO_REPLY = 0,
    ICMP_ECHO_REQUEST = 8,
};

static void set_address(struct ifreq *request, uint32_t address) {
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(address)};
    memcpy(&request->ifr_addr, &name, sizeof name);
}

static int configure(int control, struct ifreq *request, uint32_t address, int prefix) {
    set_address(request, address);
    if (ioctl(control, SIOCSIFADDR, request) != 0) return -errno;
    set_address(request, ~(uint32_t)0 << (32 - prefix));
    if (ioctl(control, SIOCSIFNETMASK, request) != 0) return -errno;
    request->ifr_mtu = TUNNEL_MTU;
    if (ioctl(control, SIOCSIFMTU, request) != 0) return -errno;
    request->ifr_qlen = TUNNEL_QUEUE;
    /* For bursts. Not granted in a user namespace, and not needed. */
    (void)ioctl(control, SIOCSIFTXQLEN, request);
    if (ioctl(control, SIOCGIFFLAGS, request) != 0) return -errno;
    request->ifr_flags |= IFF_UP | IFF_RUNNING;
    return ioctl(control, SIOCSIFFLAGS, request) == 0 ? 0 : -errno;
}

int csim_open_tunnel(uint32_t address, int prefix) {
    struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
    strncpy(request.ifr_name, "lapwing%d", IFNAMSIZ - 1);
    int tunnel = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (tunnel < 0) return -errno;
    int error = ioctl(tunnel, TUNSETIFF, &request) == 0 ? 0 : -errno;
    int control = error == 0 ? socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
    if (error == 0) error = control < 0 ? -errno : configure(control, &request, address, prefix);
    if (control >= 0) close(control);
    if (error == 0) return tunnel;
    close(tunnel);
    return error;
}

static uint16_t read16(const uint8_t *bytes) { return (uint16_t)(bytes[0] << 8 | bytes[1]); }

static void write16(uint8_t *bytes, size_t number) {
    bytes[0] = (uint8_t)(number >> 8);
    bytes[1] = (uint8_t)number;
}

/* RFC 1071. */
static uint16_t checksum(const uint8_t *bytes, size_t size) {
    uint32_t sum = 0;
    for (size_t i = 0; i + 1 < size; i += 2) sum += read16(bytes + i);
    if (size % 2) sum += (uint32_t)bytes[size - 1] << 8;
    while (sum >> 16) sum = (sum & 0xFFFF) + (sum >> 16);
    return (uint16_t)~sum;
}

/* What a packet of IPv4 holds for an agent, moved to the start of its memory; 0 if it is nothing of the kind. */
static int unwrap(struct csim_datagram *datagram, size_t size, uint16_t port) {
    uint8_t *packet = datagram->bytes;
    if (size < IP_HEADER || packet[0] >> 4 != 4) return 0;
    size_t header = (size_t)(packet[0] & 15) * 4, total = read16(packet + 2);
    int is_fragment = (read16(packet + 6) & 0x3FFF) != 0;
    if (header < IP_HEADER || total > size || is_fragment) return 0;
    uint8_t *inner = packet + header;
    size_t skipped;
    if (packet[9] == IPPROTO_UDP && total >= header + UDP_HEADER && read16(inner + 2) == port) {
        skipped = UDP_HEADER;
    } else if (packet[9] == IPPROTO_ICMP && total >= header + ICMP_HEADER && inner[0] == ICMP_ECHO_REQUEST) {
        skipped = 0;
    } else {
        return 0;
    }
    struct sockaddr_in peer = {.sin_family = AF_INET};
    memcpy(&peer.sin_addr, packet + 12, 4);
    if (skipped) memcpy(&peer.sin_port, inner, 2);
    memset(datagram->peer, 0, sizeof datagram->peer);
    memcpy(datagram->peer, &peer, sizeof peer);
    memset(datagram->local, 0, sizeof datagram->local);
    memcpy(datagram->local, packet + 16, 4);
    datagram->is_echo = skipped == 0;
    datagram->size = total - header - skipped;
    memmove(packet, inner + skipped, datagram->size);
    return 1;
}

int csim_receive_tunnel(int descriptor, uint16_t port, struct csim_datagram *datagrams, int count, size_t capacity) {
    int taken = 0;
    if (count > CSIM_BATCH) count = CSIM_BATCH;
    while (taken < count) {
        ssize_t size = read(descriptor, datagrams[taken].bytes, capacity);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) break;
        taken += unwrap(&datagrams[taken], (size_t)size, port);
    }
    return taken;
}

static void write_ip(uint8_t *header, const struct csim_datagram *datagram, int protocol, size_t total) {
    memset(header, 0, IP_HEADER);
    header[0] = 0x45;
    write16(header + 2, total);
    header[6] = 0x40;
    header[8] = 64;
    header[9] = (uint8_t)protocol;
    memcpy(header + 12, datagram->local, 4);
    memcpy(header + 16, datagram->peer + offsetof(struct sockaddr_in, sin_addr), 4);
    write16(header + 10, checksum(header, IP_HEADER));
}

void csim_send_tunnel(int descriptor, uint16_t port, const struct csim_datagram *datagrams, int count) {
    for (int i = 0; i < count; i++) {
        const struct csim_datagram *datagram = &datagrams[i];
        uint8_t header[IP_HEADER + UDP_HEADER] = {0};
        size_t inner = datagram->is_echo ? 0 : UDP_HEADER, total = IP_HEADER + inner + datagram->size;
        if (total > TUNNEL_MTU || (datagram->is_echo && datagram->size < ICMP_HEADER)) continue;
        if (datagram->is_echo) {
            uint8_t *message = datagram->bytes;
            message[0] = ICMP_ECHO_REPLY;
            write16(message + 2, 0);
            write16(message + 2, checksum(message, datagram->size));
        } else {
            /* Without a checksum, as RFC 768 allows. */
            write16(header + IP_HEADER, port);
            memcpy(header + IP_HEADER + 2, datagram->peer + offsetof(struct sockaddr_in, sin_port), 2);
            write16(header + IP_HEADER + 4, UDP_HEADER + datagram->size);
        }
        write_ip(header, datagram, datagram->is_echo ? IPPROTO_ICMP : IPPROTO_UDP, total);
        struct iovec pieces[] = {{header, IP_HEADER + inner}, {datagram->bytes, datagram->size}};
        ssize_t written = writev(descriptor, pieces, 2);
        (void)written;
    }
}
