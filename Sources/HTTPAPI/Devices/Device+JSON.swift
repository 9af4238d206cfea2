internal import Monitoring
internal import Web

extension JSONWriter {
    /// - Parameter showsSecrets: Whether the reader may see the community; viewers get `null`.
    mutating func device(_ device: Device, showsSecrets: Bool) {
        let configuration = device.configuration
        object { writer in
            writer.field("id", device.id)
            writer.field("name", configuration.name)
            writer.field("ip_address", configuration.address)
            writer.field("vendor", configuration.vendor)
            writer.field("device_type", configuration.deviceType)
            writer.field("snmp_community", showsSecrets ? configuration.snmp.community.reveal() : nil)
            writer.field("meta", json: configuration.meta)
            writer.field("status", device.status.rawValue)
            writer.field("last_seen", device.lastSeen)
            writer.field("snmp_port", configuration.snmp.port)
            writer.field("snmp_version", configuration.snmp.version.rawValue)
            writer.snmpV3(configuration.snmp.v3)
            writer.field("snmp_timeout", configuration.snmp.timeout)
            writer.field("snmp_retries", configuration.snmp.retries)
            writer.field("poll_interval", configuration.pollInterval)
            writer.field("parent_id", configuration.parentID)
            writer.field("tags", configuration.tags)
            writer.field("enabled", configuration.isEnabled)
            writer.field("model", device.facts.model)
            writer.field("sys_name", device.facts.sysName)
            writer.field("sys_descr", device.facts.sysDescr)
            writer.field("uptime", device.facts.uptime)
            writer.field("location", device.facts.location)
            writer.field("last_error", device.lastError)
            writer.field("created_at", device.createdAt)
            writer.field("updated_at", device.updatedAt)
        }
    }

    /// The passwords are never told, only whether there are any.
    private mutating func snmpV3(_ credentials: SNMPv3Credentials?) {
        guard let credentials else { return field("snmp_v3", json: "null") }
        field("snmp_v3") { writer in
            writer.field("username", credentials.username)
            writer.field("auth_protocol", credentials.authProtocol)
            writer.field("priv_protocol", credentials.privProtocol)
            writer.field("context", credentials.context)
            writer.field("auth_password_set", credentials.authPassword != nil)
            writer.field("priv_password_set", credentials.privPassword != nil)
        }
    }

    mutating func statusCounts(_ counts: StatusCounts) {
        object { writer in
            writer.field("total", counts.total)
            writer.field("online", counts.online)
            writer.field("offline", counts.offline)
            writer.field("unknown", counts.unknown)
        }
    }
}
