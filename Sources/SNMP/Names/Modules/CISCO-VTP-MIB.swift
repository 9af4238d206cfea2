extension MIBModule {
    /// VLANs, by Cisco.
    static let ciscoVtpMIB = MIBModule(
        "CISCO-VTP-MIB",
        """
        ciscoVtpMIB enterprises.9.9.46
        vtpMIBObjects ciscoVtpMIB.1
        vlanManagementDomains vtpMIBObjects.2
        managementDomainTable vlanManagementDomains.1
        managementDomainEntry managementDomainTable.1 [managementDomainIndex]
        managementDomainIndex managementDomainEntry.1 - Integer32
        vlanInfo vtpMIBObjects.3
        vtpVlanTable vlanInfo.1
        vtpVlanEntry vtpVlanTable.1 [managementDomainIndex vtpVlanIndex]
        vtpVlanIndex vtpVlanEntry.1 - Integer32
        vtpVlanState vtpVlanEntry.2 INTEGER {operational=1 suspended=2 mtuTooBigForDevice=3 mtuTooBigForTrunk=4}
        vtpVlanType vtpVlanEntry.3 VlanType
        vtpVlanName vtpVlanEntry.4 DisplayString
        vtpVlanMtu vtpVlanEntry.5 Integer32
        vtpVlanDot10Said vtpVlanEntry.6 OCTETS(4)
        vtpVlanRingNumber vtpVlanEntry.7 Integer32
        vtpVlanBridgeNumber vtpVlanEntry.8 Integer32
        vtpVlanStpType vtpVlanEntry.9 INTEGER {ieee=1 ibm=2 hybrid=3}
        vtpVlanParentVlan vtpVlanEntry.10 Integer32
        vtpVlanTranslationalVlan1 vtpVlanEntry.11 Integer32
        vtpVlanTranslationalVlan2 vtpVlanEntry.12 Integer32
        vtpVlanBridgeType vtpVlanEntry.13 INTEGER {srt=1 srb=2}
        vtpVlanAreHopCount vtpVlanEntry.14 Integer32
        vtpVlanSteHopCount vtpVlanEntry.15 Integer32
        vtpVlanIsCRFBackup vtpVlanEntry.16 TruthValue
        vtpVlanTypeExt vtpVlanEntry.17 VlanTypeExt
        vtpVlanIfIndex vtpVlanEntry.18 Integer32
        """)
}
