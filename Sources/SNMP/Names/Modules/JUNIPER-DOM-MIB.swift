extension MIBModule {
    /// Optical transceivers, by Juniper.
    static let juniperDomMIB = MIBModule(
        "JUNIPER-DOM-MIB",
        """
        jnxDomMib enterprises.2636.3.60.1
        jnxDomDigitalMonitoring jnxDomMib.1
        jnxDomCurrentTable jnxDomDigitalMonitoring.1
        jnxDomCurrentEntry jnxDomCurrentTable.1 [ifIndex]
        jnxDomCurrentAlarms jnxDomCurrentEntry.1 JnxDomAlarmId
        jnxDomCurrentAlarmDate jnxDomCurrentEntry.2 DateAndTime
        jnxDomLastAlarms jnxDomCurrentEntry.3 JnxDomAlarmId
        jnxDomCurrentWarnings jnxDomCurrentEntry.4 JnxDomWarningId
        jnxDomCurrentRxLaserPower jnxDomCurrentEntry.5 Integer32 "0.01 dbm"
        jnxDomCurrentTxLaserBiasCurrent jnxDomCurrentEntry.6 Integer32 "0.001 mA"
        jnxDomCurrentTxLaserOutputPower jnxDomCurrentEntry.7 Integer32 "0.01 dbm"
        jnxDomCurrentModuleTemperature jnxDomCurrentEntry.8 Integer32 "Celsius (degrees C)"
        jnxDomCurrentRxLaserPowerHighAlarmThreshold jnxDomCurrentEntry.9 Integer32 "0.01 dbm"
        jnxDomCurrentRxLaserPowerLowAlarmThreshold jnxDomCurrentEntry.10 Integer32 "0.01 dbm"
        jnxDomCurrentRxLaserPowerHighWarningThreshold jnxDomCurrentEntry.11 Integer32 "0.01 dbm"
        jnxDomCurrentRxLaserPowerLowWarningThreshold jnxDomCurrentEntry.12 Integer32 "0.01 dbm"
        jnxDomCurrentTxLaserBiasCurrentHighAlarmThreshold jnxDomCurrentEntry.13 Integer32 "0.001 mA"
        jnxDomCurrentTxLaserBiasCurrentLowAlarmThreshold jnxDomCurrentEntry.14 Integer32 "0.001 mA"
        jnxDomCurrentTxLaserBiasCurrentHighWarningThreshold jnxDomCurrentEntry.15 Integer32 "0.001 mA"
        jnxDomCurrentTxLaserBiasCurrentLowWarningThreshold jnxDomCurrentEntry.16 Integer32 "0.001 mA"
        jnxDomCurrentTxLaserOutputPowerHighAlarmThreshold jnxDomCurrentEntry.17 Integer32 "0.01 dbm"
        jnxDomCurrentTxLaserOutputPowerLowAlarmThreshold jnxDomCurrentEntry.18 Integer32 "0.01 dbm"
        jnxDomCurrentTxLaserOutputPowerHighWarningThreshold jnxDomCurrentEntry.19 Integer32 "0.01 dbm"
        jnxDomCurrentTxLaserOutputPowerLowWarningThreshold jnxDomCurrentEntry.20 Integer32 "0.01 dbm"
        jnxDomCurrentModuleTemperatureHighAlarmThreshold jnxDomCurrentEntry.21 Integer32 "Celsius (degrees C)"
        jnxDomCurrentModuleTemperatureLowAlarmThreshold jnxDomCurrentEntry.22 Integer32 "Celsius (degrees C)"
        jnxDomCurrentModuleTemperatureHighWarningThreshold jnxDomCurrentEntry.23 Integer32 "Celsius (degrees C)"
        jnxDomCurrentModuleTemperatureLowWarningThreshold jnxDomCurrentEntry.24 Integer32 "Celsius (degrees C)"
        jnxDomCurrentModuleVoltage jnxDomCurrentEntry.25 Integer32 "0.001 V"
        jnxDomCurrentModuleVoltageHighAlarmThreshold jnxDomCurrentEntry.26 Integer32 "0.001 V"
        jnxDomCurrentModuleVoltageLowAlarmThreshold jnxDomCurrentEntry.27 Integer32 "0.001 V"
        jnxDomCurrentModuleVoltageHighWarningThreshold jnxDomCurrentEntry.28 Integer32 "0.001 V"
        jnxDomCurrentModuleVoltageLowWarningThreshold jnxDomCurrentEntry.29 Integer32 "0.001 V"
        jnxDomCurrentModuleLaneCount jnxDomCurrentEntry.30 Integer32
        jnxDomDigitalLaneMonitoring jnxDomMib.2
        jnxDomModuleLaneTable jnxDomDigitalLaneMonitoring.1
        jnxDomCurrentLaneEntry jnxDomModuleLaneTable.1 [ifIndex jnxDomLaneIndex]
        jnxDomLaneIndex jnxDomCurrentLaneEntry.1 Integer32
        jnxDomCurrentLaneAlarms jnxDomCurrentLaneEntry.2 JnxDomLaneAlarmId
        jnxDomCurrentLaneAlarmDate jnxDomCurrentLaneEntry.3 DateAndTime
        jnxDomLaneLastAlarms jnxDomCurrentLaneEntry.4 JnxDomLaneAlarmId
        jnxDomCurrentLaneWarnings jnxDomCurrentLaneEntry.5 JnxDomLaneWarningId
        jnxDomCurrentLaneRxLaserPower jnxDomCurrentLaneEntry.6 Integer32 "0.01 dbm"
        jnxDomCurrentLaneTxLaserBiasCurrent jnxDomCurrentLaneEntry.7 Integer32 "0.001 mA"
        jnxDomCurrentLaneTxLaserOutputPower jnxDomCurrentLaneEntry.8 Integer32 "0.01 dbm"
        jnxDomCurrentLaneLaserTemperature jnxDomCurrentLaneEntry.9 Integer32 "Celsius (degrees C)"
        jnxDomNotificationPrefix enterprises.2636.4.18.0
        jnxDomAlarmSet jnxDomNotificationPrefix.1 NOTIFICATION
        jnxDomAlarmCleared jnxDomNotificationPrefix.2 NOTIFICATION
        jnxDomLaneNotificationPrefix enterprises.2636.4.25.0
        jnxDomLaneAlarmSet jnxDomLaneNotificationPrefix.1 NOTIFICATION
        jnxDomLaneAlarmCleared jnxDomLaneNotificationPrefix.2 NOTIFICATION
        """)
}
