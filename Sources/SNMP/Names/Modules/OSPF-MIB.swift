extension MIBModule {
    /// Interfaces and neighbours of OSPF (RFC 4750).
    static let ospfMIB = MIBModule(
        "OSPF-MIB",
        """
        ospf mib-2.14
        ospfGeneralGroup ospf.1
        ospfRouterId ospfGeneralGroup.1 IpAddress
        ospfAdminStat ospfGeneralGroup.2 Status
        ospfVersionNumber ospfGeneralGroup.3 INTEGER {version2=2}
        ospfAreaBdrRtrStatus ospfGeneralGroup.4 TruthValue
        ospfASBdrRtrStatus ospfGeneralGroup.5 TruthValue
        ospfExternLsaCount ospfGeneralGroup.6 Gauge32
        ospfExternLsaCksumSum ospfGeneralGroup.7 Integer32
        ospfTOSSupport ospfGeneralGroup.8 TruthValue
        ospfOriginateNewLsas ospfGeneralGroup.9 Counter32
        ospfRxNewLsas ospfGeneralGroup.10 Counter32
        ospfExtLsdbLimit ospfGeneralGroup.11 Integer32
        ospfMulticastExtensions ospfGeneralGroup.12 Integer32
        ospfExitOverflowInterval ospfGeneralGroup.13 Integer32
        ospfDemandExtensions ospfGeneralGroup.14 TruthValue
        ospfRFC1583Compatibility ospfGeneralGroup.15 TruthValue
        ospfOpaqueLsaSupport ospfGeneralGroup.16 TruthValue
        ospfReferenceBandwidth ospfGeneralGroup.17 Unsigned32 "kilobits per second"
        ospfRestartSupport ospfGeneralGroup.18 INTEGER {none=1 plannedOnly=2 plannedAndUnplanned=3}
        ospfRestartInterval ospfGeneralGroup.19 Integer32 "seconds"
        ospfRestartStrictLsaChecking ospfGeneralGroup.20 TruthValue
        ospfRestartStatus ospfGeneralGroup.21 INTEGER {notRestarting=1 plannedRestart=2 unplannedRestart=3}
        ospfRestartAge ospfGeneralGroup.22 Unsigned32 "seconds"
        ospfRestartExitReason ospfGeneralGroup.23 INTEGER {none=1 inProgress=2 completed=3 timedOut=4 \
        topologyChanged=5}
        ospfAsLsaCount ospfGeneralGroup.24 Gauge32
        ospfAsLsaCksumSum ospfGeneralGroup.25 Unsigned32
        ospfStubRouterSupport ospfGeneralGroup.26 TruthValue
        ospfStubRouterAdvertisement ospfGeneralGroup.27 INTEGER {doNotAdvertise=1 advertise=2}
        ospfDiscontinuityTime ospfGeneralGroup.28 TimeStamp
        ospfAreaTable ospf.2
        ospfAreaEntry ospfAreaTable.1 [ospfAreaId]
        ospfAreaId ospfAreaEntry.1 IpAddress
        ospfImportAsExtern ospfAreaEntry.3 INTEGER {importExternal=1 importNoExternal=2 importNssa=3}
        ospfSpfRuns ospfAreaEntry.4 Counter32
        ospfAreaBdrRtrCount ospfAreaEntry.5 Gauge32
        ospfAsBdrRtrCount ospfAreaEntry.6 Gauge32
        ospfAreaLsaCount ospfAreaEntry.7 Gauge32
        ospfAreaLsaCksumSum ospfAreaEntry.8 Integer32
        ospfAreaSummary ospfAreaEntry.9 INTEGER {noAreaSummary=1 sendAreaSummary=2}
        ospfAreaStatus ospfAreaEntry.10 RowStatus
        ospfAreaNssaTranslatorRole ospfAreaEntry.11 INTEGER {always=1 candidate=2}
        ospfAreaNssaTranslatorState ospfAreaEntry.12 INTEGER {enabled=1 elected=2 disabled=3}
        ospfAreaNssaTranslatorStabilityInterval ospfAreaEntry.13 Integer32 "seconds"
        ospfAreaNssaTranslatorEvents ospfAreaEntry.14 Counter32
        ospfIfTable ospf.7
        ospfIfEntry ospfIfTable.1 [ospfIfIpAddress ospfAddressLessIf]
        ospfIfIpAddress ospfIfEntry.1 IpAddress
        ospfAddressLessIf ospfIfEntry.2 Integer32
        ospfIfAreaId ospfIfEntry.3 IpAddress
        ospfIfType ospfIfEntry.4 INTEGER {broadcast=1 nbma=2 pointToPoint=3 pointToMultipoint=5}
        ospfIfAdminStat ospfIfEntry.5 Status
        ospfIfRtrPriority ospfIfEntry.6 Integer32
        ospfIfTransitDelay ospfIfEntry.7 Integer32 "seconds"
        ospfIfRetransInterval ospfIfEntry.8 Integer32 "seconds"
        ospfIfHelloInterval ospfIfEntry.9 Integer32 "seconds"
        ospfIfRtrDeadInterval ospfIfEntry.10 Integer32 "seconds"
        ospfIfPollInterval ospfIfEntry.11 Integer32 "seconds"
        ospfIfState ospfIfEntry.12 INTEGER {down=1 loopback=2 waiting=3 pointToPoint=4 designatedRouter=5 \
        backupDesignatedRouter=6 otherDesignatedRouter=7}
        ospfIfDesignatedRouter ospfIfEntry.13 IpAddress
        ospfIfBackupDesignatedRouter ospfIfEntry.14 IpAddress
        ospfIfEvents ospfIfEntry.15 Counter32
        ospfIfAuthKey ospfIfEntry.16 OCTETS
        ospfIfStatus ospfIfEntry.17 RowStatus
        ospfIfMulticastForwarding ospfIfEntry.18 INTEGER {blocked=1 multicast=2 unicast=3}
        ospfIfDemand ospfIfEntry.19 TruthValue
        ospfIfAuthType ospfIfEntry.20 OspfAuthenticationType
        ospfIfLsaCount ospfIfEntry.21 Gauge32
        ospfIfLsaCksumSum ospfIfEntry.22 Unsigned32
        ospfIfDesignatedRouterId ospfIfEntry.23 IpAddress
        ospfIfBackupDesignatedRouterId ospfIfEntry.24 IpAddress
        ospfNbrTable ospf.10
        ospfNbrEntry ospfNbrTable.1 [ospfNbrIpAddr ospfNbrAddressLessIndex]
        ospfNbrIpAddr ospfNbrEntry.1 IpAddress
        ospfNbrAddressLessIndex ospfNbrEntry.2 Integer32
        ospfNbrRtrId ospfNbrEntry.3 IpAddress
        ospfNbrOptions ospfNbrEntry.4 Integer32
        ospfNbrPriority ospfNbrEntry.5 Integer32
        ospfNbrState ospfNbrEntry.6 INTEGER {down=1 attempt=2 init=3 twoWay=4 exchangeStart=5 exchange=6 \
        loading=7 full=8}
        ospfNbrEvents ospfNbrEntry.7 Counter32
        ospfNbrLsRetransQLen ospfNbrEntry.8 Gauge32
        ospfNbmaNbrStatus ospfNbrEntry.9 RowStatus
        ospfNbmaNbrPermanence ospfNbrEntry.10 INTEGER {dynamic=1 permanent=2}
        ospfNbrHelloSuppressed ospfNbrEntry.11 TruthValue
        ospfNbrRestartHelperStatus ospfNbrEntry.12 INTEGER {notHelping=1 helping=2}
        ospfNbrRestartHelperAge ospfNbrEntry.13 Unsigned32 "seconds"
        ospfNbrRestartHelperExitReason ospfNbrEntry.14 INTEGER {none=1 inProgress=2 completed=3 timedOut=4 \
        topologyChanged=5}
        """)
}
