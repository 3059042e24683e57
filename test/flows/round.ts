import { randomUUID } from 'node:crypto';
import type { RunningCity } from '../city/running-city.ts';
import { createSales } from './adding-up.ts';
import { BREAKS, type Break } from './breakable-line.ts';
import { type Caller, type Heard, type Json, minorOf, partOf, textOf, twd } from './caller.ts';
import { joinResident, joinShop, openStage, type Resident, type Shop, type Stage } from './joining.ts';

/** Numbers with a right check digit, which no business of the seeded city has. */
const BUSINESS_NUMBERS = ['20000014', '20000020', '20000035'];

/** One way in which the network is lost, with a shop and two residents of its own. */
export interface Round {
  readonly stage: Stage;
  readonly shop: Shop;
  readonly mei: Resident;
  readonly hao: Resident;
  /** What the shop sold and gave back, as we know it. */
  readonly sales: ReturnType<typeof createSales>;
  /** What went from Mei to Hao. */
  sentMinor: bigint;
}

/** Lets everybody join. */
export async function beginRound(city: RunningCity, how: Break): Promise<Round> {
  const place = BREAKS.indexOf(how);
  const stage = await openStage(city, how);
  const person = (number: number) => joinResident(stage, `guest-${number}`, `Guest ${number}`);
  return {
    stage,
    shop: await joinShop(stage, `Shop of round ${place + 1}`, BUSINESS_NUMBERS[place] ?? ''),
    mei: await person(2 * place + 1),
    hao: await person(2 * place + 2),
    sales: createSales(),
    sentMinor: 0n,
  };
}

export function order(): string {
  return `A-${randomUUID().slice(0, 8)}`;
}

export async function showCode({ caller }: Resident): Promise<string> {
  return textOf((await caller.send('POST', '/v1/payment-codes', {})).body, 'code');
}

/** Takes a payment with a code, loses the network, and finds by the key what became of it. */
export async function charge(
  shop: Shop,
  code: string,
  amount: string,
  { till = shop.server, status = 201, terminal = shop.terminal, ...more }: ChargeOptions = {},
): Promise<Heard> {
  const body = { code, ...twd(amount), terminal, order_reference: order(), ...more };
  const heard = await till.surely('/v1/payments', body, { status });
  const found = await shop.server.get(`/v1/payments?idempotency_key=${heard.key}`);
  const ids = (found.data as Json[]).map(({ id }) => id);
  if (ids.length === 1 && ids[0] === heard.body.id) return heard;
  throw new Error(`by its key ${heard.text} is ${JSON.stringify(found)}`);
}

interface ChargeOptions {
  readonly till?: Caller;
  readonly terminal?: string;
  readonly status?: number;
  readonly capture?: 'manual';
  readonly order_reference?: string;
  readonly confirm_duplicate?: true;
}

export async function stateOf({ server }: Shop, id: string): Promise<unknown> {
  return (await server.get(`/v1/payments/${id}`)).status;
}

/** The one payment that waits for the resident, as the phone shows it. */
export async function waitingAt({ caller }: Resident): Promise<Json> {
  const [waiting, ...more] = (await caller.get('/v1/payment-confirmations')).data as Json[];
  if (waiting !== undefined && more.length === 0) return waiting;
  throw new Error('not exactly one payment waits');
}

export async function scan({ caller }: Resident, text: unknown): Promise<Json> {
  return (await caller.send('POST', '/v1/shop-codes/read', { text })).body;
}

export async function refund(
  { shop, sales }: Round,
  id: string,
  amount: string,
  by = shop.server,
): Promise<void> {
  await by.surely(`/v1/payments/${id}/refunds`, twd(amount), { status: 201 });
  sales.gaveBack(id, amount);
}

export async function lookUp(who: Resident, whom: Resident): Promise<string> {
  const { body } = await who.caller.send('POST', '/v1/payees/lookup', { wallet: whom.wallet });
  return textOf(body, 'payee');
}

export function statementOf({ caller }: Resident): Promise<Json[]> {
  return caller.all('/v1/wallet/statement');
}

export async function balanceOf({ caller }: Resident): Promise<bigint> {
  return minorOf(textOf(partOf(await caller.get('/v1/wallet'), 'balance'), 'amount'));
}

/** Two payments of one amount at one till, as fast as can be. @returns the second one's code, too, if it is not used */
export async function tapTwice({ shop, mei }: Round, amount: string) {
  const [code, unused] = [await showCode(mei), await showCode(mei)];
  const tap = (shown: string) => {
    const sale = { ...twd(amount), terminal: shop.terminal, order_reference: order() };
    return shop.server.send('POST', '/v1/payments', { code: shown, ...sale }, randomUUID());
  };
  const startedMs = performance.now();
  const [first, second] = [await tap(code), await tap(unused)];
  return { first, second, unused, tookMs: performance.now() - startedMs };
}
