package import Database
package import Monitoring

extension ID: ValueConvertible {
    package var databaseValue: Value { .integer(rawValue) }
}

extension Timestamp: ValueConvertible {
    package var databaseValue: Value { .integer(milliseconds) }
}

extension Role: ValueConvertible {}
extension Status: ValueConvertible {}
extension Severity: ValueConvertible {}
extension Alert.Status: ValueConvertible {}
extension AlertRule: ValueConvertible {}
extension Notice.State: ValueConvertible {}
extension PollTask.Kind: ValueConvertible {}
extension PollTask.State: ValueConvertible {}
extension Check: ValueConvertible {}
extension CheckState.Hard: ValueConvertible {}
extension SNMPAccess.Version: ValueConvertible {}

extension Row {
    mutating func id<Subject>(_ type: Subject.Type = Subject.self) -> ID<Subject> { ID(integer()) }
    mutating func idOrNil<Subject>(_ type: Subject.Type = Subject.self) -> ID<Subject>? {
        integerOrNil().map { ID($0) }
    }
    mutating func timestamp() -> Timestamp { Timestamp(milliseconds: integer()) }
    mutating func timestampOrNil() -> Timestamp? { integerOrNil().map(Timestamp.init(milliseconds:)) }
}
