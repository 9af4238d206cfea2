extension MIBModule {
    /// Access points, by Ubiquiti.
    static let ubntUniFiMIB = MIBModule(
        "UBNT-UniFi-MIB",
        """
        ubntUniFi enterprises.41112.1.6
        unifiApWireless ubntUniFi.1
        unifiRadioTable unifiApWireless.1
        unifiRadioEntry unifiRadioTable.1 [unifiRadioIndex]
        unifiRadioIndex unifiRadioEntry.1 - ObjectIndex
        unifiRadioName unifiRadioEntry.2 DisplayString
        unifiRadioRadio unifiRadioEntry.3 DisplayString
        unifiRadioRxPackets unifiRadioEntry.4 Counter32
        unifiRadioTxPackets unifiRadioEntry.5 Counter32
        unifiRadioCuTotal unifiRadioEntry.6 Integer32
        unifiRadioCuSelfRx unifiRadioEntry.7 Integer32
        unifiRadioCuSelfTx unifiRadioEntry.8 Integer32
        unifiRadioOtherBss unifiRadioEntry.9 Integer32
        unifiVapTable unifiApWireless.2
        unifiVapEntry unifiVapTable.1 [unifiVapIndex]
        unifiVapIndex unifiVapEntry.1 - ObjectIndex
        unifiVapBssId unifiVapEntry.2 MacAddress
        unifiVapCcq unifiVapEntry.3 Integer32
        unifiVapChannel unifiVapEntry.4 Integer32
        unifiVapExtChannel unifiVapEntry.5 Integer32
        unifiVapEssId unifiVapEntry.6 DisplayString
        unifiVapName unifiVapEntry.7 DisplayString
        unifiVapNumStations unifiVapEntry.8 Integer32
        unifiVapRadio unifiVapEntry.9 DisplayString
        unifiVapRxBytes unifiVapEntry.10 Counter32
        unifiVapRxCrypts unifiVapEntry.11 Counter32
        unifiVapRxDropped unifiVapEntry.12 Counter32
        unifiVapRxErrors unifiVapEntry.13 Counter32
        unifiVapRxFrags unifiVapEntry.14 Counter32
        unifiVapRxPackets unifiVapEntry.15 Counter32
        unifiVapTxBytes unifiVapEntry.16 Counter32
        unifiVapTxDropped unifiVapEntry.17 Counter32
        unifiVapTxErrors unifiVapEntry.18 Counter32
        unifiVapTxPackets unifiVapEntry.19 Counter32
        unifiVapTxRetries unifiVapEntry.20 Counter32
        unifiVapTxPower unifiVapEntry.21 Integer32
        unifiVapUp unifiVapEntry.22 TruthValue
        unifiVapUsage unifiVapEntry.23 DisplayString
        unifiApIf ubntUniFi.2
        unifiIfTable unifiApIf.1
        unifiIfEntry unifiIfTable.1 [unifiIfIndex]
        unifiIfIndex unifiIfEntry.1 - ObjectIndex
        unifiIfFullDuplex unifiIfEntry.2 TruthValue
        unifiIfIp unifiIfEntry.3 IpAddress
        unifiIfMac unifiIfEntry.4 MacAddress
        unifiIfName unifiIfEntry.5 DisplayString
        unifiIfRxBytes unifiIfEntry.6 Counter32
        unifiIfRxDropped unifiIfEntry.7 Counter32
        unifiIfRxError unifiIfEntry.8 Counter32
        unifiIfRxMulticast unifiIfEntry.9 Counter32
        unifiIfRxPackets unifiIfEntry.10 Counter32
        unifiIfSpeed unifiIfEntry.11 Integer32
        unifiIfTxBytes unifiIfEntry.12 Counter32
        unifiIfTxDropped unifiIfEntry.13 Counter32
        unifiIfTxError unifiIfEntry.14 Counter32
        unifiIfTxPackets unifiIfEntry.15 Counter32
        unifiIfUp unifiIfEntry.16 TruthValue
        unifiApSystem ubntUniFi.3
        unifiApSystemIp unifiApSystem.1 IpAddress
        unifiApSystemIsolated unifiApSystem.2 TruthValue
        unifiApSystemModel unifiApSystem.3 DisplayString
        unifiApSystemUplink unifiApSystem.4 DisplayString
        unifiApSystemUptime unifiApSystem.5 Counter32
        unifiApSystemVersion unifiApSystem.6 DisplayString
        """)
}
