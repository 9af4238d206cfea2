extension MIBModule {
    /// Sensors of a host, by Net-SNMP.
    static let lmSensorsMIB = MIBModule(
        "LM-SENSORS-MIB",
        """
        lmSensors enterprises.2021.13.16
        lmSensorsMIB lmSensors.1
        lmTempSensorsTable lmSensors.2
        lmTempSensorsEntry lmTempSensorsTable.1 [lmTempSensorsIndex]
        lmTempSensorsIndex lmTempSensorsEntry.1 Integer32
        lmTempSensorsDevice lmTempSensorsEntry.2 DisplayString
        lmTempSensorsValue lmTempSensorsEntry.3 Gauge32
        lmTempSensorsTemperature lmTempSensorsEntry.4 Integer32 "mCel"
        lmFanSensorsTable lmSensors.3
        lmFanSensorsEntry lmFanSensorsTable.1 [lmFanSensorsIndex]
        lmFanSensorsIndex lmFanSensorsEntry.1 Integer32
        lmFanSensorsDevice lmFanSensorsEntry.2 DisplayString
        lmFanSensorsValue lmFanSensorsEntry.3 Gauge32
        lmVoltSensorsTable lmSensors.4
        lmVoltSensorsEntry lmVoltSensorsTable.1 [lmVoltSensorsIndex]
        lmVoltSensorsIndex lmVoltSensorsEntry.1 Integer32
        lmVoltSensorsDevice lmVoltSensorsEntry.2 DisplayString
        lmVoltSensorsValue lmVoltSensorsEntry.3 Gauge32
        lmMiscSensorsTable lmSensors.5
        lmMiscSensorsEntry lmMiscSensorsTable.1 [lmMiscSensorsIndex]
        lmMiscSensorsIndex lmMiscSensorsEntry.1 Integer32
        lmMiscSensorsDevice lmMiscSensorsEntry.2 DisplayString
        lmMiscSensorsValue lmMiscSensorsEntry.3 Gauge32
        """)
}
