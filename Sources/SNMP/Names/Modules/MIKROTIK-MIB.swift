extension MIBModule {
    /// Health, wireless, optics, power and neighbours, by MikroTik.
    static let mikrotikMIB = MIBModule(
        "MIKROTIK-MIB",
        """
        mikrotik enterprises.14988
        mikrotikExperimentalModule mikrotik.1
        mtXRouterOs mikrotikExperimentalModule.1
        mtxrWireless mtXRouterOs.1
        mtxrWlStatTable mtxrWireless.1
        mtxrWlStatEntry mtxrWlStatTable.1 [mtxrWlStatIndex]
        mtxrWlStatIndex mtxrWlStatEntry.1 - ObjectIndex
        mtxrWlStatTxRate mtxrWlStatEntry.2 Gauge32
        mtxrWlStatRxRate mtxrWlStatEntry.3 Gauge32
        mtxrWlStatStrength mtxrWlStatEntry.4 Integer32
        mtxrWlStatSsid mtxrWlStatEntry.5 DisplayString
        mtxrWlStatBssid mtxrWlStatEntry.6 MacAddress
        mtxrWlStatFreq mtxrWlStatEntry.7 Integer32
        mtxrWlStatBand mtxrWlStatEntry.8 DisplayString
        mtxrWlStatTxCCQ mtxrWlStatEntry.9 Counter32
        mtxrWlStatRxCCQ mtxrWlStatEntry.10 Counter32
        mtxrWlRtabTable mtxrWireless.2
        mtxrWlRtabEntry mtxrWlRtabTable.1 [mtxrWlRtabAddr mtxrWlRtabIface]
        mtxrWlRtabAddr mtxrWlRtabEntry.1 - MacAddress
        mtxrWlRtabIface mtxrWlRtabEntry.2 - ObjectIndex
        mtxrWlRtabStrength mtxrWlRtabEntry.3 Integer32
        mtxrWlRtabTxBytes mtxrWlRtabEntry.4 Counter32
        mtxrWlRtabRxBytes mtxrWlRtabEntry.5 Counter32
        mtxrWlRtabTxPackets mtxrWlRtabEntry.6 Counter32
        mtxrWlRtabRxPackets mtxrWlRtabEntry.7 Counter32
        mtxrWlRtabTxRate mtxrWlRtabEntry.8 Gauge32
        mtxrWlRtabRxRate mtxrWlRtabEntry.9 Gauge32
        mtxrWlRtabRouterOSVersion mtxrWlRtabEntry.10 DisplayString
        mtxrWlRtabUptime mtxrWlRtabEntry.11 TimeTicks
        mtxrWlRtabSignalToNoise mtxrWlRtabEntry.12 Integer32
        mtxrWlRtabTxStrengthCh0 mtxrWlRtabEntry.13 Integer32
        mtxrWlRtabRxStrengthCh0 mtxrWlRtabEntry.14 Integer32
        mtxrWlRtabTxStrengthCh1 mtxrWlRtabEntry.15 Integer32
        mtxrWlRtabRxStrengthCh1 mtxrWlRtabEntry.16 Integer32
        mtxrWlRtabTxStrengthCh2 mtxrWlRtabEntry.17 Integer32
        mtxrWlRtabRxStrengthCh2 mtxrWlRtabEntry.18 Integer32
        mtxrWlRtabTxStrength mtxrWlRtabEntry.19 Integer32
        mtxrWlRtabRadioName mtxrWlRtabEntry.20 DisplayString
        mtxrWlApTable mtxrWireless.3
        mtxrWlApEntry mtxrWlApTable.1 [mtxrWlApIndex]
        mtxrWlApIndex mtxrWlApEntry.1 - ObjectIndex
        mtxrWlApTxRate mtxrWlApEntry.2 Gauge32
        mtxrWlApRxRate mtxrWlApEntry.3 Gauge32
        mtxrWlApSsid mtxrWlApEntry.4 DisplayString
        mtxrWlApBssid mtxrWlApEntry.5 MacAddress
        mtxrWlApClientCount mtxrWlApEntry.6 Counter32
        mtxrWlApFreq mtxrWlApEntry.7 Integer32
        mtxrWlApBand mtxrWlApEntry.8 DisplayString
        mtxrWlApNoiseFloor mtxrWlApEntry.9 Integer32
        mtxrWlApOverallTxCCQ mtxrWlApEntry.10 Counter32
        mtxrWlApAuthClientCount mtxrWlApEntry.11 Counter32
        mtxrWlRtabEntryCount mtxrWireless.4 Gauge32
        mtxrWlCMRtabTable mtxrWireless.5
        mtxrWlCMRtabEntry mtxrWlCMRtabTable.1 [mtxrWlCMRtabAddr mtxrWlCMRtabIface]
        mtxrWlCMRtabAddr mtxrWlCMRtabEntry.1 MacAddress
        mtxrWlCMRtabIface mtxrWlCMRtabEntry.2 - ObjectIndex
        mtxrWlCMRtabUptime mtxrWlCMRtabEntry.3 TimeTicks
        mtxrWlCMRtabTxBytes mtxrWlCMRtabEntry.4 Counter32
        mtxrWlCMRtabRxBytes mtxrWlCMRtabEntry.5 Counter32
        mtxrWlCMRtabTxPackets mtxrWlCMRtabEntry.6 Counter32
        mtxrWlCMRtabRxPackets mtxrWlCMRtabEntry.7 Counter32
        mtxrWlCMRtabTxRate mtxrWlCMRtabEntry.8 Gauge32
        mtxrWlCMRtabRxRate mtxrWlCMRtabEntry.9 Gauge32
        mtxrWlCMRtabTxStrength mtxrWlCMRtabEntry.10 Integer32
        mtxrWlCMRtabRxStrength mtxrWlCMRtabEntry.11 Integer32
        mtxrWlCMRtabSsid mtxrWlCMRtabEntry.12 DisplayString
        mtxrWlCMRtabEapIdent mtxrWlCMRtabEntry.13 DisplayString
        mtxrWlCMRtabEntryCount mtxrWireless.6 Gauge32
        mtxrWlCMTable mtxrWireless.7
        mtxrWlCMEntry mtxrWlCMTable.1 [mtxrWlCMIndex]
        mtxrWlCMIndex mtxrWlCMEntry.1 - ObjectIndex
        mtxrWlCMRegClientCount mtxrWlCMEntry.2 Counter32
        mtxrWlCMAuthClientCount mtxrWlCMEntry.3 Counter32
        mtxrWlCMState mtxrWlCMEntry.4 DisplayString
        mtxrWlCMChannel mtxrWlCMEntry.5 DisplayString
        mtxrWl60GTable mtxrWireless.8
        mtxrWl60GEntry mtxrWl60GTable.1 [mtxrWl60GIndex]
        mtxrWl60GIndex mtxrWl60GEntry.1 - ObjectIndex
        mtxrWl60GMode mtxrWl60GEntry.2 INTEGER {apBridge=0 stationBridge=1 sniff=2 bridge=3}
        mtxrWl60GSsid mtxrWl60GEntry.3 DisplayString
        mtxrWl60GConnected mtxrWl60GEntry.4 BoolValue
        mtxrWl60GRemote mtxrWl60GEntry.5 MacAddress
        mtxrWl60GFreq mtxrWl60GEntry.6 Integer32
        mtxrWl60GMcs mtxrWl60GEntry.7 Integer32
        mtxrWl60GSignal mtxrWl60GEntry.8 Integer32
        mtxrWl60GTxSector mtxrWl60GEntry.9 Integer32
        mtxrWl60GTxSectorInfo mtxrWl60GEntry.11 DisplayString
        mtxrWl60GRssi mtxrWl60GEntry.12 Integer32
        mtxrWl60GPhyRate mtxrWl60GEntry.13 Gauge32
        mtxrWl60GStaTable mtxrWireless.9
        mtxrWl60GStaEntry mtxrWl60GStaTable.1 [mtxrWl60GStaIndex]
        mtxrWl60GStaIndex mtxrWl60GStaEntry.1 - ObjectIndex
        mtxrWl60GStaConnected mtxrWl60GStaEntry.2 BoolValue
        mtxrWl60GStaRemote mtxrWl60GStaEntry.3 MacAddress
        mtxrWl60GStaMcs mtxrWl60GStaEntry.4 Integer32
        mtxrWl60GStaSignal mtxrWl60GStaEntry.5 Integer32
        mtxrWl60GStaTxSector mtxrWl60GStaEntry.6 Integer32
        mtxrWl60GStaPhyRate mtxrWl60GStaEntry.8 Gauge32
        mtxrWl60GStaRssi mtxrWl60GStaEntry.9 Integer32
        mtxrWl60GStaDistance mtxrWl60GStaEntry.10 Integer32
        mtxrWlCMREntryCount mtxrWireless.10 Gauge32
        mtxrWlCMRemoteTable mtxrWireless.11
        mtxrWlCMRemoteEntry mtxrWlCMRemoteTable.1 [mtxrWlCMRemoteIndex]
        mtxrWlCMRemoteIndex mtxrWlCMRemoteEntry.1 - ObjectIndex
        mtxrWlCMRemoteName mtxrWlCMRemoteEntry.2 DisplayString
        mtxrWlCMRemoteState mtxrWlCMRemoteEntry.3 DisplayString
        mtxrWlCMRemoteAddress mtxrWlCMRemoteEntry.4 DisplayString
        mtxrWlCMRemoteRadios mtxrWlCMRemoteEntry.5 Counter32
        mtxrHealth mtXRouterOs.3
        mtxrHlCoreVoltage mtxrHealth.1 Voltage
        mtxrHlThreeDotThreeVoltage mtxrHealth.2 Voltage
        mtxrHlFiveVoltage mtxrHealth.3 Voltage
        mtxrHlTwelveVoltage mtxrHealth.4 Voltage
        mtxrHlSensorTemperature mtxrHealth.5 Temperature
        mtxrHlCpuTemperature mtxrHealth.6 Temperature
        mtxrHlBoardTemperature mtxrHealth.7 Temperature
        mtxrHlVoltage mtxrHealth.8 Voltage
        mtxrHlActiveFan mtxrHealth.9 DisplayString
        mtxrHlTemperature mtxrHealth.10 Temperature
        mtxrHlProcessorTemperature mtxrHealth.11 Temperature
        mtxrHlPower mtxrHealth.12 Power
        mtxrHlCurrent mtxrHealth.13 Integer32
        mtxrHlProcessorFrequency mtxrHealth.14 Integer32
        mtxrHlPowerSupplyState mtxrHealth.15 BoolValue
        mtxrHlBackupPowerSupplyState mtxrHealth.16 BoolValue
        mtxrHlFanSpeed1 mtxrHealth.17 Gauge32
        mtxrHlFanSpeed2 mtxrHealth.18 Gauge32
        mtxrGaugeTable mtxrHealth.100
        mtxrGaugeTableEntry mtxrGaugeTable.1 [mtxrGaugeIndex]
        mtxrGaugeIndex mtxrGaugeTableEntry.1 - ObjectIndex
        mtxrGaugeName mtxrGaugeTableEntry.2 DisplayString
        mtxrGaugeValue mtxrGaugeTableEntry.3 Integer32
        mtxrGaugeUnit mtxrGaugeTableEntry.4 INTEGER {celsius=1 rpm=2 dV=3 dA=4 dW=5 status=6}
        mtxrLicense mtXRouterOs.4
        mtxrLicSoftwareId mtxrLicense.1 DisplayString
        mtxrLicUpgrUntil mtxrLicense.2 DateAndTime
        mtxrLicLevel mtxrLicense.3 Integer32
        mtxrLicVersion mtxrLicense.4 DisplayString
        mtxrLicUpgradableTo mtxrLicense.5 Integer32
        mtxrSystem mtXRouterOs.7
        mtxrSystemReboot mtxrSystem.1 Integer32
        mtxrUSBPowerReset mtxrSystem.2 Integer32
        mtxrSerialNumber mtxrSystem.3 DisplayString
        mtxrFirmwareVersion mtxrSystem.4 DisplayString
        mtxrNote mtxrSystem.5 DisplayString
        mtxrBuildTime mtxrSystem.6 DisplayString
        mtxrFirmwareUpgradeVersion mtxrSystem.7 DisplayString
        mtxrDisplayName mtxrSystem.8 DisplayString
        mtxrBoardName mtxrSystem.9 DisplayString
        mtxrNeighbor mtXRouterOs.11
        mtxrNeighborTable mtxrNeighbor.1
        mtxrNeighborTableEntry mtxrNeighborTable.1 [mtxrNeighborIndex]
        mtxrNeighborIndex mtxrNeighborTableEntry.1 - ObjectIndex
        mtxrNeighborIpAddress mtxrNeighborTableEntry.2 IpAddress
        mtxrNeighborMacAddress mtxrNeighborTableEntry.3 MacAddress
        mtxrNeighborVersion mtxrNeighborTableEntry.4 DisplayString
        mtxrNeighborPlatform mtxrNeighborTableEntry.5 DisplayString
        mtxrNeighborIdentity mtxrNeighborTableEntry.6 DisplayString
        mtxrNeighborSoftwareID mtxrNeighborTableEntry.7 DisplayString
        mtxrNeighborInterfaceID mtxrNeighborTableEntry.8 ObjectIndex
        mtxrPOE mtXRouterOs.15
        mtxrPOETable mtxrPOE.1
        mtxrPOEEntry mtxrPOETable.1 [mtxrPOEInterfaceIndex]
        mtxrPOEInterfaceIndex mtxrPOEEntry.1 - ObjectIndex
        mtxrPOEName mtxrPOEEntry.2 DisplayString
        mtxrPOEStatus mtxrPOEEntry.3 INTEGER {disabled=1 waitingForLoad=2 poweredOn=3 overload=4 shortCircuit=5 \
        voltageTooLow=6 currentTooLow=7 powerReset=8 voltageTooHigh=9 controllerError=10 controllerUpgrade=11 \
        poeInDetected=12 noValidPsu=13 controllerInit=14}
        mtxrPOEVoltage mtxrPOEEntry.4 Voltage
        mtxrPOECurrent mtxrPOEEntry.5 Integer32
        mtxrPOEPower mtxrPOEEntry.6 Power
        mtxrOptical mtXRouterOs.19
        mtxrOpticalTable mtxrOptical.1
        mtxrOpticalTableEntry mtxrOpticalTable.1 [mtxrOpticalIndex]
        mtxrOpticalIndex mtxrOpticalTableEntry.1 - ObjectIndex
        mtxrOpticalName mtxrOpticalTableEntry.2 DisplayString
        mtxrOpticalRxLoss mtxrOpticalTableEntry.3 BoolValue
        mtxrOpticalTxFault mtxrOpticalTableEntry.4 BoolValue
        mtxrOpticalWavelength mtxrOpticalTableEntry.5 GDiv100 "nm"
        mtxrOpticalTemperature mtxrOpticalTableEntry.6 Gauge32 "C"
        mtxrOpticalSupplyVoltage mtxrOpticalTableEntry.7 GDiv1000 "V"
        mtxrOpticalTxBiasCurrent mtxrOpticalTableEntry.8 Gauge32 "mA"
        mtxrOpticalTxPower mtxrOpticalTableEntry.9 IDiv1000 "dBm"
        mtxrOpticalRxPower mtxrOpticalTableEntry.10 IDiv1000 "dBm"
        mtxrOpticalVendorName mtxrOpticalTableEntry.11 DisplayString
        mtxrOpticalVendorSerial mtxrOpticalTableEntry.12 DisplayString
        """)
}
