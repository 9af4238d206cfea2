extension MIBModule {
    /// Load, sensors and cluster of firewalls, by Fortinet.
    static let fortinetFortigateMIB = MIBModule(
        "FORTINET-FORTIGATE-MIB",
        """
        fnFortiGateMib enterprises.12356.101
        fgSystem fnFortiGateMib.4
        fgSystemInfo fgSystem.1
        fgSysVersion fgSystemInfo.1 DisplayString
        fgSysMgmtVdom fgSystemInfo.2 - Integer32
        fgSysCpuUsage fgSystemInfo.3 Gauge32
        fgSysMemUsage fgSystemInfo.4 Gauge32
        fgSysMemCapacity fgSystemInfo.5 Gauge32
        fgSysDiskUsage fgSystemInfo.6 Gauge32
        fgSysDiskCapacity fgSystemInfo.7 Gauge32
        fgSysSesCount fgSystemInfo.8 Gauge32
        fgSysLowMemUsage fgSystemInfo.9 Gauge32
        fgSysLowMemCapacity fgSystemInfo.10 Gauge32
        fgSysSesRate1 fgSystemInfo.11 Gauge32 "Sessions Per Second"
        fgSysSesRate10 fgSystemInfo.12 Gauge32 "Sessions Per Second"
        fgSysSesRate30 fgSystemInfo.13 Gauge32 "Sessions Per Second"
        fgSysSesRate60 fgSystemInfo.14 Gauge32 "Sessions Per Second"
        fgSysSes6Count fgSystemInfo.15 Gauge32
        fgSysSes6Rate1 fgSystemInfo.16 Gauge32 "Sessions Per Second"
        fgSysSes6Rate10 fgSystemInfo.17 Gauge32 "Sessions Per Second"
        fgSysSes6Rate30 fgSystemInfo.18 Gauge32 "Sessions Per Second"
        fgSysSes6Rate60 fgSystemInfo.19 Gauge32 "Sessions Per Second"
        fgSysUpTime fgSystemInfo.20 Counter64 "hundredths of a second"
        fgSysNeedLogPartitionScan fgSystemInfo.21 FnBoolState
        fgSysUpTimeDetail fgSystemInfo.22 DisplayString
        fgSysRebootReason fgSystemInfo.23 DisplayString
        fgSysNpuSesCount fgSystemInfo.24 Gauge32
        fgSysNpuSesRate1 fgSystemInfo.25 Gauge32 "Sessions Per Second"
        fgSysNpuSesRate10 fgSystemInfo.26 Gauge32 "Sessions Per Second"
        fgSysNpuSesRate30 fgSystemInfo.27 Gauge32 "Sessions Per Second"
        fgSysNpuSesRate60 fgSystemInfo.28 Gauge32 "Sessions Per Second"
        fgSysNpuSes6Count fgSystemInfo.29 Gauge32
        fgSysNpuSes6Rate1 fgSystemInfo.30 Gauge32 "Sessions Per Second"
        fgSysNpuSes6Rate10 fgSystemInfo.31 Gauge32 "Sessions Per Second"
        fgSysNpuSes6Rate30 fgSystemInfo.32 Gauge32 "Sessions Per Second"
        fgSysNpuSes6Rate60 fgSystemInfo.33 Gauge32 "Sessions Per Second"
        fgDataSecurityLevel fgSystemInfo.34 Gauge32
        fgHwSensors fgSystem.3
        fgHwSensorCount fgHwSensors.1 Integer32
        fgHwSensorTable fgHwSensors.2
        fgHwSensorEntry fgHwSensorTable.1 [fgHwSensorEntIndex]
        fgHwSensorEntIndex fgHwSensorEntry.1 - Integer32
        fgHwSensorEntName fgHwSensorEntry.2 DisplayString
        fgHwSensorEntValue fgHwSensorEntry.3 DisplayString
        fgHwSensorEntAlarmStatus fgHwSensorEntry.4 INTEGER {false=0 true=1}
        fgHighAvailability fnFortiGateMib.13
        fgHaInfo fgHighAvailability.1
        fgHaSystemMode fgHaInfo.1 FgHaMode
        fgHaGroupId fgHaInfo.2 Integer32
        fgHaPriority fgHaInfo.3 Integer32
        fgHaOverride fgHaInfo.4 FnBoolState
        fgHaAutoSync fgHaInfo.5 FnBoolState
        fgHaSchedule fgHaInfo.6 FgHaLBSchedule
        fgHaGroupName fgHaInfo.7 DisplayString
        fgHaTables fgHighAvailability.2
        fgHaStatsTable fgHaTables.1
        fgHaStatsEntry fgHaStatsTable.1 [fgHaStatsIndex]
        fgHaStatsIndex fgHaStatsEntry.1 - Integer32
        fgHaStatsSerial fgHaStatsEntry.2 DisplayString
        fgHaStatsCpuUsage fgHaStatsEntry.3 Gauge32
        fgHaStatsMemUsage fgHaStatsEntry.4 Gauge32
        fgHaStatsNetUsage fgHaStatsEntry.5 Gauge32
        fgHaStatsSesCount fgHaStatsEntry.6 Gauge32
        fgHaStatsPktCount fgHaStatsEntry.7 Counter32
        fgHaStatsByteCount fgHaStatsEntry.8 Counter32
        fgHaStatsIdsCount fgHaStatsEntry.9 Counter32
        fgHaStatsAvCount fgHaStatsEntry.10 Counter32
        fgHaStatsHostname fgHaStatsEntry.11 DisplayString
        fgHaStatsSyncStatus fgHaStatsEntry.12 FgHaStatsSyncStatusType
        fgHaStatsSyncDatimeSucc fgHaStatsEntry.13 DateAndTime
        fgHaStatsSyncDatimeUnsucc fgHaStatsEntry.14 DateAndTime
        fgHaStatsGlobalChecksum fgHaStatsEntry.15 DisplayString
        fgHaStatsPrimarySerial fgHaStatsEntry.16 DisplayString
        """)
}
