extension MIBModule {
    /// Cameras by Hikvision. Firmware differs: what a camera lacks is absent, and numbers come as text with units.
    static let hikvisionMIB = MIBModule(
        "HIKVISION-MIB",
        """
        hikvisionObjects hikvision.1
        hikDeviceType hikvisionObjects.1 DisplayString
        hikHardwVersion hikvisionObjects.2 DisplayString
        hikSoftwVersion hikvisionObjects.3 DisplayString
        hikMacAddr hikvisionObjects.4 DisplayString
        hikDeviceID hikvisionObjects.5 DisplayString
        hikManufacturer hikvisionObjects.6 DisplayString
        hikCPUPercent hikvisionObjects.7 DisplayString
        hikDiskSize hikvisionObjects.8 DisplayString
        hikDiskPercent hikvisionObjects.9 DisplayString
        hikMemSize hikvisionObjects.10 DisplayString
        hikMemUsage hikvisionObjects.11 DisplayString
        hikDeviceTime hikvisionObjects.19 DisplayString
        """)
}
