export interface Currency {
  /** ISO 4217 alphabetic code. */
  readonly code: CurrencyCode;
  /** ISO 4217 numeric code, three digits. */
  readonly numericCode: string;
  /** Digits behind the decimal point: ISO 4217 minor unit. */
  readonly scale: number;
  /** Smallest step of a price at a shop, in minor units. A fee may be finer. */
  readonly retailIncrementMinor: bigint;
}

/**
 * ISO 4217 currencies this wallet can keep. TWD has scale 2 in ISO 4217, while shops have charged whole
 * dollars since the cent coins were withdrawn: so scale 2, increment 100.
 */
export const CURRENCIES = {
  TWD: { code: 'TWD', numericCode: '901', scale: 2, retailIncrementMinor: 100n },
  JPY: { code: 'JPY', numericCode: '392', scale: 0, retailIncrementMinor: 1n },
  EUR: { code: 'EUR', numericCode: '978', scale: 2, retailIncrementMinor: 1n },
  USD: { code: 'USD', numericCode: '840', scale: 2, retailIncrementMinor: 1n },
  KWD: { code: 'KWD', numericCode: '414', scale: 3, retailIncrementMinor: 5n },
} as const satisfies Record<
  string,
  { code: string; numericCode: string; scale: number; retailIncrementMinor: bigint }
>;

export type CurrencyCode = keyof typeof CURRENCIES;

/** True when `text` is the code of a currency that this wallet knows. */
export function isCurrencyCode(text: unknown): text is CurrencyCode {
  return typeof text === 'string' && Object.hasOwn(CURRENCIES, text);
}

/** The facts of a known currency. */
export function currencyOf(code: CurrencyCode): Currency {
  return CURRENCIES[code];
}
