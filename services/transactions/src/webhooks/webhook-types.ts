import { BUSINESS_EVENT_TYPES, MONEY_EVENT_TYPES } from '../events/event.ts';

/** Of what happens to money, what merchants are told. The rest happens between residents and their banks. */
const MERCHANT_MONEY_TYPES = MONEY_EVENT_TYPES.filter((type) => /^(payment|refund)[.]/.test(type));

/** Everything that an endpoint can ask for. */
export const WEBHOOK_TYPES = [...MERCHANT_MONEY_TYPES, ...BUSINESS_EVENT_TYPES] as const;

const MONEY: ReadonlySet<string> = new Set(MERCHANT_MONEY_TYPES);

/** Whether an endpoint that asks for these hears of payments. @param types null for all */
export function hearsOfMoney(types: readonly string[] | null): boolean {
  return types === null || types.some((type) => MONEY.has(type));
}

/** @param types null for all */
export function asksFor(types: readonly string[] | null, type: string): boolean {
  return types === null || types.includes(type);
}
