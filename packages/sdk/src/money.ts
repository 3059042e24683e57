/** Money as it is on the wire: a decimal string in major units. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

const AMOUNT = /^(-?)(0|[1-9]\d{0,15})(?:\.(\d{1,4}))?$/;
/** ISO 4217 has most currencies at two decimals. */
const DEFAULT_SCALE = 2;

/** Minor units of a decimal string. @throws RangeError for what is no amount, or has more decimals than `scale` */
export function toMinor(amount: string, scale = DEFAULT_SCALE): bigint {
  const [, sign, whole, decimals = ''] = AMOUNT.exec(amount) ?? [];
  if (whole === undefined || decimals.length > scale) {
    throw new RangeError(`not an amount with at most ${scale} decimals: ${JSON.stringify(amount)}`);
  }
  const minor = BigInt(`${whole}${decimals.padEnd(scale, '0')}`);
  return sign === '-' ? -minor : minor;
}

/** A decimal string of minor units, without decimals that are zero: 12000n is `120`, and 104n is `1.04`. */
export function fromMinor(minor: bigint, scale = DEFAULT_SCALE): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const decimals = digits.slice(digits.length - scale);
  const printed = /^0*$/.test(decimals) ? whole : `${whole}.${decimals}`;
  return minor < 0n ? `-${printed}` : printed;
}

/** The sum of amounts of one currency. @throws RangeError when they are of several, or there is none */
export function sum(amounts: readonly Money[]): Money {
  const currencies = new Set(amounts.map(({ currency }) => currency));
  const [currency] = currencies;
  if (currency === undefined || currencies.size > 1)
    throw new RangeError('the sum needs exactly one currency');
  return { amount: fromMinor(amounts.reduce((total, { amount }) => total + toMinor(amount), 0n)), currency };
}
