extension MIBModule {
    /// Aggregated links (IEEE 802.3ad).
    static let ieee8023LagMIB = MIBModule(
        "IEEE8023-LAG-MIB",
        """
        lagMIB 1.2.840.10006.300.43
        lagMIBObjects lagMIB.1
        dot3adAgg lagMIBObjects.1
        dot3adAggTable dot3adAgg.1
        dot3adAggEntry dot3adAggTable.1 [dot3adAggIndex]
        dot3adAggIndex dot3adAggEntry.1 - Integer32
        dot3adAggMACAddress dot3adAggEntry.2 MacAddress
        dot3adAggActorSystemPriority dot3adAggEntry.3 Integer32
        dot3adAggActorSystemID dot3adAggEntry.4 MacAddress
        dot3adAggAggregateOrIndividual dot3adAggEntry.5 TruthValue
        dot3adAggActorAdminKey dot3adAggEntry.6 Integer32
        dot3adAggActorOperKey dot3adAggEntry.7 Integer32
        dot3adAggPartnerSystemID dot3adAggEntry.8 MacAddress
        dot3adAggPartnerSystemPriority dot3adAggEntry.9 Integer32
        dot3adAggPartnerOperKey dot3adAggEntry.10 Integer32
        dot3adAggCollectorMaxDelay dot3adAggEntry.11 Integer32
        dot3adAggPortListTable dot3adAgg.2
        dot3adAggPortListEntry dot3adAggPortListTable.1 [dot3adAggIndex]
        dot3adAggPortListPorts dot3adAggPortListEntry.1 OCTETS
        dot3adAggPort lagMIBObjects.2
        dot3adAggPortTable dot3adAggPort.1
        dot3adAggPortEntry dot3adAggPortTable.1 [dot3adAggPortIndex]
        dot3adAggPortIndex dot3adAggPortEntry.1 - Integer32
        dot3adAggPortActorSystemPriority dot3adAggPortEntry.2 Integer32
        dot3adAggPortActorSystemID dot3adAggPortEntry.3 MacAddress
        dot3adAggPortActorAdminKey dot3adAggPortEntry.4 Integer32
        dot3adAggPortActorOperKey dot3adAggPortEntry.5 Integer32
        dot3adAggPortPartnerAdminSystemPriority dot3adAggPortEntry.6 Integer32
        dot3adAggPortPartnerOperSystemPriority dot3adAggPortEntry.7 Integer32
        dot3adAggPortPartnerAdminSystemID dot3adAggPortEntry.8 MacAddress
        dot3adAggPortPartnerOperSystemID dot3adAggPortEntry.9 MacAddress
        dot3adAggPortPartnerAdminKey dot3adAggPortEntry.10 Integer32
        dot3adAggPortPartnerOperKey dot3adAggPortEntry.11 Integer32
        dot3adAggPortSelectedAggID dot3adAggPortEntry.12 Integer32
        dot3adAggPortAttachedAggID dot3adAggPortEntry.13 Integer32
        dot3adAggPortActorPort dot3adAggPortEntry.14 Integer32
        dot3adAggPortActorPortPriority dot3adAggPortEntry.15 Integer32
        dot3adAggPortPartnerAdminPort dot3adAggPortEntry.16 Integer32
        dot3adAggPortPartnerOperPort dot3adAggPortEntry.17 Integer32
        dot3adAggPortPartnerAdminPortPriority dot3adAggPortEntry.18 Integer32
        dot3adAggPortPartnerOperPortPriority dot3adAggPortEntry.19 Integer32
        dot3adAggPortActorAdminState dot3adAggPortEntry.20 LacpState
        dot3adAggPortActorOperState dot3adAggPortEntry.21 LacpState
        dot3adAggPortPartnerAdminState dot3adAggPortEntry.22 LacpState
        dot3adAggPortPartnerOperState dot3adAggPortEntry.23 LacpState
        dot3adAggPortAggregateOrIndividual dot3adAggPortEntry.24 TruthValue
        dot3adTablesLastChanged lagMIBObjects.3 TimeTicks
        """)
}
