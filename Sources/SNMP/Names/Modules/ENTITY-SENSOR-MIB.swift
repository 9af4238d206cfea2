extension MIBModule {
    /// Sensors of the parts (RFC 3433).
    static let entitySensorMIB = MIBModule(
        "ENTITY-SENSOR-MIB",
        """
        entitySensorMIB mib-2.99
        entitySensorObjects entitySensorMIB.1
        entPhySensorTable entitySensorObjects.1
        entPhySensorEntry entPhySensorTable.1 [entPhysicalIndex]
        entPhySensorType entPhySensorEntry.1 EntitySensorDataType
        entPhySensorScale entPhySensorEntry.2 EntitySensorDataScale
        entPhySensorPrecision entPhySensorEntry.3 Integer32
        entPhySensorValue entPhySensorEntry.4 Integer32
        entPhySensorOperStatus entPhySensorEntry.5 EntitySensorStatus
        entPhySensorUnitsDisplay entPhySensorEntry.6 SnmpAdminString
        entPhySensorValueTimeStamp entPhySensorEntry.7 TimeStamp
        entPhySensorValueUpdateRate entPhySensorEntry.8 Unsigned32 "milliseconds"
        """)
}
