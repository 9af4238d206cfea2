extension MIBModule {
    /// Members of a stack, by Cisco.
    static let ciscoStackwiseMIB = MIBModule(
        "CISCO-STACKWISE-MIB",
        """
        ciscoStackWiseMIB enterprises.9.9.500
        ciscoStackWiseMIBObjects ciscoStackWiseMIB.1
        cswGlobals ciscoStackWiseMIBObjects.1
        cswMaxSwitchNum cswGlobals.1 Unsigned32
        cswMaxSwitchConfigPriority cswGlobals.2 Unsigned32
        cswRingRedundant cswGlobals.3 TruthValue
        cswEnableStackNotifications cswGlobals.4 TruthValue
        cswEnableIndividualStackNotifications cswGlobals.5 BITS {stackPortChange=0 stackNewMaster=1 \
        stackMismatch=2 stackRingRedundant=3 stackNewMember=4 stackMemberRemoved=5 \
        stackPowerLinkStatusChanged=6 stackPowerPortOperStatusChanged=7 stackPowerVersionMismatch=8 \
        stackPowerInvalidTopology=9 stackPowerBudgetWarning=10 stackPowerInvalidInputCurrent=11 \
        stackPowerInvalidOutputCurrent=12 stackPowerUnderBudget=13 stackPowerUnbalancedPowerSupplies=14 \
        stackPowerInsufficientPower=15 stackPowerPriorityConflict=16 stackPowerUnderVoltage=17 stackPowerGLS=18 \
        stackPowerILS=19 stackPowerSRLS=20 stackPowerSSLS=21 stackMemberToBeReloadedForUpgrade=22}
        cswStackDomainNum cswGlobals.6 Unsigned32
        cswStackType cswGlobals.7 Unsigned32
        cswStackBandWidth cswGlobals.8 Unsigned32
        cswStackInfo ciscoStackWiseMIBObjects.2
        cswSwitchInfoTable cswStackInfo.1
        cswSwitchInfoEntry cswSwitchInfoTable.1 [entPhysicalIndex]
        cswSwitchNumCurrent cswSwitchInfoEntry.1 Unsigned32
        cswSwitchNumNextReload cswSwitchInfoEntry.2 Unsigned32
        cswSwitchRole cswSwitchInfoEntry.3 INTEGER {master=1 member=2 notMember=3 standby=4}
        cswSwitchSwPriority cswSwitchInfoEntry.4 Unsigned32
        cswSwitchHwPriority cswSwitchInfoEntry.5 Unsigned32
        cswSwitchState cswSwitchInfoEntry.6 INTEGER {waiting=1 progressing=2 added=3 ready=4 sdmMismatch=5 \
        verMismatch=6 featureMismatch=7 newMasterInit=8 provisioned=9 invalid=10 removed=11}
        cswSwitchMacAddress cswSwitchInfoEntry.7 MacAddress
        cswSwitchSoftwareImage cswSwitchInfoEntry.8 SnmpAdminString
        cswSwitchPowerBudget cswSwitchInfoEntry.9 Unsigned32 "Watts"
        cswSwitchPowerCommited cswSwitchInfoEntry.10 Unsigned32 "Watts"
        cswSwitchSystemPowerPriority cswSwitchInfoEntry.11 Unsigned32
        cswSwitchPoeDevicesLowPriority cswSwitchInfoEntry.12 Unsigned32
        cswSwitchPoeDevicesHighPriority cswSwitchInfoEntry.13 Unsigned32
        cswSwitchPowerAllocated cswSwitchInfoEntry.14 Unsigned32 "Watts"
        cswStackPortInfoTable cswStackInfo.2
        cswStackPortInfoEntry cswStackPortInfoTable.1 [ifIndex]
        cswStackPortOperStatus cswStackPortInfoEntry.1 INTEGER {up=1 down=2 forcedDown=3}
        cswStackPortNeighbor cswStackPortInfoEntry.2 Integer32
        """)
}
