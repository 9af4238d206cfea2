extension MIBModule {
    /// The parts of a device: chassis, modules, ports, their serial numbers (RFC 6933).
    static let entityMIB = MIBModule(
        "ENTITY-MIB",
        """
        entityMIB mib-2.47
        entityMIBObjects entityMIB.1
        entityPhysical entityMIBObjects.1
        entPhysicalTable entityPhysical.1
        entPhysicalEntry entPhysicalTable.1 [entPhysicalIndex]
        entPhysicalIndex entPhysicalEntry.1 - Integer32
        entPhysicalDescr entPhysicalEntry.2 SnmpAdminString
        entPhysicalVendorType entPhysicalEntry.3 OID
        entPhysicalContainedIn entPhysicalEntry.4 Integer32
        entPhysicalClass entPhysicalEntry.5 IANAPhysicalClass
        entPhysicalParentRelPos entPhysicalEntry.6 Integer32
        entPhysicalName entPhysicalEntry.7 SnmpAdminString
        entPhysicalHardwareRev entPhysicalEntry.8 SnmpAdminString
        entPhysicalFirmwareRev entPhysicalEntry.9 SnmpAdminString
        entPhysicalSoftwareRev entPhysicalEntry.10 SnmpAdminString
        entPhysicalSerialNum entPhysicalEntry.11 SnmpAdminString
        entPhysicalMfgName entPhysicalEntry.12 SnmpAdminString
        entPhysicalModelName entPhysicalEntry.13 SnmpAdminString
        entPhysicalAlias entPhysicalEntry.14 SnmpAdminString
        entPhysicalAssetID entPhysicalEntry.15 SnmpAdminString
        entPhysicalIsFRU entPhysicalEntry.16 TruthValue
        entPhysicalMfgDate entPhysicalEntry.17 DateAndTime
        entPhysicalUris entPhysicalEntry.18 OCTETS
        entPhysicalUUID entPhysicalEntry.19 UUIDorZero
        entityLogical entityMIBObjects.2
        entLogicalTable entityLogical.1
        entLogicalEntry entLogicalTable.1 [entLogicalIndex]
        entLogicalIndex entLogicalEntry.1 - Integer32
        entLogicalDescr entLogicalEntry.2 SnmpAdminString
        entLogicalType entLogicalEntry.3 OID
        entLogicalCommunity entLogicalEntry.4 OCTETS
        entLogicalTAddress entLogicalEntry.5 TAddress
        entLogicalTDomain entLogicalEntry.6 OID
        entLogicalContextEngineID entLogicalEntry.7 OCTETS
        entLogicalContextName entLogicalEntry.8 SnmpAdminString
        entityMapping entityMIBObjects.3
        entLPMappingTable entityMapping.1
        entLPMappingEntry entLPMappingTable.1 [entLogicalIndex entLPPhysicalIndex]
        entLPPhysicalIndex entLPMappingEntry.1 Integer32
        entAliasMappingTable entityMapping.2
        entAliasMappingEntry entAliasMappingTable.1 [entPhysicalIndex entAliasLogicalIndexOrZero]
        entAliasLogicalIndexOrZero entAliasMappingEntry.1 - Integer32
        entAliasMappingIdentifier entAliasMappingEntry.2 OID
        entPhysicalContainsTable entityMapping.3
        entPhysicalContainsEntry entPhysicalContainsTable.1 [entPhysicalIndex entPhysicalChildIndex]
        entPhysicalChildIndex entPhysicalContainsEntry.1 Integer32
        entityGeneral entityMIBObjects.4
        entLastChangeTime entityGeneral.1 TimeStamp
        entityMIBTraps entityMIB.2
        entityMIBTrapPrefix entityMIBTraps.0
        entConfigChange entityMIBTrapPrefix.1 NOTIFICATION
        """)
}
