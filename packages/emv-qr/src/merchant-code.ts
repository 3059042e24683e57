import type { DataObject } from './data-object.ts';

/**
 * A template of tags 26 to 51 (an account at a payment system) or 80 to 99 (for whoever defines it): `id` is its tag
 * 00, which says whose template it is, for example a domain name backwards.
 */
export interface Template {
  readonly tag: string;
  readonly id: string;
  readonly fields: readonly DataObject[];
}

/** Tag 62. Each is at most 25 characters; `***` asks the payer's phone to find out. */
export interface AdditionalData {
  readonly billNumber: string | null;
  readonly mobileNumber: string | null;
  readonly storeLabel: string | null;
  readonly loyaltyNumber: string | null;
  readonly referenceLabel: string | null;
  readonly customerLabel: string | null;
  readonly terminalLabel: string | null;
  readonly purpose: string | null;
  /** Which of address, mobile number and e-mail address the payer is asked for: letters of `AME`. */
  readonly requestedData: string | null;
  /** At most 20 characters. */
  readonly merchantTaxId: string | null;
  /** Three characters: medium, place and kind of the code. */
  readonly merchantChannel: string | null;
  /** Tags 12 to 99, as they came. */
  readonly other: readonly DataObject[];
}

/** Tag 64: name and town in the language of the place. */
export interface LocalName {
  /** ISO 639 alpha 2, for example `zh`. */
  readonly language: string;
  /** At most 25 characters. */
  readonly merchantName: string;
  /** At most 15 characters. */
  readonly merchantCity: string | null;
  /** Tags 03 to 99, as they came. */
  readonly other: readonly DataObject[];
}

/** Tags 55 to 57; amounts and percentages as they are spelt. */
export type Tip =
  | { readonly kind: 'asked_of_payer' }
  | { readonly kind: 'fixed'; readonly amount: string }
  | { readonly kind: 'percentage'; readonly percentage: string };

/** What a shop's code says: EMVCo QR Code Specification, Merchant-Presented Mode 1.1, table 3.1. */
export interface MerchantCode {
  /** Static codes are shown many times, dynamic ones are made for one sale; null when the code does not say. */
  readonly initiation: 'static' | 'dynamic' | null;
  /** Tags 02 to 25, as they came: accounts at card schemes. */
  readonly cardAccounts: readonly DataObject[];
  /** Tags 26 to 51. */
  readonly accounts: readonly Template[];
  /** ISO 18245, four digits. */
  readonly categoryCode: string;
  /** ISO 4217, three digits: 901 is TWD. */
  readonly currencyNumber: string;
  /** Digits with at most one point, in major units; null lets the payer enter it. See `amountMinorOf`. */
  readonly amount: string | null;
  readonly tip: Tip | null;
  /** ISO 3166-1 alpha 2. */
  readonly countryCode: string;
  /** Printable ASCII, at most 25 characters. */
  readonly merchantName: string;
  /** Printable ASCII, at most 15 characters. */
  readonly merchantCity: string;
  readonly postalCode: string | null;
  readonly additional: AdditionalData | null;
  readonly local: LocalName | null;
  /** Tags 65 to 79, as they came. */
  readonly reserved: readonly DataObject[];
  /** Tags 80 to 99. */
  readonly unreserved: readonly Template[];
}

/** Tags of plain fields. */
export const TAG = {
  initiation: '01',
  categoryCode: '52',
  currencyNumber: '53',
  amount: '54',
  tipIndicator: '55',
  tipFixed: '56',
  tipPercentage: '57',
  countryCode: '58',
  merchantName: '59',
  merchantCity: '60',
  postalCode: '61',
  additional: '62',
  local: '64',
} as const;

/** Tags within 62. */
export const ADDITIONAL_TAG = {
  billNumber: '01',
  mobileNumber: '02',
  storeLabel: '03',
  loyaltyNumber: '04',
  referenceLabel: '05',
  customerLabel: '06',
  terminalLabel: '07',
  purpose: '08',
  requestedData: '09',
  merchantTaxId: '10',
  merchantChannel: '11',
} as const;

/** Tags within 64. */
export const LOCAL_TAG = { language: '00', merchantName: '01', merchantCity: '02' } as const;

/** Where a template says whose it is. */
export const TEMPLATE_ID_TAG = '00';

/** Tags of a range, both ends included; two digits compare as text. */
export const CARD_ACCOUNTS = ['02', '25'] as const;
export const ACCOUNTS = ['26', '51'] as const;
export const RESERVED = ['65', '79'] as const;
export const UNRESERVED = ['80', '99'] as const;
