extension MIBModule {
    /// State and sessions of firewalls, by Palo Alto Networks.
    static let panCommonMIB = MIBModule(
        "PAN-COMMON-MIB",
        """
        panCommonObjs enterprises.25461.2.1.2
        panSys panCommonObjs.1
        panSysSwVersion panSys.1 DisplayString
        panSysHwVersion panSys.2 DisplayString
        panSysSerialNumber panSys.3 DisplayString
        panSysTimeZoneOffset panSys.4 Integer32
        panSysDaylightSaving panSys.5 TruthValue
        panSysVpnClientVersion panSys.6 DisplayString
        panSysAppVersion panSys.7 DisplayString
        panSysAvVersion panSys.8 DisplayString
        panSysThreatVersion panSys.9 DisplayString
        panSysUrlFilteringVersion panSys.10 DisplayString
        panSysHAState panSys.11 DisplayString
        panSysHAPeerState panSys.12 DisplayString
        panSysHAMode panSys.13 DisplayString
        panSysUrlFilteringDatabase panSys.14 DisplayString
        panSysGlobalProtectClientVersion panSys.15 DisplayString
        panSysOpswatDatafileVersion panSys.16 DisplayString
        panSysWildfireVersion panSys.17 DisplayString
        panSysWildfirePrivateCloudVersion panSys.18 DisplayString
        panGlobalCounters panSys.19
        panAhoSw panGlobalCounters.1 Counter64
        panDfaSw panGlobalCounters.2 Counter64
        panFlowHostServiceAllow panGlobalCounters.3 Counter64
        panHaPathmonSent panGlobalCounters.4 Counter64
        panAhoFpga panGlobalCounters.5 Counter64
        panDfaFpga panGlobalCounters.6 Counter64
        panFpgaPkt panGlobalCounters.7 Counter64
        panGlobalCountersDOSCounters panGlobalCounters.8
        panFlowDosAgMaxSessLimit panGlobalCountersDOSCounters.1 Counter64
        panFlowDosBlkNumEntries panGlobalCountersDOSCounters.2 Counter64
        panFlowDosClMaxSessLimit panGlobalCountersDOSCounters.3 Counter64
        panFlowDosClSyncookieAckErr panGlobalCountersDOSCounters.4 Counter64
        panFlowDosClSyncookieAckRcv panGlobalCountersDOSCounters.5 Counter64
        panFlowDosClSyncookieBlkDur panGlobalCountersDOSCounters.6 Counter64
        panFlowDosClSyncookieMax panGlobalCountersDOSCounters.7 Counter64
        panFlowDosClSyncookieSent panGlobalCountersDOSCounters.8 Counter64
        panFlowMeterVsysThrottle panGlobalCountersDOSCounters.9 Counter64
        panFlowPolicyDeny panGlobalCountersDOSCounters.10 Counter64
        panFlowPolicyNat panGlobalCountersDOSCounters.11 Counter64
        panFlowScanDrop panGlobalCountersDOSCounters.12 Counter64
        panFlowDosDropIpBlocked panGlobalCountersDOSCounters.13 Counter64
        panFlowDosRedIcmp panGlobalCountersDOSCounters.14 Counter64
        panFlowDosRedIcmp6 panGlobalCountersDOSCounters.15 Counter64
        panFlowDosRedIp panGlobalCountersDOSCounters.16 Counter64
        panFlowDosRedTcp panGlobalCountersDOSCounters.17 Counter64
        panFlowDosRedUdp panGlobalCountersDOSCounters.18 Counter64
        panFlowDosRuleAgBlkDur panGlobalCountersDOSCounters.19 Counter64
        panFlowDosRuleAgRedAct panGlobalCountersDOSCounters.20 Counter64
        panFlowDosRuleAgRedMax panGlobalCountersDOSCounters.21 Counter64
        panFlowDosRuleDeny panGlobalCountersDOSCounters.22 Counter64
        panFlowDosRuleDrop panGlobalCountersDOSCounters.23 Counter64
        panFlowDosRuleDropAggr panGlobalCountersDOSCounters.24 Counter64
        panFlowDosRuleDropClBlkDur panGlobalCountersDOSCounters.25 Counter64
        panFlowDosRuleDropClRedAct panGlobalCountersDOSCounters.26 Counter64
        panFlowDosRuleDropClRedMax panGlobalCountersDOSCounters.27 Counter64
        panFlowDosRuleDropClassified panGlobalCountersDOSCounters.28 Counter64
        panFlowDosSyncookieBlkDur panGlobalCountersDOSCounters.29 Counter64
        panFlowDosSyncookieMax panGlobalCountersDOSCounters.30 Counter64
        panFlowDosZoneRedAct panGlobalCountersDOSCounters.31 Counter64
        panFlowDosZoneRedMax panGlobalCountersDOSCounters.32 Counter64
        panFlowDosBlkSwEntries panGlobalCountersDOSCounters.33 Counter64
        panFlowDosBlkHwEntries panGlobalCountersDOSCounters.34 Counter64
        panFlowDosSyncookieNotTcpSyn panGlobalCountersDOSCounters.35 Counter64
        panFlowDosSyncookieNotTcpSynAck panGlobalCountersDOSCounters.36 Counter64
        panFlowDosPfIpspoof panGlobalCountersDOSCounters.37 Counter64
        panFlowDosPfIpfrag panGlobalCountersDOSCounters.38 Counter64
        panFlowDosPfPing0 panGlobalCountersDOSCounters.39 Counter64
        panFlowDosPfIcmpfrag panGlobalCountersDOSCounters.40 Counter64
        panFlowDosPfIcmplpkt panGlobalCountersDOSCounters.41 Counter64
        panFlowDosPfIcmperr panGlobalCountersDOSCounters.42 Counter64
        panFlowDosPfNoreplyttl panGlobalCountersDOSCounters.43 Counter64
        panFlowDosPfNoreplyneedfrag panGlobalCountersDOSCounters.44 Counter64
        panFlowDosPfStrictsource panGlobalCountersDOSCounters.45 Counter64
        panFlowDosPfLoosesource panGlobalCountersDOSCounters.46 Counter64
        panFlowDosPfTimestamp panGlobalCountersDOSCounters.47 Counter64
        panFlowDosPfRecordroute panGlobalCountersDOSCounters.48 Counter64
        panFlowDosPfSecurity panGlobalCountersDOSCounters.49 Counter64
        panFlowDosPfSatnetid panGlobalCountersDOSCounters.50 Counter64
        panFlowDosPfUnknown panGlobalCountersDOSCounters.51 Counter64
        panFlowDosPfBadoption panGlobalCountersDOSCounters.52 Counter64
        panFlowDosPfTcpoverlappingmismatch panGlobalCountersDOSCounters.53 Counter64
        panFlowDosPfStrictip panGlobalCountersDOSCounters.54 Counter64
        panFlowDosPfTcpsplithandshake panGlobalCountersDOSCounters.55 Counter64
        panFlowDosPfTcpsyndata panGlobalCountersDOSCounters.56 Counter64
        panFlowDosPfTcpsynackdata panGlobalCountersDOSCounters.57 Counter64
        panFlowDosIp6Route0 panGlobalCountersDOSCounters.58 Counter64
        panFlowDosIp6Route1 panGlobalCountersDOSCounters.59 Counter64
        panFlowDosIp6Route3 panGlobalCountersDOSCounters.60 Counter64
        panFlowDosIp6Route4to252 panGlobalCountersDOSCounters.61 Counter64
        panFlowDosIp6Route253 panGlobalCountersDOSCounters.62 Counter64
        panFlowDosIp6Route254 panGlobalCountersDOSCounters.63 Counter64
        panFlowDosIp6Route255 panGlobalCountersDOSCounters.64 Counter64
        panFlowDosIp6Ip4cmpt panGlobalCountersDOSCounters.65 Counter64
        panFlowDosIp6Acast panGlobalCountersDOSCounters.66 Counter64
        panFlowDosIp6OptionsInvalidIPv6 panGlobalCountersDOSCounters.67 Counter64
        panFlowDosIp6Icmpv6ErrorInvalid panGlobalCountersDOSCounters.68 Counter64
        panFlowDosIp6NeedlessIpv6FragHdr panGlobalCountersDOSCounters.69 Counter64
        panFlowDosIp6RsvdSet panGlobalCountersDOSCounters.70 Counter64
        panFlowDosIPv6ExtHdrHopByHop panGlobalCountersDOSCounters.71 Counter64
        panFlowDosip6IPv6ExtHdrRouting panGlobalCountersDOSCounters.72 Counter64
        panFlowDosIp6IPv6ExtHdrDestOpt panGlobalCountersDOSCounters.73 Counter64
        panFlowDosPbpDrop panGlobalCountersDOSCounters.74 Counter64
        panFlowDosCurrSessIncrFailed panGlobalCountersDOSCounters.75 Counter64
        panFlowDosCurrSessDecrFailed panGlobalCountersDOSCounters.76 Counter64
        panGlobalCountersDropCounters panGlobalCounters.9
        panFlowFwdL3TtlZero panGlobalCountersDropCounters.1 Counter64
        panFlowMeterHostThrottle panGlobalCountersDropCounters.2 Counter64
        panFlowHostServiceDeny panGlobalCountersDropCounters.3 Counter64
        panFlowHostServiceUnknown panGlobalCountersDropCounters.4 Counter64
        panPktAllocFailure panGlobalCountersDropCounters.5 Counter64
        panPktAllocFailureCos panGlobalCountersDropCounters.6 Counter64
        panSessionDiscard panGlobalCountersDropCounters.7 Counter64
        panGlobalCountersIPFragmentationCounters panGlobalCounters.10
        panFlowIpfragFragErr panGlobalCountersIPFragmentationCounters.1 Counter64
        panFlowIpfragRecv panGlobalCountersIPFragmentationCounters.2 Counter64
        panGlobalCountersTCPState panGlobalCounters.11
        panTcpAllocWqeFailed panGlobalCountersTCPState.1 Counter64
        panTcpDeny panGlobalCountersTCPState.2 Counter64
        panTcpDropOutOfWnd panGlobalCountersTCPState.3 Counter64
        panTcpDropPacket panGlobalCountersTCPState.4 Counter64
        panFlowActionClose panGlobalCountersTCPState.5 Counter64
        panFlowActionReset panGlobalCountersTCPState.6 Counter64
        panFlowTcpNonSyn panGlobalCountersTCPState.7 Counter64
        panTcpExceedSegLimit panGlobalCountersTCPState.8 Counter64
        panGlobalCountersTunnelInspect panGlobalCounters.12
        panFlowTciGreDecapSuccess panGlobalCountersTunnelInspect.1 Counter64
        panFlowTciGreDecapFailed panGlobalCountersTunnelInspect.2 Counter64
        panFlowTciGreDecapUnknown panGlobalCountersTunnelInspect.3 Counter64
        panFlowTciIpsecDecapSuccess panGlobalCountersTunnelInspect.4 Counter64
        panFlowTciIpsecDecapFailed panGlobalCountersTunnelInspect.5 Counter64
        panFlowTciIpsecDecapUnknown panGlobalCountersTunnelInspect.6 Counter64
        panFlowTciGtpDecapSuccess panGlobalCountersTunnelInspect.7 Counter64
        panFlowTciGtpDecapFailed panGlobalCountersTunnelInspect.8 Counter64
        panFlowTciGtpDecapUnknown panGlobalCountersTunnelInspect.9 Counter64
        panSysAppReleaseDate panSys.20 DisplayString
        panSysThreatReleaseDate panSys.21 DisplayString
        panSysAvReleaseDate panSys.22 DisplayString
        panSysWfReleaseDate panSys.23 DisplayString
        panSession panCommonObjs.3
        panSessionUtilization panSession.1 Integer32
        panSessionMax panSession.2 Integer32
        panSessionActive panSession.3 Integer32
        panSessionActiveTcp panSession.4 Integer32
        panSessionActiveUdp panSession.5 Integer32
        panSessionActiveICMP panSession.6 Integer32
        panSessionActiveSslProxy panSession.7 Integer32
        panSessionSslProxyUtilization panSession.8 Integer32
        panVsysTable panSession.9
        panVsysEntry panVsysTable.1 [panVsysId]
        panVsysId panVsysEntry.1 Integer32
        panVsysName panVsysEntry.2 DisplayString
        panVsysSessionUtilizationPct panVsysEntry.3 Integer32
        panVsysActiveSessions panVsysEntry.4 Integer32
        panVsysMaxSessions panVsysEntry.5 Integer32
        panVsysActiveTcpCps panVsysEntry.6 Integer32
        panVsysActiveUdpCps panVsysEntry.7 Integer32
        panVsysActiveOtherIpCps panVsysEntry.8 Integer32
        panZoneTable panSession.10
        panZoneEntry panZoneTable.1 [panZoneName panVsysId]
        panZoneName panZoneEntry.1 DisplayString
        panZoneActiveTcpCps panZoneEntry.2 Unsigned32
        panZoneActiveUdpCps panZoneEntry.3 Unsigned32
        panZoneActiveOtherIpCps panZoneEntry.4 Unsigned32
        panIfTable panSession.11
        panIfEntry panIfTable.1 [panIfIndex]
        panIfIndex panIfEntry.1 Unsigned32
        panIfDescr panIfEntry.2 DisplayString
        panIfActiveTcpCps panIfEntry.3 Unsigned32
        panIfActiveUdpCps panIfEntry.4 Unsigned32
        panIfActiveOtherIpCps panIfEntry.5 Unsigned32
        panSessionCps panSession.12 Integer32
        panGlobalProtect panCommonObjs.5
        panGPGatewayUtilization panGlobalProtect.1
        panGPGWUtilizationPct panGPGatewayUtilization.1 Integer32
        panGPGWUtilizationMaxTunnels panGPGatewayUtilization.2 Integer32
        panGPGWUtilizationActiveTunnels panGPGatewayUtilization.3 Integer32
        """)
}
