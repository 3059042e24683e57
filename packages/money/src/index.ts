export { allocate } from './allocate.ts';
export { type AmountProblem, formatAmount, parseAmount } from './amount-text.ts';
export { basisPointsOf, type RoundingMode } from './basis-points.ts';
export { CURRENCIES, type Currency, type CurrencyCode, currencyOf, isCurrencyCode } from './currency.ts';
export { addAmounts, MAX_AMOUNT_MINOR, type Money, type MoneyWire } from './money.ts';
