/// What a sensor of `entPhySensorTable` (RFC 3433), or of Cisco's `entSensorValueTable`, measures.
public struct SensorReading: Sendable, Hashable {
    /// What is measured, with the numbers of `EntitySensorDataType` (RFC 3433) and, from 13, of Cisco's.
    public enum Kind: Int, Sendable, Hashable {
        /// Something else.
        case other = 1
        /// Nobody knows.
        case unknown = 2
        /// Alternating voltage, in volts.
        case voltsAC = 3
        /// Direct voltage, in volts.
        case voltsDC = 4
        /// Current, in amperes.
        case amperes = 5
        /// Power, in watts.
        case watts = 6
        /// Frequency, in hertz.
        case hertz = 7
        /// Temperature, in degrees Celsius.
        case celsius = 8
        /// Relative humidity, in per cent.
        case percentRH = 9
        /// Revolutions per minute.
        case rpm = 10
        /// Air, in cubic metres per minute.
        case cubicMetresPerMinute = 11
        /// 1 is true, 2 is false.
        case truthValue = 12
        /// A number whose meaning the vendor knows.
        case specialEnum = 13
        /// Optical power, in decibels above a milliwatt.
        case dBm = 14

        /// `°C`; empty where there is none.
        public var unit: String {
            switch self {
            case .other, .unknown, .truthValue, .specialEnum: ""
            case .voltsAC, .voltsDC: "V"
            case .amperes: "A"
            case .watts: "W"
            case .hertz: "Hz"
            case .celsius: "°C"
            case .percentRH: "%"
            case .rpm: "rpm"
            case .cubicMetresPerMinute: "m³/min"
            case .dBm: "dBm"
            }
        }
    }

    /// What is measured.
    public let kind: Kind
    /// The value, in the unit of ``kind``.
    public let value: Double

    /// From the columns of a row; `nil` if one is missing, the sensor does not work, or its range was exceeded.
    ///
    /// - Parameters:
    ///   - type: `entPhySensorType`.
    ///   - scale: `entPhySensorScale`: 9 for units, one less for each thousandth.
    ///   - precision: `entPhySensorPrecision`: decimal digits of the value behind the point, -8 to 9.
    ///   - value: `entPhySensorValue`: ±10⁹ is beyond what it can say.
    ///   - status: `entPhySensorOperStatus`; 1 is ok. Agents that do not have it are believed.
    public init?(
        type: SNMPValue?, scale: SNMPValue?, precision: SNMPValue?, value: SNMPValue?, status: SNMPValue? = nil
    ) {
        guard let number = value?.number, number.magnitude < 1_000_000_000, let scale = scale?.number,
            (1...17).contains(scale), (status?.number ?? 1) == 1
        else { return nil }
        let digits = precision?.number ?? 0
        guard (-8...9).contains(digits) else { return nil }
        kind = type?.number.flatMap { Int(exactly: $0) }.flatMap(Kind.init) ?? .unknown
        self.value = Self.scaled(number, by: (scale - 9) * 3 - digits)
    }

    /// Divides by a power of ten rather than multiply by its inverse, which is no binary fraction: 509 × 10⁻¹ is 50.9.
    private static func scaled(_ number: Int64, by exponent: Int64) -> Double {
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        return exponent < 0 ? Double(number) / power : Double(number) * power
    }
}

extension SensorReading: CustomStringConvertible {
    /// `50.9 °C`.
    public var description: String {
        switch (kind, value) {
        case (.truthValue, 1): "true"
        case (.truthValue, 2): "false"
        default: kind.unit.isEmpty ? "\(value)" : "\(value) \(kind.unit)"
        }
    }
}
