extension MIBModule {
    /// The interfaces (RFC 2863).
    static let ifMIB = MIBModule(
        "IF-MIB",
        """
        interfaces mib-2.2
        ifNumber interfaces.1 Integer32
        ifTable interfaces.2
        ifEntry ifTable.1 [ifIndex]
        ifIndex ifEntry.1 Integer32
        ifDescr ifEntry.2 DisplayString
        ifType ifEntry.3 IANAifType
        ifMtu ifEntry.4 Integer32
        ifSpeed ifEntry.5 Gauge32
        ifPhysAddress ifEntry.6 PhysAddress
        ifAdminStatus ifEntry.7 INTEGER {up=1 down=2 testing=3}
        ifOperStatus ifEntry.8 INTEGER {up=1 down=2 testing=3 unknown=4 dormant=5 notPresent=6 lowerLayerDown=7}
        ifLastChange ifEntry.9 TimeTicks
        ifInOctets ifEntry.10 Counter32
        ifInUcastPkts ifEntry.11 Counter32
        ifInNUcastPkts ifEntry.12 Counter32
        ifInDiscards ifEntry.13 Counter32
        ifInErrors ifEntry.14 Counter32
        ifInUnknownProtos ifEntry.15 Counter32
        ifOutOctets ifEntry.16 Counter32
        ifOutUcastPkts ifEntry.17 Counter32
        ifOutNUcastPkts ifEntry.18 Counter32
        ifOutDiscards ifEntry.19 Counter32
        ifOutErrors ifEntry.20 Counter32
        ifOutQLen ifEntry.21 Gauge32
        ifSpecific ifEntry.22 OID
        ifMIB mib-2.31
        ifMIBObjects ifMIB.1
        ifXTable ifMIBObjects.1
        ifXEntry ifXTable.1 [ifIndex]
        ifName ifXEntry.1 DisplayString
        ifInMulticastPkts ifXEntry.2 Counter32
        ifInBroadcastPkts ifXEntry.3 Counter32
        ifOutMulticastPkts ifXEntry.4 Counter32
        ifOutBroadcastPkts ifXEntry.5 Counter32
        ifHCInOctets ifXEntry.6 Counter64
        ifHCInUcastPkts ifXEntry.7 Counter64
        ifHCInMulticastPkts ifXEntry.8 Counter64
        ifHCInBroadcastPkts ifXEntry.9 Counter64
        ifHCOutOctets ifXEntry.10 Counter64
        ifHCOutUcastPkts ifXEntry.11 Counter64
        ifHCOutMulticastPkts ifXEntry.12 Counter64
        ifHCOutBroadcastPkts ifXEntry.13 Counter64
        ifLinkUpDownTrapEnable ifXEntry.14 INTEGER {enabled=1 disabled=2}
        ifHighSpeed ifXEntry.15 Gauge32
        ifPromiscuousMode ifXEntry.16 TruthValue
        ifConnectorPresent ifXEntry.17 TruthValue
        ifAlias ifXEntry.18 DisplayString
        ifCounterDiscontinuityTime ifXEntry.19 TimeStamp
        ifStackTable ifMIBObjects.2
        ifStackEntry ifStackTable.1 [ifStackHigherLayer ifStackLowerLayer]
        ifStackHigherLayer ifStackEntry.1 - Integer32
        ifStackLowerLayer ifStackEntry.2 - Integer32
        ifStackStatus ifStackEntry.3 RowStatus
        ifTestTable ifMIBObjects.3
        ifTestEntry ifTestTable.1 [ifIndex]
        ifTestId ifTestEntry.1 Integer32
        ifTestStatus ifTestEntry.2 INTEGER {notInUse=1 inUse=2}
        ifTestType ifTestEntry.3 OID
        ifTestResult ifTestEntry.4 INTEGER {none=1 success=2 inProgress=3 notSupported=4 unAbleToRun=5 \
        aborted=6 failed=7}
        ifTestCode ifTestEntry.5 OID
        ifTestOwner ifTestEntry.6 OwnerString
        ifRcvAddressTable ifMIBObjects.4
        ifRcvAddressEntry ifRcvAddressTable.1 [ifIndex ifRcvAddressAddress]
        ifRcvAddressAddress ifRcvAddressEntry.1 - PhysAddress
        ifRcvAddressStatus ifRcvAddressEntry.2 RowStatus
        ifRcvAddressType ifRcvAddressEntry.3 INTEGER {other=1 volatile=2 nonVolatile=3}
        ifTableLastChange ifMIBObjects.5 TimeTicks
        ifStackLastChange ifMIBObjects.6 TimeTicks
        linkDown snmpModules.1.1.5.3 NOTIFICATION
        linkUp snmpModules.1.1.5.4 NOTIFICATION
        """)
}
