import { type PublicIdPrefix, parsePublicId } from '@tamsui/ids';
import { InvalidArgumentError } from 'commander';

/** For commander: an id of this kind, or a complaint that says what one looks like. */
export function idOf(prefix: PublicIdPrefix) {
  return (text: string): string => {
    if (parsePublicId(prefix, text) !== undefined) return text;
    throw new InvalidArgumentError(`It must be an id that begins with ${prefix}_.`);
  };
}

/** For commander: an amount in major units, in the spelling of the API. How many decimals there may be, the API says. */
export function amount(text: string): string {
  if (/^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,4})?$/.test(text)) return text;
  throw new InvalidArgumentError(
    'It must be an amount such as 120 or 12.50, without sign, blank or currency.',
  );
}

/** For commander: a currency. Which one the city has, the API says; the SDK knows that of the city it was made for. */
export function currency(text: string): 'TWD' {
  if (/^[A-Z]{3}$/.test(text)) return text as 'TWD';
  throw new InvalidArgumentError('It must be a code of three letters such as TWD.');
}

/** For commander: a whole number between two bounds. */
export function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** For commander: an instant in UTC, as the API writes it. */
export function instant(text: string): string {
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/.test(text);
  if (isInstant && !Number.isNaN(Date.parse(text))) return text;
  throw new InvalidArgumentError('It must be an instant such as 2026-11-24T02:00:00Z.');
}

/** For commander: a day of the calendar. Which days there may be, the API says. */
export function day(text: string): string {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  const isDay = parsed !== undefined && !Number.isNaN(parsed.getTime());
  if (isDay && parsed.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('It must be a day such as 2026-11-24.');
}

/** For commander: one of some words. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return (text: string): Word => {
    const word = words.find((candidate) => candidate === text);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`It must be ${words.join(' or ')}.`);
  };
}

/** For commander: an idempotency key as the API takes it. */
export function idempotencyKey(text: string): string {
  if (/^[\x21-\x7e]{1,255}$/.test(text)) return text;
  throw new InvalidArgumentError('It must be 1 to 255 visible ASCII characters.');
}

/** For commander: an http address of a receiver. */
export function receiverUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '') return url.toString();
  throw new InvalidArgumentError('It must be an address such as http://127.0.0.1:3000/webhooks.');
}
