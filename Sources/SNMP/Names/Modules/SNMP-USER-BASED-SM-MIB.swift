extension MIBModule {
    /// Users, and why the engine refused them (RFC 3414).
    static let snmpUserBasedSmMIB = MIBModule(
        "SNMP-USER-BASED-SM-MIB",
        """
        usmNoAuthProtocol snmpModules.10.1.1.1
        usmHMACMD5AuthProtocol snmpModules.10.1.1.2
        usmHMACSHAAuthProtocol snmpModules.10.1.1.3
        usmNoPrivProtocol snmpModules.10.1.2.1
        usmDESPrivProtocol snmpModules.10.1.2.2
        snmpUsmMIB snmpModules.15
        usmMIBObjects snmpUsmMIB.1
        usmStats usmMIBObjects.1
        usmStatsUnsupportedSecLevels usmStats.1 Counter32
        usmStatsNotInTimeWindows usmStats.2 Counter32
        usmStatsUnknownUserNames usmStats.3 Counter32
        usmStatsUnknownEngineIDs usmStats.4 Counter32
        usmStatsWrongDigests usmStats.5 Counter32
        usmStatsDecryptionErrors usmStats.6 Counter32
        usmUser usmMIBObjects.2
        usmUserSpinLock usmUser.1 Integer32
        usmUserTable usmUser.2
        usmUserEntry usmUserTable.1 [usmUserEngineID usmUserName]
        usmUserEngineID usmUserEntry.1 - OCTETS
        usmUserName usmUserEntry.2 - SnmpAdminString
        usmUserSecurityName usmUserEntry.3 SnmpAdminString
        usmUserCloneFrom usmUserEntry.4 OID
        usmUserAuthProtocol usmUserEntry.5 OID
        usmUserAuthKeyChange usmUserEntry.6 OCTETS
        usmUserOwnAuthKeyChange usmUserEntry.7 OCTETS
        usmUserPrivProtocol usmUserEntry.8 OID
        usmUserPrivKeyChange usmUserEntry.9 OCTETS
        usmUserOwnPrivKeyChange usmUserEntry.10 OCTETS
        usmUserPublic usmUserEntry.11 OCTETS
        usmUserStorageType usmUserEntry.12 StorageType
        usmUserStatus usmUserEntry.13 RowStatus
        """)
}
