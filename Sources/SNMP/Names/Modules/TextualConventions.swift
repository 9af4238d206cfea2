extension MIBModule {
    /// The types that the objects of the modules have, with their hints and enumerations, by IETF, IEEE, IANA and the vendors.
    static let textualConventions = MIBModule(
        "",
        """
        AddressFamilyNumbers = INTEGER {other=0 ipV4=1 ipV6=2 nsap=3 hdlc=4 bbn1822=5 all802=6 e163=7 e164=8 \
        f69=9 x121=10 ipx=11 appleTalk=12 decnetIV=13 banyanVines=14 e164withNsap=15 dns=16 \
        distinguishedName=17 asNumber=18 xtpOverIpv4=19 xtpOverIpv6=20 xtpNativeModeXTP=21 fibreChannelWWPN=22 \
        fibreChannelWWNN=23 gwid=24 afi=25 mplsTpSectionEndpointIdentifier=26 mplsTpLspEndpointIdentifier=27 \
        mplsTpPseudowireEndpointIdentifier=28 eigrpCommonServiceFamily=16384 eigrpIpv4ServiceFamily=16385 \
        eigrpIpv6ServiceFamily=16386 lispCanonicalAddressFormat=16387 bgpLs=16388 fortyeightBitMac=16389 \
        sixtyfourBitMac=16390 oui=16391 mac24=16392 mac40=16393 ipv664=16394 rBridgePortID=16395 \
        trillNickname=16396 reserved=65535}
        BoolValue = INTEGER {false=0 true=1}
        BridgeId = OCTETS(8)
        CefcVmModuleOperType = INTEGER {down=1 up=2 unknown=3 goingDown=4}
        CempMemPoolTypes = INTEGER {other=1 processorMemory=2 ioMemory=3 pciMemory=4 fastMemory=5 \
        multibusMemory=6 interruptStackMemory=7 processStackMemory=8 localExceptionMemory=9 virtualMemory=10 \
        reservedMemory=11 imageMemory=12 asicMemory=13 posixMemory=14}
        CiscoEnvMonState = INTEGER {normal=1 warning=2 critical=3 shutdown=4 notPresent=5 notFunctioning=6}
        CiscoNetworkAddress = OCTETS
        CiscoNetworkProtocol = INTEGER {ip=1 decnet=2 pup=3 chaos=4 xns=5 x121=6 appletalk=7 clns=8 lat=9 \
        vines=10 cons=11 apollo=12 stun=13 novell=14 qllc=15 snapshot=16 atmIlmi=17 bstun=18 x25pvc=19 ipv6=20 \
        cdm=21 nbf=22 bpxIgx=23 clnsPfx=24 http=25 unknown=65535}
        DateAndTime = OCTETS '2d-1d-1d,1d:1d:1d.1d,1a1d:1d'
        DisplayString = OCTETS '255a'
        EnabledStatus = INTEGER {enabled=1 disabled=2}
        EntityAdminState = INTEGER {unknown=1 locked=2 shuttingDown=3 unlocked=4}
        EntityAlarmStatus = BITS {unknown=0 underRepair=1 critical=2 major=3 minor=4 warning=5 indeterminate=6}
        EntityOperState = INTEGER {unknown=1 disabled=2 enabled=3 testing=4}
        EntitySensorDataScale = INTEGER {yocto=1 zepto=2 atto=3 femto=4 pico=5 nano=6 micro=7 milli=8 units=9 \
        kilo=10 mega=11 giga=12 tera=13 exa=14 peta=15 zetta=16 yotta=17}
        EntitySensorDataType = INTEGER {other=1 unknown=2 voltsAC=3 voltsDC=4 amperes=5 watts=6 hertz=7 \
        celsius=8 percentRH=9 rpm=10 cmm=11 truthvalue=12}
        EntitySensorStatus = INTEGER {ok=1 unavailable=2 nonoperational=3}
        EntityStandbyStatus = INTEGER {unknown=1 hotStandby=2 coldStandby=3 providingService=4}
        EntityUsageState = INTEGER {unknown=1 idle=2 active=3 busy=4}
        FgHaLBSchedule = INTEGER {none=1 hub=2 leastConnections=3 roundRobin=4 weightedRoundRobin=5 random=6 \
        ipBased=7 ipPortBased=8}
        FgHaMode = INTEGER {standalone=1 activeActive=2 activePassive=3}
        FgHaStatsSyncStatusType = INTEGER {unsynchronized=0 synchronized=1}
        Float = Opaque(7)
        FnBoolState = INTEGER {disabled=1 enabled=2}
        GDiv100 = Gauge32 'd-2'
        GDiv1000 = Gauge32 'd-3'
        Hh3cAdminState = INTEGER {notSupported=1 locked=2 shuttingDown=3 unlocked=4}
        Hh3cAlarmStatus = BITS {notSupported=0 underRepair=1 critical=2 major=3 minor=4 alarmOutstanding=5 \
        warning=6 indeterminate=7}
        Hh3cOperState = INTEGER {notSupported=1 disabled=2 enabled=3 dangerous=4}
        Hh3cStandbyStatus = INTEGER {notSupported=1 hotStandby=2 coldStandby=3 providingService=4}
        HwAdminState = INTEGER {notSupported=1 locked=2 shuttingDown=3 unlocked=4 up=11 down=12 loopback=13}
        HwAlarmStatus = BITS {notSupported=0 underRepair=1 critical=2 major=3 minor=4 alarmOutstanding=5 \
        warning=6 indeterminate=7}
        HwOperState = INTEGER {notSupported=1 disabled=2 enabled=3 offline=4 up=11 down=12 connect=13 \
        protocolUp=15 linkUp=16 linkDown=17 present=18 absent=19}
        HwStandbyStatus = INTEGER {notSupported=1 hotStandby=2 coldStandby=3 providingService=4}
        IANAPhysicalClass = INTEGER {other=1 unknown=2 chassis=3 backplane=4 container=5 powerSupply=6 fan=7 \
        sensor=8 module=9 port=10 stack=11 cpu=12 energyObject=13 battery=14 storageDrive=15}
        IANAifType = INTEGER {other=1 regular1822=2 hdh1822=3 ddnX25=4 rfc877x25=5 ethernetCsmacd=6 \
        iso88023Csmacd=7 iso88024TokenBus=8 iso88025TokenRing=9 iso88026Man=10 starLan=11 proteon10Mbit=12 \
        proteon80Mbit=13 hyperchannel=14 fddi=15 lapb=16 sdlc=17 ds1=18 e1=19 basicISDN=20 primaryISDN=21 \
        propPointToPointSerial=22 ppp=23 softwareLoopback=24 eon=25 ethernet3Mbit=26 nsip=27 slip=28 ultra=29 \
        ds3=30 sip=31 frameRelay=32 rs232=33 para=34 arcnet=35 arcnetPlus=36 atm=37 miox25=38 sonet=39 \
        x25ple=40 iso88022llc=41 localTalk=42 smdsDxi=43 frameRelayService=44 v35=45 hssi=46 hippi=47 modem=48 \
        aal5=49 sonetPath=50 sonetVT=51 smdsIcip=52 propVirtual=53 propMultiplexor=54 ieee80212=55 \
        fibreChannel=56 hippiInterface=57 frameRelayInterconnect=58 aflane8023=59 aflane8025=60 cctEmul=61 \
        fastEther=62 isdn=63 v11=64 v36=65 g703at64k=66 g703at2mb=67 qllc=68 fastEtherFX=69 channel=70 \
        ieee80211=71 ibm370parChan=72 escon=73 dlsw=74 isdns=75 isdnu=76 lapd=77 ipSwitch=78 rsrb=79 \
        atmLogical=80 ds0=81 ds0Bundle=82 bsc=83 async=84 cnr=85 iso88025Dtr=86 eplrs=87 arap=88 propCnls=89 \
        hostPad=90 termPad=91 frameRelayMPI=92 x213=93 adsl=94 radsl=95 sdsl=96 vdsl=97 iso88025CRFPInt=98 \
        myrinet=99 voiceEM=100 voiceFXO=101 voiceFXS=102 voiceEncap=103 voiceOverIp=104 atmDxi=105 atmFuni=106 \
        atmIma=107 pppMultilinkBundle=108 ipOverCdlc=109 ipOverClaw=110 stackToStack=111 virtualIpAddress=112 \
        mpc=113 ipOverAtm=114 iso88025Fiber=115 tdlc=116 gigabitEthernet=117 hdlc=118 lapf=119 v37=120 \
        x25mlp=121 x25huntGroup=122 transpHdlc=123 interleave=124 fast=125 ip=126 docsCableMaclayer=127 \
        docsCableDownstream=128 docsCableUpstream=129 a12MppSwitch=130 tunnel=131 coffee=132 ces=133 \
        atmSubInterface=134 l2vlan=135 l3ipvlan=136 l3ipxvlan=137 digitalPowerline=138 mediaMailOverIp=139 \
        dtm=140 dcn=141 ipForward=142 msdsl=143 ieee1394=144 if-gsn=145 dvbRccMacLayer=146 dvbRccDownstream=147 \
        dvbRccUpstream=148 atmVirtual=149 mplsTunnel=150 srp=151 voiceOverAtm=152 voiceOverFrameRelay=153 \
        idsl=154 compositeLink=155 ss7SigLink=156 propWirelessP2P=157 frForward=158 rfc1483=159 usb=160 \
        ieee8023adLag=161 bgppolicyaccounting=162 frf16MfrBundle=163 h323Gatekeeper=164 h323Proxy=165 mpls=166 \
        mfSigLink=167 hdsl2=168 shdsl=169 ds1FDL=170 pos=171 dvbAsiIn=172 dvbAsiOut=173 plc=174 nfas=175 \
        tr008=176 gr303RDT=177 gr303IDT=178 isup=179 propDocsWirelessMaclayer=180 \
        propDocsWirelessDownstream=181 propDocsWirelessUpstream=182 hiperlan2=183 propBWAp2Mp=184 \
        sonetOverheadChannel=185 digitalWrapperOverheadChannel=186 aal2=187 radioMAC=188 atmRadio=189 imt=190 \
        mvl=191 reachDSL=192 frDlciEndPt=193 atmVciEndPt=194 opticalChannel=195 opticalTransport=196 \
        propAtm=197 voiceOverCable=198 infiniband=199 teLink=200 q2931=201 virtualTg=202 sipTg=203 sipSig=204 \
        docsCableUpstreamChannel=205 econet=206 pon155=207 pon622=208 bridge=209 linegroup=210 voiceEMFGD=211 \
        voiceFGDEANA=212 voiceDID=213 mpegTransport=214 sixToFour=215 gtp=216 pdnEtherLoop1=217 \
        pdnEtherLoop2=218 opticalChannelGroup=219 homepna=220 gfp=221 ciscoISLvlan=222 actelisMetaLOOP=223 \
        fcipLink=224 rpr=225 qam=226 lmp=227 cblVectaStar=228 docsCableMCmtsDownstream=229 adsl2=230 \
        macSecControlledIF=231 macSecUncontrolledIF=232 aviciOpticalEther=233 atmbond=234 voiceFGDOS=235 \
        mocaVersion1=236 ieee80216WMAN=237 adsl2plus=238 dvbRcsMacLayer=239 dvbTdm=240 dvbRcsTdma=241 \
        x86Laps=242 wwanPP=243 wwanPP2=244 voiceEBS=245 ifPwType=246 ilan=247 pip=248 aluELP=249 gpon=250 \
        vdsl2=251 capwapDot11Profile=252 capwapDot11Bss=253 capwapWtpVirtualRadio=254 bits=255 \
        docsCableUpstreamRfPort=256 cableDownstreamRfPort=257 vmwareVirtualNic=258 ieee802154=259 otnOdu=260 \
        otnOtu=261 ifVfiType=262 g9981=263 g9982=264 g9983=265 aluEpon=266 aluEponOnu=267 \
        aluEponPhysicalUni=268 aluEponLogicalLink=269 aluGponOnu=270 aluGponPhysicalUni=271 vmwareNicTeam=272 \
        docsOfdmDownstream=277 docsOfdmaUpstream=278 gfast=279 sdci=280 xboxWireless=281 fastdsl=282 \
        docsCableScte55d1FwdOob=283 docsCableScte55d1RetOob=284 docsCableScte55d2DsOob=285 \
        docsCableScte55d2UsOob=286 docsCableNdf=287 docsCableNdr=288 ptm=289 ghn=290 otnOtsi=291 otnOtuc=292 \
        otnOduc=293 otnOtsig=294 microwaveCarrierTermination=295 microwaveRadioLinkTerminal=296}
        IANAipRouteProtocol = INTEGER {other=1 local=2 netmgmt=3 icmp=4 egp=5 ggp=6 hello=7 rip=8 isIs=9 \
        esIs=10 ciscoIgrp=11 bbnSpfIgp=12 ospf=13 bgp=14 idpr=15 ciscoEigrp=16 dvmrp=17 rpl=18 dhcp=19 ttdp=20}
        IDiv1000 = Integer32 'd-3'
        InetAddress = OCTETS
        InetAddressPrefixLength = Unsigned32
        InetAddressType = INTEGER {unknown=0 ipv4=1 ipv6=2 ipv4z=3 ipv6z=4 dns=16}
        InetVersion = INTEGER {unknown=0 ipv4=1 ipv6=2}
        IpAddressOriginTC = INTEGER {other=1 manual=2 dhcp=4 linklayer=5 random=6}
        IpAddressPrefixOriginTC = INTEGER {other=1 manual=2 wellknown=3 dhcp=4 routeradv=5}
        IpAddressStatusTC = INTEGER {preferred=1 deprecated=2 invalid=3 inaccessible=4 unknown=5 tentative=6 \
        duplicate=7 optimistic=8}
        Ipv6AddressIfIdentifierTC = OCTETS '2x:'
        JnxChassisId = INTEGER {unknown=1 singleChassis=2 scc=3 lcc0=4 lcc1=5 lcc2=6 lcc3=7 jcs1=8 jcs2=9 \
        jcs3=10 jcs4=11 node0=12 node1=13 sfc0=14 sfc1=15 sfc2=16 sfc3=17 sfc4=18 lcc4=19 lcc5=20 lcc6=21 \
        lcc7=22 lcc8=23 lcc9=24 lcc10=25 lcc11=26 lcc12=27 lcc13=28 lcc14=29 lcc15=30 member0=31 member1=32 \
        member2=33 member3=34 member4=35 member5=36 member6=37 member7=38 nodeDevice=39 interconnectDevice=40 \
        controlPlaneDevice=41 directorDevice=42 gnf1=43 gnf2=44 gnf3=45 gnf4=46 gnf5=47 gnf6=48 gnf7=49 gnf8=50 \
        gnf9=51 gnf10=52}
        JnxDomAlarmId = BITS {domRxLossSignalAlarm=0 domRxCDRLossLockAlarm=1 domRxNotReadyAlarm=2 \
        domRxLaserPowerHighAlarm=3 domRxLaserPowerLowAlarm=4 domTxLaserBiasCurrentHighAlarm=5 \
        domTxLaserBiasCurrentLowAlarm=6 domTxLaserOutputPowerHighAlarm=7 domTxLaserOutputPowerLowAlarm=8 \
        domTxDataNotReadyAlarm=9 domTxNotReadyAlarm=10 domTxLaserFaultAlarm=11 domTxCDRLossLockAlarm=12 \
        domModuleTemperatureHighAlarm=13 domModuleTemperatureLowAlarm=14 domModuleNotReadyAlarm=15 \
        domModulePowerDownAlarm=16 domLinkDownAlarm=17 domModuleRemovedAlarm=18 domModuleVoltageHighAlarm=19 \
        domModuleVoltageLowAlarm=20}
        JnxDomLaneAlarmId = BITS {domLaneRxLaserPowerHighAlarm=0 domLaneRxLaserPowerLowAlarm=1 \
        domLaneTxLaserBiasCurrentHighAlarm=2 domLaneTxLaserBiasCurrentLowAlarm=3 \
        domLaneTxLaserOutputPowerHighAlarm=4 domLaneTxLaserOutputPowerLowAlarm=5 \
        domLaneLaserTemperatureHighAlarm=6 domLaneLaserTemperatureLowAlarm=7}
        JnxDomLaneWarningId = BITS {domLaneRxLaserPowerHighWarning=0 domLaneRxLaserPowerLowWarning=1 \
        domLaneTxLaserBiasCurrentHighWarning=2 domLaneTxLaserBiasCurrentLowWarning=3 \
        domLaneTxLaserOutputPowerHighWarning=4 domLaneTxLaserOutputPowerLowWarning=5 \
        domLaneLaserTemperatureHighWarning=6 domLaneLaserTemperatureLowWarning=7}
        JnxDomWarningId = BITS {domRxLaserPowerHighWarning=0 domRxLaserPowerLowWarning=1 \
        domTxLaserBiasCurrentHighWarning=2 domTxLaserBiasCurrentLowWarning=3 domTxLaserOutputPowerHighWarning=4 \
        domTxLaserOutputPowerLowWarning=5 domModuleTemperatureHighWarning=6 domModuleTemperatureLowWarning=7 \
        domModuleVoltageHighWarning=8 domModuleVoltageLowWarning=9}
        LacpState = BITS {lacpActivity=0 lacpTimeout=1 aggregation=2 synchronization=3 collecting=4 \
        distributing=5 defaulted=6 expired=7}
        LldpChassisId = OCTETS
        LldpChassisIdSubtype = INTEGER {chassisComponent=1 interfaceAlias=2 portComponent=3 macAddress=4 \
        networkAddress=5 interfaceName=6 local=7}
        LldpManAddrIfSubtype = INTEGER {unknown=1 ifIndex=2 systemPortNumber=3}
        LldpManAddress = OCTETS
        LldpPortId = OCTETS
        LldpPortIdSubtype = INTEGER {interfaceAlias=1 portComponent=2 macAddress=3 networkAddress=4 \
        interfaceName=5 agentCircuitId=6 local=7}
        LldpSystemCapabilitiesMap = BITS {other=0 repeater=1 bridge=2 wlanAccessPoint=3 router=4 telephone=5 \
        docsisCableDevice=6 stationOnly=7}
        LldpV2ChassisId = OCTETS '1x:'
        LldpV2ChassisIdSubtype = INTEGER {chassisComponent=1 interfaceAlias=2 portComponent=3 macAddress=4 \
        networkAddress=5 interfaceName=6 local=7}
        LldpV2ManAddrIfSubtype = INTEGER {unknown=1 ifIndex=2 systemPortNumber=3}
        LldpV2ManAddress = OCTETS '1x:'
        LldpV2PortId = OCTETS '1x:'
        LldpV2PortIdSubtype = INTEGER {interfaceAlias=1 portComponent=2 macAddress=3 networkAddress=4 \
        interfaceName=5 agentCircuitId=6 local=7}
        LldpV2SystemCapabilitiesMap = BITS {other=0 repeater=1 bridge=2 wlanAccessPoint=3 router=4 telephone=5 \
        docsisCableDevice=6 stationOnly=7 cVLANComponent=8 sVLANComponent=9 twoPortMACRelay=10}
        MacAddress = OCTETS(6) '1x:'
        ModuleAdminType = INTEGER {enabled=1 disabled=2 reset=3 outOfServiceAdmin=4}
        ModuleOperType = INTEGER {unknown=1 ok=2 disabled=3 okButDiagFailed=4 boot=5 selfTest=6 failed=7 \
        missing=8 mismatchWithParent=9 mismatchConfig=10 diagFailed=11 dormant=12 outOfServiceAdmin=13 \
        outOfServiceEnvTemp=14 poweredDown=15 poweredUp=16 powerDenied=17 powerCycled=18 \
        okButPowerOverWarning=19 okButPowerOverCritical=20 syncInProgress=21 upgrading=22 okButAuthFailed=23 \
        mdr=24 fwMismatchFound=25 fwDownloadSuccess=26 fwDownloadFailure=27}
        ModuleResetReasonType = INTEGER {unknown=1 powerUp=2 parityError=3 clearConfigReset=4 manualReset=5 \
        watchDogTimeoutReset=6 resourceOverflowReset=7 missingTaskReset=8 lowVoltageReset=9 controllerReset=10 \
        systemReset=11 switchoverReset=12 upgradeReset=13 downgradeReset=14 cacheErrorReset=15 \
        deviceDriverReset=16 softwareExceptionReset=17 restoreConfigReset=18 abortRevReset=19 burnBootReset=20 \
        standbyCdHealthierReset=21 nonNativeConfigClearReset=22 memoryProtectionErrorReset=23}
        NetsnmpCacheStatus = INTEGER {enabled=1 disabled=2 empty=3 cached=4 expired=5}
        ObjectIndex = Integer32 'x'
        OspfAuthenticationType = INTEGER {none=0 simplePassword=1 md5=2}
        OwnerString = OCTETS '255a'
        PhysAddress = OCTETS '1x:'
        Power = Integer32 'd-1'
        PowerAdminType = INTEGER {on=1 off=2 inlineAuto=3 inlineOn=4 powerCycle=5}
        PowerOperType = INTEGER {offEnvOther=1 on=2 offAdmin=3 offDenied=4 offEnvPower=5 offEnvTemp=6 \
        offEnvFan=7 failed=8 onButFanFail=9 offCooling=10 offConnectorRating=11 onButInlinePowerFail=12}
        PowerRedundancyType = INTEGER {notsupported=1 redundant=2 combined=3 nonRedundant=4 psRedundant=5 \
        inPwrSrcRedundant=6 psRedundantSingleInput=7}
        PresentOnOff = INTEGER {other=1 on=3 off=4 notPresent=5}
        PrtAlertCodeTC = INTEGER {other=1 unknown=2 coverOpen=3 coverClosed=4 interlockOpen=5 interlockClosed=6 \
        configurationChange=7 jam=8 subunitMissing=9 subunitLifeAlmostOver=10 subunitLifeOver=11 \
        subunitAlmostEmpty=12 subunitEmpty=13 subunitAlmostFull=14 subunitFull=15 subunitNearLimit=16 \
        subunitAtLimit=17 subunitOpened=18 subunitClosed=19 subunitTurnedOn=20 subunitTurnedOff=21 \
        subunitOffline=22 subunitPowerSaver=23 subunitWarmingUp=24 subunitAdded=25 subunitRemoved=26 \
        subunitResourceAdded=27 subunitResourceRemoved=28 subunitRecoverableFailure=29 \
        subunitUnrecoverableFailure=30 subunitRecoverableStorageError=31 subunitUnrecoverableStorageError=32 \
        subunitMotorFailure=33 subunitMemoryExhausted=34 subunitUnderTemperature=35 subunitOverTemperature=36 \
        subunitTimingFailure=37 subunitThermistorFailure=38 doorOpen=501 doorClosed=502 powerUp=503 \
        powerDown=504 printerNMSReset=505 printerManualReset=506 printerReadyToPrint=507 \
        inputMediaTrayMissing=801 inputMediaSizeChange=802 inputMediaWeightChange=803 inputMediaTypeChange=804 \
        inputMediaColorChange=805 inputMediaFormPartsChange=806 inputMediaSupplyLow=807 \
        inputMediaSupplyEmpty=808 inputMediaChangeRequest=809 inputManualInputRequest=810 \
        inputTrayPositionFailure=811 inputTrayElevationFailure=812 inputCannotFeedSizeSelected=813 \
        outputMediaTrayMissing=901 outputMediaTrayAlmostFull=902 outputMediaTrayFull=903 \
        outputMailboxSelectFailure=904 markerFuserUnderTemperature=1001 markerFuserOverTemperature=1002 \
        markerFuserTimingFailure=1003 markerFuserThermistorFailure=1004 markerAdjustingPrintQuality=1005 \
        markerTonerEmpty=1101 markerInkEmpty=1102 markerPrintRibbonEmpty=1103 markerTonerAlmostEmpty=1104 \
        markerInkAlmostEmpty=1105 markerPrintRibbonAlmostEmpty=1106 markerWasteTonerReceptacleAlmostFull=1107 \
        markerWasteInkReceptacleAlmostFull=1108 markerWasteTonerReceptacleFull=1109 \
        markerWasteInkReceptacleFull=1110 markerOpcLifeAlmostOver=1111 markerOpcLifeOver=1112 \
        markerDeveloperAlmostEmpty=1113 markerDeveloperEmpty=1114 markerTonerCartridgeMissing=1115 \
        mediaPathMediaTrayMissing=1301 mediaPathMediaTrayAlmostFull=1302 mediaPathMediaTrayFull=1303 \
        mediaPathCannotDuplexMediaSelected=1304 interpreterMemoryIncrease=1501 interpreterMemoryDecrease=1502 \
        interpreterCartridgeAdded=1503 interpreterCartridgeDeleted=1504 interpreterResourceAdded=1505 \
        interpreterResourceDeleted=1506 interpreterResourceUnavailable=1507 \
        interpreterComplexPageEncountered=1509 alertRemovalOfBinaryChangeEntry=1801 staplerCoverOpen=30203 \
        staplerCoverClosed=30204 staplerInterlockOpen=30205 staplerInterlockClosed=30206 \
        staplerConfigurationChange=30207 staplerJam=30208 staplerMissing=30209 staplerLifeAlmostOver=30210 \
        staplerLifeOver=30211 staplerAlmostEmpty=30212 staplerEmpty=30213 staplerAlmostFull=30214 \
        staplerFull=30215 staplerNearLimit=30216 staplerAtLimit=30217 staplerOpened=30218 staplerClosed=30219 \
        staplerTurnedOn=30220 staplerTurnedOff=30221 staplerOffline=30222 staplerPowerSaver=30223 \
        staplerWarmingUp=30224 staplerAdded=30225 staplerRemoved=30226 staplerResourceAdded=30227 \
        staplerResourceRemoved=30228 staplerRecoverableFailure=30229 staplerUnrecoverableFailure=30230 \
        staplerRecoverableStorageError=30231 staplerUnrecoverableStorageError=30232 staplerMotorFailure=30233 \
        staplerMemoryExhausted=30234 staplerUnderTemperature=30235 staplerOverTemperature=30236 \
        staplerTimingFailure=30237 staplerThermistorFailure=30238 stitcherCoverOpen=30303 \
        stitcherCoverClosed=30304 stitcherInterlockOpen=30305 stitcherInterlockClosed=30306 \
        stitcherConfigurationChange=30307 stitcherJam=30308 stitcherMissing=30309 stitcherLifeAlmostOver=30310 \
        stitcherLifeOver=30311 stitcherAlmostEmpty=30312 stitcherEmpty=30313 stitcherAlmostFull=30314 \
        stitcherFull=30315 stitcherNearLimit=30316 stitcherAtLimit=30317 stitcherOpened=30318 \
        stitcherClosed=30319 stitcherTurnedOn=30320 stitcherTurnedOff=30321 stitcherOffline=30322 \
        stitcherPowerSaver=30323 stitcherWarmingUp=30324 stitcherAdded=30325 stitcherRemoved=30326 \
        stitcherResourceAdded=30327 stitcherResourceRemoved=30328 stitcherRecoverableFailure=30329 \
        stitcherUnrecoverableFailure=30330 stitcherRecoverableStorageError=30331 \
        stitcherUnrecoverableStorageError=30332 stitcherMotorFailure=30333 stitcherMemoryExhausted=30334 \
        stitcherUnderTemperature=30335 stitcherOverTemperature=30336 stitcherTimingFailure=30337 \
        stitcherThermistorFailure=30338 folderCoverOpen=30403 folderCoverClosed=30404 folderInterlockOpen=30405 \
        folderInterlockClosed=30406 folderConfigurationChange=30407 folderJam=30408 folderMissing=30409 \
        folderLifeAlmostOver=30410 folderLifeOver=30411 folderAlmostEmpty=30412 folderEmpty=30413 \
        folderAlmostFull=30414 folderFull=30415 folderNearLimit=30416 folderAtLimit=30417 folderOpened=30418 \
        folderClosed=30419 folderTurnedOn=30420 folderTurnedOff=30421 folderOffline=30422 \
        folderPowerSaver=30423 folderWarmingUp=30424 folderAdded=30425 folderRemoved=30426 \
        folderResourceAdded=30427 folderResourceRemoved=30428 folderRecoverableFailure=30429 \
        folderUnrecoverableFailure=30430 folderRecoverableStorageError=30431 \
        folderUnrecoverableStorageError=30432 folderMotorFailure=30433 folderMemoryExhausted=30434 \
        folderUnderTemperature=30435 folderOverTemperature=30436 folderTimingFailure=30437 \
        folderThermistorFailure=30438 binderCoverOpen=30503 binderCoverClosed=30504 binderInterlockOpen=30505 \
        binderInterlockClosed=30506 binderConfigurationChange=30507 binderJam=30508 binderMissing=30509 \
        binderLifeAlmostOver=30510 binderLifeOver=30511 binderAlmostEmpty=30512 binderEmpty=30513 \
        binderAlmostFull=30514 binderFull=30515 binderNearLimit=30516 binderAtLimit=30517 binderOpened=30518 \
        binderClosed=30519 binderTurnedOn=30520 binderTurnedOff=30521 binderOffline=30522 \
        binderPowerSaver=30523 binderWarmingUp=30524 binderAdded=30525 binderRemoved=30526 \
        binderResourceAdded=30527 binderResourceRemoved=30528 binderRecoverableFailure=30529 \
        binderUnrecoverableFailure=30530 binderRecoverableStorageError=30531 \
        binderUnrecoverableStorageError=30532 binderMotorFailure=30533 binderMemoryExhausted=30534 \
        binderUnderTemperature=30535 binderOverTemperature=30536 binderTimingFailure=30537 \
        binderThermistorFailure=30538 trimmerCoverOpen=30603 trimmerCoverClosed=30604 \
        trimmerInterlockOpen=30605 trimmerInterlockClosed=30606 trimmerConfigurationChange=30607 \
        trimmerJam=30608 trimmerMissing=30609 trimmerLifeAlmostOver=30610 trimmerLifeOver=30611 \
        trimmerAlmostEmpty=30612 trimmerEmpty=30613 trimmerAlmostFull=30614 trimmerFull=30615 \
        trimmerNearLimit=30616 trimmerAtLimit=30617 trimmerOpened=30618 trimmerClosed=30619 \
        trimmerTurnedOn=30620 trimmerTurnedOff=30621 trimmerOffline=30622 trimmerPowerSaver=30623 \
        trimmerWarmingUp=30624 trimmerAdded=30625 trimmerRemoved=30626 trimmerResourceAdded=30627 \
        trimmerResourceRemoved=30628 trimmerRecoverableFailure=30629 trimmerUnrecoverableFailure=30630 \
        trimmerRecoverableStorageError=30631 trimmerUnrecoverableStorageError=30632 trimmerMotorFailure=30633 \
        trimmerMemoryExhausted=30634 trimmerUnderTemperature=30635 trimmerOverTemperature=30636 \
        trimmerTimingFailure=30637 trimmerThermistorFailure=30638 dieCutterCoverOpen=30703 \
        dieCutterCoverClosed=30704 dieCutterInterlockOpen=30705 dieCutterInterlockClosed=30706 \
        dieCutterConfigurationChange=30707 dieCutterJam=30708 dieCutterMissing=30709 \
        dieCutterLifeAlmostOver=30710 dieCutterLifeOver=30711 dieCutterAlmostEmpty=30712 dieCutterEmpty=30713 \
        dieCutterAlmostFull=30714 dieCutterFull=30715 dieCutterNearLimit=30716 dieCutterAtLimit=30717 \
        dieCutterOpened=30718 dieCutterClosed=30719 dieCutterTurnedOn=30720 dieCutterTurnedOff=30721 \
        dieCutterOffline=30722 dieCutterPowerSaver=30723 dieCutterWarmingUp=30724 dieCutterAdded=30725 \
        dieCutterRemoved=30726 dieCutterResourceAdded=30727 dieCutterResourceRemoved=30728 \
        dieCutterRecoverableFailure=30729 dieCutterUnrecoverableFailure=30730 \
        dieCutterRecoverableStorageError=30731 dieCutterUnrecoverableStorageError=30732 \
        dieCutterMotorFailure=30733 dieCutterMemoryExhausted=30734 dieCutterUnderTemperature=30735 \
        dieCutterOverTemperature=30736 dieCutterTimingFailure=30737 dieCutterThermistorFailure=30738 \
        puncherCoverOpen=30803 puncherCoverClosed=30804 puncherInterlockOpen=30805 puncherInterlockClosed=30806 \
        puncherConfigurationChange=30807 puncherJam=30808 puncherMissing=30809 puncherLifeAlmostOver=30810 \
        puncherLifeOver=30811 puncherAlmostEmpty=30812 puncherEmpty=30813 puncherAlmostFull=30814 \
        puncherFull=30815 puncherNearLimit=30816 puncherAtLimit=30817 puncherOpened=30818 puncherClosed=30819 \
        puncherTurnedOn=30820 puncherTurnedOff=30821 puncherOffline=30822 puncherPowerSaver=30823 \
        puncherWarmingUp=30824 puncherAdded=30825 puncherRemoved=30826 puncherResourceAdded=30827 \
        puncherResourceRemoved=30828 puncherRecoverableFailure=30829 puncherUnrecoverableFailure=30830 \
        puncherRecoverableStorageError=30831 puncherUnrecoverableStorageError=30832 puncherMotorFailure=30833 \
        puncherMemoryExhausted=30834 puncherUnderTemperature=30835 puncherOverTemperature=30836 \
        puncherTimingFailure=30837 puncherThermistorFailure=30838 perforaterCoverOpen=30903 \
        perforaterCoverClosed=30904 perforaterInterlockOpen=30905 perforaterInterlockClosed=30906 \
        perforaterConfigurationChange=30907 perforaterJam=30908 perforaterMissing=30909 \
        perforaterLifeAlmostOver=30910 perforaterLifeOver=30911 perforaterAlmostEmpty=30912 \
        perforaterEmpty=30913 perforaterAlmostFull=30914 perforaterFull=30915 perforaterNearLimit=30916 \
        perforaterAtLimit=30917 perforaterOpened=30918 perforaterClosed=30919 perforaterTurnedOn=30920 \
        perforaterTurnedOff=30921 perforaterOffline=30922 perforaterPowerSaver=30923 perforaterWarmingUp=30924 \
        perforaterAdded=30925 perforaterRemoved=30926 perforaterResourceAdded=30927 \
        perforaterResourceRemoved=30928 perforaterRecoverableFailure=30929 perforaterUnrecoverableFailure=30930 \
        perforaterRecoverableStorageError=30931 perforaterUnrecoverableStorageError=30932 \
        perforaterMotorFailure=30933 perforaterMemoryExhausted=30934 perforaterUnderTemperature=30935 \
        perforaterOverTemperature=30936 perforaterTimingFailure=30937 perforaterThermistorFailure=30938 \
        slitterCoverOpen=31003 slitterCoverClosed=31004 slitterInterlockOpen=31005 slitterInterlockClosed=31006 \
        slitterConfigurationChange=31007 slitterJam=31008 slitterMissing=31009 slitterLifeAlmostOver=31010 \
        slitterLifeOver=31011 slitterAlmostEmpty=31012 slitterEmpty=31013 slitterAlmostFull=31014 \
        slitterFull=31015 slitterNearLimit=31016 slitterAtLimit=31017 slitterOpened=31018 slitterClosed=31019 \
        slitterTurnedOn=31020 slitterTurnedOff=31021 slitterOffline=31022 slitterPowerSaver=31023 \
        slitterWarmingUp=31024 slitterAdded=31025 slitterRemoved=31026 slitterResourceAdded=31027 \
        slitterResourceRemoved=31028 slitterRecoverableFailure=31029 slitterUnrecoverableFailure=31030 \
        slitterRecoverableStorageError=31031 slitterUnrecoverableStorageError=31032 slitterMotorFailure=31033 \
        slitterMemoryExhausted=31034 slitterUnderTemperature=31035 slitterOverTemperature=31036 \
        slitterTimingFailure=31037 slitterThermistorFailure=31038 separationCutterCoverOpen=31103 \
        separationCutterCoverClosed=31104 separationCutterInterlockOpen=31105 \
        separationCutterInterlockClosed=31106 separationCutterConfigurationChange=31107 \
        separationCutterJam=31108 separationCutterMissing=31109 separationCutterLifeAlmostOver=31110 \
        separationCutterLifeOver=31111 separationCutterAlmostEmpty=31112 separationCutterEmpty=31113 \
        separationCutterAlmostFull=31114 separationCutterFull=31115 separationCutterNearLimit=31116 \
        separationCutterAtLimit=31117 separationCutterOpened=31118 separationCutterClosed=31119 \
        separationCutterTurnedOn=31120 separationCutterTurnedOff=31121 separationCutterOffline=31122 \
        separationCutterPowerSaver=31123 separationCutterWarmingUp=31124 separationCutterAdded=31125 \
        separationCutterRemoved=31126 separationCutterResourceAdded=31127 separationCutterResourceRemoved=31128 \
        separationCutterRecoverableFailure=31129 separationCutterUnrecoverableFailure=31130 \
        separationCutterRecoverableStorageError=31131 separationCutterUnrecoverableStorageError=31132 \
        separationCutterMotorFailure=31133 separationCutterMemoryExhausted=31134 \
        separationCutterUnderTemperature=31135 separationCutterOverTemperature=31136 \
        separationCutterTimingFailure=31137 separationCutterThermistorFailure=31138 imprinterCoverOpen=31203 \
        imprinterCoverClosed=31204 imprinterInterlockOpen=31205 imprinterInterlockClosed=31206 \
        imprinterConfigurationChange=31207 imprinterJam=31208 imprinterMissing=31209 \
        imprinterLifeAlmostOver=31210 imprinterLifeOver=31211 imprinterAlmostEmpty=31212 imprinterEmpty=31213 \
        imprinterAlmostFull=31214 imprinterFull=31215 imprinterNearLimit=31216 imprinterAtLimit=31217 \
        imprinterOpened=31218 imprinterClosed=31219 imprinterTurnedOn=31220 imprinterTurnedOff=31221 \
        imprinterOffline=31222 imprinterPowerSaver=31223 imprinterWarmingUp=31224 imprinterAdded=31225 \
        imprinterRemoved=31226 imprinterResourceAdded=31227 imprinterResourceRemoved=31228 \
        imprinterRecoverableFailure=31229 imprinterUnrecoverableFailure=31230 \
        imprinterRecoverableStorageError=31231 imprinterUnrecoverableStorageError=31232 \
        imprinterMotorFailure=31233 imprinterMemoryExhausted=31234 imprinterUnderTemperature=31235 \
        imprinterOverTemperature=31236 imprinterTimingFailure=31237 imprinterThermistorFailure=31238 \
        wrapperCoverOpen=31303 wrapperCoverClosed=31304 wrapperInterlockOpen=31305 wrapperInterlockClosed=31306 \
        wrapperConfigurationChange=31307 wrapperJam=31308 wrapperMissing=31309 wrapperLifeAlmostOver=31310 \
        wrapperLifeOver=31311 wrapperAlmostEmpty=31312 wrapperEmpty=31313 wrapperAlmostFull=31314 \
        wrapperFull=31315 wrapperNearLimit=31316 wrapperAtLimit=31317 wrapperOpened=31318 wrapperClosed=31319 \
        wrapperTurnedOn=31320 wrapperTurnedOff=31321 wrapperOffline=31322 wrapperPowerSaver=31323 \
        wrapperWarmingUp=31324 wrapperAdded=31325 wrapperRemoved=31326 wrapperResourceAdded=31327 \
        wrapperResourceRemoved=31328 wrapperRecoverableFailure=31329 wrapperUnrecoverableFailure=31330 \
        wrapperRecoverableStorageError=31331 wrapperUnrecoverableStorageError=31332 wrapperMotorFailure=31333 \
        wrapperMemoryExhausted=31334 wrapperUnderTemperature=31335 wrapperOverTemperature=31336 \
        wrapperTimingFailure=31337 wrapperThermistorFailure=31338 banderCoverOpen=31403 banderCoverClosed=31404 \
        banderInterlockOpen=31405 banderInterlockClosed=31406 banderConfigurationChange=31407 banderJam=31408 \
        banderMissing=31409 banderLifeAlmostOver=31410 banderLifeOver=31411 banderAlmostEmpty=31412 \
        banderEmpty=31413 banderAlmostFull=31414 banderFull=31415 banderNearLimit=31416 banderAtLimit=31417 \
        banderOpened=31418 banderClosed=31419 banderTurnedOn=31420 banderTurnedOff=31421 banderOffline=31422 \
        banderPowerSaver=31423 banderWarmingUp=31424 banderAdded=31425 banderRemoved=31426 \
        banderResourceAdded=31427 banderResourceRemoved=31428 banderRecoverableFailure=31429 \
        banderUnrecoverableFailure=31430 banderRecoverableStorageError=31431 \
        banderUnrecoverableStorageError=31432 banderMotorFailure=31433 banderMemoryExhausted=31434 \
        banderUnderTemperature=31435 banderOverTemperature=31436 banderTimingFailure=31437 \
        banderThermistorFailure=31438 makeEnvelopeCoverOpen=31503 makeEnvelopeCoverClosed=31504 \
        makeEnvelopeInterlockOpen=31505 makeEnvelopeInterlockClosed=31506 makeEnvelopeConfigurationChange=31507 \
        makeEnvelopeJam=31508 makeEnvelopeMissing=31509 makeEnvelopeLifeAlmostOver=31510 \
        makeEnvelopeLifeOver=31511 makeEnvelopeAlmostEmpty=31512 makeEnvelopeEmpty=31513 \
        makeEnvelopeAlmostFull=31514 makeEnvelopeFull=31515 makeEnvelopeNearLimit=31516 \
        makeEnvelopeAtLimit=31517 makeEnvelopeOpened=31518 makeEnvelopeClosed=31519 makeEnvelopeTurnedOn=31520 \
        makeEnvelopeTurnedOff=31521 makeEnvelopeOffline=31522 makeEnvelopePowerSaver=31523 \
        makeEnvelopeWarmingUp=31524 makeEnvelopeAdded=31525 makeEnvelopeRemoved=31526 \
        makeEnvelopeResourceAdded=31527 makeEnvelopeResourceRemoved=31528 makeEnvelopeRecoverableFailure=31529 \
        makeEnvelopeUnrecoverableFailure=31530 makeEnvelopeRecoverableStorageError=31531 \
        makeEnvelopeUnrecoverableStorageError=31532 makeEnvelopeMotorFailure=31533 \
        makeEnvelopeMemoryExhausted=31534 makeEnvelopeUnderTemperature=31535 makeEnvelopeOverTemperature=31536 \
        makeEnvelopeTimingFailure=31537 makeEnvelopeThermistorFailure=31538 stackerCoverOpen=31603 \
        stackerCoverClosed=31604 stackerInterlockOpen=31605 stackerInterlockClosed=31606 \
        stackerConfigurationChange=31607 stackerJam=31608 stackerMissing=31609 stackerLifeAlmostOver=31610 \
        stackerLifeOver=31611 stackerAlmostEmpty=31612 stackerEmpty=31613 stackerAlmostFull=31614 \
        stackerFull=31615 stackerNearLimit=31616 stackerAtLimit=31617 stackerOpened=31618 stackerClosed=31619 \
        stackerTurnedOn=31620 stackerTurnedOff=31621 stackerOffline=31622 stackerPowerSaver=31623 \
        stackerWarmingUp=31624 stackerAdded=31625 stackerRemoved=31626 stackerResourceAdded=31627 \
        stackerResourceRemoved=31628 stackerRecoverableFailure=31629 stackerUnrecoverableFailure=31630 \
        stackerRecoverableStorageError=31631 stackerUnrecoverableStorageError=31632 stackerMotorFailure=31633 \
        stackerMemoryExhausted=31634 stackerUnderTemperature=31635 stackerOverTemperature=31636 \
        stackerTimingFailure=31637 stackerThermistorFailure=31638 sheetRotatorCoverOpen=31703 \
        sheetRotatorCoverClosed=31704 sheetRotatorInterlockOpen=31705 sheetRotatorInterlockClosed=31706 \
        sheetRotatorConfigurationChange=31707 sheetRotatorJam=31708 sheetRotatorMissing=31709 \
        sheetRotatorLifeAlmostOver=31710 sheetRotatorLifeOver=31711 sheetRotatorAlmostEmpty=31712 \
        sheetRotatorEmpty=31713 sheetRotatorAlmostFull=31714 sheetRotatorFull=31715 sheetRotatorNearLimit=31716 \
        sheetRotatorAtLimit=31717 sheetRotatorOpened=31718 sheetRotatorClosed=31719 sheetRotatorTurnedOn=31720 \
        sheetRotatorTurnedOff=31721 sheetRotatorOffline=31722 sheetRotatorPowerSaver=31723 \
        sheetRotatorWarmingUp=31724 sheetRotatorAdded=31725 sheetRotatorRemoved=31726 \
        sheetRotatorResourceAdded=31727 sheetRotatorResourceRemoved=31728 sheetRotatorRecoverableFailure=31729 \
        sheetRotatorUnrecoverableFailure=31730 sheetRotatorRecoverableStorageError=31731 \
        sheetRotatorUnrecoverableStorageError=31732 sheetRotatorMotorFailure=31733 \
        sheetRotatorMemoryExhausted=31734 sheetRotatorUnderTemperature=31735 sheetRotatorOverTemperature=31736 \
        sheetRotatorTimingFailure=31737 sheetRotatorThermistorFailure=31738 inserterCoverOpen=31803 \
        inserterCoverClosed=31804 inserterInterlockOpen=31805 inserterInterlockClosed=31806 \
        inserterConfigurationChange=31807 inserterJam=31808 inserterMissing=31809 inserterLifeAlmostOver=31810 \
        inserterLifeOver=31811 inserterAlmostEmpty=31812 inserterEmpty=31813 inserterAlmostFull=31814 \
        inserterFull=31815 inserterNearLimit=31816 inserterAtLimit=31817 inserterOpened=31818 \
        inserterClosed=31819 inserterTurnedOn=31820 inserterTurnedOff=31821 inserterOffline=31822 \
        inserterPowerSaver=31823 inserterWarmingUp=31824 inserterAdded=31825 inserterRemoved=31826 \
        inserterResourceAdded=31827 inserterResourceRemoved=31828 inserterRecoverableFailure=31829 \
        inserterUnrecoverableFailure=31830 inserterRecoverableStorageError=31831 \
        inserterUnrecoverableStorageError=31832 inserterMotorFailure=31833 inserterMemoryExhausted=31834 \
        inserterUnderTemperature=31835 inserterOverTemperature=31836 inserterTimingFailure=31837 \
        inserterThermistorFailure=31838}
        PrtAlertGroupTC = INTEGER {other=1 unknown=2 hostResourcesMIBStorageTable=3 \
        hostResourcesMIBDeviceTable=4 generalPrinter=5 cover=6 localization=7 input=8 output=9 marker=10 \
        markerSupplies=11 markerColorant=12 mediaPath=13 channel=14 interpreter=15 consoleDisplayBuffer=16 \
        consoleLights=17 alert=18 finDevice=30 finSupply=31 finSupplyMediaInput=32 finAttribute=33}
        PrtAlertSeverityLevelTC = INTEGER {other=1 critical=3 warning=4 warningBinaryChangeEvent=5}
        PrtAlertTrainingLevelTC = INTEGER {other=1 unknown=2 untrained=3 trained=4 fieldService=5 management=6 \
        noInterventionRequired=7}
        PrtCapacityUnitTC = INTEGER {other=1 unknown=2 tenThousandthsOfInches=3 micrometers=4 sheets=8 feet=16 \
        meters=17 items=18 percent=19}
        PrtConsoleDisableTC = INTEGER {enabled=3 disabled=4}
        PrtGeneralResetTC = INTEGER {notResetting=3 powerCycleReset=4 resetToNVRAM=5 resetToFactoryDefaults=6}
        PrtInputTypeTC = INTEGER {other=1 unknown=2 sheetFeedAutoRemovableTray=3 \
        sheetFeedAutoNonRemovableTray=4 sheetFeedManual=5 continuousRoll=6 continuousFanFold=7 sheetFeedPull=8}
        PrtMarkerAddressabilityUnitTC = INTEGER {tenThousandthsOfInches=3 micrometers=4}
        PrtMarkerColorantRoleTC = INTEGER {other=1 process=3 spot=4}
        PrtMarkerCounterUnitTC = INTEGER {tenThousandthsOfInches=3 micrometers=4 characters=5 lines=6 \
        impressions=7 sheets=8 dotRow=9 hours=11 feet=16 meters=17}
        PrtMarkerMarkTechTC = INTEGER {other=1 unknown=2 electrophotographicLED=3 electrophotographicLaser=4 \
        electrophotographicOther=5 impactMovingHeadDotMatrix9pin=6 impactMovingHeadDotMatrix24pin=7 \
        impactMovingHeadDotMatrixOther=8 impactMovingHeadFullyFormed=9 impactBand=10 impactOther=11 \
        inkjetAqueous=12 inkjetSolid=13 inkjetOther=14 pen=15 thermalTransfer=16 thermalSensitive=17 \
        thermalDiffusion=18 thermalOther=19 electroerosion=20 electrostatic=21 photographicMicrofiche=22 \
        photographicImagesetter=23 photographicOther=24 ionDeposition=25 eBeam=26 typesetter=27}
        PrtMarkerSuppliesClassTC = INTEGER {other=1 supplyThatIsConsumed=3 receptacleThatIsFilled=4}
        PrtMarkerSuppliesSupplyUnitTC = INTEGER {other=1 unknown=2 tenThousandthsOfInches=3 micrometers=4 \
        impressions=7 sheets=8 hours=11 thousandthsOfOunces=12 tenthsOfGrams=13 hundrethsOfFluidOunces=14 \
        tenthsOfMilliliters=15 feet=16 meters=17 items=18 percent=19}
        PrtMarkerSuppliesTypeTC = INTEGER {other=1 unknown=2 toner=3 wasteToner=4 ink=5 inkCartridge=6 \
        inkRibbon=7 wasteInk=8 opc=9 developer=10 fuserOil=11 solidWax=12 ribbonWax=13 wasteWax=14 fuser=15 \
        coronaWire=16 fuserOilWick=17 cleanerUnit=18 fuserCleaningPad=19 transferUnit=20 tonerCartridge=21 \
        fuserOiler=22 water=23 wasteWater=24 glueWaterAdditive=25 wastePaper=26 bindingSupply=27 \
        bandingSupply=28 stitchingWire=29 shrinkWrap=30 paperWrap=31 staples=32 inserts=33 covers=34 \
        matteToner=35 matteInk=36}
        PrtMediaUnitTC = INTEGER {tenThousandthsOfInches=3 micrometers=4}
        RowStatus = INTEGER {active=1 notInService=2 notReady=3 createAndGo=4 createAndWait=5 destroy=6}
        SensorDataScale = INTEGER {yocto=1 zepto=2 atto=3 femto=4 pico=5 nano=6 micro=7 milli=8 units=9 kilo=10 \
        mega=11 giga=12 tera=13 exa=14 peta=15 zetta=16 yotta=17}
        SensorDataType = INTEGER {other=1 unknown=2 voltsAC=3 voltsDC=4 amperes=5 watts=6 hertz=7 celsius=8 \
        percentRH=9 rpm=10 cmm=11 truthvalue=12 specialEnum=13}
        SensorStatus = INTEGER {ok=1 unavailable=2 nonoperational=3}
        SensorThresholdRelation = INTEGER {lessThan=1 lessOrEqual=2 greaterThan=3 greaterOrEqual=4 equalTo=5 \
        notEqualTo=6}
        SensorThresholdSeverity = INTEGER {other=1 minor=10 major=20 critical=30}
        SnmpAdminString = OCTETS '255t'
        SnmpSecurityLevel = INTEGER {noAuthNoPriv=1 authNoPriv=2 authPriv=3}
        Status = INTEGER {enabled=1 disabled=2}
        StorageType = INTEGER {other=1 volatile=2 nonVolatile=3 permanent=4 readOnly=5}
        TAddress = OCTETS
        Temperature = Integer32 'd-1'
        TimeStamp = TimeTicks
        TruthValue = INTEGER {true=1 false=2}
        UCDErrorFix = INTEGER {noError=0 runFix=1}
        UCDErrorFlag = INTEGER {noError=0 error=1}
        UUIDorZero = OCTETS '4x-2x-2x-1x1x-6x'
        VlanType = INTEGER {ethernet=1 fddi=2 tokenRing=3 fddiNet=4 trNet=5 deprecated=6}
        VlanTypeExt = BITS {vtpmanageable=0 internal=1 reserved=2 rspan=3 dynamicGvrp=4}
        Voltage = Integer32 'd-1'
        """)
}
