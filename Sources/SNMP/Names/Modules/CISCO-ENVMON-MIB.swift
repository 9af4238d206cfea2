extension MIBModule {
    /// Temperatures, fans and power supplies, by Cisco.
    static let ciscoEnvmonMIB = MIBModule(
        "CISCO-ENVMON-MIB",
        """
        ciscoEnvMonMIB enterprises.9.9.13
        ciscoEnvMonObjects ciscoEnvMonMIB.1
        ciscoEnvMonPresent ciscoEnvMonObjects.1 INTEGER {oldAgs=1 ags=2 c7000=3 ci=4 cAccessMon=6 cat6000=7 \
        ubr7200=8 cat4000=9 c10000=10 osr7600=11 c7600=12 c37xx=13 other=14 c7301=15 c7304=16}
        ciscoEnvMonVoltageStatusTable ciscoEnvMonObjects.2
        ciscoEnvMonVoltageStatusEntry ciscoEnvMonVoltageStatusTable.1 [ciscoEnvMonVoltageStatusIndex]
        ciscoEnvMonVoltageStatusIndex ciscoEnvMonVoltageStatusEntry.1 - Integer32
        ciscoEnvMonVoltageStatusDescr ciscoEnvMonVoltageStatusEntry.2 DisplayString
        ciscoEnvMonVoltageStatusValue ciscoEnvMonVoltageStatusEntry.3 Integer32 "millivolts"
        ciscoEnvMonVoltageThresholdLow ciscoEnvMonVoltageStatusEntry.4 Integer32 "millivolts"
        ciscoEnvMonVoltageThresholdHigh ciscoEnvMonVoltageStatusEntry.5 Integer32 "millivolts"
        ciscoEnvMonVoltageLastShutdown ciscoEnvMonVoltageStatusEntry.6 Integer32 "millivolts"
        ciscoEnvMonVoltageState ciscoEnvMonVoltageStatusEntry.7 CiscoEnvMonState
        ciscoEnvMonTemperatureStatusTable ciscoEnvMonObjects.3
        ciscoEnvMonTemperatureStatusEntry ciscoEnvMonTemperatureStatusTable.1 \
        [ciscoEnvMonTemperatureStatusIndex]
        ciscoEnvMonTemperatureStatusIndex ciscoEnvMonTemperatureStatusEntry.1 - Integer32
        ciscoEnvMonTemperatureStatusDescr ciscoEnvMonTemperatureStatusEntry.2 DisplayString
        ciscoEnvMonTemperatureStatusValue ciscoEnvMonTemperatureStatusEntry.3 Gauge32 "degrees Celsius"
        ciscoEnvMonTemperatureThreshold ciscoEnvMonTemperatureStatusEntry.4 Integer32 "degrees Celsius"
        ciscoEnvMonTemperatureLastShutdown ciscoEnvMonTemperatureStatusEntry.5 Integer32 "degrees Celsius"
        ciscoEnvMonTemperatureState ciscoEnvMonTemperatureStatusEntry.6 CiscoEnvMonState
        ciscoEnvMonTemperatureStatusValueRev1 ciscoEnvMonTemperatureStatusEntry.7 Integer32 "degrees Celsius"
        ciscoEnvMonFanStatusTable ciscoEnvMonObjects.4
        ciscoEnvMonFanStatusEntry ciscoEnvMonFanStatusTable.1 [ciscoEnvMonFanStatusIndex]
        ciscoEnvMonFanStatusIndex ciscoEnvMonFanStatusEntry.1 - Integer32
        ciscoEnvMonFanStatusDescr ciscoEnvMonFanStatusEntry.2 DisplayString
        ciscoEnvMonFanState ciscoEnvMonFanStatusEntry.3 CiscoEnvMonState
        ciscoEnvMonSupplyStatusTable ciscoEnvMonObjects.5
        ciscoEnvMonSupplyStatusEntry ciscoEnvMonSupplyStatusTable.1 [ciscoEnvMonSupplyStatusIndex]
        ciscoEnvMonSupplyStatusIndex ciscoEnvMonSupplyStatusEntry.1 - Integer32
        ciscoEnvMonSupplyStatusDescr ciscoEnvMonSupplyStatusEntry.2 DisplayString
        ciscoEnvMonSupplyState ciscoEnvMonSupplyStatusEntry.3 CiscoEnvMonState
        ciscoEnvMonSupplySource ciscoEnvMonSupplyStatusEntry.4 INTEGER {unknown=1 ac=2 dc=3 \
        externalPowerSupply=4 internalRedundant=5}
        ciscoEnvMonAlarmContacts ciscoEnvMonObjects.6 BITS {minorVisual=0 majorVisual=1 criticalVisual=2 \
        minorAudible=3 majorAudible=4 criticalAudible=5 input=6}
        ciscoEnvMonMIBNotificationEnables ciscoEnvMonMIB.2
        ciscoEnvMonEnableShutdownNotification ciscoEnvMonMIBNotificationEnables.1 TruthValue
        ciscoEnvMonEnableVoltageNotification ciscoEnvMonMIBNotificationEnables.2 TruthValue
        ciscoEnvMonEnableTemperatureNotification ciscoEnvMonMIBNotificationEnables.3 TruthValue
        ciscoEnvMonEnableFanNotification ciscoEnvMonMIBNotificationEnables.4 TruthValue
        ciscoEnvMonEnableRedundantSupplyNotification ciscoEnvMonMIBNotificationEnables.5 TruthValue
        ciscoEnvMonEnableStatChangeNotif ciscoEnvMonMIBNotificationEnables.6 TruthValue
        ciscoEnvMonMIBNotificationPrefix ciscoEnvMonMIB.3
        ciscoEnvMonMIBNotifications ciscoEnvMonMIBNotificationPrefix.0
        ciscoEnvMonShutdownNotification ciscoEnvMonMIBNotifications.1 NOTIFICATION
        ciscoEnvMonVoltageNotification ciscoEnvMonMIBNotifications.2 NOTIFICATION
        ciscoEnvMonTemperatureNotification ciscoEnvMonMIBNotifications.3 NOTIFICATION
        ciscoEnvMonFanNotification ciscoEnvMonMIBNotifications.4 NOTIFICATION
        ciscoEnvMonRedundantSupplyNotification ciscoEnvMonMIBNotifications.5 NOTIFICATION
        ciscoEnvMonVoltStatusChangeNotif ciscoEnvMonMIBNotifications.6 NOTIFICATION
        ciscoEnvMonTempStatusChangeNotif ciscoEnvMonMIBNotifications.7 NOTIFICATION
        ciscoEnvMonFanStatusChangeNotif ciscoEnvMonMIBNotifications.8 NOTIFICATION
        ciscoEnvMonSuppStatusChangeNotif ciscoEnvMonMIBNotifications.9 NOTIFICATION
        """)
}
