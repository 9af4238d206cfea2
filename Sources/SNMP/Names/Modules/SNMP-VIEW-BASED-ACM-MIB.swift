extension MIBModule {
    /// Who may see what (RFC 3415).
    static let snmpViewBasedAcmMIB = MIBModule(
        "SNMP-VIEW-BASED-ACM-MIB",
        """
        snmpVacmMIB snmpModules.16
        vacmMIBObjects snmpVacmMIB.1
        vacmContextTable vacmMIBObjects.1
        vacmContextEntry vacmContextTable.1 [vacmContextName]
        vacmContextName vacmContextEntry.1 SnmpAdminString
        vacmSecurityToGroupTable vacmMIBObjects.2
        vacmSecurityToGroupEntry vacmSecurityToGroupTable.1 [vacmSecurityModel vacmSecurityName]
        vacmSecurityModel vacmSecurityToGroupEntry.1 - Integer32
        vacmSecurityName vacmSecurityToGroupEntry.2 - SnmpAdminString
        vacmGroupName vacmSecurityToGroupEntry.3 SnmpAdminString
        vacmSecurityToGroupStorageType vacmSecurityToGroupEntry.4 StorageType
        vacmSecurityToGroupStatus vacmSecurityToGroupEntry.5 RowStatus
        vacmAccessTable vacmMIBObjects.4
        vacmAccessEntry vacmAccessTable.1 [vacmGroupName vacmAccessContextPrefix vacmAccessSecurityModel \
        vacmAccessSecurityLevel]
        vacmAccessContextPrefix vacmAccessEntry.1 - SnmpAdminString
        vacmAccessSecurityModel vacmAccessEntry.2 - Integer32
        vacmAccessSecurityLevel vacmAccessEntry.3 - SnmpSecurityLevel
        vacmAccessContextMatch vacmAccessEntry.4 INTEGER {exact=1 prefix=2}
        vacmAccessReadViewName vacmAccessEntry.5 SnmpAdminString
        vacmAccessWriteViewName vacmAccessEntry.6 SnmpAdminString
        vacmAccessNotifyViewName vacmAccessEntry.7 SnmpAdminString
        vacmAccessStorageType vacmAccessEntry.8 StorageType
        vacmAccessStatus vacmAccessEntry.9 RowStatus
        vacmMIBViews vacmMIBObjects.5
        vacmViewSpinLock vacmMIBViews.1 Integer32
        vacmViewTreeFamilyTable vacmMIBViews.2
        vacmViewTreeFamilyEntry vacmViewTreeFamilyTable.1 [vacmViewTreeFamilyViewName vacmViewTreeFamilySubtree]
        vacmViewTreeFamilyViewName vacmViewTreeFamilyEntry.1 - SnmpAdminString
        vacmViewTreeFamilySubtree vacmViewTreeFamilyEntry.2 - OID
        vacmViewTreeFamilyMask vacmViewTreeFamilyEntry.3 OCTETS
        vacmViewTreeFamilyType vacmViewTreeFamilyEntry.4 INTEGER {included=1 excluded=2}
        vacmViewTreeFamilyStorageType vacmViewTreeFamilyEntry.5 StorageType
        vacmViewTreeFamilyStatus vacmViewTreeFamilyEntry.6 RowStatus
        """)
}
