extension MIBModule {
    /// Printers, their supplies and alerts (RFC 3805).
    static let printerMIB = MIBModule(
        "Printer-MIB",
        """
        printmib mib-2.43
        prtGeneral printmib.5
        prtGeneralTable prtGeneral.1
        prtGeneralEntry prtGeneralTable.1 [hrDeviceIndex]
        prtGeneralConfigChanges prtGeneralEntry.1 Counter32
        prtGeneralCurrentLocalization prtGeneralEntry.2 Integer32
        prtGeneralReset prtGeneralEntry.3 PrtGeneralResetTC
        prtGeneralCurrentOperator prtGeneralEntry.4 OCTETS
        prtGeneralServicePerson prtGeneralEntry.5 OCTETS
        prtInputDefaultIndex prtGeneralEntry.6 Integer32
        prtOutputDefaultIndex prtGeneralEntry.7 Integer32
        prtMarkerDefaultIndex prtGeneralEntry.8 Integer32
        prtMediaPathDefaultIndex prtGeneralEntry.9 Integer32
        prtConsoleLocalization prtGeneralEntry.10 Integer32
        prtConsoleNumberOfDisplayLines prtGeneralEntry.11 Integer32
        prtConsoleNumberOfDisplayChars prtGeneralEntry.12 Integer32
        prtConsoleDisable prtGeneralEntry.13 PrtConsoleDisableTC
        prtAuxiliarySheetStartupPage prtGeneralEntry.14 PresentOnOff
        prtAuxiliarySheetBannerPage prtGeneralEntry.15 PresentOnOff
        prtGeneralPrinterName prtGeneralEntry.16 OCTETS
        prtGeneralSerialNumber prtGeneralEntry.17 OCTETS
        prtAlertCriticalEvents prtGeneralEntry.18 Counter32
        prtAlertAllEvents prtGeneralEntry.19 Counter32
        prtStorageRefTable prtGeneral.2
        prtStorageRefEntry prtStorageRefTable.1 [hrStorageIndex prtStorageRefSeqNumber]
        prtStorageRefSeqNumber prtStorageRefEntry.1 - Integer32
        prtStorageRefIndex prtStorageRefEntry.2 Integer32
        prtDeviceRefTable prtGeneral.3
        prtDeviceRefEntry prtDeviceRefTable.1 [hrDeviceIndex prtDeviceRefSeqNumber]
        prtDeviceRefSeqNumber prtDeviceRefEntry.1 - Integer32
        prtDeviceRefIndex prtDeviceRefEntry.2 Integer32
        prtInput printmib.8
        prtInputTable prtInput.2
        prtInputEntry prtInputTable.1 [hrDeviceIndex prtInputIndex]
        prtInputIndex prtInputEntry.1 - Integer32
        prtInputType prtInputEntry.2 PrtInputTypeTC
        prtInputDimUnit prtInputEntry.3 PrtMediaUnitTC
        prtInputMediaDimFeedDirDeclared prtInputEntry.4 Integer32
        prtInputMediaDimXFeedDirDeclared prtInputEntry.5 Integer32
        prtInputMediaDimFeedDirChosen prtInputEntry.6 Integer32
        prtInputMediaDimXFeedDirChosen prtInputEntry.7 Integer32
        prtInputCapacityUnit prtInputEntry.8 PrtCapacityUnitTC
        prtInputMaxCapacity prtInputEntry.9 Integer32
        prtInputCurrentLevel prtInputEntry.10 Integer32
        prtInputStatus prtInputEntry.11 Integer32
        prtInputMediaName prtInputEntry.12 OCTETS
        prtInputName prtInputEntry.13 OCTETS
        prtInputVendorName prtInputEntry.14 OCTETS
        prtInputModel prtInputEntry.15 OCTETS
        prtInputVersion prtInputEntry.16 OCTETS
        prtInputSerialNumber prtInputEntry.17 OCTETS
        prtInputDescription prtInputEntry.18 OCTETS
        prtInputSecurity prtInputEntry.19 PresentOnOff
        prtInputMediaWeight prtInputEntry.20 Integer32
        prtInputMediaType prtInputEntry.21 OCTETS
        prtInputMediaColor prtInputEntry.22 OCTETS
        prtInputMediaFormParts prtInputEntry.23 Integer32
        prtInputMediaLoadTimeout prtInputEntry.24 Integer32
        prtInputNextIndex prtInputEntry.25 Integer32
        prtMarker printmib.10
        prtMarkerTable prtMarker.2
        prtMarkerEntry prtMarkerTable.1 [hrDeviceIndex prtMarkerIndex]
        prtMarkerIndex prtMarkerEntry.1 - Integer32
        prtMarkerMarkTech prtMarkerEntry.2 PrtMarkerMarkTechTC
        prtMarkerCounterUnit prtMarkerEntry.3 PrtMarkerCounterUnitTC
        prtMarkerLifeCount prtMarkerEntry.4 Counter32
        prtMarkerPowerOnCount prtMarkerEntry.5 Counter32
        prtMarkerProcessColorants prtMarkerEntry.6 Integer32
        prtMarkerSpotColorants prtMarkerEntry.7 Integer32
        prtMarkerAddressabilityUnit prtMarkerEntry.8 PrtMarkerAddressabilityUnitTC
        prtMarkerAddressabilityFeedDir prtMarkerEntry.9 Integer32
        prtMarkerAddressabilityXFeedDir prtMarkerEntry.10 Integer32
        prtMarkerNorthMargin prtMarkerEntry.11 Integer32
        prtMarkerSouthMargin prtMarkerEntry.12 Integer32
        prtMarkerWestMargin prtMarkerEntry.13 Integer32
        prtMarkerEastMargin prtMarkerEntry.14 Integer32
        prtMarkerStatus prtMarkerEntry.15 Integer32
        prtMarkerSupplies printmib.11
        prtMarkerSuppliesTable prtMarkerSupplies.1
        prtMarkerSuppliesEntry prtMarkerSuppliesTable.1 [hrDeviceIndex prtMarkerSuppliesIndex]
        prtMarkerSuppliesIndex prtMarkerSuppliesEntry.1 - Integer32
        prtMarkerSuppliesMarkerIndex prtMarkerSuppliesEntry.2 Integer32
        prtMarkerSuppliesColorantIndex prtMarkerSuppliesEntry.3 Integer32
        prtMarkerSuppliesClass prtMarkerSuppliesEntry.4 PrtMarkerSuppliesClassTC
        prtMarkerSuppliesType prtMarkerSuppliesEntry.5 PrtMarkerSuppliesTypeTC
        prtMarkerSuppliesDescription prtMarkerSuppliesEntry.6 OCTETS
        prtMarkerSuppliesSupplyUnit prtMarkerSuppliesEntry.7 PrtMarkerSuppliesSupplyUnitTC
        prtMarkerSuppliesMaxCapacity prtMarkerSuppliesEntry.8 Integer32
        prtMarkerSuppliesLevel prtMarkerSuppliesEntry.9 Integer32
        prtMarkerColorant printmib.12
        prtMarkerColorantTable prtMarkerColorant.1
        prtMarkerColorantEntry prtMarkerColorantTable.1 [hrDeviceIndex prtMarkerColorantIndex]
        prtMarkerColorantIndex prtMarkerColorantEntry.1 - Integer32
        prtMarkerColorantMarkerIndex prtMarkerColorantEntry.2 Integer32
        prtMarkerColorantRole prtMarkerColorantEntry.3 PrtMarkerColorantRoleTC
        prtMarkerColorantValue prtMarkerColorantEntry.4 OCTETS
        prtMarkerColorantTonality prtMarkerColorantEntry.5 Integer32
        prtConsoleDisplayBuffer printmib.16
        prtConsoleDisplayBufferTable prtConsoleDisplayBuffer.5
        prtConsoleDisplayBufferEntry prtConsoleDisplayBufferTable.1 [hrDeviceIndex prtConsoleDisplayBufferIndex]
        prtConsoleDisplayBufferIndex prtConsoleDisplayBufferEntry.1 - Integer32
        prtConsoleDisplayBufferText prtConsoleDisplayBufferEntry.2 OCTETS
        prtAlert printmib.18
        prtAlertTable prtAlert.1
        prtAlertEntry prtAlertTable.1 [hrDeviceIndex prtAlertIndex]
        prtAlertIndex prtAlertEntry.1 Integer32
        prtAlertSeverityLevel prtAlertEntry.2 PrtAlertSeverityLevelTC
        prtAlertTrainingLevel prtAlertEntry.3 PrtAlertTrainingLevelTC
        prtAlertGroup prtAlertEntry.4 PrtAlertGroupTC
        prtAlertGroupIndex prtAlertEntry.5 Integer32
        prtAlertLocation prtAlertEntry.6 Integer32
        prtAlertCode prtAlertEntry.7 PrtAlertCodeTC
        prtAlertDescription prtAlertEntry.8 OCTETS
        prtAlertTime prtAlertEntry.9 TimeTicks
        """)
}
