extension MIBModule {
    /// The systems that Net-SNMP's agent calls itself after.
    static let netSnmpTC = MIBModule(
        "NET-SNMP-TC",
        """
        netSnmpTCs enterprises.8072.3.1.1
        hpux9 enterprises.8072.3.2.1
        sunos4 enterprises.8072.3.2.2
        solaris enterprises.8072.3.2.3
        osf enterprises.8072.3.2.4
        ultrix enterprises.8072.3.2.5
        hpux10 enterprises.8072.3.2.6
        netbsd enterprises.8072.3.2.7
        freebsd enterprises.8072.3.2.8
        irix enterprises.8072.3.2.9
        linux enterprises.8072.3.2.10
        bsdi enterprises.8072.3.2.11
        openbsd enterprises.8072.3.2.12
        win32 enterprises.8072.3.2.13
        hpux11 enterprises.8072.3.2.14
        aix enterprises.8072.3.2.15
        macosx enterprises.8072.3.2.16
        dragonfly enterprises.8072.3.2.17
        unknown enterprises.8072.3.2.255
        netSnmpTCPDomain enterprises.8072.3.3.1
        netSnmpUnixDomain enterprises.8072.3.3.2
        netSnmpAAL5PVCDomain enterprises.8072.3.3.3
        netSnmpUDPIPv6Domain enterprises.8072.3.3.4
        netSnmpTCPIPv6Domain enterprises.8072.3.3.5
        netSnmpCallbackDomain enterprises.8072.3.3.6
        netSnmpAliasDomain enterprises.8072.3.3.7
        netSnmpDTLSUDPDomain enterprises.8072.3.3.8
        netSnmpDTLSSCTPDomain enterprises.8072.3.3.9
        netSnmpTLSTCPDomain enterprises.8072.3.3.10
        """)
}
