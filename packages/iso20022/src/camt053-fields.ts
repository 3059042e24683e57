import { refuse } from '@tamsui/errors';
import { type CurrencyCode, currencyOf } from '@tamsui/money';
import type { Camt053Code, Camt053Refusal } from './camt053.ts';
import { attributeOf, childrenOf, textOf } from './xml-reader.ts';

/** ISO 20022 ActiveOrHistoricCurrencyAndAmount: at most 18 digits, at most 5 of them decimals, no sign. */
const AMOUNT = /^([0-9]{1,18})(?:\.([0-9]{0,5}))?$/;

/**
 * Reads fields by path and remembers the first problem, so that the code that names the fields stays a plain
 * list of them. After a problem the values mean nothing and the whole file is refused.
 */
export interface FieldReader {
  nodes(node: unknown, path: string): readonly unknown[];
  optional(node: unknown, path: string): string | null;
  required(node: unknown, path: string): string;
  amount(node: unknown, path: string, currency: CurrencyCode): bigint;
  note(code: Camt053Code, path: string): void;
  problem(): Camt053Refusal | undefined;
}

/** Exact minor units of a decimal text, or `undefined` when it is no amount or finer than the currency. */
export function amountMinorOf(text: string, currency: CurrencyCode): bigint | undefined {
  const { scale } = currencyOf(currency);
  const match = AMOUNT.exec(text);
  const [, whole, decimals = ''] = match ?? [];
  if (whole === undefined || /[1-9]/.test(decimals.slice(scale))) return undefined;
  return BigInt(whole + decimals.slice(0, scale).padEnd(scale, '0'));
}

/** `prefix` is what stands before each element name in this document, for example `ns2:`. */
export function createFieldReader(prefix: string): FieldReader {
  let first: Camt053Refusal | undefined;
  const note = (code: Camt053Code, path: string): void => {
    first ??= refuse(code, { path }).refusal;
  };
  const nodes = (node: unknown, path: string): readonly unknown[] =>
    path
      .split('/')
      .reduce<readonly unknown[]>(
        (found, name) => found.flatMap((each) => childrenOf(each, prefix + name)),
        [node],
      );
  const optional = (node: unknown, path: string): string | null => {
    const found = nodes(node, path);
    if (found.length > 1) note('value_invalid', path);
    const text = textOf(found[0]);
    return text === undefined || text === '' ? null : text;
  };
  const required = (node: unknown, path: string): string => {
    const text = optional(node, path);
    if (text === null) note('element_missing', path);
    return text ?? '';
  };
  const amount = (node: unknown, path: string, currency: CurrencyCode): bigint => {
    const text = required(node, path);
    if (attributeOf(nodes(node, path)[0], 'Ccy') !== currency) note('currency_mixed', path);
    const amountMinor = amountMinorOf(text, currency);
    if (amountMinor === undefined) note('value_invalid', path);
    return amountMinor ?? 0n;
  };
  return { nodes, optional, required, amount, note, problem: () => first };
}
