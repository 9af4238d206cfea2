extension MIBModule {
    /// Virtual routers (RFC 2787).
    static let vrrpMIB = MIBModule(
        "VRRP-MIB",
        """
        vrrpMIB mib-2.68
        vrrpOperations vrrpMIB.1
        vrrpOperTable vrrpOperations.3
        vrrpOperEntry vrrpOperTable.1 [ifIndex vrrpOperVrId]
        vrrpOperVrId vrrpOperEntry.1 - Integer32
        vrrpOperVirtualMacAddr vrrpOperEntry.2 MacAddress
        vrrpOperState vrrpOperEntry.3 INTEGER {initialize=1 backup=2 master=3}
        vrrpOperAdminState vrrpOperEntry.4 INTEGER {up=1 down=2}
        vrrpOperPriority vrrpOperEntry.5 Integer32
        vrrpOperIpAddrCount vrrpOperEntry.6 Integer32
        vrrpOperMasterIpAddr vrrpOperEntry.7 IpAddress
        vrrpOperPrimaryIpAddr vrrpOperEntry.8 IpAddress
        vrrpOperAuthType vrrpOperEntry.9 INTEGER {noAuthentication=1 simpleTextPassword=2 \
        ipAuthenticationHeader=3}
        vrrpOperAuthKey vrrpOperEntry.10 OCTETS
        vrrpOperAdvertisementInterval vrrpOperEntry.11 Integer32 "seconds"
        vrrpOperPreemptMode vrrpOperEntry.12 TruthValue
        vrrpOperVirtualRouterUpTime vrrpOperEntry.13 TimeStamp
        vrrpOperProtocol vrrpOperEntry.14 INTEGER {ip=1 bridge=2 decnet=3 other=4}
        vrrpOperRowStatus vrrpOperEntry.15 RowStatus
        vrrpAssoIpAddrTable vrrpOperations.4
        vrrpAssoIpAddrEntry vrrpAssoIpAddrTable.1 [ifIndex vrrpOperVrId vrrpAssoIpAddr]
        vrrpAssoIpAddr vrrpAssoIpAddrEntry.1 - IpAddress
        vrrpAssoIpAddrRowStatus vrrpAssoIpAddrEntry.2 RowStatus
        """)
}
