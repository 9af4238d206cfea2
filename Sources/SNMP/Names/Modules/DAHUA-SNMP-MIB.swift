extension MIBModule {
    /// Cameras and recorders by Dahua. Firmware differs: what a camera lacks is absent.
    static let dahuaSnmpMIB = MIBModule(
        "DAHUA-SNMP-MIB",
        """
        dahuaIPC dahua.2
        systemInfo dahuaIPC.1
        softwareRevision systemInfo.1.1 DisplayString
        cpuUsage systemInfo.3 DisplayString
        memoryUsage systemInfo.9.2 DisplayString
        """)
}
