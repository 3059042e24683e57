import { type CurrencyCode, isCurrencyCode, parseAmount } from '@tamsui/money';
import { z } from 'zod';

/** Account numbers of this bank. Digits and capital letters fit ISO 20022 Max34Text and a local bank's numbers. */
export const accountNumber = z
  .string()
  .regex(/^[0-9A-Z]{6,34}$/, 'must be 6 to 34 digits or capital letters');

export const currency = z.custom<CurrencyCode>(isCurrencyCode, 'must be a known ISO 4217 code');

const CONTROL_OR_SURROGATE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

/** Text that PostgreSQL and XML can both keep: no control characters, no lone surrogates, counted in code points. */
export function plainText(maxCodePoints: number): z.ZodType<string> {
  return z
    .string()
    .min(1)
    .refine((text) => [...text].length <= maxCodePoints, `must have at most ${maxCodePoints} characters`)
    .refine((text) => !CONTROL_OR_SURROGATE.test(text), 'must not contain control characters');
}

/** Adds the minor units of a body's amount, read in the body's currency. Zero only where `allowZero` says so. */
export function amountMinorOf(
  text: string,
  code: CurrencyCode,
  field: string,
  context: z.core.$RefinementCtx,
  allowZero = false,
): bigint {
  const parsed = parseAmount(text, code);
  if (parsed.ok) return parsed.amountMinor;
  if (allowZero && parsed.problem.code === 'amount_zero') return 0n;
  const { code: problemCode, message } = parsed.problem;
  context.addIssue({ code: 'custom', path: [field], message, params: { code: problemCode } });
  return 0n;
}
