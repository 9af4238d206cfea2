extension MIBModule {
    /// Routes (RFC 4292).
    static let ipForwardMIB = MIBModule(
        "IP-FORWARD-MIB",
        """
        ipForward mib-2.4.24
        ipCidrRouteNumber ipForward.3 Gauge32
        ipCidrRouteTable ipForward.4
        ipCidrRouteEntry ipCidrRouteTable.1 [ipCidrRouteDest ipCidrRouteMask ipCidrRouteTos ipCidrRouteNextHop]
        ipCidrRouteDest ipCidrRouteEntry.1 IpAddress
        ipCidrRouteMask ipCidrRouteEntry.2 IpAddress
        ipCidrRouteTos ipCidrRouteEntry.3 Integer32
        ipCidrRouteNextHop ipCidrRouteEntry.4 IpAddress
        ipCidrRouteIfIndex ipCidrRouteEntry.5 Integer32
        ipCidrRouteType ipCidrRouteEntry.6 INTEGER {other=1 reject=2 local=3 remote=4}
        ipCidrRouteProto ipCidrRouteEntry.7 INTEGER {other=1 local=2 netmgmt=3 icmp=4 egp=5 ggp=6 hello=7 rip=8 \
        isIs=9 esIs=10 ciscoIgrp=11 bbnSpfIgp=12 ospf=13 bgp=14 idpr=15 ciscoEigrp=16}
        ipCidrRouteAge ipCidrRouteEntry.8 Integer32
        ipCidrRouteInfo ipCidrRouteEntry.9 OID
        ipCidrRouteNextHopAS ipCidrRouteEntry.10 Integer32
        ipCidrRouteMetric1 ipCidrRouteEntry.11 Integer32
        ipCidrRouteMetric2 ipCidrRouteEntry.12 Integer32
        ipCidrRouteMetric3 ipCidrRouteEntry.13 Integer32
        ipCidrRouteMetric4 ipCidrRouteEntry.14 Integer32
        ipCidrRouteMetric5 ipCidrRouteEntry.15 Integer32
        ipCidrRouteStatus ipCidrRouteEntry.16 RowStatus
        inetCidrRouteNumber ipForward.6 Gauge32
        inetCidrRouteTable ipForward.7
        inetCidrRouteEntry inetCidrRouteTable.1 [inetCidrRouteDestType inetCidrRouteDest inetCidrRoutePfxLen \
        inetCidrRoutePolicy inetCidrRouteNextHopType inetCidrRouteNextHop]
        inetCidrRouteDestType inetCidrRouteEntry.1 - InetAddressType
        inetCidrRouteDest inetCidrRouteEntry.2 - InetAddress
        inetCidrRoutePfxLen inetCidrRouteEntry.3 - InetAddressPrefixLength
        inetCidrRoutePolicy inetCidrRouteEntry.4 - OID
        inetCidrRouteNextHopType inetCidrRouteEntry.5 - InetAddressType
        inetCidrRouteNextHop inetCidrRouteEntry.6 - InetAddress
        inetCidrRouteIfIndex inetCidrRouteEntry.7 Integer32
        inetCidrRouteType inetCidrRouteEntry.8 INTEGER {other=1 reject=2 local=3 remote=4 blackhole=5}
        inetCidrRouteProto inetCidrRouteEntry.9 IANAipRouteProtocol
        inetCidrRouteAge inetCidrRouteEntry.10 Gauge32
        inetCidrRouteNextHopAS inetCidrRouteEntry.11 Unsigned32
        inetCidrRouteMetric1 inetCidrRouteEntry.12 Integer32
        inetCidrRouteMetric2 inetCidrRouteEntry.13 Integer32
        inetCidrRouteMetric3 inetCidrRouteEntry.14 Integer32
        inetCidrRouteMetric4 inetCidrRouteEntry.15 Integer32
        inetCidrRouteMetric5 inetCidrRouteEntry.16 Integer32
        inetCidrRouteStatus inetCidrRouteEntry.17 RowStatus
        """)
}
