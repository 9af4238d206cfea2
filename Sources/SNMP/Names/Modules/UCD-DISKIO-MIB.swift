extension MIBModule {
    /// Input and output of disks, by Net-SNMP.
    static let ucdDiskioMIB = MIBModule(
        "UCD-DISKIO-MIB",
        """
        ucdDiskIOMIB enterprises.2021.13.15
        diskIOTable ucdDiskIOMIB.1
        diskIOEntry diskIOTable.1 [diskIOIndex]
        diskIOIndex diskIOEntry.1 Integer32
        diskIODevice diskIOEntry.2 DisplayString
        diskIONRead diskIOEntry.3 Counter32
        diskIONWritten diskIOEntry.4 Counter32
        diskIOReads diskIOEntry.5 Counter32
        diskIOWrites diskIOEntry.6 Counter32
        diskIOLA1 diskIOEntry.9 Integer32
        diskIOLA5 diskIOEntry.10 Integer32
        diskIOLA15 diskIOEntry.11 Integer32
        diskIONReadX diskIOEntry.12 Counter64
        diskIONWrittenX diskIOEntry.13 Counter64
        diskIOBusyTime diskIOEntry.14 Counter64
        """)
}
