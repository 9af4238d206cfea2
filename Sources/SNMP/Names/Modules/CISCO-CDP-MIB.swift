extension MIBModule {
    /// Neighbours seen by CDP, by Cisco.
    static let ciscoCdpMIB = MIBModule(
        "CISCO-CDP-MIB",
        """
        ciscoCdpMIB enterprises.9.9.23
        ciscoCdpMIBObjects ciscoCdpMIB.1
        cdpCache ciscoCdpMIBObjects.2
        cdpCacheTable cdpCache.1
        cdpCacheEntry cdpCacheTable.1 [cdpCacheIfIndex cdpCacheDeviceIndex]
        cdpCacheIfIndex cdpCacheEntry.1 - Integer32
        cdpCacheDeviceIndex cdpCacheEntry.2 - Integer32
        cdpCacheAddressType cdpCacheEntry.3 CiscoNetworkProtocol
        cdpCacheAddress cdpCacheEntry.4 CiscoNetworkAddress
        cdpCacheVersion cdpCacheEntry.5 DisplayString
        cdpCacheDeviceId cdpCacheEntry.6 DisplayString
        cdpCacheDevicePort cdpCacheEntry.7 DisplayString
        cdpCachePlatform cdpCacheEntry.8 DisplayString
        cdpCacheCapabilities cdpCacheEntry.9 OCTETS
        cdpCacheVTPMgmtDomain cdpCacheEntry.10 DisplayString
        cdpCacheNativeVLAN cdpCacheEntry.11 Integer32
        cdpCacheDuplex cdpCacheEntry.12 INTEGER {unknown=1 halfduplex=2 fullduplex=3}
        cdpCacheApplianceID cdpCacheEntry.13 Unsigned32
        cdpCacheVlanID cdpCacheEntry.14 Unsigned32
        cdpCachePowerConsumption cdpCacheEntry.15 Unsigned32 "milliwatts"
        cdpCacheMTU cdpCacheEntry.16 Unsigned32
        cdpCacheSysName cdpCacheEntry.17 DisplayString
        cdpCacheSysObjectID cdpCacheEntry.18 OID
        cdpCachePrimaryMgmtAddrType cdpCacheEntry.19 CiscoNetworkProtocol
        cdpCachePrimaryMgmtAddr cdpCacheEntry.20 CiscoNetworkAddress
        cdpCacheSecondaryMgmtAddrType cdpCacheEntry.21 CiscoNetworkProtocol
        cdpCacheSecondaryMgmtAddr cdpCacheEntry.22 CiscoNetworkAddress
        cdpCachePhysLocation cdpCacheEntry.23 DisplayString
        cdpCacheLastChange cdpCacheEntry.24 TimeStamp
        cdpCtAddressTable cdpCache.2
        cdpCtAddressEntry cdpCtAddressTable.1 [cdpCacheIfIndex cdpCacheDeviceIndex cdpCtAddressIndex]
        cdpCtAddressIndex cdpCtAddressEntry.3 - Integer32
        cdpCtAddressType cdpCtAddressEntry.4 CiscoNetworkProtocol
        cdpCtAddress cdpCtAddressEntry.5 CiscoNetworkAddress
        cdpGlobal ciscoCdpMIBObjects.3
        cdpGlobalRun cdpGlobal.1 TruthValue
        cdpGlobalMessageInterval cdpGlobal.2 Integer32 "seconds"
        cdpGlobalHoldTime cdpGlobal.3 Integer32 "seconds"
        cdpGlobalDeviceId cdpGlobal.4 DisplayString
        cdpGlobalLastChange cdpGlobal.5 TimeStamp
        cdpGlobalDeviceIdFormatCpb cdpGlobal.6 BITS {serialNumber=0 macAddress=1 other=2}
        cdpGlobalDeviceIdFormat cdpGlobal.7 INTEGER {serialNumber=1 macAddress=2 other=3}
        """)
}
