/** The little that the tests use of two other implementations, which come without types. */

declare module 'emvqr' {
  interface Item {
    readonly id: string;
    readonly len: number;
    readonly data: string | Readonly<Record<string, Item>>;
  }
  const emvqr: { decode(text: string): Readonly<Record<string, Item>> };
  export = emvqr;
}

declare module 'steplix-emv-qrcps' {
  interface Template {
    setGloballyUniqueIdentifier(id: string): void;
  }
  interface AccountTemplate extends Template {
    addPaymentNetworkSpecific(tag: string, value: string): void;
  }
  interface UnreservedTemplate extends Template {
    addContextSpecificData(tag: string, value: string): void;
  }
  interface AdditionalTemplate {
    setBillNumber(value: string): void;
    setMobileNumber(value: string): void;
    setStoreLabel(value: string): void;
    setLoyaltyNumber(value: string): void;
    setReferenceLabel(value: string): void;
    setCustomerLabel(value: string): void;
    setTerminalLabel(value: string): void;
    setPurposeTransaction(value: string): void;
    setAdditionalConsumerDataRequest(value: string): void;
  }
  interface LanguageTemplate {
    setLanguagePreference(value: string): void;
    setMerchantName(value: string): void;
    setMerchantCity(value: string): void;
  }
  interface Payload {
    setPayloadFormatIndicator(value: string): void;
    setPointOfInitiationMethod(value: string): void;
    addMerchantAccountInformation(tag: string, template: AccountTemplate): void;
    setMerchantCategoryCode(value: string): void;
    setTransactionCurrency(value: string): void;
    setTransactionAmount(value: string): void;
    setTipOrConvenienceIndicator(value: string): void;
    setValueOfConvenienceFeeFixed(value: string): void;
    setCountryCode(value: string): void;
    setMerchantName(value: string): void;
    setMerchantCity(value: string): void;
    setPostalCode(value: string): void;
    setAdditionalDataFieldTemplate(template: AdditionalTemplate): void;
    setMerchantInformationLanguageTemplate(template: LanguageTemplate): void;
    addRFUforEMVCo(tag: string, value: string): void;
    addUnreservedTemplates(tag: string, template: UnreservedTemplate): void;
    /** The text of the code, its CRC computed anew. */
    generatePayload(): string;
  }
  const steplix: {
    readonly Merchant: {
      readonly Parser: { toEMVQR(text: string): Payload };
      buildEMVQR(): Payload;
      buildMerchantAccountInformation(): AccountTemplate;
      buildUnreservedTemplate(): UnreservedTemplate;
      buildAdditionalDataFieldTemplate(): AdditionalTemplate;
      buildMerchantInformationLanguageTemplate(): LanguageTemplate;
    };
  };
  export = steplix;
}
