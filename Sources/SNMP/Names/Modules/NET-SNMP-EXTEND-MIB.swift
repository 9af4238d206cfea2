extension MIBModule {
    /// Output of commands that an agent of Net-SNMP runs.
    static let netSnmpExtendMIB = MIBModule(
        "NET-SNMP-EXTEND-MIB",
        """
        netSnmpExtendMIB enterprises.8072.1.3.1
        nsExtendObjects enterprises.8072.1.3.2
        nsExtendNumEntries nsExtendObjects.1 Integer32
        nsExtendConfigTable nsExtendObjects.2
        nsExtendConfigEntry nsExtendConfigTable.1 [nsExtendToken]
        nsExtendToken nsExtendConfigEntry.1 - DisplayString
        nsExtendCommand nsExtendConfigEntry.2 DisplayString
        nsExtendArgs nsExtendConfigEntry.3 DisplayString
        nsExtendInput nsExtendConfigEntry.4 DisplayString
        nsExtendCacheTime nsExtendConfigEntry.5 Integer32
        nsExtendExecType nsExtendConfigEntry.6 INTEGER {exec=1 shell=2}
        nsExtendRunType nsExtendConfigEntry.7 INTEGER {run-on-read=1 run-on-set=2 run-command=3}
        nsExtendStorage nsExtendConfigEntry.20 StorageType
        nsExtendStatus nsExtendConfigEntry.21 RowStatus
        nsExtendOutput1Table nsExtendObjects.3
        nsExtendOutput1Entry nsExtendOutput1Table.1 [nsExtendToken]
        nsExtendOutput1Line nsExtendOutput1Entry.1 DisplayString
        nsExtendOutputFull nsExtendOutput1Entry.2 DisplayString
        nsExtendOutNumLines nsExtendOutput1Entry.3 Integer32
        nsExtendResult nsExtendOutput1Entry.4 Integer32
        nsExtendOutput2Table nsExtendObjects.4
        nsExtendOutput2Entry nsExtendOutput2Table.1 [nsExtendToken nsExtendLineIndex]
        nsExtendLineIndex nsExtendOutput2Entry.1 - Integer32
        nsExtendOutLine nsExtendOutput2Entry.2 DisplayString
        """)
}
