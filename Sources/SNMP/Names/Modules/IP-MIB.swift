extension MIBModule {
    /// Addresses, neighbours and counters of IPv4 and IPv6 (RFC 4293).
    static let ipMIB = MIBModule(
        "IP-MIB",
        """
        ip mib-2.4
        ipForwarding ip.1 INTEGER {forwarding=1 notForwarding=2}
        ipDefaultTTL ip.2 Integer32
        ipInReceives ip.3 Counter32
        ipInHdrErrors ip.4 Counter32
        ipInAddrErrors ip.5 Counter32
        ipForwDatagrams ip.6 Counter32
        ipInUnknownProtos ip.7 Counter32
        ipInDiscards ip.8 Counter32
        ipInDelivers ip.9 Counter32
        ipOutRequests ip.10 Counter32
        ipOutDiscards ip.11 Counter32
        ipOutNoRoutes ip.12 Counter32
        ipReasmTimeout ip.13 Integer32 "seconds"
        ipReasmReqds ip.14 Counter32
        ipReasmOKs ip.15 Counter32
        ipReasmFails ip.16 Counter32
        ipFragOKs ip.17 Counter32
        ipFragFails ip.18 Counter32
        ipFragCreates ip.19 Counter32
        ipAddrTable ip.20
        ipAddrEntry ipAddrTable.1 [ipAdEntAddr]
        ipAdEntAddr ipAddrEntry.1 IpAddress
        ipAdEntIfIndex ipAddrEntry.2 Integer32
        ipAdEntNetMask ipAddrEntry.3 IpAddress
        ipAdEntBcastAddr ipAddrEntry.4 Integer32
        ipAdEntReasmMaxSize ipAddrEntry.5 Integer32
        ipNetToMediaTable ip.22
        ipNetToMediaEntry ipNetToMediaTable.1 [ipNetToMediaIfIndex ipNetToMediaNetAddress]
        ipNetToMediaIfIndex ipNetToMediaEntry.1 Integer32
        ipNetToMediaPhysAddress ipNetToMediaEntry.2 PhysAddress
        ipNetToMediaNetAddress ipNetToMediaEntry.3 IpAddress
        ipNetToMediaType ipNetToMediaEntry.4 INTEGER {other=1 invalid=2 dynamic=3 static=4}
        ipRoutingDiscards ip.23 Counter32
        ipv6IpForwarding ip.25 INTEGER {forwarding=1 notForwarding=2}
        ipv6IpDefaultHopLimit ip.26 Integer32
        ipv4InterfaceTableLastChange ip.27 TimeStamp
        ipv4InterfaceTable ip.28
        ipv4InterfaceEntry ipv4InterfaceTable.1 [ipv4InterfaceIfIndex]
        ipv4InterfaceIfIndex ipv4InterfaceEntry.1 - Integer32
        ipv4InterfaceReasmMaxSize ipv4InterfaceEntry.2 Integer32
        ipv4InterfaceEnableStatus ipv4InterfaceEntry.3 INTEGER {up=1 down=2}
        ipv4InterfaceRetransmitTime ipv4InterfaceEntry.4 Unsigned32 "milliseconds"
        ipv6InterfaceTableLastChange ip.29 TimeStamp
        ipv6InterfaceTable ip.30
        ipv6InterfaceEntry ipv6InterfaceTable.1 [ipv6InterfaceIfIndex]
        ipv6InterfaceIfIndex ipv6InterfaceEntry.1 - Integer32
        ipv6InterfaceReasmMaxSize ipv6InterfaceEntry.2 Unsigned32 "octets"
        ipv6InterfaceIdentifier ipv6InterfaceEntry.3 Ipv6AddressIfIdentifierTC
        ipv6InterfaceEnableStatus ipv6InterfaceEntry.5 INTEGER {up=1 down=2}
        ipv6InterfaceReachableTime ipv6InterfaceEntry.6 Unsigned32 "milliseconds"
        ipv6InterfaceRetransmitTime ipv6InterfaceEntry.7 Unsigned32 "milliseconds"
        ipv6InterfaceForwarding ipv6InterfaceEntry.8 INTEGER {forwarding=1 notForwarding=2}
        ipTrafficStats ip.31
        ipSystemStatsTable ipTrafficStats.1
        ipSystemStatsEntry ipSystemStatsTable.1 [ipSystemStatsIPVersion]
        ipSystemStatsIPVersion ipSystemStatsEntry.1 - InetVersion
        ipSystemStatsInReceives ipSystemStatsEntry.3 Counter32
        ipSystemStatsHCInReceives ipSystemStatsEntry.4 Counter64
        ipSystemStatsInOctets ipSystemStatsEntry.5 Counter32
        ipSystemStatsHCInOctets ipSystemStatsEntry.6 Counter64
        ipSystemStatsInHdrErrors ipSystemStatsEntry.7 Counter32
        ipSystemStatsInNoRoutes ipSystemStatsEntry.8 Counter32
        ipSystemStatsInAddrErrors ipSystemStatsEntry.9 Counter32
        ipSystemStatsInUnknownProtos ipSystemStatsEntry.10 Counter32
        ipSystemStatsInTruncatedPkts ipSystemStatsEntry.11 Counter32
        ipSystemStatsInForwDatagrams ipSystemStatsEntry.12 Counter32
        ipSystemStatsHCInForwDatagrams ipSystemStatsEntry.13 Counter64
        ipSystemStatsReasmReqds ipSystemStatsEntry.14 Counter32
        ipSystemStatsReasmOKs ipSystemStatsEntry.15 Counter32
        ipSystemStatsReasmFails ipSystemStatsEntry.16 Counter32
        ipSystemStatsInDiscards ipSystemStatsEntry.17 Counter32
        ipSystemStatsInDelivers ipSystemStatsEntry.18 Counter32
        ipSystemStatsHCInDelivers ipSystemStatsEntry.19 Counter64
        ipSystemStatsOutRequests ipSystemStatsEntry.20 Counter32
        ipSystemStatsHCOutRequests ipSystemStatsEntry.21 Counter64
        ipSystemStatsOutNoRoutes ipSystemStatsEntry.22 Counter32
        ipSystemStatsOutForwDatagrams ipSystemStatsEntry.23 Counter32
        ipSystemStatsHCOutForwDatagrams ipSystemStatsEntry.24 Counter64
        ipSystemStatsOutDiscards ipSystemStatsEntry.25 Counter32
        ipSystemStatsOutFragReqds ipSystemStatsEntry.26 Counter32
        ipSystemStatsOutFragOKs ipSystemStatsEntry.27 Counter32
        ipSystemStatsOutFragFails ipSystemStatsEntry.28 Counter32
        ipSystemStatsOutFragCreates ipSystemStatsEntry.29 Counter32
        ipSystemStatsOutTransmits ipSystemStatsEntry.30 Counter32
        ipSystemStatsHCOutTransmits ipSystemStatsEntry.31 Counter64
        ipSystemStatsOutOctets ipSystemStatsEntry.32 Counter32
        ipSystemStatsHCOutOctets ipSystemStatsEntry.33 Counter64
        ipSystemStatsInMcastPkts ipSystemStatsEntry.34 Counter32
        ipSystemStatsHCInMcastPkts ipSystemStatsEntry.35 Counter64
        ipSystemStatsInMcastOctets ipSystemStatsEntry.36 Counter32
        ipSystemStatsHCInMcastOctets ipSystemStatsEntry.37 Counter64
        ipSystemStatsOutMcastPkts ipSystemStatsEntry.38 Counter32
        ipSystemStatsHCOutMcastPkts ipSystemStatsEntry.39 Counter64
        ipSystemStatsOutMcastOctets ipSystemStatsEntry.40 Counter32
        ipSystemStatsHCOutMcastOctets ipSystemStatsEntry.41 Counter64
        ipSystemStatsInBcastPkts ipSystemStatsEntry.42 Counter32
        ipSystemStatsHCInBcastPkts ipSystemStatsEntry.43 Counter64
        ipSystemStatsOutBcastPkts ipSystemStatsEntry.44 Counter32
        ipSystemStatsHCOutBcastPkts ipSystemStatsEntry.45 Counter64
        ipSystemStatsDiscontinuityTime ipSystemStatsEntry.46 TimeStamp
        ipSystemStatsRefreshRate ipSystemStatsEntry.47 Unsigned32 "milli-seconds"
        ipIfStatsTableLastChange ipTrafficStats.2 TimeStamp
        ipIfStatsTable ipTrafficStats.3
        ipIfStatsEntry ipIfStatsTable.1 [ipIfStatsIPVersion ipIfStatsIfIndex]
        ipIfStatsIPVersion ipIfStatsEntry.1 - InetVersion
        ipIfStatsIfIndex ipIfStatsEntry.2 - Integer32
        ipIfStatsInReceives ipIfStatsEntry.3 Counter32
        ipIfStatsHCInReceives ipIfStatsEntry.4 Counter64
        ipIfStatsInOctets ipIfStatsEntry.5 Counter32
        ipIfStatsHCInOctets ipIfStatsEntry.6 Counter64
        ipIfStatsInHdrErrors ipIfStatsEntry.7 Counter32
        ipIfStatsInNoRoutes ipIfStatsEntry.8 Counter32
        ipIfStatsInAddrErrors ipIfStatsEntry.9 Counter32
        ipIfStatsInUnknownProtos ipIfStatsEntry.10 Counter32
        ipIfStatsInTruncatedPkts ipIfStatsEntry.11 Counter32
        ipIfStatsInForwDatagrams ipIfStatsEntry.12 Counter32
        ipIfStatsHCInForwDatagrams ipIfStatsEntry.13 Counter64
        ipIfStatsReasmReqds ipIfStatsEntry.14 Counter32
        ipIfStatsReasmOKs ipIfStatsEntry.15 Counter32
        ipIfStatsReasmFails ipIfStatsEntry.16 Counter32
        ipIfStatsInDiscards ipIfStatsEntry.17 Counter32
        ipIfStatsInDelivers ipIfStatsEntry.18 Counter32
        ipIfStatsHCInDelivers ipIfStatsEntry.19 Counter64
        ipIfStatsOutRequests ipIfStatsEntry.20 Counter32
        ipIfStatsHCOutRequests ipIfStatsEntry.21 Counter64
        ipIfStatsOutForwDatagrams ipIfStatsEntry.23 Counter32
        ipIfStatsHCOutForwDatagrams ipIfStatsEntry.24 Counter64
        ipIfStatsOutDiscards ipIfStatsEntry.25 Counter32
        ipIfStatsOutFragReqds ipIfStatsEntry.26 Counter32
        ipIfStatsOutFragOKs ipIfStatsEntry.27 Counter32
        ipIfStatsOutFragFails ipIfStatsEntry.28 Counter32
        ipIfStatsOutFragCreates ipIfStatsEntry.29 Counter32
        ipIfStatsOutTransmits ipIfStatsEntry.30 Counter32
        ipIfStatsHCOutTransmits ipIfStatsEntry.31 Counter64
        ipIfStatsOutOctets ipIfStatsEntry.32 Counter32
        ipIfStatsHCOutOctets ipIfStatsEntry.33 Counter64
        ipIfStatsInMcastPkts ipIfStatsEntry.34 Counter32
        ipIfStatsHCInMcastPkts ipIfStatsEntry.35 Counter64
        ipIfStatsInMcastOctets ipIfStatsEntry.36 Counter32
        ipIfStatsHCInMcastOctets ipIfStatsEntry.37 Counter64
        ipIfStatsOutMcastPkts ipIfStatsEntry.38 Counter32
        ipIfStatsHCOutMcastPkts ipIfStatsEntry.39 Counter64
        ipIfStatsOutMcastOctets ipIfStatsEntry.40 Counter32
        ipIfStatsHCOutMcastOctets ipIfStatsEntry.41 Counter64
        ipIfStatsInBcastPkts ipIfStatsEntry.42 Counter32
        ipIfStatsHCInBcastPkts ipIfStatsEntry.43 Counter64
        ipIfStatsOutBcastPkts ipIfStatsEntry.44 Counter32
        ipIfStatsHCOutBcastPkts ipIfStatsEntry.45 Counter64
        ipIfStatsDiscontinuityTime ipIfStatsEntry.46 TimeStamp
        ipIfStatsRefreshRate ipIfStatsEntry.47 Unsigned32 "milli-seconds"
        ipAddressPrefixTable ip.32
        ipAddressPrefixEntry ipAddressPrefixTable.1 [ipAddressPrefixIfIndex ipAddressPrefixType \
        ipAddressPrefixPrefix ipAddressPrefixLength]
        ipAddressPrefixIfIndex ipAddressPrefixEntry.1 - Integer32
        ipAddressPrefixType ipAddressPrefixEntry.2 - InetAddressType
        ipAddressPrefixPrefix ipAddressPrefixEntry.3 - InetAddress
        ipAddressPrefixLength ipAddressPrefixEntry.4 - InetAddressPrefixLength
        ipAddressPrefixOrigin ipAddressPrefixEntry.5 IpAddressPrefixOriginTC
        ipAddressPrefixOnLinkFlag ipAddressPrefixEntry.6 TruthValue
        ipAddressPrefixAutonomousFlag ipAddressPrefixEntry.7 TruthValue
        ipAddressPrefixAdvPreferredLifetime ipAddressPrefixEntry.8 Unsigned32 "seconds"
        ipAddressPrefixAdvValidLifetime ipAddressPrefixEntry.9 Unsigned32 "seconds"
        ipAddressSpinLock ip.33 Integer32
        ipAddressTable ip.34
        ipAddressEntry ipAddressTable.1 [ipAddressAddrType ipAddressAddr]
        ipAddressAddrType ipAddressEntry.1 - InetAddressType
        ipAddressAddr ipAddressEntry.2 - InetAddress
        ipAddressIfIndex ipAddressEntry.3 Integer32
        ipAddressType ipAddressEntry.4 INTEGER {unicast=1 anycast=2 broadcast=3}
        ipAddressPrefix ipAddressEntry.5 OID
        ipAddressOrigin ipAddressEntry.6 IpAddressOriginTC
        ipAddressStatus ipAddressEntry.7 IpAddressStatusTC
        ipAddressCreated ipAddressEntry.8 TimeStamp
        ipAddressLastChanged ipAddressEntry.9 TimeStamp
        ipAddressRowStatus ipAddressEntry.10 RowStatus
        ipAddressStorageType ipAddressEntry.11 StorageType
        ipNetToPhysicalTable ip.35
        ipNetToPhysicalEntry ipNetToPhysicalTable.1 [ipNetToPhysicalIfIndex ipNetToPhysicalNetAddressType \
        ipNetToPhysicalNetAddress]
        ipNetToPhysicalIfIndex ipNetToPhysicalEntry.1 - Integer32
        ipNetToPhysicalNetAddressType ipNetToPhysicalEntry.2 - InetAddressType
        ipNetToPhysicalNetAddress ipNetToPhysicalEntry.3 - InetAddress
        ipNetToPhysicalPhysAddress ipNetToPhysicalEntry.4 PhysAddress
        ipNetToPhysicalLastUpdated ipNetToPhysicalEntry.5 TimeStamp
        ipNetToPhysicalType ipNetToPhysicalEntry.6 INTEGER {other=1 invalid=2 dynamic=3 static=4 local=5}
        ipNetToPhysicalState ipNetToPhysicalEntry.7 INTEGER {reachable=1 stale=2 delay=3 probe=4 invalid=5 \
        unknown=6 incomplete=7}
        ipNetToPhysicalRowStatus ipNetToPhysicalEntry.8 RowStatus
        ipv6ScopeZoneIndexTable ip.36
        ipv6ScopeZoneIndexEntry ipv6ScopeZoneIndexTable.1 [ipv6ScopeZoneIndexIfIndex]
        ipv6ScopeZoneIndexIfIndex ipv6ScopeZoneIndexEntry.1 - Integer32
        ipv6ScopeZoneIndexLinkLocal ipv6ScopeZoneIndexEntry.2 Unsigned32
        ipv6ScopeZoneIndex3 ipv6ScopeZoneIndexEntry.3 Unsigned32
        ipv6ScopeZoneIndexAdminLocal ipv6ScopeZoneIndexEntry.4 Unsigned32
        ipv6ScopeZoneIndexSiteLocal ipv6ScopeZoneIndexEntry.5 Unsigned32
        ipv6ScopeZoneIndex6 ipv6ScopeZoneIndexEntry.6 Unsigned32
        ipv6ScopeZoneIndex7 ipv6ScopeZoneIndexEntry.7 Unsigned32
        ipv6ScopeZoneIndexOrganizationLocal ipv6ScopeZoneIndexEntry.8 Unsigned32
        ipv6ScopeZoneIndex9 ipv6ScopeZoneIndexEntry.9 Unsigned32
        ipv6ScopeZoneIndexA ipv6ScopeZoneIndexEntry.10 Unsigned32
        ipv6ScopeZoneIndexB ipv6ScopeZoneIndexEntry.11 Unsigned32
        ipv6ScopeZoneIndexC ipv6ScopeZoneIndexEntry.12 Unsigned32
        ipv6ScopeZoneIndexD ipv6ScopeZoneIndexEntry.13 Unsigned32
        ipDefaultRouterTable ip.37
        ipDefaultRouterEntry ipDefaultRouterTable.1 [ipDefaultRouterAddressType ipDefaultRouterAddress \
        ipDefaultRouterIfIndex]
        ipDefaultRouterAddressType ipDefaultRouterEntry.1 - InetAddressType
        ipDefaultRouterAddress ipDefaultRouterEntry.2 - InetAddress
        ipDefaultRouterIfIndex ipDefaultRouterEntry.3 - Integer32
        ipDefaultRouterLifetime ipDefaultRouterEntry.4 Unsigned32 "seconds"
        ipDefaultRouterPreference ipDefaultRouterEntry.5 INTEGER {reserved=-2 low=-1 medium=0 high=1}
        ipv6RouterAdvertSpinLock ip.38 Integer32
        ipv6RouterAdvertTable ip.39
        ipv6RouterAdvertEntry ipv6RouterAdvertTable.1 [ipv6RouterAdvertIfIndex]
        ipv6RouterAdvertIfIndex ipv6RouterAdvertEntry.1 - Integer32
        ipv6RouterAdvertSendAdverts ipv6RouterAdvertEntry.2 TruthValue
        ipv6RouterAdvertMaxInterval ipv6RouterAdvertEntry.3 Unsigned32 "seconds"
        ipv6RouterAdvertMinInterval ipv6RouterAdvertEntry.4 Unsigned32 "seconds"
        ipv6RouterAdvertManagedFlag ipv6RouterAdvertEntry.5 TruthValue
        ipv6RouterAdvertOtherConfigFlag ipv6RouterAdvertEntry.6 TruthValue
        ipv6RouterAdvertLinkMTU ipv6RouterAdvertEntry.7 Unsigned32
        ipv6RouterAdvertReachableTime ipv6RouterAdvertEntry.8 Unsigned32 "milliseconds"
        ipv6RouterAdvertRetransmitTime ipv6RouterAdvertEntry.9 Unsigned32 "milliseconds"
        ipv6RouterAdvertCurHopLimit ipv6RouterAdvertEntry.10 Unsigned32
        ipv6RouterAdvertDefaultLifetime ipv6RouterAdvertEntry.11 Unsigned32 "seconds"
        ipv6RouterAdvertRowStatus ipv6RouterAdvertEntry.12 RowStatus
        icmp mib-2.5
        icmpInMsgs icmp.1 Counter32
        icmpInErrors icmp.2 Counter32
        icmpInDestUnreachs icmp.3 Counter32
        icmpInTimeExcds icmp.4 Counter32
        icmpInParmProbs icmp.5 Counter32
        icmpInSrcQuenchs icmp.6 Counter32
        icmpInRedirects icmp.7 Counter32
        icmpInEchos icmp.8 Counter32
        icmpInEchoReps icmp.9 Counter32
        icmpInTimestamps icmp.10 Counter32
        icmpInTimestampReps icmp.11 Counter32
        icmpInAddrMasks icmp.12 Counter32
        icmpInAddrMaskReps icmp.13 Counter32
        icmpOutMsgs icmp.14 Counter32
        icmpOutErrors icmp.15 Counter32
        icmpOutDestUnreachs icmp.16 Counter32
        icmpOutTimeExcds icmp.17 Counter32
        icmpOutParmProbs icmp.18 Counter32
        icmpOutSrcQuenchs icmp.19 Counter32
        icmpOutRedirects icmp.20 Counter32
        icmpOutEchos icmp.21 Counter32
        icmpOutEchoReps icmp.22 Counter32
        icmpOutTimestamps icmp.23 Counter32
        icmpOutTimestampReps icmp.24 Counter32
        icmpOutAddrMasks icmp.25 Counter32
        icmpOutAddrMaskReps icmp.26 Counter32
        icmpStatsTable icmp.29
        icmpStatsEntry icmpStatsTable.1 [icmpStatsIPVersion]
        icmpStatsIPVersion icmpStatsEntry.1 - InetVersion
        icmpStatsInMsgs icmpStatsEntry.2 Counter32
        icmpStatsInErrors icmpStatsEntry.3 Counter32
        icmpStatsOutMsgs icmpStatsEntry.4 Counter32
        icmpStatsOutErrors icmpStatsEntry.5 Counter32
        icmpMsgStatsTable icmp.30
        icmpMsgStatsEntry icmpMsgStatsTable.1 [icmpMsgStatsIPVersion icmpMsgStatsType]
        icmpMsgStatsIPVersion icmpMsgStatsEntry.1 - InetVersion
        icmpMsgStatsType icmpMsgStatsEntry.2 - Integer32
        icmpMsgStatsInPkts icmpMsgStatsEntry.3 Counter32
        icmpMsgStatsOutPkts icmpMsgStatsEntry.4 Counter32
        ipMIB mib-2.48
        """)
}
