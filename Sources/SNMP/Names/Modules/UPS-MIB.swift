extension MIBModule {
    /// Uninterruptible power supplies (RFC 1628).
    static let upsMIB = MIBModule(
        "UPS-MIB",
        """
        upsMIB mib-2.33
        upsObjects upsMIB.1
        upsIdent upsObjects.1
        upsIdentManufacturer upsIdent.1 DisplayString
        upsIdentModel upsIdent.2 DisplayString
        upsIdentUPSSoftwareVersion upsIdent.3 DisplayString
        upsIdentAgentSoftwareVersion upsIdent.4 DisplayString
        upsIdentName upsIdent.5 DisplayString
        upsIdentAttachedDevices upsIdent.6 DisplayString
        upsBattery upsObjects.2
        upsBatteryStatus upsBattery.1 INTEGER {unknown=1 batteryNormal=2 batteryLow=3 batteryDepleted=4}
        upsSecondsOnBattery upsBattery.2 Integer32 "seconds"
        upsEstimatedMinutesRemaining upsBattery.3 Integer32 "minutes"
        upsEstimatedChargeRemaining upsBattery.4 Integer32 "percent"
        upsBatteryVoltage upsBattery.5 Integer32 "0.1 Volt DC"
        upsBatteryCurrent upsBattery.6 Integer32 "0.1 Amp DC"
        upsBatteryTemperature upsBattery.7 Integer32 "degrees Centigrade"
        upsInput upsObjects.3
        upsInputLineBads upsInput.1 Counter32
        upsInputNumLines upsInput.2 Integer32
        upsInputTable upsInput.3
        upsInputEntry upsInputTable.1 [upsInputLineIndex]
        upsInputLineIndex upsInputEntry.1 - Integer32
        upsInputFrequency upsInputEntry.2 Integer32 "0.1 Hertz"
        upsInputVoltage upsInputEntry.3 Integer32 "RMS Volts"
        upsInputCurrent upsInputEntry.4 Integer32 "0.1 RMS Amp"
        upsInputTruePower upsInputEntry.5 Integer32 "Watts"
        upsOutput upsObjects.4
        upsOutputSource upsOutput.1 INTEGER {other=1 none=2 normal=3 bypass=4 battery=5 booster=6 reducer=7}
        upsOutputFrequency upsOutput.2 Integer32 "0.1 Hertz"
        upsOutputNumLines upsOutput.3 Integer32
        upsOutputTable upsOutput.4
        upsOutputEntry upsOutputTable.1 [upsOutputLineIndex]
        upsOutputLineIndex upsOutputEntry.1 - Integer32
        upsOutputVoltage upsOutputEntry.2 Integer32 "RMS Volts"
        upsOutputCurrent upsOutputEntry.3 Integer32 "0.1 RMS Amp"
        upsOutputPower upsOutputEntry.4 Integer32 "Watts"
        upsOutputPercentLoad upsOutputEntry.5 Integer32 "percent"
        upsBypass upsObjects.5
        upsBypassFrequency upsBypass.1 Integer32 "0.1 Hertz"
        upsBypassNumLines upsBypass.2 Integer32
        upsBypassTable upsBypass.3
        upsBypassEntry upsBypassTable.1 [upsBypassLineIndex]
        upsBypassLineIndex upsBypassEntry.1 - Integer32
        upsBypassVoltage upsBypassEntry.2 Integer32 "RMS Volts"
        upsBypassCurrent upsBypassEntry.3 Integer32 "0.1 RMS Amp"
        upsBypassPower upsBypassEntry.4 Integer32 "Watts"
        upsAlarm upsObjects.6
        upsAlarmsPresent upsAlarm.1 Gauge32
        upsAlarmTable upsAlarm.2
        upsAlarmEntry upsAlarmTable.1 [upsAlarmId]
        upsAlarmId upsAlarmEntry.1 - Integer32
        upsAlarmDescr upsAlarmEntry.2 OID
        upsAlarmTime upsAlarmEntry.3 TimeStamp
        upsWellKnownAlarms upsAlarm.3
        upsAlarmBatteryBad upsWellKnownAlarms.1
        upsAlarmOnBattery upsWellKnownAlarms.2
        upsAlarmLowBattery upsWellKnownAlarms.3
        upsAlarmDepletedBattery upsWellKnownAlarms.4
        upsAlarmTempBad upsWellKnownAlarms.5
        upsAlarmInputBad upsWellKnownAlarms.6
        upsAlarmOutputBad upsWellKnownAlarms.7
        upsAlarmOutputOverload upsWellKnownAlarms.8
        upsAlarmOnBypass upsWellKnownAlarms.9
        upsAlarmBypassBad upsWellKnownAlarms.10
        upsAlarmOutputOffAsRequested upsWellKnownAlarms.11
        upsAlarmUpsOffAsRequested upsWellKnownAlarms.12
        upsAlarmChargerFailed upsWellKnownAlarms.13
        upsAlarmUpsOutputOff upsWellKnownAlarms.14
        upsAlarmUpsSystemOff upsWellKnownAlarms.15
        upsAlarmFanFailure upsWellKnownAlarms.16
        upsAlarmFuseFailure upsWellKnownAlarms.17
        upsAlarmGeneralFault upsWellKnownAlarms.18
        upsAlarmDiagnosticTestFailed upsWellKnownAlarms.19
        upsAlarmCommunicationsLost upsWellKnownAlarms.20
        upsAlarmAwaitingPower upsWellKnownAlarms.21
        upsAlarmShutdownPending upsWellKnownAlarms.22
        upsAlarmShutdownImminent upsWellKnownAlarms.23
        upsAlarmTestInProgress upsWellKnownAlarms.24
        """)
}
