extension MIBModule {
    /// Sensors and their thresholds, by Cisco.
    static let ciscoEntitySensorMIB = MIBModule(
        "CISCO-ENTITY-SENSOR-MIB",
        """
        entitySensorMIB enterprises.9.9.91
        entitySensorMIBObjects entitySensorMIB.1
        entSensorValues entitySensorMIBObjects.1
        entSensorValueTable entSensorValues.1
        entSensorValueEntry entSensorValueTable.1 [entPhysicalIndex]
        entSensorType entSensorValueEntry.1 SensorDataType
        entSensorScale entSensorValueEntry.2 SensorDataScale
        entSensorPrecision entSensorValueEntry.3 Integer32
        entSensorValue entSensorValueEntry.4 Integer32
        entSensorStatus entSensorValueEntry.5 SensorStatus
        entSensorValueTimeStamp entSensorValueEntry.6 TimeStamp
        entSensorValueUpdateRate entSensorValueEntry.7 Integer32 "seconds"
        entSensorMeasuredEntity entSensorValueEntry.8 Integer32
        entSensorThresholds entitySensorMIBObjects.2
        entSensorThresholdTable entSensorThresholds.1
        entSensorThresholdEntry entSensorThresholdTable.1 [entPhysicalIndex entSensorThresholdIndex]
        entSensorThresholdIndex entSensorThresholdEntry.1 - Integer32
        entSensorThresholdSeverity entSensorThresholdEntry.2 SensorThresholdSeverity
        entSensorThresholdRelation entSensorThresholdEntry.3 SensorThresholdRelation
        entSensorThresholdValue entSensorThresholdEntry.4 Integer32
        entSensorThresholdEvaluation entSensorThresholdEntry.5 TruthValue
        entSensorThresholdNotificationEnable entSensorThresholdEntry.6 TruthValue
        """)
}
