extension MIBModule {
    /// Processors, memory, file systems and processes of a host (RFC 2790).
    static let hostResourcesMIB = MIBModule(
        "HOST-RESOURCES-MIB",
        """
        host mib-2.25
        hrSystem host.1
        hrSystemUptime hrSystem.1 TimeTicks
        hrSystemDate hrSystem.2 DateAndTime
        hrSystemInitialLoadDevice hrSystem.3 Integer32
        hrSystemInitialLoadParameters hrSystem.4 OCTETS
        hrSystemNumUsers hrSystem.5 Gauge32
        hrSystemProcesses hrSystem.6 Gauge32
        hrSystemMaxProcesses hrSystem.7 Integer32
        hrStorage host.2
        hrStorageTypes hrStorage.1
        hrMemorySize hrStorage.2 Integer32 "KBytes"
        hrStorageTable hrStorage.3
        hrStorageEntry hrStorageTable.1 [hrStorageIndex]
        hrStorageIndex hrStorageEntry.1 Integer32
        hrStorageType hrStorageEntry.2 OID
        hrStorageDescr hrStorageEntry.3 DisplayString
        hrStorageAllocationUnits hrStorageEntry.4 Integer32 "Bytes"
        hrStorageSize hrStorageEntry.5 Integer32
        hrStorageUsed hrStorageEntry.6 Integer32
        hrStorageAllocationFailures hrStorageEntry.7 Counter32
        hrDevice host.3
        hrDeviceTypes hrDevice.1
        hrDeviceTable hrDevice.2
        hrDeviceEntry hrDeviceTable.1 [hrDeviceIndex]
        hrDeviceIndex hrDeviceEntry.1 Integer32
        hrDeviceType hrDeviceEntry.2 OID
        hrDeviceDescr hrDeviceEntry.3 DisplayString
        hrDeviceID hrDeviceEntry.4 OID
        hrDeviceStatus hrDeviceEntry.5 INTEGER {unknown=1 running=2 warning=3 testing=4 down=5}
        hrDeviceErrors hrDeviceEntry.6 Counter32
        hrProcessorTable hrDevice.3
        hrProcessorEntry hrProcessorTable.1 [hrDeviceIndex]
        hrProcessorFrwID hrProcessorEntry.1 OID
        hrProcessorLoad hrProcessorEntry.2 Integer32
        hrNetworkTable hrDevice.4
        hrNetworkEntry hrNetworkTable.1 [hrDeviceIndex]
        hrNetworkIfIndex hrNetworkEntry.1 Integer32
        hrPrinterTable hrDevice.5
        hrPrinterEntry hrPrinterTable.1 [hrDeviceIndex]
        hrPrinterStatus hrPrinterEntry.1 INTEGER {other=1 unknown=2 idle=3 printing=4 warmup=5}
        hrPrinterDetectedErrorState hrPrinterEntry.2 OCTETS
        hrDiskStorageTable hrDevice.6
        hrDiskStorageEntry hrDiskStorageTable.1 [hrDeviceIndex]
        hrDiskStorageAccess hrDiskStorageEntry.1 INTEGER {readWrite=1 readOnly=2}
        hrDiskStorageMedia hrDiskStorageEntry.2 INTEGER {other=1 unknown=2 hardDisk=3 floppyDisk=4 \
        opticalDiskROM=5 opticalDiskWORM=6 opticalDiskRW=7 ramDisk=8}
        hrDiskStorageRemoveble hrDiskStorageEntry.3 TruthValue
        hrDiskStorageCapacity hrDiskStorageEntry.4 Integer32 "KBytes"
        hrPartitionTable hrDevice.7
        hrPartitionEntry hrPartitionTable.1 [hrDeviceIndex hrPartitionIndex]
        hrPartitionIndex hrPartitionEntry.1 Integer32
        hrPartitionLabel hrPartitionEntry.2 OCTETS
        hrPartitionID hrPartitionEntry.3 OCTETS
        hrPartitionSize hrPartitionEntry.4 Integer32 "KBytes"
        hrPartitionFSIndex hrPartitionEntry.5 Integer32
        hrFSTable hrDevice.8
        hrFSEntry hrFSTable.1 [hrFSIndex]
        hrFSIndex hrFSEntry.1 Integer32
        hrFSMountPoint hrFSEntry.2 OCTETS
        hrFSRemoteMountPoint hrFSEntry.3 OCTETS
        hrFSType hrFSEntry.4 OID
        hrFSAccess hrFSEntry.5 INTEGER {readWrite=1 readOnly=2}
        hrFSBootable hrFSEntry.6 TruthValue
        hrFSStorageIndex hrFSEntry.7 Integer32
        hrFSLastFullBackupDate hrFSEntry.8 DateAndTime
        hrFSLastPartialBackupDate hrFSEntry.9 DateAndTime
        hrFSTypes hrDevice.9
        hrSWRun host.4
        hrSWOSIndex hrSWRun.1 Integer32
        hrSWRunTable hrSWRun.2
        hrSWRunEntry hrSWRunTable.1 [hrSWRunIndex]
        hrSWRunIndex hrSWRunEntry.1 Integer32
        hrSWRunName hrSWRunEntry.2 OCTETS
        hrSWRunID hrSWRunEntry.3 OID
        hrSWRunPath hrSWRunEntry.4 OCTETS
        hrSWRunParameters hrSWRunEntry.5 OCTETS
        hrSWRunType hrSWRunEntry.6 INTEGER {unknown=1 operatingSystem=2 deviceDriver=3 application=4}
        hrSWRunStatus hrSWRunEntry.7 INTEGER {running=1 runnable=2 notRunnable=3 invalid=4}
        hrSWRunPerf host.5
        hrSWRunPerfTable hrSWRunPerf.1
        hrSWRunPerfEntry hrSWRunPerfTable.1 [hrSWRunIndex]
        hrSWRunPerfCPU hrSWRunPerfEntry.1 Integer32
        hrSWRunPerfMem hrSWRunPerfEntry.2 Integer32 "KBytes"
        hrSWInstalled host.6
        hrSWInstalledLastChange hrSWInstalled.1 TimeTicks
        hrSWInstalledLastUpdateTime hrSWInstalled.2 TimeTicks
        hrSWInstalledTable hrSWInstalled.3
        hrSWInstalledEntry hrSWInstalledTable.1 [hrSWInstalledIndex]
        hrSWInstalledIndex hrSWInstalledEntry.1 Integer32
        hrSWInstalledName hrSWInstalledEntry.2 OCTETS
        hrSWInstalledID hrSWInstalledEntry.3 OID
        hrSWInstalledType hrSWInstalledEntry.4 INTEGER {unknown=1 operatingSystem=2 deviceDriver=3 \
        application=4}
        hrSWInstalledDate hrSWInstalledEntry.5 DateAndTime
        hrMIBAdminInfo host.7
        hostResourcesMibModule hrMIBAdminInfo.1
        """)
}
