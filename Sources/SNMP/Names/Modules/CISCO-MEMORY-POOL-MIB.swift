extension MIBModule {
    /// Memory pools, by Cisco.
    static let ciscoMemoryPoolMIB = MIBModule(
        "CISCO-MEMORY-POOL-MIB",
        """
        ciscoMemoryPoolMIB enterprises.9.9.48
        ciscoMemoryPoolObjects ciscoMemoryPoolMIB.1
        ciscoMemoryPoolTable ciscoMemoryPoolObjects.1
        ciscoMemoryPoolEntry ciscoMemoryPoolTable.1 [ciscoMemoryPoolType]
        ciscoMemoryPoolType ciscoMemoryPoolEntry.1 - Integer32
        ciscoMemoryPoolName ciscoMemoryPoolEntry.2 DisplayString
        ciscoMemoryPoolAlternate ciscoMemoryPoolEntry.3 Integer32
        ciscoMemoryPoolValid ciscoMemoryPoolEntry.4 TruthValue
        ciscoMemoryPoolUsed ciscoMemoryPoolEntry.5 Gauge32 "bytes"
        ciscoMemoryPoolFree ciscoMemoryPoolEntry.6 Gauge32 "bytes"
        ciscoMemoryPoolLargestFree ciscoMemoryPoolEntry.7 Gauge32 "bytes"
        ciscoMemoryPoolLowMemoryNotifThreshold ciscoMemoryPoolEntry.8 Integer32
        """)
}
