/// The objects of a MIB module (RFC 2578), as text that is read when a name is first looked up.
///
/// A line defines an object: its name, its place below an object that the module or one before it defines, and what a
/// value of it is. `-` says that it cannot be read, and that it serves as an index alone; brackets list the objects that
/// are the index of a row, `!` in front of one whose length is not sent (`IMPLIED`); braces list what the numbers mean, and
/// quotes hold the unit. `scripts/mib-names` writes such lines from the module itself.
struct MIBModule: Sendable {
    let name: String
    let text: String

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    /// All of them, each after those that it refers to.
    static let all: [MIBModule] = [
        .structure,
        .snmpv2MIB, .snmpFrameworkMIB, .snmpMpdMIB, .snmpTargetMIB, .snmpUserBasedSmMIB, .snmpUsmAesMIB,
        .snmpUsmHmacSha2MIB, .snmpViewBasedAcmMIB, .snmpCommunityMIB, .ifMIB, .etherLikeMIB, .ipMIB, .ipForwardMIB,
        .rfc1213MIB, .tcpMIB, .udpMIB, .hostResourcesMIB, .hostResourcesTypes, .entityMIB, .entitySensorMIB,
        .entityStateMIB, .bridgeMIB, .qBridgeMIB, .lldpMIB, .lldpV2MIB, .ieee8023LagMIB, .powerEthernetMIB,
        .bgp4MIB, .ospfMIB, .vrrpMIB, .upsMIB, .printerMIB, .ucdSnmpMIB, .ucdDiskioMIB, .lmSensorsMIB, .netSnmpTC,
        .netSnmpAgentMIB, .netSnmpExtendMIB, .ciscoCdpMIB, .ciscoProcessMIB, .ciscoMemoryPoolMIB,
        .ciscoEnhancedMempoolMIB, .ciscoEnvmonMIB, .ciscoEntitySensorMIB, .ciscoEntityFruControlMIB,
        .ciscoPowerEthernetExtMIB, .ciscoStackwiseMIB, .ciscoVtpMIB, .ciscoVlanMembershipMIB, .juniperMIB,
        .juniperAlarmMIB, .juniperDomMIB, .mikrotikMIB, .fortinetFortigateMIB, .panCommonMIB,
        .huaweiEntityExtentMIB, .hh3cEntityExtMIB, .ubntAirMAXMIB, .ubntUniFiMIB, .powerNetMIB, .hikvisionMIB,
        .dahuaSnmpMIB,
    ]

    /// What lies above the modules (RFC 2578 §4), and the numbers of vendors that have no module here (IANA).
    static let structure = MIBModule(
        "SNMPv2-SMI",
        """
        org 1.3
        dod org.6
        internet dod.1
        directory internet.1
        mgmt internet.2
        mib-2 mgmt.1
        transmission mib-2.10
        experimental internet.3
        private internet.4
        enterprises private.1
        security internet.5
        snmpV2 internet.6
        snmpDomains snmpV2.1
        snmpProxys snmpV2.2
        snmpModules snmpV2.3
        zeroDotZero 0.0
        iso8802 1.0.8802
        ieee 1.3.111
        cisco enterprises.9
        hp enterprises.11
        synOptics enterprises.45
        nokia enterprises.94
        nec enterprises.119
        motorola enterprises.161
        dlink enterprises.171
        ericsson enterprises.193
        alliedTelesis enterprises.207
        compaq enterprises.232
        samsung enterprises.236
        lantronix enterprises.244
        hirschmann enterprises.248
        xerox enterprises.253
        microsoft enterprises.311
        apc enterprises.318
        ricoh enterprises.367
        axis enterprises.368
        symbol enterprises.388
        vertiv enterprises.476
        eaton enterprises.534
        lexmark enterprises.641
        adtran enterprises.664
        dell enterprises.674
        netapp enterprises.789
        trippLite enterprises.850
        zyxel enterprises.890
        megatec enterprises.935
        kyocera enterprises.1347
        brocade enterprises.1588
        serverTech enterprises.1718
        extremenetworks enterprises.1916
        foundry enterprises.1991
        huawei enterprises.2011
        ucdavis enterprises.2021
        rapidCity enterprises.2272
        brother enterprises.2435
        sophos enterprises.2604
        checkpoint enterprises.2620
        juniper enterprises.2636
        netscreen enterprises.3224
        f5 enterprises.3375
        cyberPower enterprises.3808
        zte enterprises.3902
        siemens enterprises.4329
        broadcom enterprises.4413
        netgear enterprises.4526
        ruijie enterprises.4881
        enterasys enterprises.5624
        netScaler enterprises.5951
        force10 enterprises.6027
        ciena enterprises.6141
        alcatelOmniSwitch enterprises.6486
        timetra enterprises.6527
        synology enterprises.6574
        vmware enterprises.6876
        netSnmp enterprises.8072
        moxa enterprises.8691
        sonicwall enterprises.8741
        ubiquiti enterprises.10002
        supermicro enterprises.10876
        tpLink enterprises.11863
        freeBSD enterprises.12325
        fortinet enterprises.12356
        raritan enterprises.13742
        airespace enterprises.14179
        aruba enterprises.14823
        mikrotik enterprises.14988
        riverbed enterprises.17163
        cambium enterprises.17713
        lenovo enterprises.19046
        qnap enterprises.24681
        ruckus enterprises.25053
        panRoot enterprises.25461
        hh3c enterprises.25506
        meraki enterprises.29671
        arista enterprises.30065
        eltex enterprises.35265
        hikvision enterprises.39165
        cumulus enterprises.40310
        ubnt enterprises.41112
        vyos enterprises.44641
        arubaCX enterprises.47196
        teltonika enterprises.48690
        dahua enterprises.1004849
        """)
}
