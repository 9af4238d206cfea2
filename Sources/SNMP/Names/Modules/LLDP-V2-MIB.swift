extension MIBModule {
    /// Neighbours seen by LLDP (IEEE 802.1AB-2009).
    static let lldpV2MIB = MIBModule(
        "LLDP-V2-MIB",
        """
        lldpV2MIB ieee.2.802.1.1.13
        lldpV2Objects lldpV2MIB.1
        lldpV2LocalSystemData lldpV2Objects.3
        lldpV2LocChassisIdSubtype lldpV2LocalSystemData.1 LldpV2ChassisIdSubtype
        lldpV2LocChassisId lldpV2LocalSystemData.2 LldpV2ChassisId
        lldpV2LocSysName lldpV2LocalSystemData.3 SnmpAdminString
        lldpV2LocSysDesc lldpV2LocalSystemData.4 SnmpAdminString
        lldpV2LocSysCapSupported lldpV2LocalSystemData.5 LldpV2SystemCapabilitiesMap
        lldpV2LocSysCapEnabled lldpV2LocalSystemData.6 LldpV2SystemCapabilitiesMap
        lldpV2LocPortTable lldpV2LocalSystemData.7
        lldpV2LocPortEntry lldpV2LocPortTable.1 [lldpV2LocPortIfIndex]
        lldpV2LocPortIfIndex lldpV2LocPortEntry.1 - Integer32
        lldpV2LocPortIdSubtype lldpV2LocPortEntry.2 LldpV2PortIdSubtype
        lldpV2LocPortId lldpV2LocPortEntry.3 LldpV2PortId
        lldpV2LocPortDesc lldpV2LocPortEntry.4 SnmpAdminString
        lldpV2LocManAddrTable lldpV2LocalSystemData.8
        lldpV2LocManAddrEntry lldpV2LocManAddrTable.1 [lldpV2LocManAddrSubtype lldpV2LocManAddr]
        lldpV2LocManAddrSubtype lldpV2LocManAddrEntry.1 - AddressFamilyNumbers
        lldpV2LocManAddr lldpV2LocManAddrEntry.2 - LldpV2ManAddress
        lldpV2LocManAddrLen lldpV2LocManAddrEntry.3 Unsigned32
        lldpV2LocManAddrIfSubtype lldpV2LocManAddrEntry.4 LldpV2ManAddrIfSubtype
        lldpV2LocManAddrIfId lldpV2LocManAddrEntry.5 Unsigned32
        lldpV2LocManAddrOID lldpV2LocManAddrEntry.6 OID
        lldpV2RemoteSystemsData lldpV2Objects.4
        lldpV2RemTable lldpV2RemoteSystemsData.1
        lldpV2RemEntry lldpV2RemTable.1 [lldpV2RemTimeMark lldpV2RemLocalIfIndex lldpV2RemLocalDestMACAddress \
        lldpV2RemIndex]
        lldpV2RemTimeMark lldpV2RemEntry.1 - TimeTicks
        lldpV2RemLocalIfIndex lldpV2RemEntry.2 - Integer32
        lldpV2RemLocalDestMACAddress lldpV2RemEntry.3 - Unsigned32
        lldpV2RemIndex lldpV2RemEntry.4 - Unsigned32
        lldpV2RemChassisIdSubtype lldpV2RemEntry.5 LldpV2ChassisIdSubtype
        lldpV2RemChassisId lldpV2RemEntry.6 LldpV2ChassisId
        lldpV2RemPortIdSubtype lldpV2RemEntry.7 LldpV2PortIdSubtype
        lldpV2RemPortId lldpV2RemEntry.8 LldpV2PortId
        lldpV2RemPortDesc lldpV2RemEntry.9 SnmpAdminString
        lldpV2RemSysName lldpV2RemEntry.10 SnmpAdminString
        lldpV2RemSysDesc lldpV2RemEntry.11 SnmpAdminString
        lldpV2RemSysCapSupported lldpV2RemEntry.12 LldpV2SystemCapabilitiesMap
        lldpV2RemSysCapEnabled lldpV2RemEntry.13 LldpV2SystemCapabilitiesMap
        lldpV2RemRemoteChanges lldpV2RemEntry.14 TruthValue
        lldpV2RemTooManyNeighbors lldpV2RemEntry.15 TruthValue
        lldpV2RemManAddrTable lldpV2RemoteSystemsData.2
        lldpV2RemManAddrEntry lldpV2RemManAddrTable.1 [lldpV2RemTimeMark lldpV2RemLocalIfIndex \
        lldpV2RemLocalDestMACAddress lldpV2RemIndex lldpV2RemManAddrSubtype lldpV2RemManAddr]
        lldpV2RemManAddrSubtype lldpV2RemManAddrEntry.1 - AddressFamilyNumbers
        lldpV2RemManAddr lldpV2RemManAddrEntry.2 - LldpV2ManAddress
        lldpV2RemManAddrIfSubtype lldpV2RemManAddrEntry.3 LldpV2ManAddrIfSubtype
        lldpV2RemManAddrIfId lldpV2RemManAddrEntry.4 Unsigned32
        lldpV2RemManAddrOID lldpV2RemManAddrEntry.5 OID
        lldpV2RemUnknownTLVTable lldpV2RemoteSystemsData.3
        lldpV2RemUnknownTLVEntry lldpV2RemUnknownTLVTable.1 [lldpV2RemTimeMark lldpV2RemLocalIfIndex \
        lldpV2RemLocalDestMACAddress lldpV2RemIndex lldpV2RemUnknownTLVType]
        lldpV2RemUnknownTLVType lldpV2RemUnknownTLVEntry.1 - Unsigned32
        lldpV2RemUnknownTLVInfo lldpV2RemUnknownTLVEntry.2 OCTETS
        lldpV2RemOrgDefInfoTable lldpV2RemoteSystemsData.4
        lldpV2RemOrgDefInfoEntry lldpV2RemOrgDefInfoTable.1 [lldpV2RemTimeMark lldpV2RemLocalIfIndex \
        lldpV2RemLocalDestMACAddress lldpV2RemIndex lldpV2RemOrgDefInfoOUI lldpV2RemOrgDefInfoSubtype \
        lldpV2RemOrgDefInfoIndex]
        lldpV2RemOrgDefInfoOUI lldpV2RemOrgDefInfoEntry.1 - OCTETS(3)
        lldpV2RemOrgDefInfoSubtype lldpV2RemOrgDefInfoEntry.2 - Unsigned32
        lldpV2RemOrgDefInfoIndex lldpV2RemOrgDefInfoEntry.3 - Unsigned32
        lldpV2RemOrgDefInfo lldpV2RemOrgDefInfoEntry.4 OCTETS
        """)
}
