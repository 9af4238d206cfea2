extension MIBModule {
    /// Uninterruptible power supplies, by APC.
    static let powerNetMIB = MIBModule(
        "PowerNet-MIB",
        """
        apc enterprises.318
        products apc.1
        hardware products.1
        ups hardware.1
        upsIdent ups.1
        upsBasicIdent upsIdent.1
        upsBasicIdentModel upsBasicIdent.1 OCTETS
        upsBasicIdentName upsBasicIdent.2 OCTETS
        upsBasicIdentFamilyName upsBasicIdent.3 OCTETS
        upsBasicIdentModelType upsBasicIdent.4 OCTETS
        upsAdvIdent upsIdent.2
        upsAdvIdentFirmwareRevision upsAdvIdent.1 OCTETS
        upsAdvIdentDateOfManufacture upsAdvIdent.2 OCTETS
        upsAdvIdentSerialNumber upsAdvIdent.3 OCTETS
        upsAdvIdentFirmwareRevision2 upsAdvIdent.4 OCTETS
        upsAdvIdentSkuNumber upsAdvIdent.5 OCTETS
        upsAdvIdentHardwareRevision upsAdvIdent.6 OCTETS
        upsAdvIdentUpsPhaseConfigType upsAdvIdent.7 INTEGER {unknown=1 threePhaseInOut=2 onePhaseInOut=3 \
        threePhaseInOneOut=4}
        upsAdvEnergyStorageType upsAdvIdent.8 INTEGER {unknown=1 vrlaOrWetCells=2 niCdBatteries=3 \
        liIonBatteries=4 noEnergyStorage=5 flywheel=6 ultracaps=7}
        upsAdvIdentApparentPowerRating upsAdvIdent.9 OCTETS
        upsBattery ups.2
        upsBasicBattery upsBattery.1
        upsBasicBatteryStatus upsBasicBattery.1 INTEGER {unknown=1 batteryNormal=2 batteryLow=3 \
        batteryInFaultCondition=4 noBatteryPresent=5}
        upsBasicBatteryTimeOnBattery upsBasicBattery.2 TimeTicks
        upsBasicBatteryLastReplaceDate upsBasicBattery.3 OCTETS
        upsAdvBattery upsBattery.2
        upsAdvBatteryCapacity upsAdvBattery.1 Gauge32
        upsAdvBatteryTemperature upsAdvBattery.2 Gauge32
        upsAdvBatteryRunTimeRemaining upsAdvBattery.3 TimeTicks
        upsAdvBatteryReplaceIndicator upsAdvBattery.4 INTEGER {noBatteryNeedsReplacing=1 \
        batteryNeedsReplacing=2}
        upsAdvBatteryNumOfBattPacks upsAdvBattery.5 Integer32
        upsAdvBatteryNumOfBadBattPacks upsAdvBattery.6 Integer32
        upsAdvBatteryNominalVoltage upsAdvBattery.7 Integer32
        upsAdvBatteryActualVoltage upsAdvBattery.8 Integer32
        upsAdvBatteryCurrent upsAdvBattery.9 Integer32
        upsAdvTotalDCCurrent upsAdvBattery.10 Integer32
        upsAdvBatteryFullCapacity upsAdvBattery.11 Integer32
        upsAdvBatteryActualVoltageTable upsAdvBattery.12
        upsAdvBatteryActualVoltageEntry upsAdvBatteryActualVoltageTable.1 [upsAdvBatteryActualVoltageTableIndex]
        upsAdvBatteryActualVoltageTableIndex upsAdvBatteryActualVoltageEntry.1 Integer32
        upsAdvBatteryActualVoltagePolarity upsAdvBatteryActualVoltageEntry.2 INTEGER {positive=0 negative=1}
        upsAdvBatteryFrameActualVoltage upsAdvBatteryActualVoltageEntry.3 Integer32
        upsAdvTotalDCCurrentTable upsAdvBattery.13
        upsAdvTotalDCCurrentEntry upsAdvTotalDCCurrentTable.1 [upsAdvTotalDCCurrentTableIndex]
        upsAdvTotalDCCurrentTableIndex upsAdvTotalDCCurrentEntry.1 Integer32
        upsAdvTotalDCCurrentPolarity upsAdvTotalDCCurrentEntry.2 INTEGER {positive=0 negative=1}
        upsAdvTotalFrameDCCurrent upsAdvTotalDCCurrentEntry.3 Integer32
        upsAdvBatteryCurrentTable upsAdvBattery.14
        upsAdvBatteryCurrentEntry upsAdvBatteryCurrentTable.1 [upsAdvBatteryCurrentTableIndex \
        upsAdvBatteryCurrentIndex]
        upsAdvBatteryCurrentTableIndex upsAdvBatteryCurrentEntry.1 Integer32
        upsAdvBatteryCurrentIndex upsAdvBatteryCurrentEntry.2 Integer32
        upsAdvBatteryCurrentPolarity upsAdvBatteryCurrentEntry.3 INTEGER {positive=0 negative=1}
        upsAdvBatteryFrameCurrent upsAdvBatteryCurrentEntry.4 Integer32
        upsAdvBatteryEstimatedChargeTime upsAdvBattery.15 TimeTicks
        upsAdvBatteryPower upsAdvBattery.16 Integer32
        upsAdvBatteryChargerStatus upsAdvBattery.17 INTEGER {unknown=1 ok=2 inFaultCondition=3 floatCharging=4 \
        boostCharging=5 resting=6 notCharging=7 equalizationCharging=8 testInProgress=9 cyclicFloatCharging=10}
        upsAdvBatteryInternalSKU upsAdvBattery.19 OCTETS
        upsAdvBatteryExternalSKU upsAdvBattery.20 OCTETS
        upsAdvBatteryRecommendedReplaceDate upsAdvBattery.21 OCTETS
        upsAdvBatteryNominalBackupTime upsAdvBattery.22 Integer32
        upsAdvBatteryCondition upsAdvBattery.23 INTEGER {unknown=1 ok=2 weak=3 poor=4}
        upsAdvBatteryChargingCurrentRestricted upsAdvBattery.24 INTEGER {yes=1 no=2}
        upsAdvBatteryTotalCapacity upsAdvBattery.25 Gauge32
        upsAdvBatteryFuseStatus upsAdvBattery.26 INTEGER {fuseOpen=1 fuseOk=2 notPresent=3}
        upsAdvBatteryBreakerStatus upsAdvBattery.27 INTEGER {disconnected=1 closed=2 notPresent=3}
        upsAdvBatteryWiringConfiguration upsAdvBattery.28 INTEGER {twoWire=1 threeWire=2}
        upsInput ups.3
        upsBasicInput upsInput.1
        upsBasicInputPhase upsBasicInput.1 Integer32
        upsAdvInput upsInput.2
        upsAdvInputLineVoltage upsAdvInput.1 Gauge32
        upsAdvInputMaxLineVoltage upsAdvInput.2 Gauge32
        upsAdvInputMinLineVoltage upsAdvInput.3 Gauge32
        upsAdvInputFrequency upsAdvInput.4 Gauge32
        upsAdvInputLineFailCause upsAdvInput.5 INTEGER {noTransfer=1 highLineVoltage=2 brownout=3 blackout=4 \
        smallMomentarySag=5 deepMomentarySag=6 smallMomentarySpike=7 largeMomentarySpike=8 selfTest=9 \
        rateOfVoltageChange=10}
        upsAdvInputNominalFrequency upsAdvInput.6 Integer32
        upsAdvInputNominalVoltage upsAdvInput.7 Integer32
        upsAdvInputBypassNominalFrequency upsAdvInput.8 Integer32
        upsAdvInputBypassNominalVoltage upsAdvInput.9 Integer32
        upsAdvInputStatisticsTable upsAdvInput.10
        upsAdvInputStatisticsEntry upsAdvInputStatisticsTable.1 [upsAdvInputStatisticsIndex]
        upsAdvInputStatisticsIndex upsAdvInputStatisticsEntry.1 Integer32
        upsAdvInputApparentPower upsAdvInputStatisticsEntry.2 Integer32
        upsAdvInputVoltageTHD upsAdvInputStatisticsEntry.3 Integer32
        upsAdvInputBypassVoltageTHD upsAdvInputStatisticsEntry.4 Integer32
        upsAdvInputPeakCurrent upsAdvInputStatisticsEntry.5 Integer32
        upsAdvInputBypassPeakCurrent upsAdvInputStatisticsEntry.6 Integer32
        upsAdvInputActivePower upsAdvInputStatisticsEntry.7 Integer32
        upsAdvInputTotalApparentPower upsAdvInput.11 Integer32
        upsAdvInputTotalActivePower upsAdvInput.12 Integer32
        upsAdvInputBypassTotalApparentPower upsAdvInput.13 Integer32
        upsAdvInputBypassTotalActivePower upsAdvInput.14 Integer32
        upsAdvInputEnergyUsage upsAdvInput.15 Unsigned32
        upsAdvInputDCVoltage upsAdvInput.16 Integer32
        upsAdvInputDCCurrent upsAdvInput.17 Integer32
        upsAdvInputNominalDCVoltage upsAdvInput.18 Integer32
        upsOutput ups.4
        upsBasicOutput upsOutput.1
        upsBasicOutputStatus upsBasicOutput.1 INTEGER {unknown=1 onLine=2 onBattery=3 onSmartBoost=4 \
        timedSleeping=5 softwareBypass=6 off=7 rebooting=8 switchedBypass=9 hardwareFailureBypass=10 \
        sleepingUntilPowerReturn=11 onSmartTrim=12 ecoMode=13 hotStandby=14 onBatteryTest=15 \
        emergencyStaticBypass=16 staticBypassStandby=17 powerSavingMode=18 spotMode=19 eConversion=20 \
        chargerSpotmode=21 inverterSpotmode=22 activeLoad=23 batteryDischargeSpotmode=24 inverterStandby=25 \
        chargerOnly=26 distributedEnergyReserve=27 selfTest=28}
        upsBasicOutputPhase upsBasicOutput.2 Integer32
        upsBasicSystemStatus upsBasicOutput.3 INTEGER {unknown=1 onLine=2 onBattery=3 onSmartBoost=4 \
        timedSleeping=5 softwareBypass=6 off=7 rebooting=8 switchedBypass=9 hardwareFailureBypass=10 \
        sleepingUntilPowerReturn=11 onSmartTrim=12 ecoMode=13 inverter=14 eConversion=15 staticBypassStandby=16 \
        efficiencyBoosterMode=17}
        upsBasicSystemInternalTemperature upsBasicOutput.4 Integer32
        upsBasicSystemInverterStatus upsBasicOutput.5 INTEGER {unknown=1 ok=2 inFaultCondition=3}
        upsBasicSystemPFCStatus upsBasicOutput.6 INTEGER {unknown=1 ok=2 inFaultCondition=3}
        upsBasicOutputACwiringConfiguration upsBasicOutput.7 INTEGER {unknown=1 noNeutralWiredonSystem=2 \
        neutralUsedforSupplyingLoad=3}
        upsAdvOutput upsOutput.2
        upsAdvOutputVoltage upsAdvOutput.1 Gauge32
        upsAdvOutputFrequency upsAdvOutput.2 Gauge32
        upsAdvOutputLoad upsAdvOutput.3 Gauge32
        upsAdvOutputCurrent upsAdvOutput.4 Gauge32
        upsAdvOutputRedundancy upsAdvOutput.5 Gauge32
        upsAdvOutputKVACapacity upsAdvOutput.6 Integer32
        upsAdvOutputNominalFrequency upsAdvOutput.7 Integer32
        upsAdvOutputActivePower upsAdvOutput.8 Integer32
        upsAdvOutputApparentPower upsAdvOutput.9 Integer32
        upsAdvOutputStatisticsTable upsAdvOutput.10
        upsAdvOutputStatisticsEntry upsAdvOutputStatisticsTable.1 [upsAdvOutputStatisticsIndex]
        upsAdvOutputStatisticsIndex upsAdvOutputStatisticsEntry.1 Integer32
        upsAdvOutputPeakCurrent upsAdvOutputStatisticsEntry.2 Integer32
        upsAdvOutputCurrentTHD upsAdvOutputStatisticsEntry.3 Integer32
        upsAdvOutputCrestFactor upsAdvOutputStatisticsEntry.4 Integer32
        upsAdvOutputNeutralCurrent upsAdvOutput.11 Integer32
        upsAdvOutputEnergyUsage upsAdvOutput.12 Unsigned32
        upsAdvOutputSourceSynchronization upsAdvOutput.13 Integer32
        upsAdvOutputInverterFrequency upsAdvOutput.14 Gauge32
        upsAdvOutputInverterLoad upsAdvOutput.15 Integer32
        upsAdvOutputPercentPower upsAdvOutput.16 Integer32
        upsAdvOutputInverterActivePower upsAdvOutput.17 Integer32
        upsAdvOutputPercentLoad upsAdvOutput.18 Integer32
        upsAdvOutputInverterCurrent upsAdvOutput.19 Integer32
        upsAdvOutputReactivePower upsAdvOutput.20 Integer32
        upsAdvOutputInverterVoltage upsAdvOutput.21 Integer32
        upsAdvOutputUpperAcceptPowerSettingPct upsAdvOutput.22 Integer32
        upsTest ups.7
        upsAdvTest upsTest.2
        upsAdvTestDiagnosticSchedule upsAdvTest.1 INTEGER {unknown=1 biweekly=2 weekly=3 atTurnOn=4 never=5 \
        fourWeeks=6 twelveWeeks=7 biweeklySinceLastTest=8 weeklySinceLastTest=9 eightWeeks=10 twentysixWeeks=11 \
        fiftytwoWeeks=12}
        upsAdvTestDiagnostics upsAdvTest.2 INTEGER {noTestDiagnostics=1 testDiagnostics=2}
        upsAdvTestDiagnosticsResults upsAdvTest.3 INTEGER {ok=1 failed=2 invalidTest=3 testInProgress=4}
        upsAdvTestLastDiagnosticsDate upsAdvTest.4 OCTETS
        upsAdvTestRuntimeCalibration upsAdvTest.5 INTEGER {noPerformCalibration=1 performCalibration=2 \
        cancelCurrentCalibration=3}
        upsAdvTestCalibrationResults upsAdvTest.6 INTEGER {ok=1 invalidCalibration=2 calibrationInProgress=3 \
        refused=4 aborted=5 pending=6 unknown=7}
        upsAdvTestCalibrationDate upsAdvTest.7 OCTETS
        upsAdvTestDiagnosticTime upsAdvTest.8 OCTETS
        upsAdvTestDiagnosticDay upsAdvTest.9 INTEGER {monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 \
        saturday=6 sunday=7}
        upsAdvTestBatteryInterval upsAdvTest.10 OCTETS
        upsAdvTestCalibrationLastSuccessfulDate upsAdvTest.11 OCTETS
        upsAdvTestBatteryLastSuccessfulDate upsAdvTest.12 OCTETS
        upsAdvTestBatteryLastDate upsAdvTest.13 OCTETS
        upsAdvTestBatteryProcessStatus upsAdvTest.14 INTEGER {ok=1 preconditionNotMeet=2 \
        batteryTestInProgress=3 refused=4 aborted=5 pending=6 unknown=7 noBatteryPresent=8}
        upsAdvTestBatteryConditionStatus upsAdvTest.15 INTEGER {unknown=1 batteryOK=2 \
        batteryCapacityDecreased=3 batteryDefect=4 noBatteryPresent=5}
        upsAdvTestDiagnosticsBatteryInterval upsAdvTest.16 INTEGER {never=1 weekly=2 biweekly=3 every4weeks=4 \
        every8weeks=5 every12weeks=6 every26weeks=7 every52weeks=8}
        upsState ups.11
        upsBasicState upsState.1
        upsBasicStateOutputState upsBasicState.1 OCTETS
        upsBasicStateAlarmStatus upsBasicState.2 INTEGER {noAlarms=1 infoAlarm=2 warningAlarm=3 criticalAlarm=4}
        """)
}
