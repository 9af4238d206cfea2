extension MIBModule {
    /// More of Power over Ethernet, by Cisco.
    static let ciscoPowerEthernetExtMIB = MIBModule(
        "CISCO-POWER-ETHERNET-EXT-MIB",
        """
        ciscoPowerEthernetExtMIB enterprises.9.9.402
        cpeExtMIBObjects ciscoPowerEthernetExtMIB.1
        cpeExtPsePortTable cpeExtMIBObjects.2
        cpeExtPsePortEntry cpeExtPsePortTable.1 [pethPsePortGroupIndex pethPsePortIndex]
        cpeExtPsePortEnable cpeExtPsePortEntry.1 INTEGER {auto=1 static=2 limit=3 disable=4}
        cpeExtPsePortDiscoverMode cpeExtPsePortEntry.2 INTEGER {unknown=1 off=2 ieee=3 cisco=4 ieeeAndCisco=5}
        cpeExtPsePortDeviceDetected cpeExtPsePortEntry.3 TruthValue
        cpeExtPsePortIeeePd cpeExtPsePortEntry.4 TruthValue
        cpeExtPsePortAdditionalStatus cpeExtPsePortEntry.5 BITS {deny=0 overdraw=1 overdrawLog=2}
        cpeExtPsePortPwrMax cpeExtPsePortEntry.6 Unsigned32 "milliwatts"
        cpeExtPsePortPwrAllocated cpeExtPsePortEntry.7 Unsigned32 "milliwatts"
        cpeExtPsePortPwrAvailable cpeExtPsePortEntry.8 Unsigned32 "milliwatts"
        cpeExtPsePortPwrConsumption cpeExtPsePortEntry.9 Unsigned32 "milliwatts"
        cpeExtPsePortMaxPwrDrawn cpeExtPsePortEntry.10 Unsigned32 "milliwatts"
        cpeExtPsePortEntPhyIndex cpeExtPsePortEntry.11 Integer32
        cpeExtPsePortPolicingCapable cpeExtPsePortEntry.12 TruthValue
        cpeExtPsePortPolicingEnable cpeExtPsePortEntry.13 INTEGER {on=1 off=2}
        cpeExtPsePortPolicingAction cpeExtPsePortEntry.14 INTEGER {deny=1 logOnly=2}
        cpeExtPsePortPwrManAlloc cpeExtPsePortEntry.15 Unsigned32 "milliwatts"
        cpeExtPsePortCapabilities cpeExtPsePortEntry.16 BITS {policing=0 poePlus=1}
        """)
}
