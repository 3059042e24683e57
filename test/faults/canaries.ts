import { createHash } from 'node:crypto';

/** A value that is secret or personal, and is nowhere else in the world. */
export interface Canary {
  readonly kind: string;
  readonly value: string;
}

/** Letters and digits that depend on kind and number alone, so that a run is like the one before. */
function letters(kind: string, number: number, length: number): string {
  return createHash('sha512').update(`${kind}/${number}`).digest('hex').slice(0, length);
}

function digits(kind: string, number: number, length: number): string {
  const value = BigInt(`0x${createHash('sha256').update(`${kind}/${number}`).digest('hex')}`);
  return String(value % 10n ** BigInt(length)).padStart(length, '0');
}

const jws = (kind: string, number: number) => `eyJhbGciOiJFUzI1NiJ9.${letters(kind, number, 40)}.canary`;

/** How values of each kind look, and how many there are of it: 210 in all. */
const KINDS: Readonly<Record<string, readonly [count: number, make: (kind: string, n: number) => string]>> = {
  name: [20, (kind, n) => `Canarius ${letters(kind, n, 12)}`],
  phone_number: [20, (kind, n) => `+8869${digits(kind, n, 8)}`],
  national_id: [15, (kind, n) => `A1${digits(kind, n, 8)}`],
  email: [10, (kind, n) => `${letters(kind, n, 12)}@canary.test`],
  bank_account: [20, (kind, n) => `77${digits(kind, n, 12)}`],
  pin: [10, (kind, n) => digits(kind, n, 6)],
  message: [10, (kind, n) => `For the canary ${letters(kind, n, 10)}`],
  access_token: [10, jws],
  refresh_token: [10, (kind, n) => `rft_${letters(kind, n, 48)}`],
  sandbox_token: [5, (kind, n) => `rt_test_${letters(kind, n, 58)}`],
  operator_token: [5, (kind, n) => `op_test_${letters(kind, n, 58)}`],
  api_key: [10, (kind, n) => `mk_test_${letters(kind, n, 58)}`],
  sign_in_token: [5, (kind, n) => `si_test_${letters(kind, n, 58)}`],
  signed_intent: [5, jws],
  private_key: [10, (kind, n) => letters(kind, n, 43)],
  offline_seed: [10, (kind, n) => letters(kind, n, 43)],
  webhook_secret: [10, (kind, n) => `whsec_${letters(kind, n, 44)}`],
  payment_code: [10, (kind, n) => `71${digits(kind, n, 18)}`],
  client_secret: [5, (kind, n) => letters(kind, n, 43)],
  database_password: [3, (kind, n) => `postgres://tamsui:${letters(kind, n, 32)}@127.0.0.1/tamsui`],
  pepper: [2, (kind, n) => letters(kind, n, 43)],
  session_cookie: [5, (kind, n) => letters(kind, n, 32)],
};

export const CANARIES: readonly Canary[] = Object.entries(KINDS).flatMap(([kind, [count, make]]) =>
  Array.from({ length: count }, (_, number) => ({ kind, value: make(kind, number) })),
);

/** All of them in one text, so that every place that takes a text is given every one. */
export const ALL_CANARIES = CANARIES.map(({ value }) => value).join(' ');

/** The next canary of a kind each time; of any kind when there is none of this. */
export function createAviary(): (kind: string) => string {
  let taken = 0;
  return (kind) => {
    taken += 1;
    const fitting = CANARIES.filter((canary) => canary.kind === kind);
    const from = fitting.length === 0 ? CANARIES : fitting;
    return from[taken % from.length]?.value ?? '';
  };
}

/** Where a canary was found, with the text around it. */
export interface Leak {
  readonly place: string;
  readonly kind: string;
  readonly around: string;
}

const AROUND = 160;
/** Shorter ones may be part of a longer number: a time, a process number. */
const SHORT_NUMBER = /^\d{1,8}$/;

/** Every canary that is in the text: as it is, escaped for an address or in JSON, or in base64. */
export function leaksIn(place: string, text: string, canaries: readonly Canary[]): Leak[] {
  return canaries.flatMap(({ kind, value }) => {
    const at = spellingsOf(value)
      .map((spelling) => indexOf(text, spelling))
      .find((index) => index >= 0);
    if (at === undefined) return [];
    return [{ place, kind, around: text.slice(Math.max(0, at - AROUND), at + value.length + AROUND) }];
  });
}

function spellingsOf(value: string): readonly string[] {
  const bare = value.startsWith('+') ? [value.slice(1)] : [];
  const base64 = value.length < 16 ? [] : [Buffer.from(value).toString('base64').replace(/=+$/, '')];
  return [
    value,
    encodeURIComponent(value),
    new URLSearchParams({ v: value }).toString().slice(2),
    ...bare,
    ...base64,
  ];
}

function indexOf(text: string, spelling: string): number {
  if (!SHORT_NUMBER.test(spelling)) return text.indexOf(spelling);
  return new RegExp(`(?<![0-9a-zA-Z_.-])${spelling}(?![0-9a-zA-Z_.-])`).exec(text)?.index ?? -1;
}
