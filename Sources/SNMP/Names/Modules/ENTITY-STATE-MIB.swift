extension MIBModule {
    /// States and alarms of the parts (RFC 4268).
    static let entityStateMIB = MIBModule(
        "ENTITY-STATE-MIB",
        """
        entityStateMIB mib-2.131
        entStateNotifications entityStateMIB.0
        entStateOperEnabled entStateNotifications.1 NOTIFICATION
        entStateOperDisabled entStateNotifications.2 NOTIFICATION
        entStateObjects entityStateMIB.1
        entStateTable entStateObjects.1
        entStateEntry entStateTable.1 [entPhysicalIndex]
        entStateLastChanged entStateEntry.1 DateAndTime
        entStateAdmin entStateEntry.2 EntityAdminState
        entStateOper entStateEntry.3 EntityOperState
        entStateUsage entStateEntry.4 EntityUsageState
        entStateAlarm entStateEntry.5 EntityAlarmStatus
        entStateStandby entStateEntry.6 EntityStandbyStatus
        """)
}
