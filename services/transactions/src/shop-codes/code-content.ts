import type { AdditionalData, LocalName, MerchantCode } from '@tamsui/emv-qr';
import { formatPublicId, parsePublicId, type Uuid } from '@tamsui/ids';
import { type CurrencyCode, currencyOf, formatAmount } from '@tamsui/money';
import type { TerminalListing } from '../merchants/terminal-directory.ts';

/** What is the same in all codes of a city. */
export interface CityScheme {
  /** Whose templates they are: a domain name backwards, at most 12 characters. */
  readonly schemeId: string;
  /** Plain Latin, at most 15 characters. */
  readonly cityName: string;
  /** ISO 3166-1 alpha 2. */
  readonly countryCode: string;
}

/** The sale that a dynamic code is for. */
export interface Sale {
  readonly id: Uuid;
  readonly amountMinor: bigint;
  readonly orderReference: string;
}

const ACCOUNT_TAG = '26';
const TERMINAL_TAG = '01';
const SALE_TAG = '02';
/** ISO 18245 has no number for "not told". */
const CATEGORY_NOT_TOLD = '0000';
const MAX_NAME = 25;
const PRINTABLE_ASCII = /^[\x20-\x7e]+$/;

/** What a code of ours says, not signed yet: `sale` is null for a static one, which leaves the amount to the payer. */
export function codeContent(
  scheme: CityScheme,
  terminal: TerminalListing,
  currency: CurrencyCode,
  sale: Sale | null,
): MerchantCode {
  const fields = [{ tag: TERMINAL_TAG, value: formatPublicId('ter', terminal.terminalId) }];
  if (sale !== null) fields.push({ tag: SALE_TAG, value: formatPublicId('shc', sale.id) });
  return {
    initiation: sale === null ? 'static' : 'dynamic',
    cardAccounts: [],
    accounts: [{ tag: ACCOUNT_TAG, id: scheme.schemeId, fields }],
    categoryCode: CATEGORY_NOT_TOLD,
    currencyNumber: currencyOf(currency).numericCode,
    amount: sale === null ? null : formatAmount(sale.amountMinor, currency),
    tip: null,
    countryCode: scheme.countryCode,
    merchantName: latinName(terminal),
    merchantCity: scheme.cityName,
    postalCode: null,
    additional: additionalData(terminal, sale),
    local: localName(terminal),
    reserved: [],
    unreserved: [],
  };
}

/** What a code of ours stands for; undefined when it is not one of ours. */
export function standsFor(
  scheme: CityScheme,
  code: MerchantCode,
): { readonly terminalId: Uuid; readonly saleId: Uuid | null } | undefined {
  const account = code.accounts.find(({ id }) => id === scheme.schemeId);
  const field = (wanted: string) => account?.fields.find(({ tag }) => tag === wanted)?.value;
  const terminalId = parsePublicId('ter', field(TERMINAL_TAG) ?? '');
  const saleText = field(SALE_TAG);
  const saleId = saleText === undefined ? null : parsePublicId('shc', saleText);
  return terminalId === undefined || saleId === undefined ? undefined : { terminalId, saleId };
}

/** The name on the till of another wallet: without accents, or a number in place of a name in Chinese. */
function latinName({ merchantName, terminalId }: TerminalListing): string {
  const folded = merchantName.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  if (PRINTABLE_ASCII.test(folded)) return folded.slice(0, MAX_NAME);
  return `SHOP ${formatPublicId('ter', terminalId).slice(-8).toUpperCase()}`;
}

/** EMVCo MPM 1.1, 4.8: a name that is not plain Latin goes into the template for the local language. */
function localName({ merchantName }: TerminalListing): LocalName | null {
  if (PRINTABLE_ASCII.test(merchantName)) return null;
  const name = [...merchantName].slice(0, MAX_NAME).join('');
  return { language: 'zh', merchantName: name, merchantCity: null, other: [] };
}

function additionalData({ storeName }: TerminalListing, sale: Sale | null): AdditionalData | null {
  const billNumber = sale === null ? null : label(sale.orderReference);
  const storeLabel = label(storeName);
  if (billNumber === null && storeLabel === null) return null;
  const none = { mobileNumber: null, loyaltyNumber: null, referenceLabel: null, customerLabel: null };
  const neither = { terminalLabel: null, purpose: null, requestedData: null, merchantTaxId: null };
  return { ...none, ...neither, billNumber, storeLabel, merchantChannel: null, other: [] };
}

/** What does not fit into a label is left out: our own phone learns it from us. */
function label(text: string): string | null {
  return text.length <= MAX_NAME && PRINTABLE_ASCII.test(text) ? text : null;
}
