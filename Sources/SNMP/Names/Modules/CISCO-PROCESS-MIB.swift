extension MIBModule {
    /// Processor load, by Cisco.
    static let ciscoProcessMIB = MIBModule(
        "CISCO-PROCESS-MIB",
        """
        ciscoProcessMIB enterprises.9.9.109
        ciscoProcessMIBObjects ciscoProcessMIB.1
        cpmCPU ciscoProcessMIBObjects.1
        cpmCPUTotalTable cpmCPU.1
        cpmCPUTotalEntry cpmCPUTotalTable.1 [cpmCPUTotalIndex]
        cpmCPUTotalIndex cpmCPUTotalEntry.1 - Unsigned32
        cpmCPUTotalPhysicalIndex cpmCPUTotalEntry.2 Integer32
        cpmCPUTotal5sec cpmCPUTotalEntry.3 Gauge32
        cpmCPUTotal1min cpmCPUTotalEntry.4 Gauge32
        cpmCPUTotal5min cpmCPUTotalEntry.5 Gauge32
        cpmCPUTotal5secRev cpmCPUTotalEntry.6 Gauge32 "percent"
        cpmCPUTotal1minRev cpmCPUTotalEntry.7 Gauge32 "percent"
        cpmCPUTotal5minRev cpmCPUTotalEntry.8 Gauge32 "percent"
        cpmCPUMonInterval cpmCPUTotalEntry.9 Unsigned32 "seconds"
        cpmCPUTotalMonIntervalValue cpmCPUTotalEntry.10 Gauge32 "percent"
        cpmCPUInterruptMonIntervalValue cpmCPUTotalEntry.11 Gauge32 "percent"
        cpmCPUMemoryUsed cpmCPUTotalEntry.12 Gauge32 "kilo-bytes"
        cpmCPUMemoryFree cpmCPUTotalEntry.13 Gauge32 "kilo-bytes"
        cpmCPUMemoryKernelReserved cpmCPUTotalEntry.14 Gauge32 "kilo-bytes"
        cpmCPUMemoryLowest cpmCPUTotalEntry.15 Gauge32 "bytes"
        cpmCPUMemoryUsedOvrflw cpmCPUTotalEntry.16 Gauge32 "kilo-bytes"
        cpmCPUMemoryHCUsed cpmCPUTotalEntry.17 Counter64 "kilo-bytes"
        cpmCPUMemoryFreeOvrflw cpmCPUTotalEntry.18 Gauge32 "kilo-bytes"
        cpmCPUMemoryHCFree cpmCPUTotalEntry.19 Counter64 "kilo-bytes"
        cpmCPUMemoryKernelReservedOvrflw cpmCPUTotalEntry.20 Gauge32 "kilo-bytes"
        cpmCPUMemoryHCKernelReserved cpmCPUTotalEntry.21 Counter64 "kilo-bytes"
        cpmCPUMemoryLowestOvrflw cpmCPUTotalEntry.22 Gauge32 "kilo-bytes"
        cpmCPUMemoryHCLowest cpmCPUTotalEntry.23 Counter64 "kilo-bytes"
        cpmCPULoadAvg1min cpmCPUTotalEntry.24 Unsigned32 "hundredths of processes"
        cpmCPULoadAvg5min cpmCPUTotalEntry.25 Unsigned32 "hundredths of processes"
        cpmCPULoadAvg15min cpmCPUTotalEntry.26 Unsigned32 "hundredths of processes"
        cpmCPUMemoryCommitted cpmCPUTotalEntry.27 Gauge32
        cpmCPUMemoryCommittedOvrflw cpmCPUTotalEntry.28 Gauge32
        cpmCPUMemoryHCCommitted cpmCPUTotalEntry.29 Counter64
        """)
}
