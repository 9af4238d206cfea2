extension MIBModule {
    /// State of the parts, by H3C and HPE.
    static let hh3cEntityExtMIB = MIBModule(
        "HH3C-ENTITY-EXT-MIB",
        """
        hh3cEntityExtend enterprises.25506.2.6
        hh3cEntityExtObjects hh3cEntityExtend.1
        hh3cEntityExtState hh3cEntityExtObjects.1
        hh3cEntityExtStateTable hh3cEntityExtState.1
        hh3cEntityExtStateEntry hh3cEntityExtStateTable.1 [hh3cEntityExtPhysicalIndex]
        hh3cEntityExtPhysicalIndex hh3cEntityExtStateEntry.1 Integer32
        hh3cEntityExtAdminStatus hh3cEntityExtStateEntry.2 Hh3cAdminState
        hh3cEntityExtOperStatus hh3cEntityExtStateEntry.3 Hh3cOperState
        hh3cEntityExtStandbyStatus hh3cEntityExtStateEntry.4 Hh3cStandbyStatus
        hh3cEntityExtAlarmLight hh3cEntityExtStateEntry.5 Hh3cAlarmStatus
        hh3cEntityExtCpuUsage hh3cEntityExtStateEntry.6 Integer32
        hh3cEntityExtCpuUsageThreshold hh3cEntityExtStateEntry.7 Integer32
        hh3cEntityExtMemUsage hh3cEntityExtStateEntry.8 Integer32
        hh3cEntityExtMemUsageThreshold hh3cEntityExtStateEntry.9 Integer32
        hh3cEntityExtMemSize hh3cEntityExtStateEntry.10 Unsigned32 "bytes"
        hh3cEntityExtUpTime hh3cEntityExtStateEntry.11 Integer32 "seconds"
        hh3cEntityExtTemperature hh3cEntityExtStateEntry.12 Integer32
        hh3cEntityExtTemperatureThreshold hh3cEntityExtStateEntry.13 Integer32
        hh3cEntityExtVoltage hh3cEntityExtStateEntry.14 Integer32
        hh3cEntityExtVoltageLowThreshold hh3cEntityExtStateEntry.15 Integer32
        hh3cEntityExtVoltageHighThreshold hh3cEntityExtStateEntry.16 Integer32
        hh3cEntityExtCriticalTemperatureThreshold hh3cEntityExtStateEntry.17 Integer32
        hh3cEntityExtMacAddress hh3cEntityExtStateEntry.18 MacAddress
        hh3cEntityExtErrorStatus hh3cEntityExtStateEntry.19 INTEGER {notSupported=1 normal=2 postFailure=3 \
        entityAbsent=4 poeError=11 stackError=21 stackPortBlocked=22 stackPortFailed=23 sfpRecvError=31 \
        sfpSendError=32 sfpBothError=33 fanError=41 psuError=51 rpsError=61 moduleFaulty=71 sensorError=81 \
        hardwareFaulty=91}
        hh3cEntityExtCpuMaxUsage hh3cEntityExtStateEntry.20 Integer32
        hh3cEntityExtLowerTemperatureThreshold hh3cEntityExtStateEntry.21 Integer32
        hh3cEntityExtShutdownTemperatureThreshold hh3cEntityExtStateEntry.22 Integer32
        hh3cEntityExtPhyMemSize hh3cEntityExtStateEntry.23 Unsigned32
        hh3cEntityExtPhyCpuFrequency hh3cEntityExtStateEntry.24 Integer32
        hh3cEntityExtFirstUsedDate hh3cEntityExtStateEntry.25 DateAndTime(8)
        hh3cEntityExtCpuAvgUsage hh3cEntityExtStateEntry.26 Integer32
        hh3cEntityExtMemAvgUsage hh3cEntityExtStateEntry.27 Integer32
        hh3cEntityExtMemType hh3cEntityExtStateEntry.28 OCTETS
        hh3cEntityExtCriticalLowerTemperatureThreshold hh3cEntityExtStateEntry.29 Integer32
        hh3cEntityExtShutdownLowerTemperatureThreshold hh3cEntityExtStateEntry.30 Integer32
        """)
}
