extension MIBModule {
    /// Alarms of the chassis, by Juniper.
    static let juniperAlarmMIB = MIBModule(
        "JUNIPER-ALARM-MIB",
        """
        jnxAlarms enterprises.2636.3.4
        jnxCraftAlarms jnxAlarms.2
        jnxAlarmRelayMode jnxCraftAlarms.1 INTEGER {other=1 passOn=2 cutOff=3}
        jnxYellowAlarms jnxCraftAlarms.2
        jnxYellowAlarmState jnxYellowAlarms.1 INTEGER {other=1 off=2 on=3}
        jnxYellowAlarmCount jnxYellowAlarms.2 Gauge32
        jnxYellowAlarmLastChange jnxYellowAlarms.3 TimeStamp
        jnxRedAlarms jnxCraftAlarms.3
        jnxRedAlarmState jnxRedAlarms.1 INTEGER {other=1 off=2 on=3}
        jnxRedAlarmCount jnxRedAlarms.2 Gauge32
        jnxRedAlarmLastChange jnxRedAlarms.3 TimeStamp
        """)
}
