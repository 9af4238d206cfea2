extension MIBModule {
    /// Power over Ethernet (RFC 3621).
    static let powerEthernetMIB = MIBModule(
        "POWER-ETHERNET-MIB",
        """
        powerEthernetMIB mib-2.105
        pethNotifications powerEthernetMIB.0
        pethPsePortOnOffNotification pethNotifications.1 NOTIFICATION
        pethMainPowerUsageOnNotification pethNotifications.2 NOTIFICATION
        pethMainPowerUsageOffNotification pethNotifications.3 NOTIFICATION
        pethObjects powerEthernetMIB.1
        pethPsePortTable pethObjects.1
        pethPsePortEntry pethPsePortTable.1 [pethPsePortGroupIndex pethPsePortIndex]
        pethPsePortGroupIndex pethPsePortEntry.1 - Integer32
        pethPsePortIndex pethPsePortEntry.2 - Integer32
        pethPsePortAdminEnable pethPsePortEntry.3 TruthValue
        pethPsePortPowerPairsControlAbility pethPsePortEntry.4 TruthValue
        pethPsePortPowerPairs pethPsePortEntry.5 INTEGER {signal=1 spare=2}
        pethPsePortDetectionStatus pethPsePortEntry.6 INTEGER {disabled=1 searching=2 deliveringPower=3 fault=4 \
        test=5 otherFault=6}
        pethPsePortPowerPriority pethPsePortEntry.7 INTEGER {critical=1 high=2 low=3}
        pethPsePortMPSAbsentCounter pethPsePortEntry.8 Counter32
        pethPsePortType pethPsePortEntry.9 SnmpAdminString
        pethPsePortPowerClassifications pethPsePortEntry.10 INTEGER {class0=1 class1=2 class2=3 class3=4 \
        class4=5}
        pethPsePortInvalidSignatureCounter pethPsePortEntry.11 Counter32
        pethPsePortPowerDeniedCounter pethPsePortEntry.12 Counter32
        pethPsePortOverLoadCounter pethPsePortEntry.13 Counter32
        pethPsePortShortCounter pethPsePortEntry.14 Counter32
        pethMainPseObjects pethObjects.3
        pethMainPseTable pethMainPseObjects.1
        pethMainPseEntry pethMainPseTable.1 [pethMainPseGroupIndex]
        pethMainPseGroupIndex pethMainPseEntry.1 - Integer32
        pethMainPsePower pethMainPseEntry.2 Gauge32 "Watts"
        pethMainPseOperStatus pethMainPseEntry.3 INTEGER {on=1 off=2 faulty=3}
        pethMainPseConsumptionPower pethMainPseEntry.4 Gauge32 "Watts"
        pethMainPseUsageThreshold pethMainPseEntry.5 Integer32 "%"
        pethNotificationControl pethObjects.4
        pethNotificationControlTable pethNotificationControl.1
        pethNotificationControlEntry pethNotificationControlTable.1 [pethNotificationControlGroupIndex]
        pethNotificationControlGroupIndex pethNotificationControlEntry.1 - Integer32
        pethNotificationControlEnable pethNotificationControlEntry.2 TruthValue
        """)
}
