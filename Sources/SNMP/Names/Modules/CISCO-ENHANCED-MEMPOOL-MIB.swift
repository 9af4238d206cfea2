extension MIBModule {
    /// Memory pools of each part, by Cisco.
    static let ciscoEnhancedMempoolMIB = MIBModule(
        "CISCO-ENHANCED-MEMPOOL-MIB",
        """
        ciscoEnhancedMemPoolMIB enterprises.9.9.221
        cempMIBObjects ciscoEnhancedMemPoolMIB.1
        cempMemPool cempMIBObjects.1
        cempMemPoolTable cempMemPool.1
        cempMemPoolEntry cempMemPoolTable.1 [entPhysicalIndex cempMemPoolIndex]
        cempMemPoolIndex cempMemPoolEntry.1 - Integer32
        cempMemPoolType cempMemPoolEntry.2 CempMemPoolTypes
        cempMemPoolName cempMemPoolEntry.3 SnmpAdminString
        cempMemPoolPlatformMemory cempMemPoolEntry.4 OID
        cempMemPoolAlternate cempMemPoolEntry.5 Integer32
        cempMemPoolValid cempMemPoolEntry.6 TruthValue
        cempMemPoolUsed cempMemPoolEntry.7 Gauge32 "bytes"
        cempMemPoolFree cempMemPoolEntry.8 Gauge32 "bytes"
        cempMemPoolLargestFree cempMemPoolEntry.9 Gauge32 "bytes"
        cempMemPoolLowestFree cempMemPoolEntry.10 Gauge32 "bytes"
        cempMemPoolUsedLowWaterMark cempMemPoolEntry.11 Gauge32
        cempMemPoolAllocHit cempMemPoolEntry.12 Counter32
        cempMemPoolAllocMiss cempMemPoolEntry.13 Counter32
        cempMemPoolFreeHit cempMemPoolEntry.14 Counter32
        cempMemPoolFreeMiss cempMemPoolEntry.15 Counter32
        cempMemPoolShared cempMemPoolEntry.16 Gauge32 "bytes"
        cempMemPoolUsedOvrflw cempMemPoolEntry.17 Gauge32 "bytes"
        cempMemPoolHCUsed cempMemPoolEntry.18 Counter64 "bytes"
        cempMemPoolFreeOvrflw cempMemPoolEntry.19 Gauge32 "bytes"
        cempMemPoolHCFree cempMemPoolEntry.20 Counter64 "bytes"
        cempMemPoolLargestFreeOvrflw cempMemPoolEntry.21 Gauge32 "bytes"
        cempMemPoolHCLargestFree cempMemPoolEntry.22 Counter64 "bytes"
        cempMemPoolLowestFreeOvrflw cempMemPoolEntry.23 Gauge32 "bytes"
        cempMemPoolHCLowestFree cempMemPoolEntry.24 Counter64 "bytes"
        cempMemPoolUsedLowWaterMarkOvrflw cempMemPoolEntry.25 Gauge32 "bytes"
        cempMemPoolHCUsedLowWaterMark cempMemPoolEntry.26 Counter64 "bytes"
        cempMemPoolSharedOvrflw cempMemPoolEntry.27 Gauge32 "bytes"
        cempMemPoolHCShared cempMemPoolEntry.28 Counter64 "bytes"
        """)
}
