// The library of Net-SNMP in C, as fast as it can be had: its single-session API, a session kept open for each device, many
// requests in flight, sockets watched by epoll.
//
//   netsnmp_poller A|B|C TARGETS IN_FLIGHT SECONDS      the port is in $PORT; prints a line of JSON
//   gcc -O2 -o netsnmp_poller netsnmp_poller.c -lnetsnmp
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/library/large_fd_set.h>
#include <net-snmp/library/snmp_transport.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/time.h>

#define TIMEOUT 1.0
#define VALUES_OF_A 10
#define VALUES_OF_B (48 * 41)

struct agent {
    void *session;
    int fd;
    int table;      // of a walk: which one it is in
    int found;      // values of this poll
    int under_way;
    unsigned asked; // requests so far; tells deadlines that are over from live ones
};

struct deadline {
    double at;
    struct agent *agent;
    unsigned asked;
};

struct name {
    oid arcs[MAX_OID_LEN];
    size_t length;
};

static struct name instances[VALUES_OF_A], tables[2];
static struct agent *agents;
static int agent_count, next_agent, in_flight, is_walk;
static long polls, complete, values;

// All deadlines are equally far away, so a ring holds them in order.
static struct deadline *ring;
static unsigned long ring_size, ring_first, ring_end;

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double cpu_seconds(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static void expect_answer(struct agent *agent) {
    if (ring_end - ring_first == ring_size) abort();
    struct deadline *deadline = &ring[ring_end++ % ring_size];
    // A little later than the library's own, which it looks at when told to.
    *deadline = (struct deadline){seconds() + TIMEOUT + 0.002, agent, ++agent->asked};
}

static void poll_ended(struct agent *agent, int is_complete) {
    agent->under_way = 0;
    agent->asked++;
    in_flight--;
    polls++;
    complete += is_complete;
}

static int answered(int operation, netsnmp_session *session, int id, netsnmp_pdu *pdu, void *context);

static void ask(struct agent *agent, const oid *from, size_t length) {
    netsnmp_pdu *pdu = snmp_pdu_create(is_walk ? SNMP_MSG_GETBULK : SNMP_MSG_GET);
    if (is_walk) {
        pdu->non_repeaters = 0;
        pdu->max_repetitions = 50;
        snmp_add_null_var(pdu, from, length);
    } else {
        for (int i = 0; i < VALUES_OF_A; i++) snmp_add_null_var(pdu, instances[i].arcs, instances[i].length);
    }
    if (snmp_sess_async_send(agent->session, pdu, answered, agent)) {
        expect_answer(agent);
    } else {
        snmp_free_pdu(pdu);
        poll_ended(agent, 0);
    }
}

static void poll_agent(struct agent *agent) {
    agent->table = agent->found = 0;
    agent->under_way = 1;
    in_flight++;
    ask(agent, tables[0].arcs, tables[0].length);
}

static int is_value(const netsnmp_variable_list *variable) {
    return variable->type != SNMP_NOSUCHOBJECT && variable->type != SNMP_NOSUCHINSTANCE
        && variable->type != SNMP_ENDOFMIBVIEW && variable->type != ASN_NULL;
}

static void go_on(struct agent *agent, const netsnmp_pdu *pdu) {
    const struct name *table = &tables[agent->table];
    const netsnmp_variable_list *last = NULL, *variable = pdu->variables;
    for (; variable; variable = variable->next_variable) {
        int is_below = variable->name_length >= table->length
            && memcmp(variable->name, table->arcs, table->length * sizeof(oid)) == 0;
        if (!is_below || !is_value(variable)) break;
        agent->found++;
        values++;
        last = variable;
    }
    if (!variable && last) {
        ask(agent, last->name, last->name_length);
    } else if (++agent->table < 2) {
        ask(agent, tables[agent->table].arcs, tables[agent->table].length);
    } else {
        poll_ended(agent, agent->found == VALUES_OF_B);
    }
}

static int answered(int operation, netsnmp_session *session, int id, netsnmp_pdu *pdu, void *context) {
    struct agent *agent = context;
    (void)session;
    (void)id;
    if (!agent->under_way) return 1;
    if (operation == NETSNMP_CALLBACK_OP_RESEND) return 1;
    if (operation != NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE || pdu->errstat != SNMP_ERR_NOERROR) {
        poll_ended(agent, 0);
        return 1;
    }
    if (is_walk) {
        go_on(agent, pdu);
        return 1;
    }
    for (const netsnmp_variable_list *variable = pdu->variables; variable; variable = variable->next_variable) {
        if (is_value(variable)) agent->found++;
    }
    values += agent->found;
    poll_ended(agent, agent->found == VALUES_OF_A);
    return 1;
}

/// Lets the library look at requests whose time is over; it sends them again, or gives them up by calling `answered`.
static double pass_deadlines(void) {
    while (ring_first < ring_end) {
        struct deadline deadline = ring[ring_first % ring_size];
        double left = deadline.at - seconds();
        int is_live = deadline.agent->under_way && deadline.agent->asked == deadline.asked;
        if (is_live && left > 0) return left;
        ring_first++;
        if (!is_live) continue;
        snmp_sess_timeout(deadline.agent->session);
        if (deadline.agent->under_way && deadline.agent->asked == deadline.asked) expect_answer(deadline.agent);
    }
    return TIMEOUT;
}

static void pass(int epoll, int most_in_flight) {
    static netsnmp_large_fd_set ready;
    static int is_made;
    if (!is_made) {
        netsnmp_large_fd_set_init(&ready, 100000);
        NETSNMP_LARGE_FD_ZERO(&ready);
        is_made = 1;
    }
    next_agent = 0;
    while (next_agent < agent_count || in_flight > 0) {
        while (next_agent < agent_count && in_flight < most_in_flight) poll_agent(&agents[next_agent++]);
        double left = pass_deadlines();
        if (in_flight == 0) continue;
        struct epoll_event events[64];
        int count = epoll_wait(epoll, events, 64, (int)(left * 1000) + 1);
        for (int i = 0; i < count; i++) {
            struct agent *agent = events[i].data.ptr;
            NETSNMP_LARGE_FD_SET(agent->fd, &ready);
            snmp_sess_read2(agent->session, &ready);
            NETSNMP_LARGE_FD_CLR(agent->fd, &ready);
        }
    }
}

static void name_of(struct name *name, const char *text) {
    name->length = MAX_OID_LEN;
    if (!read_objid(text, name->arcs, &name->length)) abort();
}

static void read_targets(const char *path, int epoll) {
    const char *port = getenv("PORT") ? getenv("PORT") : "161";
    const char *community = getenv("COMMUNITY") ? getenv("COMMUNITY") : "public";
    FILE *file = fopen(path, "r");
    char line[256];
    if (!file) {
        perror(path);
        exit(2);
    }
    agents = calloc(1 << 20, sizeof *agents);
    while (fgets(line, sizeof line, file) && agent_count < 1 << 20) {
        char peer[300];
        line[strcspn(line, "\r\n")] = 0;
        if (!*line) continue;
        snprintf(peer, sizeof peer, "udp:%s:%s", line, port);
        netsnmp_session session;
        snmp_sess_init(&session);
        session.version = SNMP_VERSION_2c;
        session.peername = peer;
        session.community = (unsigned char *)community;
        session.community_len = strlen(community);
        session.timeout = (long)(TIMEOUT * 1e6);
        session.retries = 1;
        struct agent *agent = &agents[agent_count++];
        agent->session = snmp_sess_open(&session);
        if (!agent->session) {
            snmp_sess_perror(peer, &session);
            exit(2);
        }
        agent->fd = snmp_sess_transport(agent->session)->sock;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = agent};
        epoll_ctl(epoll, EPOLL_CTL_ADD, agent->fd, &event);
    }
    fclose(file);
    ring_size = 4UL * (unsigned long)agent_count + 65536;
    ring = calloc(ring_size, sizeof *ring);
}

int main(int count, char **arguments) {
    if (count != 5) {
        fprintf(stderr, "usage: netsnmp_poller A|B|C TARGETS IN_FLIGHT SECONDS\n");
        return 2;
    }
    static const char *names[VALUES_OF_A] = {
        ".1.3.6.1.2.1.1.3.0", ".1.3.6.1.2.1.1.5.0", ".1.3.6.1.2.1.31.1.1.1.6.1", ".1.3.6.1.2.1.31.1.1.1.10.1",
        ".1.3.6.1.2.1.2.2.1.8.1", ".1.3.6.1.2.1.2.2.1.14.1", ".1.3.6.1.2.1.2.2.1.20.1",
        ".1.3.6.1.2.1.25.3.3.1.2.196608", ".1.3.6.1.2.1.25.2.3.1.6.1", ".1.3.6.1.2.1.99.1.1.1.4.1001"};
    char workload = arguments[1][0];
    is_walk = workload == 'B';
    setenv("MIBS", "", 1);
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_PERSIST_STATE, 1);
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
    init_snmp("netsnmp_poller");
    for (int i = 0; i < VALUES_OF_A; i++) name_of(&instances[i], names[i]);
    name_of(&tables[0], ".1.3.6.1.2.1.2.2");
    name_of(&tables[1], ".1.3.6.1.2.1.31.1.1");
    int epoll = epoll_create1(0);
    read_targets(arguments[2], epoll);
    int most_in_flight = atoi(arguments[3]);
    double limit = atof(arguments[4]);

    if (workload != 'C') pass(epoll, most_in_flight);
    polls = complete = values = 0;
    double start = seconds(), used = cpu_seconds();
    do {
        pass(epoll, most_in_flight);
    } while (workload != 'C' && seconds() - start < limit);
    printf("{\"polls\": %ld, \"ok\": %ld, \"varbinds\": %ld, \"wall\": %.6f, \"cpu\": %.6f}\n", polls, complete, values,
        seconds() - start, cpu_seconds() - used);
    return 0;
}
