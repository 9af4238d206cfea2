extension MIBModule {
    /// Memory, load, disks and processes of a host, by Net-SNMP.
    static let ucdSnmpMIB = MIBModule(
        "UCD-SNMP-MIB",
        """
        ucdavis enterprises.2021
        prTable ucdavis.2
        prEntry prTable.1 [prIndex]
        prIndex prEntry.1 Integer32
        prNames prEntry.2 DisplayString
        prMin prEntry.3 Integer32
        prMax prEntry.4 Integer32
        prCount prEntry.5 Integer32
        prErrorFlag prEntry.100 UCDErrorFlag
        prErrMessage prEntry.101 DisplayString
        prErrFix prEntry.102 UCDErrorFix
        prErrFixCmd prEntry.103 DisplayString
        memory ucdavis.4
        memIndex memory.1 Integer32
        memErrorName memory.2 DisplayString
        memTotalSwap memory.3 Integer32 "kB"
        memAvailSwap memory.4 Integer32 "kB"
        memTotalReal memory.5 Integer32 "kB"
        memAvailReal memory.6 Integer32 "kB"
        memTotalSwapTXT memory.7 Integer32 "kB"
        memAvailSwapTXT memory.8 Integer32 "kB"
        memTotalRealTXT memory.9 Integer32 "kB"
        memAvailRealTXT memory.10 Integer32 "kB"
        memTotalFree memory.11 Integer32 "kB"
        memMinimumSwap memory.12 Integer32 "kB"
        memShared memory.13 Integer32 "kB"
        memBuffer memory.14 Integer32 "kB"
        memCached memory.15 Integer32 "kB"
        memUsedSwapTXT memory.16 Integer32 "kB"
        memUsedRealTXT memory.17 Integer32 "kB"
        memTotalSwapX memory.18 Counter64 "kB"
        memAvailSwapX memory.19 Counter64 "kB"
        memTotalRealX memory.20 Counter64 "kB"
        memAvailRealX memory.21 Counter64 "kB"
        memTotalFreeX memory.22 Counter64 "kB"
        memMinimumSwapX memory.23 Counter64 "kB"
        memSharedX memory.24 Counter64 "kB"
        memBufferX memory.25 Counter64 "kB"
        memCachedX memory.26 Counter64 "kB"
        memSysAvail memory.27 Counter64 "kB"
        memSwapError memory.100 UCDErrorFlag
        memSwapErrorMsg memory.101 DisplayString
        extTable ucdavis.8
        extEntry extTable.1 [extIndex]
        extIndex extEntry.1 Integer32
        extNames extEntry.2 DisplayString
        extCommand extEntry.3 DisplayString
        extResult extEntry.100 Integer32
        extOutput extEntry.101 DisplayString
        extErrFix extEntry.102 UCDErrorFix
        extErrFixCmd extEntry.103 DisplayString
        dskTable ucdavis.9
        dskEntry dskTable.1 [dskIndex]
        dskIndex dskEntry.1 Integer32
        dskPath dskEntry.2 DisplayString
        dskDevice dskEntry.3 DisplayString
        dskMinimum dskEntry.4 Integer32
        dskMinPercent dskEntry.5 Integer32
        dskTotal dskEntry.6 Integer32
        dskAvail dskEntry.7 Integer32
        dskUsed dskEntry.8 Integer32
        dskPercent dskEntry.9 Integer32
        dskPercentNode dskEntry.10 Integer32
        dskTotalLow dskEntry.11 Unsigned32
        dskTotalHigh dskEntry.12 Unsigned32
        dskAvailLow dskEntry.13 Unsigned32
        dskAvailHigh dskEntry.14 Unsigned32
        dskUsedLow dskEntry.15 Unsigned32
        dskUsedHigh dskEntry.16 Unsigned32
        dskErrorFlag dskEntry.100 UCDErrorFlag
        dskErrorMsg dskEntry.101 DisplayString
        laTable ucdavis.10
        laEntry laTable.1 [laIndex]
        laIndex laEntry.1 Integer32
        laNames laEntry.2 DisplayString
        laLoad laEntry.3 DisplayString
        laConfig laEntry.4 DisplayString
        laLoadInt laEntry.5 Integer32
        laLoadFloat laEntry.6 Float
        laErrorFlag laEntry.100 UCDErrorFlag
        laErrMessage laEntry.101 DisplayString
        systemStats ucdavis.11
        ssIndex systemStats.1 Integer32
        ssErrorName systemStats.2 DisplayString
        ssSwapIn systemStats.3 Integer32 "kB"
        ssSwapOut systemStats.4 Integer32 "kB"
        ssIOSent systemStats.5 Integer32 "blocks/s"
        ssIOReceive systemStats.6 Integer32 "blocks/s"
        ssSysInterrupts systemStats.7 Integer32 "interrupts/s"
        ssSysContext systemStats.8 Integer32 "switches/s"
        ssCpuUser systemStats.9 Integer32
        ssCpuSystem systemStats.10 Integer32
        ssCpuIdle systemStats.11 Integer32
        ssCpuRawUser systemStats.50 Counter32
        ssCpuRawNice systemStats.51 Counter32
        ssCpuRawSystem systemStats.52 Counter32
        ssCpuRawIdle systemStats.53 Counter32
        ssCpuRawWait systemStats.54 Counter32
        ssCpuRawKernel systemStats.55 Counter32
        ssCpuRawInterrupt systemStats.56 Counter32
        ssIORawSent systemStats.57 Counter32
        ssIORawReceived systemStats.58 Counter32
        ssRawInterrupts systemStats.59 Counter32
        ssRawContexts systemStats.60 Counter32
        ssCpuRawSoftIRQ systemStats.61 Counter32
        ssRawSwapIn systemStats.62 Counter32
        ssRawSwapOut systemStats.63 Counter32
        ssCpuRawSteal systemStats.64 Counter32
        ssCpuRawGuest systemStats.65 Counter32
        ssCpuRawGuestNice systemStats.66 Counter32
        ssCpuNumCpus systemStats.67 Integer32
        fileTable ucdavis.15
        fileEntry fileTable.1 [fileIndex]
        fileIndex fileEntry.1 Integer32
        fileName fileEntry.2 DisplayString
        fileSize fileEntry.3 Integer32 "kB"
        fileMax fileEntry.4 Integer32 "kB"
        fileErrorFlag fileEntry.100 UCDErrorFlag
        fileErrorMsg fileEntry.101 DisplayString
        version ucdavis.100
        versionIndex version.1 Integer32
        versionTag version.2 DisplayString
        versionDate version.3 DisplayString
        versionCDate version.4 DisplayString
        versionIdent version.5 DisplayString
        versionConfigureOptions version.6 DisplayString
        versionClearCache version.10 Integer32
        versionUpdateConfig version.11 Integer32
        versionRestartAgent version.12 Integer32
        versionSavePersistentData version.13 Integer32
        versionDoDebugging version.20 Integer32
        snmperrs ucdavis.101
        snmperrIndex snmperrs.1 Integer32
        snmperrNames snmperrs.2 DisplayString
        snmperrErrorFlag snmperrs.100 UCDErrorFlag
        snmperrErrMessage snmperrs.101 DisplayString
        ucdTraps ucdavis.251
        ucdStart ucdTraps.1 NOTIFICATION
        ucdShutdown ucdTraps.2 NOTIFICATION
        """)
}
