extension MIBModule {
    /// Endpoints of UDP (RFC 4113).
    static let udpMIB = MIBModule(
        "UDP-MIB",
        """
        udp mib-2.7
        udpInDatagrams udp.1 Counter32
        udpNoPorts udp.2 Counter32
        udpInErrors udp.3 Counter32
        udpOutDatagrams udp.4 Counter32
        udpTable udp.5
        udpEntry udpTable.1 [udpLocalAddress udpLocalPort]
        udpLocalAddress udpEntry.1 IpAddress
        udpLocalPort udpEntry.2 Integer32
        udpEndpointTable udp.7
        udpEndpointEntry udpEndpointTable.1 [udpEndpointLocalAddressType udpEndpointLocalAddress \
        udpEndpointLocalPort udpEndpointRemoteAddressType udpEndpointRemoteAddress udpEndpointRemotePort \
        udpEndpointInstance]
        udpEndpointLocalAddressType udpEndpointEntry.1 - InetAddressType
        udpEndpointLocalAddress udpEndpointEntry.2 - InetAddress
        udpEndpointLocalPort udpEndpointEntry.3 - Unsigned32
        udpEndpointRemoteAddressType udpEndpointEntry.4 - InetAddressType
        udpEndpointRemoteAddress udpEndpointEntry.5 - InetAddress
        udpEndpointRemotePort udpEndpointEntry.6 - Unsigned32
        udpEndpointInstance udpEndpointEntry.7 - Unsigned32
        udpEndpointProcess udpEndpointEntry.8 Unsigned32
        udpHCInDatagrams udp.8 Counter64
        udpHCOutDatagrams udp.9 Counter64
        udpMIB mib-2.50
        """)
}
