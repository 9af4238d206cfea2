extension MIBModule {
    /// What `hrStorageType`, `hrDeviceType` and `hrFSType` can be (RFC 2790).
    static let hostResourcesTypes = MIBModule(
        "HOST-RESOURCES-TYPES",
        """
        hrStorageTypes mib-2.25.2.1
        hrStorageOther hrStorageTypes.1
        hrStorageRam hrStorageTypes.2
        hrStorageVirtualMemory hrStorageTypes.3
        hrStorageFixedDisk hrStorageTypes.4
        hrStorageRemovableDisk hrStorageTypes.5
        hrStorageFloppyDisk hrStorageTypes.6
        hrStorageCompactDisc hrStorageTypes.7
        hrStorageRamDisk hrStorageTypes.8
        hrStorageFlashMemory hrStorageTypes.9
        hrStorageNetworkDisk hrStorageTypes.10
        hrDeviceTypes mib-2.25.3.1
        hrDeviceOther hrDeviceTypes.1
        hrDeviceUnknown hrDeviceTypes.2
        hrDeviceProcessor hrDeviceTypes.3
        hrDeviceNetwork hrDeviceTypes.4
        hrDevicePrinter hrDeviceTypes.5
        hrDeviceDiskStorage hrDeviceTypes.6
        hrDeviceVideo hrDeviceTypes.10
        hrDeviceAudio hrDeviceTypes.11
        hrDeviceCoprocessor hrDeviceTypes.12
        hrDeviceKeyboard hrDeviceTypes.13
        hrDeviceModem hrDeviceTypes.14
        hrDeviceParallelPort hrDeviceTypes.15
        hrDevicePointing hrDeviceTypes.16
        hrDeviceSerialPort hrDeviceTypes.17
        hrDeviceTape hrDeviceTypes.18
        hrDeviceClock hrDeviceTypes.19
        hrDeviceVolatileMemory hrDeviceTypes.20
        hrDeviceNonVolatileMemory hrDeviceTypes.21
        hrFSTypes mib-2.25.3.9
        hrFSOther hrFSTypes.1
        hrFSUnknown hrFSTypes.2
        hrFSBerkeleyFFS hrFSTypes.3
        hrFSSys5FS hrFSTypes.4
        hrFSFat hrFSTypes.5
        hrFSHPFS hrFSTypes.6
        hrFSHFS hrFSTypes.7
        hrFSMFS hrFSTypes.8
        hrFSNTFS hrFSTypes.9
        hrFSVNode hrFSTypes.10
        hrFSJournaled hrFSTypes.11
        hrFSiso9660 hrFSTypes.12
        hrFSRockRidge hrFSTypes.13
        hrFSNFS hrFSTypes.14
        hrFSNetware hrFSTypes.15
        hrFSAFS hrFSTypes.16
        hrFSDFS hrFSTypes.17
        hrFSAppleshare hrFSTypes.18
        hrFSRFS hrFSTypes.19
        hrFSDGCFS hrFSTypes.20
        hrFSBFS hrFSTypes.21
        hrFSFAT32 hrFSTypes.22
        hrFSLinuxExt2 hrFSTypes.23
        hostResourcesTypesModule mib-2.25.7.4
        """)
}
