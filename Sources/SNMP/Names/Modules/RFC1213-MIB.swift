extension MIBModule {
    /// What MIB-II had and its successors gave up, still served by many (RFC 1213).
    static let rfc1213MIB = MIBModule(
        "RFC1213-MIB",
        """
        at mib-2.3
        ipRouteTable ip.21
        ipRouteEntry ipRouteTable.1 [ipRouteDest]
        ipRouteDest ipRouteEntry.1 IpAddress
        ipRouteIfIndex ipRouteEntry.2 Integer32
        ipRouteMetric1 ipRouteEntry.3 Integer32
        ipRouteMetric2 ipRouteEntry.4 Integer32
        ipRouteMetric3 ipRouteEntry.5 Integer32
        ipRouteMetric4 ipRouteEntry.6 Integer32
        ipRouteNextHop ipRouteEntry.7 IpAddress
        ipRouteType ipRouteEntry.8 INTEGER {other=1 invalid=2 direct=3 indirect=4}
        ipRouteProto ipRouteEntry.9 INTEGER {other=1 local=2 netmgmt=3 icmp=4 egp=5 ggp=6 hello=7 rip=8 is-is=9 \
        es-is=10 ciscoIgrp=11 bbnSpfIgp=12 ospf=13 bgp=14}
        ipRouteAge ipRouteEntry.10 Integer32
        ipRouteMask ipRouteEntry.11 IpAddress
        ipRouteMetric5 ipRouteEntry.12 Integer32
        ipRouteInfo ipRouteEntry.13 OID
        egp mib-2.8
        egpInMsgs egp.1 Counter32
        egpInErrors egp.2 Counter32
        egpOutMsgs egp.3 Counter32
        egpOutErrors egp.4 Counter32
        egpNeighTable egp.5
        egpNeighEntry egpNeighTable.1 [egpNeighAddr]
        egpNeighState egpNeighEntry.1 INTEGER {idle=1 acquisition=2 down=3 up=4 cease=5}
        egpNeighAddr egpNeighEntry.2 IpAddress
        egpNeighAs egpNeighEntry.3 Integer32
        egpNeighInMsgs egpNeighEntry.4 Counter32
        egpNeighInErrs egpNeighEntry.5 Counter32
        egpNeighOutMsgs egpNeighEntry.6 Counter32
        egpNeighOutErrs egpNeighEntry.7 Counter32
        egpNeighInErrMsgs egpNeighEntry.8 Counter32
        egpNeighOutErrMsgs egpNeighEntry.9 Counter32
        egpNeighStateUps egpNeighEntry.10 Counter32
        egpNeighStateDowns egpNeighEntry.11 Counter32
        egpNeighIntervalHello egpNeighEntry.12 Integer32
        egpNeighIntervalPoll egpNeighEntry.13 Integer32
        egpNeighMode egpNeighEntry.14 INTEGER {active=1 passive=2}
        egpNeighEventTrigger egpNeighEntry.15 INTEGER {start=1 stop=2}
        egpAs egp.6 Integer32
        """)
}
