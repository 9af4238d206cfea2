extension MIBModule {
    /// VLANs of a bridge (RFC 4363).
    static let qBridgeMIB = MIBModule(
        "Q-BRIDGE-MIB",
        """
        qBridgeMIB mib-2.17.7
        qBridgeMIBObjects qBridgeMIB.1
        dot1qBase qBridgeMIBObjects.1
        dot1qVlanVersionNumber dot1qBase.1 INTEGER {version1=1}
        dot1qMaxVlanId dot1qBase.2 Integer32
        dot1qMaxSupportedVlans dot1qBase.3 Unsigned32
        dot1qNumVlans dot1qBase.4 Unsigned32
        dot1qGvrpStatus dot1qBase.5 EnabledStatus
        dot1qTp qBridgeMIBObjects.2
        dot1qFdbTable dot1qTp.1
        dot1qFdbEntry dot1qFdbTable.1 [dot1qFdbId]
        dot1qFdbId dot1qFdbEntry.1 - Unsigned32
        dot1qFdbDynamicCount dot1qFdbEntry.2 Counter32
        dot1qTpFdbTable dot1qTp.2
        dot1qTpFdbEntry dot1qTpFdbTable.1 [dot1qFdbId dot1qTpFdbAddress]
        dot1qTpFdbAddress dot1qTpFdbEntry.1 - MacAddress
        dot1qTpFdbPort dot1qTpFdbEntry.2 Integer32
        dot1qTpFdbStatus dot1qTpFdbEntry.3 INTEGER {other=1 invalid=2 learned=3 self=4 mgmt=5}
        dot1qTpGroupTable dot1qTp.3
        dot1qTpGroupEntry dot1qTpGroupTable.1 [dot1qVlanIndex dot1qTpGroupAddress]
        dot1qTpGroupAddress dot1qTpGroupEntry.1 - MacAddress
        dot1qTpGroupEgressPorts dot1qTpGroupEntry.2 OCTETS
        dot1qTpGroupLearnt dot1qTpGroupEntry.3 OCTETS
        dot1qForwardAllTable dot1qTp.4
        dot1qForwardAllEntry dot1qForwardAllTable.1 [dot1qVlanIndex]
        dot1qForwardAllPorts dot1qForwardAllEntry.1 OCTETS
        dot1qForwardAllStaticPorts dot1qForwardAllEntry.2 OCTETS
        dot1qForwardAllForbiddenPorts dot1qForwardAllEntry.3 OCTETS
        dot1qForwardUnregisteredTable dot1qTp.5
        dot1qForwardUnregisteredEntry dot1qForwardUnregisteredTable.1 [dot1qVlanIndex]
        dot1qForwardUnregisteredPorts dot1qForwardUnregisteredEntry.1 OCTETS
        dot1qForwardUnregisteredStaticPorts dot1qForwardUnregisteredEntry.2 OCTETS
        dot1qForwardUnregisteredForbiddenPorts dot1qForwardUnregisteredEntry.3 OCTETS
        dot1qStatic qBridgeMIBObjects.3
        dot1qStaticUnicastTable dot1qStatic.1
        dot1qStaticUnicastEntry dot1qStaticUnicastTable.1 [dot1qFdbId dot1qStaticUnicastAddress \
        dot1qStaticUnicastReceivePort]
        dot1qStaticUnicastAddress dot1qStaticUnicastEntry.1 - MacAddress
        dot1qStaticUnicastReceivePort dot1qStaticUnicastEntry.2 - Integer32
        dot1qStaticUnicastAllowedToGoTo dot1qStaticUnicastEntry.3 OCTETS
        dot1qStaticUnicastStatus dot1qStaticUnicastEntry.4 INTEGER {other=1 invalid=2 permanent=3 \
        deleteOnReset=4 deleteOnTimeout=5}
        dot1qStaticMulticastTable dot1qStatic.2
        dot1qStaticMulticastEntry dot1qStaticMulticastTable.1 [dot1qVlanIndex dot1qStaticMulticastAddress \
        dot1qStaticMulticastReceivePort]
        dot1qStaticMulticastAddress dot1qStaticMulticastEntry.1 - MacAddress
        dot1qStaticMulticastReceivePort dot1qStaticMulticastEntry.2 - Integer32
        dot1qStaticMulticastStaticEgressPorts dot1qStaticMulticastEntry.3 OCTETS
        dot1qStaticMulticastForbiddenEgressPorts dot1qStaticMulticastEntry.4 OCTETS
        dot1qStaticMulticastStatus dot1qStaticMulticastEntry.5 INTEGER {other=1 invalid=2 permanent=3 \
        deleteOnReset=4 deleteOnTimeout=5}
        dot1qVlan qBridgeMIBObjects.4
        dot1qVlanNumDeletes dot1qVlan.1 Counter32
        dot1qVlanCurrentTable dot1qVlan.2
        dot1qVlanCurrentEntry dot1qVlanCurrentTable.1 [dot1qVlanTimeMark dot1qVlanIndex]
        dot1qVlanTimeMark dot1qVlanCurrentEntry.1 - TimeTicks
        dot1qVlanIndex dot1qVlanCurrentEntry.2 - Unsigned32
        dot1qVlanFdbId dot1qVlanCurrentEntry.3 Unsigned32
        dot1qVlanCurrentEgressPorts dot1qVlanCurrentEntry.4 OCTETS
        dot1qVlanCurrentUntaggedPorts dot1qVlanCurrentEntry.5 OCTETS
        dot1qVlanStatus dot1qVlanCurrentEntry.6 INTEGER {other=1 permanent=2 dynamicGvrp=3}
        dot1qVlanCreationTime dot1qVlanCurrentEntry.7 TimeTicks
        dot1qVlanStaticTable dot1qVlan.3
        dot1qVlanStaticEntry dot1qVlanStaticTable.1 [dot1qVlanIndex]
        dot1qVlanStaticName dot1qVlanStaticEntry.1 SnmpAdminString
        dot1qVlanStaticEgressPorts dot1qVlanStaticEntry.2 OCTETS
        dot1qVlanForbiddenEgressPorts dot1qVlanStaticEntry.3 OCTETS
        dot1qVlanStaticUntaggedPorts dot1qVlanStaticEntry.4 OCTETS
        dot1qVlanStaticRowStatus dot1qVlanStaticEntry.5 RowStatus
        dot1qNextFreeLocalVlanIndex dot1qVlan.4 Integer32
        dot1qPortVlanTable dot1qVlan.5
        dot1qPortVlanEntry dot1qPortVlanTable.1 [dot1dBasePort]
        dot1qPvid dot1qPortVlanEntry.1 Unsigned32
        dot1qPortAcceptableFrameTypes dot1qPortVlanEntry.2 INTEGER {admitAll=1 admitOnlyVlanTagged=2}
        dot1qPortIngressFiltering dot1qPortVlanEntry.3 TruthValue
        dot1qPortGvrpStatus dot1qPortVlanEntry.4 EnabledStatus
        dot1qPortGvrpFailedRegistrations dot1qPortVlanEntry.5 Counter32
        dot1qPortGvrpLastPduOrigin dot1qPortVlanEntry.6 MacAddress
        dot1qPortRestrictedVlanRegistration dot1qPortVlanEntry.7 TruthValue
        dot1qPortVlanStatisticsTable dot1qVlan.6
        dot1qPortVlanStatisticsEntry dot1qPortVlanStatisticsTable.1 [dot1dBasePort dot1qVlanIndex]
        dot1qTpVlanPortInFrames dot1qPortVlanStatisticsEntry.1 Counter32
        dot1qTpVlanPortOutFrames dot1qPortVlanStatisticsEntry.2 Counter32
        dot1qTpVlanPortInDiscards dot1qPortVlanStatisticsEntry.3 Counter32
        dot1qTpVlanPortInOverflowFrames dot1qPortVlanStatisticsEntry.4 Counter32
        dot1qTpVlanPortOutOverflowFrames dot1qPortVlanStatisticsEntry.5 Counter32
        dot1qTpVlanPortInOverflowDiscards dot1qPortVlanStatisticsEntry.6 Counter32
        dot1qPortVlanHCStatisticsTable dot1qVlan.7
        dot1qPortVlanHCStatisticsEntry dot1qPortVlanHCStatisticsTable.1 [dot1dBasePort dot1qVlanIndex]
        dot1qTpVlanPortHCInFrames dot1qPortVlanHCStatisticsEntry.1 Counter64
        dot1qTpVlanPortHCOutFrames dot1qPortVlanHCStatisticsEntry.2 Counter64
        dot1qTpVlanPortHCInDiscards dot1qPortVlanHCStatisticsEntry.3 Counter64
        dot1qLearningConstraintsTable dot1qVlan.8
        dot1qLearningConstraintsEntry dot1qLearningConstraintsTable.1 [dot1qConstraintVlan dot1qConstraintSet]
        dot1qConstraintVlan dot1qLearningConstraintsEntry.1 - Unsigned32
        dot1qConstraintSet dot1qLearningConstraintsEntry.2 - Integer32
        dot1qConstraintType dot1qLearningConstraintsEntry.3 INTEGER {independent=1 shared=2}
        dot1qConstraintStatus dot1qLearningConstraintsEntry.4 RowStatus
        dot1qConstraintSetDefault dot1qVlan.9 Integer32
        dot1qConstraintTypeDefault dot1qVlan.10 INTEGER {independent=1 shared=2}
        """)
}
