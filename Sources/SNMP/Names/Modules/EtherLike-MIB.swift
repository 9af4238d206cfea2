extension MIBModule {
    /// Errors and duplex of Ethernet interfaces (RFC 3635).
    static let etherLikeMIB = MIBModule(
        "EtherLike-MIB",
        """
        dot3 transmission.7
        dot3StatsTable dot3.2
        dot3StatsEntry dot3StatsTable.1 [dot3StatsIndex]
        dot3StatsIndex dot3StatsEntry.1 Integer32
        dot3StatsAlignmentErrors dot3StatsEntry.2 Counter32
        dot3StatsFCSErrors dot3StatsEntry.3 Counter32
        dot3StatsSingleCollisionFrames dot3StatsEntry.4 Counter32
        dot3StatsMultipleCollisionFrames dot3StatsEntry.5 Counter32
        dot3StatsSQETestErrors dot3StatsEntry.6 Counter32
        dot3StatsDeferredTransmissions dot3StatsEntry.7 Counter32
        dot3StatsLateCollisions dot3StatsEntry.8 Counter32
        dot3StatsExcessiveCollisions dot3StatsEntry.9 Counter32
        dot3StatsInternalMacTransmitErrors dot3StatsEntry.10 Counter32
        dot3StatsCarrierSenseErrors dot3StatsEntry.11 Counter32
        dot3StatsFrameTooLongs dot3StatsEntry.13 Counter32
        dot3StatsInternalMacReceiveErrors dot3StatsEntry.16 Counter32
        dot3StatsEtherChipSet dot3StatsEntry.17 OID
        dot3StatsSymbolErrors dot3StatsEntry.18 Counter32
        dot3StatsDuplexStatus dot3StatsEntry.19 INTEGER {unknown=1 halfDuplex=2 fullDuplex=3}
        dot3StatsRateControlAbility dot3StatsEntry.20 TruthValue
        dot3StatsRateControlStatus dot3StatsEntry.21 INTEGER {rateControlOff=1 rateControlOn=2 unknown=3}
        dot3ControlTable dot3.9
        dot3ControlEntry dot3ControlTable.1 [dot3StatsIndex]
        dot3ControlFunctionsSupported dot3ControlEntry.1 BITS {pause=0}
        dot3ControlInUnknownOpcodes dot3ControlEntry.2 Counter32
        dot3HCControlInUnknownOpcodes dot3ControlEntry.3 Counter64
        dot3PauseTable dot3.10
        dot3PauseEntry dot3PauseTable.1 [dot3StatsIndex]
        dot3PauseAdminMode dot3PauseEntry.1 INTEGER {disabled=1 enabledXmit=2 enabledRcv=3 enabledXmitAndRcv=4}
        dot3PauseOperMode dot3PauseEntry.2 INTEGER {disabled=1 enabledXmit=2 enabledRcv=3 enabledXmitAndRcv=4}
        dot3InPauseFrames dot3PauseEntry.3 Counter32
        dot3OutPauseFrames dot3PauseEntry.4 Counter32
        dot3HCInPauseFrames dot3PauseEntry.5 Counter64
        dot3HCOutPauseFrames dot3PauseEntry.6 Counter64
        dot3HCStatsTable dot3.11
        dot3HCStatsEntry dot3HCStatsTable.1 [dot3StatsIndex]
        dot3HCStatsAlignmentErrors dot3HCStatsEntry.1 Counter64
        dot3HCStatsFCSErrors dot3HCStatsEntry.2 Counter64
        dot3HCStatsInternalMacTransmitErrors dot3HCStatsEntry.3 Counter64
        dot3HCStatsFrameTooLongs dot3HCStatsEntry.4 Counter64
        dot3HCStatsInternalMacReceiveErrors dot3HCStatsEntry.5 Counter64
        dot3HCStatsSymbolErrors dot3HCStatsEntry.6 Counter64
        """)
}
