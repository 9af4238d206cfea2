extension MIBModule {
    /// Power and state of parts that can be replaced, by Cisco.
    static let ciscoEntityFruControlMIB = MIBModule(
        "CISCO-ENTITY-FRU-CONTROL-MIB",
        """
        ciscoEntityFRUControlMIB enterprises.9.9.117
        cefcMIBObjects ciscoEntityFRUControlMIB.1
        cefcFRUPower cefcMIBObjects.1
        cefcFRUPowerSupplyGroupTable cefcFRUPower.1
        cefcFRUPowerSupplyGroupEntry cefcFRUPowerSupplyGroupTable.1 [entPhysicalIndex]
        cefcPowerRedundancyMode cefcFRUPowerSupplyGroupEntry.1 PowerRedundancyType
        cefcPowerUnits cefcFRUPowerSupplyGroupEntry.2 DisplayString
        cefcTotalAvailableCurrent cefcFRUPowerSupplyGroupEntry.3 Integer32
        cefcTotalDrawnCurrent cefcFRUPowerSupplyGroupEntry.4 Integer32
        cefcPowerRedundancyOperMode cefcFRUPowerSupplyGroupEntry.5 PowerRedundancyType
        cefcPowerNonRedundantReason cefcFRUPowerSupplyGroupEntry.6 INTEGER {notApplicable=1 unknown=2 \
        singleSupply=3 mismatchedSupplies=4 supplyError=5}
        cefcTotalDrawnInlineCurrent cefcFRUPowerSupplyGroupEntry.7 Integer32
        cefcFRUPowerStatusTable cefcFRUPower.2
        cefcFRUPowerStatusEntry cefcFRUPowerStatusTable.1 [entPhysicalIndex]
        cefcFRUPowerAdminStatus cefcFRUPowerStatusEntry.1 PowerAdminType
        cefcFRUPowerOperStatus cefcFRUPowerStatusEntry.2 PowerOperType
        cefcFRUCurrent cefcFRUPowerStatusEntry.3 Integer32
        cefcFRUPowerCapability cefcFRUPowerStatusEntry.4 BITS {realTimeCurrent=0}
        cefcFRURealTimeCurrent cefcFRUPowerStatusEntry.5 Integer32
        cefcModule cefcMIBObjects.2
        cefcModuleTable cefcModule.1
        cefcModuleEntry cefcModuleTable.1 [entPhysicalIndex]
        cefcModuleAdminStatus cefcModuleEntry.1 ModuleAdminType
        cefcModuleOperStatus cefcModuleEntry.2 ModuleOperType
        cefcModuleResetReason cefcModuleEntry.3 ModuleResetReasonType
        cefcModuleStatusLastChangeTime cefcModuleEntry.4 TimeStamp
        cefcModuleLastClearConfigTime cefcModuleEntry.5 TimeStamp
        cefcModuleResetReasonDescription cefcModuleEntry.6 DisplayString
        cefcModuleStateChangeReasonDescr cefcModuleEntry.7 DisplayString
        cefcModuleUpTime cefcModuleEntry.8 Unsigned32
        cefcVmModuleOperStatus cefcModuleEntry.9 CefcVmModuleOperType
        cefcVmModuleStatusLastChangeTime cefcModuleEntry.10 TimeStamp
        cefcFRUFan cefcMIBObjects.4
        cefcFanTrayStatusTable cefcFRUFan.1
        cefcFanTrayStatusEntry cefcFanTrayStatusTable.1 [entPhysicalIndex]
        cefcFanTrayOperStatus cefcFanTrayStatusEntry.1 INTEGER {unknown=1 up=2 down=3 warning=4}
        cefcFanTrayDirection cefcFanTrayStatusEntry.2 INTEGER {unknown=1 frontToBack=2 backToFront=3}
        """)
}
