extension MIBModule {
    /// Peers of BGP (RFC 4273).
    static let bgp4MIB = MIBModule(
        "BGP4-MIB",
        """
        bgp mib-2.15
        bgpNotification bgp.0
        bgpEstablishedNotification bgpNotification.1 NOTIFICATION
        bgpBackwardTransNotification bgpNotification.2 NOTIFICATION
        bgpVersion bgp.1 OCTETS
        bgpLocalAs bgp.2 Integer32
        bgpPeerTable bgp.3
        bgpPeerEntry bgpPeerTable.1 [bgpPeerRemoteAddr]
        bgpPeerIdentifier bgpPeerEntry.1 IpAddress
        bgpPeerState bgpPeerEntry.2 INTEGER {idle=1 connect=2 active=3 opensent=4 openconfirm=5 established=6}
        bgpPeerAdminStatus bgpPeerEntry.3 INTEGER {stop=1 start=2}
        bgpPeerNegotiatedVersion bgpPeerEntry.4 Integer32
        bgpPeerLocalAddr bgpPeerEntry.5 IpAddress
        bgpPeerLocalPort bgpPeerEntry.6 Integer32
        bgpPeerRemoteAddr bgpPeerEntry.7 IpAddress
        bgpPeerRemotePort bgpPeerEntry.8 Integer32
        bgpPeerRemoteAs bgpPeerEntry.9 Integer32
        bgpPeerInUpdates bgpPeerEntry.10 Counter32
        bgpPeerOutUpdates bgpPeerEntry.11 Counter32
        bgpPeerInTotalMessages bgpPeerEntry.12 Counter32
        bgpPeerOutTotalMessages bgpPeerEntry.13 Counter32
        bgpPeerLastError bgpPeerEntry.14 OCTETS(2)
        bgpPeerFsmEstablishedTransitions bgpPeerEntry.15 Counter32
        bgpPeerFsmEstablishedTime bgpPeerEntry.16 Gauge32 "seconds"
        bgpPeerConnectRetryInterval bgpPeerEntry.17 Integer32 "seconds"
        bgpPeerHoldTime bgpPeerEntry.18 Integer32 "seconds"
        bgpPeerKeepAlive bgpPeerEntry.19 Integer32 "seconds"
        bgpPeerHoldTimeConfigured bgpPeerEntry.20 Integer32 "seconds"
        bgpPeerKeepAliveConfigured bgpPeerEntry.21 Integer32 "seconds"
        bgpPeerMinASOriginationInterval bgpPeerEntry.22 Integer32 "seconds"
        bgpPeerMinRouteAdvertisementInterval bgpPeerEntry.23 Integer32 "seconds"
        bgpPeerInUpdateElapsedTime bgpPeerEntry.24 Gauge32 "seconds"
        bgpIdentifier bgp.4 IpAddress
        bgp4PathAttrTable bgp.6
        bgp4PathAttrEntry bgp4PathAttrTable.1 [bgp4PathAttrIpAddrPrefix bgp4PathAttrIpAddrPrefixLen \
        bgp4PathAttrPeer]
        bgp4PathAttrPeer bgp4PathAttrEntry.1 IpAddress
        bgp4PathAttrIpAddrPrefixLen bgp4PathAttrEntry.2 Integer32
        bgp4PathAttrIpAddrPrefix bgp4PathAttrEntry.3 IpAddress
        bgp4PathAttrOrigin bgp4PathAttrEntry.4 INTEGER {igp=1 egp=2 incomplete=3}
        bgp4PathAttrASPathSegment bgp4PathAttrEntry.5 OCTETS
        bgp4PathAttrNextHop bgp4PathAttrEntry.6 IpAddress
        bgp4PathAttrMultiExitDisc bgp4PathAttrEntry.7 Integer32
        bgp4PathAttrLocalPref bgp4PathAttrEntry.8 Integer32
        bgp4PathAttrAtomicAggregate bgp4PathAttrEntry.9 INTEGER {lessSpecificRouteNotSelected=1 \
        lessSpecificRouteSelected=2}
        bgp4PathAttrAggregatorAS bgp4PathAttrEntry.10 Integer32
        bgp4PathAttrAggregatorAddr bgp4PathAttrEntry.11 IpAddress
        bgp4PathAttrCalcLocalPref bgp4PathAttrEntry.12 Integer32
        bgp4PathAttrBest bgp4PathAttrEntry.13 INTEGER {false=1 true=2}
        bgp4PathAttrUnknown bgp4PathAttrEntry.14 OCTETS
        bgpTraps bgp.7
        bgpEstablished bgpTraps.1 NOTIFICATION
        bgpBackwardTransition bgpTraps.2 NOTIFICATION
        """)
}
