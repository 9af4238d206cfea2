extension MIBModule {
    /// State of the parts and optical transceivers, by Huawei.
    static let huaweiEntityExtentMIB = MIBModule(
        "HUAWEI-ENTITY-EXTENT-MIB",
        """
        hwEntityExtentMIB enterprises.2011.5.25.31
        hwEntityExtObjects hwEntityExtentMIB.1
        hwEntityState hwEntityExtObjects.1
        hwEntityStateTable hwEntityState.1
        hwEntityStateEntry hwEntityStateTable.1 [entPhysicalIndex]
        hwEntityAdminStatus hwEntityStateEntry.1 HwAdminState
        hwEntityOperStatus hwEntityStateEntry.2 HwOperState
        hwEntityStandbyStatus hwEntityStateEntry.3 HwStandbyStatus
        hwEntityAlarmLight hwEntityStateEntry.4 HwAlarmStatus
        hwEntityCpuUsage hwEntityStateEntry.5 Integer32
        hwEntityCpuUsageThreshold hwEntityStateEntry.6 Integer32
        hwEntityMemUsage hwEntityStateEntry.7 Integer32
        hwEntityMemUsageThreshold hwEntityStateEntry.8 Integer32
        hwEntityMemSize hwEntityStateEntry.9 Integer32 "bytes"
        hwEntityUpTime hwEntityStateEntry.10 Integer32 "seconds"
        hwEntityTemperature hwEntityStateEntry.11 Integer32
        hwEntityTemperatureThreshold hwEntityStateEntry.12 Integer32
        hwEntityVoltage hwEntityStateEntry.13 Integer32
        hwEntityVoltageLowThreshold hwEntityStateEntry.14 Integer32
        hwEntityVoltageHighThreshold hwEntityStateEntry.15 Integer32
        hwEntityTemperatureLowThreshold hwEntityStateEntry.16 Integer32
        hwEntityOpticalPower hwEntityStateEntry.17 Integer32
        hwEntityCurrent hwEntityStateEntry.18 Integer32 "mA"
        hwEntityMemSizeMega hwEntityStateEntry.19 Integer32 "M bytes"
        hwEntityPortType hwEntityStateEntry.20 INTEGER {notSupported=1 copper=2 fiber100=3 fiber1000=4 \
        fiber10000=5 opticalnotExist=6 optical=7 fiber25000=8 fiber50000=9 fiber100000=10 fiber200000=11 \
        fiber400000=12 fiber40000=13 cellular=14}
        hwEntityDuplex hwEntityStateEntry.21 INTEGER {notSupported=1 full=2 half=3}
        hwEntityOpticalPowerRx hwEntityStateEntry.22 Integer32
        hwEntityCpuUsageLowThreshold hwEntityStateEntry.23 Integer32
        hwEntityBoardPower hwEntityStateEntry.24 Integer32
        hwEntityCpuFrequency hwEntityStateEntry.25 Integer32 "Hz"
        hwEntitySupportFlexCard hwEntityStateEntry.26 INTEGER {notSupported=1 flexible=2 unflexible=3 dummy=4}
        hwEntityBoardClass hwEntityStateEntry.27 INTEGER {notSupported=1 mpu=2 lpu=3 sfu=4 icu=5 ecu=6 fan=7 \
        power=8 lcd=9 pmu=10 cmu=11}
        hwNseOpmStatus hwEntityStateEntry.28 Integer32
        hwEntityCpuMaxUsage hwEntityStateEntry.29 Integer32
        hwEntityCPUType hwEntityStateEntry.30 SnmpAdminString
        hwEntityMemoryType hwEntityStateEntry.31 SnmpAdminString
        hwEntityFlashSize hwEntityStateEntry.32 Integer32
        hwEntityIfUpTimes hwEntityStateEntry.33 Integer32
        hwEntityIfDownTimes hwEntityStateEntry.34 Integer32
        hwEntityCPUAvgUsage hwEntityStateEntry.35 Integer32
        hwEntityMemoryAvgUsage hwEntityStateEntry.36 Integer32
        hwEntityMemUsed hwEntityStateEntry.37 Unsigned32
        hwEntityTotalFanNum hwEntityStateEntry.38 Integer32
        hwEntityNomalFanNum hwEntityStateEntry.39 Integer32
        hwEntityTotalPwrNum hwEntityStateEntry.40 Integer32
        hwEntityNomalPwrNum hwEntityStateEntry.41 Integer32
        hwEntityFaultLight hwEntityStateEntry.42 INTEGER {notSupported=1 normal=2 underRepair=3}
        hwEntityBoardName hwEntityStateEntry.43 OCTETS
        hwEntityBoardDescription hwEntityStateEntry.44 OCTETS
        hwEntity5MinCpuUsage hwEntityStateEntry.45 Integer32
        hwEntityStartMode hwEntityStateEntry.46 INTEGER {notSupported=1 cold=2 warm=3 unknown=4}
        hwEntitySplitAttribute hwEntityStateEntry.47 OCTETS
        hwEntityFaultLightKeepTime hwEntityStateEntry.48 Integer32
        hwEntityPbufUsage hwEntityStateEntry.49 Integer32
        hwEntityTMUsage hwEntityStateEntry.50 Integer32
        hwEntityHda1Usage hwEntityStateEntry.51 Integer32
        hwEntityHda1UsageThreshold hwEntityStateEntry.52 Integer32
        hwEntityHda1UsageResumeThreshold hwEntityStateEntry.53 Integer32
        hwEntitySlotID hwEntityStateEntry.54 Integer32
        hwEntityCpuID hwEntityStateEntry.55 Integer32
        hwEntityPreviousValue hwEntityStateEntry.56 Integer32
        hwEntityCurrentValue hwEntityStateEntry.57 Integer32
        hwEntityChangeValue hwEntityStateEntry.58 Integer32
        hwEntityChangeValueThreshold hwEntityStateEntry.59 Integer32
        hwEntityModelName hwEntityStateEntry.60 OCTETS
        hwEntityIssueNumber hwEntityStateEntry.61 OCTETS
        hwEntityDeviceStatus hwEntityStateEntry.62 INTEGER {notSupported=0 normal=1 abnormal=2}
        hwEntityPicStatus hwEntityStateEntry.63 INTEGER {notSupported=0 registered=1 online=2 unregistered=3 \
        failed=4}
        hwEntityMPUType hwEntityStateEntry.64 OCTETS
        hwEntityMemSizeExt hwEntityStateEntry.65 Unsigned32 "KByte"
        hwEntityTemperatureMinorThreshold hwEntityStateEntry.66 Integer32
        hwEntityVoltageFatalHighThreshold hwEntityStateEntry.67 Integer32
        hwEntityVoltageFatalLowThreshold hwEntityStateEntry.68 Integer32
        hwEntityMemCacheUsage hwEntityStateEntry.69 Integer32
        hwCpuUsageTrapType hwEntityStateEntry.70 Integer32
        hwCpuUsageTrapSlot hwEntityStateEntry.71 OCTETS
        hwCpuUsageTrapCpu hwEntityStateEntry.72 Integer32
        hwCpuUsageCurrentUsage hwEntityStateEntry.73 Integer32
        hwCpuUsageThreashold hwEntityStateEntry.74 Integer32
        hwOpticalModuleInfoTable hwEntityState.3
        hwOpticalModuleInfoEntry hwOpticalModuleInfoTable.1 [entPhysicalIndex]
        hwEntityOpticalMode hwOpticalModuleInfoEntry.1 INTEGER {notSupported=1 singleMode=2 multiMode5=3 \
        multiMode6=4 noValue=5 gpsMode=6 copperMode=7 singleAndmultiMode=8}
        hwEntityOpticalWaveLength hwOpticalModuleInfoEntry.2 Integer32
        hwEntityOpticalTransDistance hwOpticalModuleInfoEntry.3 Integer32
        hwEntityOpticalVendorSn hwOpticalModuleInfoEntry.4 SnmpAdminString
        hwEntityOpticalTemperature hwOpticalModuleInfoEntry.5 Integer32
        hwEntityOpticalVoltage hwOpticalModuleInfoEntry.6 Integer32
        hwEntityOpticalBiasCurrent hwOpticalModuleInfoEntry.7 Integer32
        hwEntityOpticalRxPower hwOpticalModuleInfoEntry.8 Integer32
        hwEntityOpticalTxPower hwOpticalModuleInfoEntry.9 Integer32
        hwEntityOpticalType hwOpticalModuleInfoEntry.10 INTEGER {unknown=0 sc=1 gbic=2 sfp=3 esfp=4 rj45=5 \
        xfp=6 xenpak=7 transponder=8 cfp=9 smb=10 sfpplus=11 cxp=12 qsfp=13 qsfpplus=14 cfp2=15 dwdmsfp=16 \
        msa100glh=17 gps=18 csfp=19 cfp4=20 qsfp28=21 sfpsfpplus=22 gponsfp=23 cfp8=24 sfp28=25 qsfpdd=26 \
        cfp2dco=27 sfp56=28 qsfp56=29 oa=30}
        hwEntityOpticalTransBW hwOpticalModuleInfoEntry.11 Integer32
        hwEntityOpticalFiberType hwOpticalModuleInfoEntry.12 INTEGER {unknown=0 sc=1 style1CopperConnector=2 \
        style2CopperConnector=3 bncTnc=4 coaxialHeaders=5 fiberJack=6 lc=7 mtRj=8 mu=9 sg=10 opticalPigtail=11 \
        mpo=12 mpo1x12=13 mpo2x16=14 rj45=15 noSeparable=16 mxc2x16=17 csOptical=18 snOptical=19 hssdcII=20 \
        copperPigtail=21 mpo2x12=22 mpo1x16=23 angledLc=24}
        hwEntityOpticalRxLowThreshold hwOpticalModuleInfoEntry.13 Integer32
        hwEntityOpticalRxHighThreshold hwOpticalModuleInfoEntry.14 Integer32
        hwEntityOpticalTxLowThreshold hwOpticalModuleInfoEntry.15 Integer32
        hwEntityOpticalTxHighThreshold hwOpticalModuleInfoEntry.16 Integer32
        hwEntityOpticalPlug hwOpticalModuleInfoEntry.17 INTEGER {notSupported=0 true=1 false=2}
        hwEntityOpticalDirectionType hwOpticalModuleInfoEntry.18 INTEGER {notSupported=1 twoFiberBidirection=2 \
        oneFiberBidirection=3 twoFiberTwoPortBidirection=4}
        hwEntityOpticalUserEeprom hwOpticalModuleInfoEntry.19 DisplayString
        hwEntityOpticalRxLowWarnThreshold hwOpticalModuleInfoEntry.20 Integer32
        hwEntityOpticalRxHighWarnThreshold hwOpticalModuleInfoEntry.21 Integer32
        hwEntityOpticalTxLowWarnThreshold hwOpticalModuleInfoEntry.22 Integer32
        hwEntityOpticalTxHighWarnThreshold hwOpticalModuleInfoEntry.23 Integer32
        hwEntityOpticalVenderName hwOpticalModuleInfoEntry.24 DisplayString
        hwEntityOpticalVenderPn hwOpticalModuleInfoEntry.25 DisplayString
        hwEntityOpticalAuthenticationStatus hwOpticalModuleInfoEntry.26 INTEGER {unknown=0 authenticated=1 \
        unauthenticated=2}
        hwEntityOpticalTunableType hwOpticalModuleInfoEntry.27 INTEGER {notSupported=1 notTunable=2 tunable=3 \
        supportTunableType=4}
        hwEntityOpticalWaveLengthDecimal hwOpticalModuleInfoEntry.28 Integer32
        hwEntityOpticalTunableModuleChannel hwOpticalModuleInfoEntry.29 Integer32
        hwEntityOpticalWaveBand hwOpticalModuleInfoEntry.30 INTEGER {unknown=0 clBand=1 cBand=2 lBand=3 \
        c32Band=4 ramancBand=5 ramanlBand=6 cwdmBand=7 smcBand=8 c96bBand=9 c192bBand=10}
        hwEntityOpticalLaneBiasCurrent hwOpticalModuleInfoEntry.31 SnmpAdminString
        hwEntityOpticalLaneRxPower hwOpticalModuleInfoEntry.32 SnmpAdminString
        hwEntityOpticalLaneTxPower hwOpticalModuleInfoEntry.33 SnmpAdminString
        hwEntityOpticalVendorOUI hwOpticalModuleInfoEntry.34 DisplayString
        hwEntityOpticalVendorRev hwOpticalModuleInfoEntry.35 DisplayString
        hwEntityOpticalGponSN hwOpticalModuleInfoEntry.36 DisplayString
        hwEntityTransceiverType hwOpticalModuleInfoEntry.37 DisplayString
        hwEntityOpticalMaxRxPower hwOpticalModuleInfoEntry.38 Integer32
        hwEntityOpticalMinRxPower hwOpticalModuleInfoEntry.39 Integer32
        hwEntityOpticalMaxTxPower hwOpticalModuleInfoEntry.40 Integer32
        hwEntityOpticalMinTxPower hwOpticalModuleInfoEntry.41 Integer32
        hwEntityOpticalTransType hwOpticalModuleInfoEntry.42 SnmpAdminString
        hwEntityOpticalConnectType hwOpticalModuleInfoEntry.43 SnmpAdminString
        hwEntityOpticalOrderingName hwOpticalModuleInfoEntry.44 SnmpAdminString
        hwEntityOpticalTransferDistance hwOpticalModuleInfoEntry.45 SnmpAdminString
        hwEntityOpticalBandWidth hwOpticalModuleInfoEntry.46 Integer32
        hwEntityOpticalWaveLengthExact hwOpticalModuleInfoEntry.47 DisplayString
        hwEntityOpticalModel hwOpticalModuleInfoEntry.48 SnmpAdminString
        hwEntityOpticalManufacturedDate hwOpticalModuleInfoEntry.49 DateAndTime
        hwEntityOpticalTempLowThreshold hwOpticalModuleInfoEntry.50 Integer32
        hwEntityOpticalTempHighThreshold hwOpticalModuleInfoEntry.51 Integer32
        hwEntityOpticalVoltLowThreshold hwOpticalModuleInfoEntry.52 Integer32
        hwEntityOpticalVoltHighThreshold hwOpticalModuleInfoEntry.53 Integer32
        hwEntityOpticalBiasLowThreshold hwOpticalModuleInfoEntry.54 Integer32
        hwEntityOpticalBiasHighThreshold hwOpticalModuleInfoEntry.55 Integer32
        hwEntityOpticalHuaweiCertified hwOpticalModuleInfoEntry.56 Integer32
        hwEntityOpticalSupportDDM hwOpticalModuleInfoEntry.57 INTEGER {support=0 notSupport=1}
        hwEntityOpticalPortName hwOpticalModuleInfoEntry.58 DisplayString
        hwEntityOpticalDifferentialGroupDelay hwOpticalModuleInfoEntry.59 Unsigned32
        hwEntityOpticalChromaticDispersion hwOpticalModuleInfoEntry.60 Integer32
        """)
}
