import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { dpopProof, type Phone } from '@tamsui/testing';
import {
  type Answer,
  ask,
  askUntilDecided,
  bearer,
  keyed,
  type OfflinePhone,
  type RedisCity,
} from './redis-city.ts';

const PAUSE_MS = 20;
const STEP_MS = 30_000;

/** What everybody writes down, to be held against the journal afterwards. */
export interface Notes {
  /** Acknowledged payments: what was paid for an order, as often as it was told. */
  readonly paid: Map<string, string[]>;
  /** Answers so far, and the longest that one took. */
  answers: number;
  slowestMs: number;
  /** Codes of phones that were paid. */
  codesPaid: number;
  /** How often each proof was let in. */
  readonly proofs: Map<string, number>;
}

export const newNotes = (): Notes => ({
  paid: new Map(),
  answers: 0,
  slowestMs: 0,
  codesPaid: 0,
  proofs: new Map(),
});

function noted(notes: Notes, answer: Answer): Answer {
  notes.answers += 1;
  notes.slowestMs = Math.max(notes.slowestMs, answer.tookMs);
  return answer;
}

export interface Charge {
  /** Which of the processes is asked. */
  readonly api: string;
  readonly till: string;
  readonly code: string;
  readonly amount: string;
  readonly order: string;
  /** Whether the till means to charge the same again. */
  readonly isMeant: boolean;
}

/** Charges a code, with the same key until it is decided, and writes down what was acknowledged. */
export async function charge({ shop }: RedisCity, notes: Notes, asked: Charge): Promise<Answer> {
  const { api, till: terminal, code, amount, order } = asked;
  const answer = await askUntilDecided(`${api}/v1/payments`, {
    headers: keyed(bearer(shop.key)),
    body: {
      code,
      amount,
      currency: 'TWD',
      terminal,
      order_reference: order,
      confirm_duplicate: asked.isMeant,
    },
  });
  noted(notes, answer);
  if (answer.status === 201) notes.paid.set(order, [...(notes.paid.get(order) ?? []), amount]);
  return answer;
}

/** Until they are told to stop. */
export interface Going {
  goes: boolean;
}

/** A resident who shows a code, which all tills then try at once, each with another key, at both processes. */
export async function keepPaying(city: RedisCity, notes: Notes, token: string, going: Going): Promise<void> {
  const { apis, shop } = city;
  for (let nth = 0; going.goes; nth += 1) {
    const shown = noted(notes, await ask(`${apis[nth % 2]}/v1/payment-codes`, { headers: bearer(token) }));
    if (shown.status !== 201) {
      await delay(PAUSE_MS);
      continue;
    }
    const [code, order, amount] = [String(shown.body.code), randomUUID(), String(1 + (nth % 9))];
    const answers = await Promise.all(
      shop.tills.map((till, place) =>
        charge(city, notes, { api: apis[place % 2] ?? '', till, code, amount, order, isMeant: true }),
      ),
    );
    if (answers.some(({ status }) => status === 201)) notes.codesPaid += 1;
  }
}

/** A proof that was let in or not: 401 and 503 are the only answers of whoever does not take it. */
const wasTaken = ({ status }: Answer) => status !== 401 && status !== 503;

/**
 * A phone that asks, and a thief who sends the very same requests again: at once, at both processes, and a moment later.
 * When its proofs are not taken, the phone gets a new token.
 */
export async function keepProving(city: RedisCity, notes: Notes, phone: Phone, going: Going): Promise<void> {
  const path = '/v1/pin';
  const sent: Readonly<Record<string, string>>[] = [];
  const send = async (api: string, headers: Readonly<Record<string, string>>) => {
    const answer = noted(notes, await ask(`${api}${path}`, { method: 'GET', headers }));
    const proof = headers.dpop ?? '';
    if (wasTaken(answer)) notes.proofs.set(proof, (notes.proofs.get(proof) ?? 0) + 1);
    return answer;
  };
  for (let nth = 0; going.goes; nth += 1) {
    // No token to be had while Redis is away; the next round tries again.
    const headers = await phone.headersFor('GET', path).catch(() => undefined);
    if (headers === undefined) continue;
    const [here = '', there = ''] = nth % 2 === 0 ? city.apis : city.apis.toReversed();
    const answer = await send(here, headers);
    sent.push(headers);
    const older = sent.at(-1 - (nth % 10)) ?? headers;
    await Promise.all([send(here, headers), send(there, headers), send(there, older)]);
    if (answer.status === 503) await phone.refresh().catch(() => undefined);
    await delay(PAUSE_MS);
  }
}

/** Requests of one caller who does not heed his limit, by process. */
export interface Hammered {
  readonly asked: number[];
  readonly allowed: number[];
}

/** Asks as often as it can. */
export async function keepHammering(
  { apis }: RedisCity,
  notes: Notes,
  token: string,
  hammered: Hammered,
  going: Going,
): Promise<void> {
  const hammer = async (place: number) => {
    while (going.goes) {
      const answer = await ask(`${apis[place]}/v1/pin`, { method: 'GET', headers: bearer(token) });
      noted(notes, answer);
      hammered.asked[place] = (hammered.asked[place] ?? 0) + 1;
      if (answer.status === 200) hammered.allowed[place] = (hammered.allowed[place] ?? 0) + 1;
    }
  };
  await Promise.all(apis.map((_, place) => hammer(place)));
}

/** Gives a resident a PIN. */
export async function setPin({ apis: [api] }: RedisCity, token: string, pin: string): Promise<void> {
  const { status } = await askUntilDecided(`${api}/v1/pin`, {
    method: 'PUT',
    headers: bearer(token),
    body: { pin },
  });
  if (status !== 204) throw new Error(`the PIN was answered ${status}`);
}

/** Tries a PIN often and at once, at both processes. @returns the code of each answer */
export async function tryPin(
  { apis }: RedisCity,
  token: string,
  pin: string,
  times: number,
): Promise<string[]> {
  const tries = Array.from({ length: times }, (_, nth) =>
    askUntilDecided(`${apis[nth % 2]}/v1/pin/verifications`, { headers: bearer(token), body: { pin } }),
  );
  return (await Promise.all(tries)).map(({ status, body }) => (status === 204 ? 'right' : String(body.code)));
}

/** Brings a refresh token, with a new proof. @returns the status, and the next one */
export async function bringRefreshToken(
  { apis: [api] }: RedisCity,
  apiUrl: string,
  { key }: Phone,
  refresh_token: string,
): Promise<{ readonly status: number; readonly next: string }> {
  const dpop = dpopProof(key, { method: 'POST', url: `${api}/v1/tokens`, now: new Date() });
  const { status, body } = await ask(`${apiUrl}/v1/tokens`, { headers: { dpop }, body: { refresh_token } });
  return { status, next: String(body.refresh_token) };
}

/** The quasigroup of order 10 in H. Michael Damm's dissertation of 2004. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** The code that a phone shows at this moment without a network, as the API describes it. */
export function offlineCodeNow({ phone, prefix, alias }: OfflinePhone): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS)));
  const mac = createHmac('sha256', Buffer.from(phone.offlineSecret, 'base64url')).update(counter).digest();
  const digits = `${prefix}${alias}${String(mac.readBigUInt64BE() % 1_000_000_000n).padStart(9, '0')}`;
  const check = [...digits].reduce((at, digit) => DAMM[Number(at)]?.charAt(Number(digit)) ?? '', '0');
  return digits + check;
}

export interface JournalPayment {
  readonly order: string;
  readonly amountMinor: string;
}

interface FeedEntry {
  readonly purpose: string;
  readonly posted: boolean;
  readonly reference: Readonly<Record<string, string>>;
  readonly postings: readonly { readonly amount_minor: string }[];
}

/** Every payment that the journal has. */
export async function readJournal({ services }: RedisCity): Promise<JournalPayment[]> {
  const { urls, secrets } = services;
  const payments: JournalPayment[] = [];
  for (let after = '0,0'; ; ) {
    const url = `${urls.ledger}/v1/books/main/feed?after=${after}&limit=1000`;
    const { body } = await askUntilDecided(url, { method: 'GET', headers: bearer(secrets.ledgerApiToken) });
    const entries = body.entries as FeedEntry[];
    for (const { purpose, posted, reference, postings } of entries)
      if (purpose === 'payment' && posted)
        payments.push({ order: reference.order ?? '', amountMinor: postings[0]?.amount_minor ?? '' });
    if (entries.length === 0) return payments;
    const { batch, index } = body.next as { batch: string; index: number };
    after = `${batch},${index}`;
  }
}
