extension MIBModule {
    /// Ports, spanning tree and forwarding table of a bridge (RFC 4188).
    static let bridgeMIB = MIBModule(
        "BRIDGE-MIB",
        """
        dot1dBridge mib-2.17
        dot1dNotifications dot1dBridge.0
        newRoot dot1dNotifications.1 NOTIFICATION
        topologyChange dot1dNotifications.2 NOTIFICATION
        dot1dBase dot1dBridge.1
        dot1dBaseBridgeAddress dot1dBase.1 MacAddress
        dot1dBaseNumPorts dot1dBase.2 Integer32 "ports"
        dot1dBaseType dot1dBase.3 INTEGER {unknown=1 transparent-only=2 sourceroute-only=3 srt=4}
        dot1dBasePortTable dot1dBase.4
        dot1dBasePortEntry dot1dBasePortTable.1 [dot1dBasePort]
        dot1dBasePort dot1dBasePortEntry.1 Integer32
        dot1dBasePortIfIndex dot1dBasePortEntry.2 Integer32
        dot1dBasePortCircuit dot1dBasePortEntry.3 OID
        dot1dBasePortDelayExceededDiscards dot1dBasePortEntry.4 Counter32
        dot1dBasePortMtuExceededDiscards dot1dBasePortEntry.5 Counter32
        dot1dStp dot1dBridge.2
        dot1dStpProtocolSpecification dot1dStp.1 INTEGER {unknown=1 decLb100=2 ieee8021d=3}
        dot1dStpPriority dot1dStp.2 Integer32
        dot1dStpTimeSinceTopologyChange dot1dStp.3 TimeTicks "centi-seconds"
        dot1dStpTopChanges dot1dStp.4 Counter32
        dot1dStpDesignatedRoot dot1dStp.5 BridgeId
        dot1dStpRootCost dot1dStp.6 Integer32
        dot1dStpRootPort dot1dStp.7 Integer32
        dot1dStpMaxAge dot1dStp.8 Integer32 "centi-seconds"
        dot1dStpHelloTime dot1dStp.9 Integer32 "centi-seconds"
        dot1dStpHoldTime dot1dStp.10 Integer32 "centi-seconds"
        dot1dStpForwardDelay dot1dStp.11 Integer32 "centi-seconds"
        dot1dStpBridgeMaxAge dot1dStp.12 Integer32 "centi-seconds"
        dot1dStpBridgeHelloTime dot1dStp.13 Integer32 "centi-seconds"
        dot1dStpBridgeForwardDelay dot1dStp.14 Integer32 "centi-seconds"
        dot1dStpPortTable dot1dStp.15
        dot1dStpPortEntry dot1dStpPortTable.1 [dot1dStpPort]
        dot1dStpPort dot1dStpPortEntry.1 Integer32
        dot1dStpPortPriority dot1dStpPortEntry.2 Integer32
        dot1dStpPortState dot1dStpPortEntry.3 INTEGER {disabled=1 blocking=2 listening=3 learning=4 \
        forwarding=5 broken=6}
        dot1dStpPortEnable dot1dStpPortEntry.4 INTEGER {enabled=1 disabled=2}
        dot1dStpPortPathCost dot1dStpPortEntry.5 Integer32
        dot1dStpPortDesignatedRoot dot1dStpPortEntry.6 BridgeId
        dot1dStpPortDesignatedCost dot1dStpPortEntry.7 Integer32
        dot1dStpPortDesignatedBridge dot1dStpPortEntry.8 BridgeId
        dot1dStpPortDesignatedPort dot1dStpPortEntry.9 OCTETS(2)
        dot1dStpPortForwardTransitions dot1dStpPortEntry.10 Counter32
        dot1dStpPortPathCost32 dot1dStpPortEntry.11 Integer32
        dot1dSr dot1dBridge.3
        dot1dTp dot1dBridge.4
        dot1dTpLearnedEntryDiscards dot1dTp.1 Counter32
        dot1dTpAgingTime dot1dTp.2 Integer32 "seconds"
        dot1dTpFdbTable dot1dTp.3
        dot1dTpFdbEntry dot1dTpFdbTable.1 [dot1dTpFdbAddress]
        dot1dTpFdbAddress dot1dTpFdbEntry.1 MacAddress
        dot1dTpFdbPort dot1dTpFdbEntry.2 Integer32
        dot1dTpFdbStatus dot1dTpFdbEntry.3 INTEGER {other=1 invalid=2 learned=3 self=4 mgmt=5}
        dot1dTpPortTable dot1dTp.4
        dot1dTpPortEntry dot1dTpPortTable.1 [dot1dTpPort]
        dot1dTpPort dot1dTpPortEntry.1 Integer32
        dot1dTpPortMaxInfo dot1dTpPortEntry.2 Integer32 "bytes"
        dot1dTpPortInFrames dot1dTpPortEntry.3 Counter32 "frames"
        dot1dTpPortOutFrames dot1dTpPortEntry.4 Counter32 "frames"
        dot1dTpPortInDiscards dot1dTpPortEntry.5 Counter32 "frames"
        dot1dStatic dot1dBridge.5
        dot1dStaticTable dot1dStatic.1
        dot1dStaticEntry dot1dStaticTable.1 [dot1dStaticAddress dot1dStaticReceivePort]
        dot1dStaticAddress dot1dStaticEntry.1 MacAddress
        dot1dStaticReceivePort dot1dStaticEntry.2 Integer32
        dot1dStaticAllowedToGoTo dot1dStaticEntry.3 OCTETS
        dot1dStaticStatus dot1dStaticEntry.4 INTEGER {other=1 invalid=2 permanent=3 deleteOnReset=4 \
        deleteOnTimeout=5}
        """)
}
