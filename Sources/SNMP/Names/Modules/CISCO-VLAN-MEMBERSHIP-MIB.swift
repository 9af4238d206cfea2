extension MIBModule {
    /// VLANs of ports, by Cisco.
    static let ciscoVlanMembershipMIB = MIBModule(
        "CISCO-VLAN-MEMBERSHIP-MIB",
        """
        ciscoVlanMembershipMIB enterprises.9.9.68
        ciscoVlanMembershipMIBObjects ciscoVlanMembershipMIB.1
        vmMembership ciscoVlanMembershipMIBObjects.2
        vmMembershipTable vmMembership.2
        vmMembershipEntry vmMembershipTable.1 [ifIndex]
        vmVlanType vmMembershipEntry.1 INTEGER {static=1 dynamic=2 multiVlan=3}
        vmVlan vmMembershipEntry.2 Integer32
        vmPortStatus vmMembershipEntry.3 INTEGER {inactive=1 active=2 shutdown=3}
        vmVlans vmMembershipEntry.4 OCTETS
        vmVlans2k vmMembershipEntry.5 OCTETS
        vmVlans3k vmMembershipEntry.6 OCTETS
        vmVlans4k vmMembershipEntry.7 OCTETS
        """)
}
