extension MIBModule {
    /// Neighbours seen by LLDP (IEEE 802.1AB-2005).
    static let lldpMIB = MIBModule(
        "LLDP-MIB",
        """
        lldpMIB iso8802.1.1.2
        lldpNotifications lldpMIB.0
        lldpNotificationPrefix lldpNotifications.0
        lldpRemTablesChange lldpNotificationPrefix.1 NOTIFICATION
        lldpObjects lldpMIB.1
        lldpConfiguration lldpObjects.1
        lldpMessageTxInterval lldpConfiguration.1 Integer32 "seconds"
        lldpMessageTxHoldMultiplier lldpConfiguration.2 Integer32
        lldpReinitDelay lldpConfiguration.3 Integer32 "seconds"
        lldpTxDelay lldpConfiguration.4 Integer32 "seconds"
        lldpNotificationInterval lldpConfiguration.5 Integer32 "seconds"
        lldpPortConfigTable lldpConfiguration.6
        lldpPortConfigEntry lldpPortConfigTable.1 [lldpPortConfigPortNum]
        lldpPortConfigPortNum lldpPortConfigEntry.1 - Integer32
        lldpPortConfigAdminStatus lldpPortConfigEntry.2 INTEGER {txOnly=1 rxOnly=2 txAndRx=3 disabled=4}
        lldpPortConfigNotificationEnable lldpPortConfigEntry.3 TruthValue
        lldpPortConfigTLVsTxEnable lldpPortConfigEntry.4 BITS {portDesc=0 sysName=1 sysDesc=2 sysCap=3}
        lldpConfigManAddrTable lldpConfiguration.7
        lldpConfigManAddrEntry lldpConfigManAddrTable.1 [lldpLocManAddrSubtype lldpLocManAddr]
        lldpConfigManAddrPortsTxEnable lldpConfigManAddrEntry.1 OCTETS
        lldpStatistics lldpObjects.2
        lldpStatsRemTablesLastChangeTime lldpStatistics.1 TimeStamp
        lldpStatsRemTablesInserts lldpStatistics.2 Gauge32 "table entries"
        lldpStatsRemTablesDeletes lldpStatistics.3 Gauge32 "table entries"
        lldpStatsRemTablesDrops lldpStatistics.4 Gauge32 "table entries"
        lldpStatsRemTablesAgeouts lldpStatistics.5 Gauge32
        lldpStatsTxPortTable lldpStatistics.6
        lldpStatsTxPortEntry lldpStatsTxPortTable.1 [lldpStatsTxPortNum]
        lldpStatsTxPortNum lldpStatsTxPortEntry.1 - Integer32
        lldpStatsTxPortFramesTotal lldpStatsTxPortEntry.2 Counter32
        lldpStatsRxPortTable lldpStatistics.7
        lldpStatsRxPortEntry lldpStatsRxPortTable.1 [lldpStatsRxPortNum]
        lldpStatsRxPortNum lldpStatsRxPortEntry.1 - Integer32
        lldpStatsRxPortFramesDiscardedTotal lldpStatsRxPortEntry.2 Counter32
        lldpStatsRxPortFramesErrors lldpStatsRxPortEntry.3 Counter32
        lldpStatsRxPortFramesTotal lldpStatsRxPortEntry.4 Counter32
        lldpStatsRxPortTLVsDiscardedTotal lldpStatsRxPortEntry.5 Counter32
        lldpStatsRxPortTLVsUnrecognizedTotal lldpStatsRxPortEntry.6 Counter32
        lldpStatsRxPortAgeoutsTotal lldpStatsRxPortEntry.7 Gauge32
        lldpLocalSystemData lldpObjects.3
        lldpLocChassisIdSubtype lldpLocalSystemData.1 LldpChassisIdSubtype
        lldpLocChassisId lldpLocalSystemData.2 LldpChassisId
        lldpLocSysName lldpLocalSystemData.3 SnmpAdminString
        lldpLocSysDesc lldpLocalSystemData.4 SnmpAdminString
        lldpLocSysCapSupported lldpLocalSystemData.5 LldpSystemCapabilitiesMap
        lldpLocSysCapEnabled lldpLocalSystemData.6 LldpSystemCapabilitiesMap
        lldpLocPortTable lldpLocalSystemData.7
        lldpLocPortEntry lldpLocPortTable.1 [lldpLocPortNum]
        lldpLocPortNum lldpLocPortEntry.1 - Integer32
        lldpLocPortIdSubtype lldpLocPortEntry.2 LldpPortIdSubtype
        lldpLocPortId lldpLocPortEntry.3 LldpPortId
        lldpLocPortDesc lldpLocPortEntry.4 SnmpAdminString
        lldpLocManAddrTable lldpLocalSystemData.8
        lldpLocManAddrEntry lldpLocManAddrTable.1 [lldpLocManAddrSubtype lldpLocManAddr]
        lldpLocManAddrSubtype lldpLocManAddrEntry.1 - AddressFamilyNumbers
        lldpLocManAddr lldpLocManAddrEntry.2 - LldpManAddress
        lldpLocManAddrLen lldpLocManAddrEntry.3 Integer32
        lldpLocManAddrIfSubtype lldpLocManAddrEntry.4 LldpManAddrIfSubtype
        lldpLocManAddrIfId lldpLocManAddrEntry.5 Integer32
        lldpLocManAddrOID lldpLocManAddrEntry.6 OID
        lldpRemoteSystemsData lldpObjects.4
        lldpRemTable lldpRemoteSystemsData.1
        lldpRemEntry lldpRemTable.1 [lldpRemTimeMark lldpRemLocalPortNum lldpRemIndex]
        lldpRemTimeMark lldpRemEntry.1 - TimeTicks
        lldpRemLocalPortNum lldpRemEntry.2 - Integer32
        lldpRemIndex lldpRemEntry.3 - Integer32
        lldpRemChassisIdSubtype lldpRemEntry.4 LldpChassisIdSubtype
        lldpRemChassisId lldpRemEntry.5 LldpChassisId
        lldpRemPortIdSubtype lldpRemEntry.6 LldpPortIdSubtype
        lldpRemPortId lldpRemEntry.7 LldpPortId
        lldpRemPortDesc lldpRemEntry.8 SnmpAdminString
        lldpRemSysName lldpRemEntry.9 SnmpAdminString
        lldpRemSysDesc lldpRemEntry.10 SnmpAdminString
        lldpRemSysCapSupported lldpRemEntry.11 LldpSystemCapabilitiesMap
        lldpRemSysCapEnabled lldpRemEntry.12 LldpSystemCapabilitiesMap
        lldpRemManAddrTable lldpRemoteSystemsData.2
        lldpRemManAddrEntry lldpRemManAddrTable.1 [lldpRemTimeMark lldpRemLocalPortNum lldpRemIndex \
        lldpRemManAddrSubtype lldpRemManAddr]
        lldpRemManAddrSubtype lldpRemManAddrEntry.1 - AddressFamilyNumbers
        lldpRemManAddr lldpRemManAddrEntry.2 - LldpManAddress
        lldpRemManAddrIfSubtype lldpRemManAddrEntry.3 LldpManAddrIfSubtype
        lldpRemManAddrIfId lldpRemManAddrEntry.4 Integer32
        lldpRemManAddrOID lldpRemManAddrEntry.5 OID
        lldpRemUnknownTLVTable lldpRemoteSystemsData.3
        lldpRemUnknownTLVEntry lldpRemUnknownTLVTable.1 [lldpRemTimeMark lldpRemLocalPortNum lldpRemIndex \
        lldpRemUnknownTLVType]
        lldpRemUnknownTLVType lldpRemUnknownTLVEntry.1 - Integer32
        lldpRemUnknownTLVInfo lldpRemUnknownTLVEntry.2 OCTETS
        lldpRemOrgDefInfoTable lldpRemoteSystemsData.4
        lldpRemOrgDefInfoEntry lldpRemOrgDefInfoTable.1 [lldpRemTimeMark lldpRemLocalPortNum lldpRemIndex \
        lldpRemOrgDefInfoOUI lldpRemOrgDefInfoSubtype lldpRemOrgDefInfoIndex]
        lldpRemOrgDefInfoOUI lldpRemOrgDefInfoEntry.1 - OCTETS(3)
        lldpRemOrgDefInfoSubtype lldpRemOrgDefInfoEntry.2 - Integer32
        lldpRemOrgDefInfoIndex lldpRemOrgDefInfoEntry.3 - Integer32
        lldpRemOrgDefInfo lldpRemOrgDefInfoEntry.4 OCTETS
        lldpExtensions lldpObjects.5
        """)
}
