extension MIBModule {
    /// The agent of Net-SNMP itself.
    static let netSnmpAgentMIB = MIBModule(
        "NET-SNMP-AGENT-MIB",
        """
        nsVersion enterprises.8072.1.1
        nsMibRegistry enterprises.8072.1.2
        nsModuleTable nsMibRegistry.1
        nsModuleEntry nsModuleTable.1 [nsmContextName nsmRegistrationPoint nsmRegistrationPriority]
        nsmContextName nsModuleEntry.1 - SnmpAdminString
        nsmRegistrationPoint nsModuleEntry.2 - OID
        nsmRegistrationPriority nsModuleEntry.3 - Integer32
        nsModuleName nsModuleEntry.4 DisplayString
        nsModuleModes nsModuleEntry.5 BITS {getAndGetNext=0 set=1 getBulk=2}
        nsModuleTimeout nsModuleEntry.6 Integer32
        nsExtensions enterprises.8072.1.3
        nsDLMod enterprises.8072.1.4
        nsCache enterprises.8072.1.5
        nsCacheDefaultTimeout nsCache.1 Integer32
        nsCacheEnabled nsCache.2 TruthValue
        nsCacheTable nsCache.3
        nsCacheEntry nsCacheTable.1 [!nsCachedOID]
        nsCachedOID nsCacheEntry.1 - OID
        nsCacheTimeout nsCacheEntry.2 Integer32
        nsCacheStatus nsCacheEntry.3 NetsnmpCacheStatus
        nsErrorHistory enterprises.8072.1.6
        nsConfiguration enterprises.8072.1.7
        nsConfigDebug nsConfiguration.1
        nsDebugEnabled nsConfigDebug.1 TruthValue
        nsDebugOutputAll nsConfigDebug.2 TruthValue
        nsDebugDumpPdu nsConfigDebug.3 TruthValue
        nsDebugTokenTable nsConfigDebug.4
        nsDebugTokenEntry nsDebugTokenTable.1 [!nsDebugTokenPrefix]
        nsDebugTokenPrefix nsDebugTokenEntry.2 - DisplayString
        nsDebugTokenStatus nsDebugTokenEntry.4 RowStatus
        nsConfigLogging nsConfiguration.2
        nsLoggingTable nsConfigLogging.1
        nsLoggingEntry nsLoggingTable.1 [nsLogLevel !nsLogToken]
        nsLogLevel nsLoggingEntry.1 - INTEGER {emergency=0 alert=1 critical=2 error=3 warning=4 notice=5 info=6 \
        debug=7}
        nsLogToken nsLoggingEntry.2 - DisplayString
        nsLogType nsLoggingEntry.3 INTEGER {stdout=1 stderr=2 file=3 syslog=4 callback=5}
        nsLogMaxLevel nsLoggingEntry.4 INTEGER {emergency=0 alert=1 critical=2 error=3 warning=4 notice=5 \
        info=6 debug=7}
        nsLogStatus nsLoggingEntry.5 RowStatus
        nsTransactions enterprises.8072.1.8
        nsTransactionTable nsTransactions.1
        nsTransactionEntry nsTransactionTable.1 [nsTransactionID]
        nsTransactionID nsTransactionEntry.1 - Unsigned32
        nsTransactionMode nsTransactionEntry.2 Integer32
        netSnmpAgentMIB enterprises.8072.3.1.2
        nsNotifyStart enterprises.8072.4.0.1 NOTIFICATION
        nsNotifyShutdown enterprises.8072.4.0.2 NOTIFICATION
        nsNotifyRestart enterprises.8072.4.0.3 NOTIFICATION
        """)
}
