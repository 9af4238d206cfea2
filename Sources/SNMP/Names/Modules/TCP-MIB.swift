extension MIBModule {
    /// Connections of TCP (RFC 4022).
    static let tcpMIB = MIBModule(
        "TCP-MIB",
        """
        tcp mib-2.6
        tcpRtoAlgorithm tcp.1 INTEGER {other=1 constant=2 rsre=3 vanj=4 rfc2988=5}
        tcpRtoMin tcp.2 Integer32 "milliseconds"
        tcpRtoMax tcp.3 Integer32 "milliseconds"
        tcpMaxConn tcp.4 Integer32
        tcpActiveOpens tcp.5 Counter32
        tcpPassiveOpens tcp.6 Counter32
        tcpAttemptFails tcp.7 Counter32
        tcpEstabResets tcp.8 Counter32
        tcpCurrEstab tcp.9 Gauge32
        tcpInSegs tcp.10 Counter32
        tcpOutSegs tcp.11 Counter32
        tcpRetransSegs tcp.12 Counter32
        tcpConnTable tcp.13
        tcpConnEntry tcpConnTable.1 [tcpConnLocalAddress tcpConnLocalPort tcpConnRemAddress tcpConnRemPort]
        tcpConnState tcpConnEntry.1 INTEGER {closed=1 listen=2 synSent=3 synReceived=4 established=5 finWait1=6 \
        finWait2=7 closeWait=8 lastAck=9 closing=10 timeWait=11 deleteTCB=12}
        tcpConnLocalAddress tcpConnEntry.2 IpAddress
        tcpConnLocalPort tcpConnEntry.3 Integer32
        tcpConnRemAddress tcpConnEntry.4 IpAddress
        tcpConnRemPort tcpConnEntry.5 Integer32
        tcpInErrs tcp.14 Counter32
        tcpOutRsts tcp.15 Counter32
        tcpHCInSegs tcp.17 Counter64
        tcpHCOutSegs tcp.18 Counter64
        tcpConnectionTable tcp.19
        tcpConnectionEntry tcpConnectionTable.1 [tcpConnectionLocalAddressType tcpConnectionLocalAddress \
        tcpConnectionLocalPort tcpConnectionRemAddressType tcpConnectionRemAddress tcpConnectionRemPort]
        tcpConnectionLocalAddressType tcpConnectionEntry.1 - InetAddressType
        tcpConnectionLocalAddress tcpConnectionEntry.2 - InetAddress
        tcpConnectionLocalPort tcpConnectionEntry.3 - Unsigned32
        tcpConnectionRemAddressType tcpConnectionEntry.4 - InetAddressType
        tcpConnectionRemAddress tcpConnectionEntry.5 - InetAddress
        tcpConnectionRemPort tcpConnectionEntry.6 - Unsigned32
        tcpConnectionState tcpConnectionEntry.7 INTEGER {closed=1 listen=2 synSent=3 synReceived=4 \
        established=5 finWait1=6 finWait2=7 closeWait=8 lastAck=9 closing=10 timeWait=11 deleteTCB=12}
        tcpConnectionProcess tcpConnectionEntry.8 Unsigned32
        tcpListenerTable tcp.20
        tcpListenerEntry tcpListenerTable.1 [tcpListenerLocalAddressType tcpListenerLocalAddress \
        tcpListenerLocalPort]
        tcpListenerLocalAddressType tcpListenerEntry.1 - InetAddressType
        tcpListenerLocalAddress tcpListenerEntry.2 - InetAddress
        tcpListenerLocalPort tcpListenerEntry.3 - Unsigned32
        tcpListenerProcess tcpListenerEntry.4 Unsigned32
        tcpMIB mib-2.49
        """)
}
