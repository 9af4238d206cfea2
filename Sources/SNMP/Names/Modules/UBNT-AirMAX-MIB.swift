extension MIBModule {
    /// Radio links, by Ubiquiti.
    static let ubntAirMAXMIB = MIBModule(
        "UBNT-AirMAX-MIB",
        """
        ubntAirMAX enterprises.41112.1.4
        ubntRadioTable ubntAirMAX.1
        ubntRadioEntry ubntRadioTable.1 [ubntRadioIndex]
        ubntRadioIndex ubntRadioEntry.1 - Integer32
        ubntRadioMode ubntRadioEntry.2 INTEGER {sta=1 ap=2 aprepeater=3 apwds=4}
        ubntRadioCCode ubntRadioEntry.3 Integer32
        ubntRadioFreq ubntRadioEntry.4 Integer32
        ubntRadioDfsEnabled ubntRadioEntry.5 TruthValue
        ubntRadioTxPower ubntRadioEntry.6 Integer32
        ubntRadioDistance ubntRadioEntry.7 Integer32
        ubntRadioChainmask ubntRadioEntry.8 Integer32
        ubntRadioAntenna ubntRadioEntry.9 DisplayString
        ubntRadioRssiTable ubntAirMAX.2
        ubntRadioRssiEntry ubntRadioRssiTable.1 [ubntRadioIndex ubntRadioRssiIndex]
        ubntRadioRssiIndex ubntRadioRssiEntry.1 - Integer32
        ubntRadioRssi ubntRadioRssiEntry.2 Integer32
        ubntRadioRssiMgmt ubntRadioRssiEntry.3 Integer32
        ubntRadioRssiExt ubntRadioRssiEntry.4 Integer32
        ubntAirSyncTable ubntAirMAX.3
        ubntAirSyncEntry ubntAirSyncTable.1 [ubntAirSyncIfIndex]
        ubntAirSyncIfIndex ubntAirSyncEntry.1 - Integer32
        ubntAirSyncMode ubntAirSyncEntry.2 INTEGER {disabled=0 master=1 slave=2}
        ubntAirSyncCount ubntAirSyncEntry.3 Integer32
        ubntAirSyncDownUtil ubntAirSyncEntry.4 Integer32
        ubntAirSyncUpUtil ubntAirSyncEntry.5 Integer32
        ubntAirSelTable ubntAirMAX.4
        ubntAirSelEntry ubntAirSelTable.1 [ubntAirSelIfIndex]
        ubntAirSelIfIndex ubntAirSelEntry.1 - Integer32
        ubntAirSelEnabled ubntAirSelEntry.2 TruthValue
        ubntAirSelInterval ubntAirSelEntry.3 Integer32
        ubntWlStatTable ubntAirMAX.5
        ubntWlStatEntry ubntWlStatTable.1 [ubntWlStatIndex]
        ubntWlStatIndex ubntWlStatEntry.1 - Integer32
        ubntWlStatSsid ubntWlStatEntry.2 DisplayString
        ubntWlStatHideSsid ubntWlStatEntry.3 TruthValue
        ubntWlStatApMac ubntWlStatEntry.4 MacAddress
        ubntWlStatSignal ubntWlStatEntry.5 Integer32
        ubntWlStatRssi ubntWlStatEntry.6 Integer32
        ubntWlStatCcq ubntWlStatEntry.7 Integer32
        ubntWlStatNoiseFloor ubntWlStatEntry.8 Integer32
        ubntWlStatTxRate ubntWlStatEntry.9 Integer32
        ubntWlStatRxRate ubntWlStatEntry.10 Integer32
        ubntWlStatSecurity ubntWlStatEntry.11 DisplayString
        ubntWlStatWdsEnabled ubntWlStatEntry.12 TruthValue
        ubntWlStatApRepeater ubntWlStatEntry.13 TruthValue
        ubntWlStatChanWidth ubntWlStatEntry.14 Integer32
        ubntWlStatStaCount ubntWlStatEntry.15 Gauge32
        ubntAirMaxTable ubntAirMAX.6
        ubntAirMaxEntry ubntAirMaxTable.1 [ubntAirMaxIfIndex]
        ubntAirMaxIfIndex ubntAirMaxEntry.1 - Integer32
        ubntAirMaxEnabled ubntAirMaxEntry.2 TruthValue
        ubntAirMaxQuality ubntAirMaxEntry.3 Integer32
        ubntAirMaxCapacity ubntAirMaxEntry.4 Integer32
        ubntAirMaxPriority ubntAirMaxEntry.5 INTEGER {high=0 medium=1 low=2 none=3}
        ubntAirMaxNoAck ubntAirMaxEntry.6 TruthValue
        ubntAirMaxAirtime ubntAirMaxEntry.7 Integer32
        ubntAirMaxGpsSync ubntAirMaxEntry.8 TruthValue
        ubntAirMaxTdd ubntAirMaxEntry.9 TruthValue
        ubntStaTable ubntAirMAX.7
        ubntStaEntry ubntStaTable.1 [ubntWlStatIndex ubntStaMac]
        ubntStaMac ubntStaEntry.1 - MacAddress
        ubntStaName ubntStaEntry.2 DisplayString
        ubntStaSignal ubntStaEntry.3 Integer32
        ubntStaNoiseFloor ubntStaEntry.4 Integer32
        ubntStaDistance ubntStaEntry.5 Integer32
        ubntStaCcq ubntStaEntry.6 Integer32
        ubntStaAmp ubntStaEntry.7 Integer32
        ubntStaAmq ubntStaEntry.8 Integer32
        ubntStaAmc ubntStaEntry.9 Integer32
        ubntStaLastIp ubntStaEntry.10 IpAddress
        ubntStaTxRate ubntStaEntry.11 Integer32
        ubntStaRxRate ubntStaEntry.12 Integer32
        ubntStaTxBytes ubntStaEntry.13 Counter64
        ubntStaRxBytes ubntStaEntry.14 Counter64
        ubntStaConnTime ubntStaEntry.15 TimeTicks
        ubntStaLocalCINR ubntStaEntry.16 Integer32
        ubntStaTxCapacity ubntStaEntry.17 Integer32
        ubntStaRxCapacity ubntStaEntry.18 Integer32
        ubntStaTxAirtime ubntStaEntry.19 Integer32
        ubntStaRxAirtime ubntStaEntry.20 Integer32
        ubntStaTxLatency ubntStaEntry.21 Integer32
        ubntHostInfo ubntAirMAX.8
        ubntHostLocaltime ubntHostInfo.1 DisplayString
        ubntHostNetrole ubntHostInfo.2 INTEGER {unknown=0 bridge=1 router=2 soho=3}
        ubntHostCpuLoad ubntHostInfo.3 Integer32
        ubntHostTemperature ubntHostInfo.4 Integer32
        ubntGpsInfo ubntAirMAX.9
        ubntGpsStatus ubntGpsInfo.1 INTEGER {absent=0 off=1 on=2}
        ubntGpsFix ubntGpsInfo.2 INTEGER {unknown=0 nofix=1 fix2d=2 fix3d=3}
        ubntGpsLat ubntGpsInfo.3 DisplayString
        ubntGpsLon ubntGpsInfo.4 DisplayString
        ubntGpsAltMeters ubntGpsInfo.5 DisplayString
        ubntGpsAltFeet ubntGpsInfo.6 DisplayString
        ubntGpsSatsVisible ubntGpsInfo.7 Integer32
        ubntGpsSatsTracked ubntGpsInfo.8 Integer32
        ubntGpsHDOP ubntGpsInfo.9 DisplayString
        """)
}
