extension MIBModule {
    /// The parts of a device and what they do, by Juniper.
    static let juniperMIB = MIBModule(
        "JUNIPER-MIB",
        """
        jnxBoxAnatomy enterprises.2636.3.1
        jnxBoxDescr jnxBoxAnatomy.2 DisplayString
        jnxBoxSerialNo jnxBoxAnatomy.3 DisplayString
        jnxBoxRevision jnxBoxAnatomy.4 DisplayString
        jnxContentsTable jnxBoxAnatomy.8
        jnxContentsEntry jnxContentsTable.1 [jnxContentsContainerIndex jnxContentsL1Index jnxContentsL2Index \
        jnxContentsL3Index]
        jnxContentsContainerIndex jnxContentsEntry.1 Integer32
        jnxContentsL1Index jnxContentsEntry.2 Integer32
        jnxContentsL2Index jnxContentsEntry.3 Integer32
        jnxContentsL3Index jnxContentsEntry.4 Integer32
        jnxContentsType jnxContentsEntry.5 OID
        jnxContentsDescr jnxContentsEntry.6 DisplayString
        jnxContentsSerialNo jnxContentsEntry.7 DisplayString
        jnxContentsRevision jnxContentsEntry.8 DisplayString
        jnxContentsInstalled jnxContentsEntry.9 TimeStamp
        jnxContentsPartNo jnxContentsEntry.10 DisplayString
        jnxContentsChassisId jnxContentsEntry.11 JnxChassisId
        jnxContentsChassisDescr jnxContentsEntry.12 DisplayString
        jnxContentsChassisCleiCode jnxContentsEntry.13 DisplayString
        jnxContentsModel jnxContentsEntry.14 DisplayString
        jnxLEDTable jnxBoxAnatomy.10
        jnxLEDEntry jnxLEDTable.1 [jnxLEDAssociateTable jnxLEDAssociateIndex jnxLEDL1Index jnxLEDL2Index \
        jnxLEDL3Index]
        jnxLEDAssociateTable jnxLEDEntry.1 INTEGER {other=1 jnxContainersTable=2 jnxContentsTable=3}
        jnxLEDAssociateIndex jnxLEDEntry.2 Integer32
        jnxLEDL1Index jnxLEDEntry.3 Integer32
        jnxLEDL2Index jnxLEDEntry.4 Integer32
        jnxLEDL3Index jnxLEDEntry.5 Integer32
        jnxLEDOriginator jnxLEDEntry.6 OID
        jnxLEDDescr jnxLEDEntry.7 DisplayString
        jnxLEDState jnxLEDEntry.8 INTEGER {other=1 green=2 yellow=3 red=4 blue=5 amber=6 off=7 blinkingGreen=8 \
        blinkingYellow=9 blinkingRed=10 blinkingBlue=11 blinkingAmber=12}
        jnxLEDStateOrdered jnxLEDEntry.9 INTEGER {blue=1 green=2 amber=3 yellow=4 red=5 other=6 off=7 \
        blinkingBlue=8 blinkingGreen=9 blinkingAmber=10 blinkingYellow=11 blinkingRed=12}
        jnxOperatingTable jnxBoxAnatomy.13
        jnxOperatingEntry jnxOperatingTable.1 [jnxOperatingContentsIndex jnxOperatingL1Index \
        jnxOperatingL2Index jnxOperatingL3Index]
        jnxOperatingContentsIndex jnxOperatingEntry.1 Integer32
        jnxOperatingL1Index jnxOperatingEntry.2 Integer32
        jnxOperatingL2Index jnxOperatingEntry.3 Integer32
        jnxOperatingL3Index jnxOperatingEntry.4 Integer32
        jnxOperatingDescr jnxOperatingEntry.5 DisplayString
        jnxOperatingState jnxOperatingEntry.6 INTEGER {unknown=1 running=2 ready=3 reset=4 runningAtFullSpeed=5 \
        down=6 standby=7}
        jnxOperatingTemp jnxOperatingEntry.7 Gauge32
        jnxOperatingCPU jnxOperatingEntry.8 Gauge32
        jnxOperatingISR jnxOperatingEntry.9 Gauge32
        jnxOperatingDRAMSize jnxOperatingEntry.10 Integer32
        jnxOperatingBuffer jnxOperatingEntry.11 Gauge32
        jnxOperatingHeap jnxOperatingEntry.12 Gauge32
        jnxOperatingUpTime jnxOperatingEntry.13 Integer32
        jnxOperatingLastRestart jnxOperatingEntry.14 TimeStamp
        jnxOperatingMemory jnxOperatingEntry.15 Integer32
        jnxOperatingStateOrdered jnxOperatingEntry.16 INTEGER {running=1 standby=2 ready=3 runningAtFullSpeed=4 \
        reset=5 down=6 unknown=7}
        jnxOperatingChassisId jnxOperatingEntry.17 JnxChassisId
        jnxOperatingChassisDescr jnxOperatingEntry.18 DisplayString
        jnxOperatingRestartTime jnxOperatingEntry.19 DateAndTime
        jnxOperating1MinLoadAvg jnxOperatingEntry.20 Gauge32
        jnxOperating5MinLoadAvg jnxOperatingEntry.21 Gauge32
        jnxOperating15MinLoadAvg jnxOperatingEntry.22 Gauge32
        jnxOperating1MinAvgCPU jnxOperatingEntry.23 Gauge32
        jnxOperating5MinAvgCPU jnxOperatingEntry.24 Gauge32
        jnxOperating15MinAvgCPU jnxOperatingEntry.25 Gauge32
        jnxOperatingFRUPower jnxOperatingEntry.26 Gauge32
        jnxOperatingBufferCP jnxOperatingEntry.27 Gauge32
        jnxOperatingMemoryCP jnxOperatingEntry.28 Integer32
        jnxFruTable jnxBoxAnatomy.15
        jnxFruEntry jnxFruTable.1 [jnxFruContentsIndex jnxFruL1Index jnxFruL2Index jnxFruL3Index]
        jnxFruContentsIndex jnxFruEntry.1 Integer32
        jnxFruL1Index jnxFruEntry.2 Integer32
        jnxFruL2Index jnxFruEntry.3 Integer32
        jnxFruL3Index jnxFruEntry.4 Integer32
        jnxFruName jnxFruEntry.5 DisplayString
        jnxFruType jnxFruEntry.6 INTEGER {other=1 clockGenerator=2 flexiblePicConcentrator=3 \
        switchingAndForwardingModule=4 controlBoard=5 routingEngine=6 powerEntryModule=7 frontPanelModule=8 \
        switchInterfaceBoard=9 processorMezzanineBoardForSIB=10 portInterfaceCard=11 craftInterfacePanel=12 \
        fan=13 lineCardChassis=14 forwardingEngineBoard=15 protectedSystemDomain=16 powerDistributionUnit=17 \
        powerSupplyModule=18 switchFabricBoard=19 adapterCard=20}
        jnxFruSlot jnxFruEntry.7 Integer32
        jnxFruState jnxFruEntry.8 INTEGER {unknown=1 empty=2 present=3 ready=4 announceOnline=5 online=6 \
        anounceOffline=7 offline=8 diagnostic=9 standby=10}
        jnxFruTemp jnxFruEntry.9 Gauge32
        jnxFruOfflineReason jnxFruEntry.10 INTEGER {unknown=1 none=2 error=3 noPower=4 configPowerOff=5 \
        configHoldInReset=6 cliCommand=7 buttonPress=8 cliRestart=9 overtempShutdown=10 masterClockDown=11 \
        singleSfmModeChange=12 packetSchedulingModeChange=13 physicalRemoval=14 unresponsiveRestart=15 \
        sonetClockAbsent=16 rddPowerOff=17 majorErrors=18 minorErrors=19 lccHardRestart=20 \
        lccVersionMismatch=21 powerCycle=22 reconnect=23 overvoltage=24 pfeVersionMismatch=25 \
        febRddCfgChange=26 fpcMisconfig=27 fruReconnectFail=28 fruFwddReset=29 fruFebSwitch=30 fruFebOffline=31 \
        fruInServSoftUpgradeError=32 fruChasdPowerRatingExceed=33 fruConfigOffline=34 \
        fruServiceRestartRequest=35 spuResetRequest=36 spuFlowdDown=37 spuSpi4Down=38 spuWatchdogTimeout=39 \
        spuCoreDump=40 fpgaSpi4LinkDown=41 i3Spi4LinkDown=42 cppDisconnect=43 cpuNotBoot=44 \
        spuCoreDumpComplete=45 rstOnSpcSpuFailure=46 softRstOnSpcSpuFailure=47 hwAuthenticationFailure=48 \
        reconnectFpcFail=49 fpcAppFailed=50 fpcKernelCrash=51 spuFlowdDownNoCore=52 \
        spuFlowdCoreDumpIncomplete=53 spuFlowdCoreDumpComplete=54 spuIdpdDownNoCore=55 \
        spuIdpdCoreDumpIncomplete=56 spuIdpdCoreDumpComplete=57 spuCoreDumpIncomplete=58 spuIdpdDown=59 \
        fruPfeReset=60 fruReconnectNotReady=61 fruSfLinkDown=62 fruFabricDown=63 fruAntiCounterfeitRetry=64 \
        fruFPCChassisClusterDisable=65 spuFipsError=66 fruFPCFabricDownOffline=67 febCfgChange=68 \
        routeLocalizationRoleChange=69 fruFpcUnsupported=70 psdVersionMismatch=71 fruResetThresholdExceeded=72 \
        picBounce=73 badVoltage=74 fruFPCReducedFabricBW=75 fruAutoheal=76 builtinPicBounce=77 \
        fruFabricDegraded=78 fruFPCFabricDegradedOffline=79 fruUnsupportedSlot=80 fruRouteLocalizationMisCfg=81 \
        fruTypeConfigMismatch=82 lccModeChanged=83 hwFault=84 fruPICOfflineOnEccErrors=85 fruFpcIncompatible=86 \
        fruFpcFanTrayPEMIncompatible=87 fruUnsupportedFirmware=88 openflowConfigChange=89 \
        fruFpcScbIncompatible=90 fruReUnresponsive=91 hwError=92 fruErrorManagerReqFPCReset=93 \
        fruIncompatibleWithPEM=94 fruIncompatibleWithSIB=95 sibIncompatibleWithOtherSIB=96 fruPfeErrors=97 \
        vpnLocalizationRoleChange=98 fruFpcFanTrayIncompatible=99 fruFpcPEMIncompatible=100 \
        mixedSwitchFabric=101 unsupportedFabric=102 jamConfigError=103 fruFpcHFanTrayIncompatible=104 \
        gnfIsOffline=105 gnfdisconnected=106 fruIncompatibleWithVersion=107 reasonOfflineEnd=108}
        jnxFruLastPowerOff jnxFruEntry.11 TimeStamp
        jnxFruLastPowerOn jnxFruEntry.12 TimeStamp
        jnxFruPowerUpTime jnxFruEntry.13 Integer32
        jnxFruChassisId jnxFruEntry.14 JnxChassisId
        jnxFruChassisDescr jnxFruEntry.15 DisplayString
        jnxFruPsdAssignment jnxFruEntry.16 Integer32
        """)
}
