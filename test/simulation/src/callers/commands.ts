import type { Command, Leg, PostCommand } from '@tamsui/book';
import type { Random } from '../random.ts';
import { addDays, taipeiDate } from '../time/calendar.ts';
import type { City } from './city.ts';
import { anyRules } from './limits.ts';

/** What a caller has at hand when it thinks of a command. */
export interface Mind {
  readonly city: City;
  readonly random: Random;
  /** What the caller's own clock shows. */
  readonly now: Date;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const POLICIES = ['basic', 'plus'] as const;

const identity = ({ city }: Mind) => ({ id: city.newId(), fingerprint: city.newFingerprint() });
const reference = {};

const amountUpTo = (random: Random, last: number): bigint => BigInt(random.between(1, last));

function post(
  mind: Mind,
  purpose: string,
  legs: readonly Leg[],
  more: Partial<PostCommand> = {},
): PostCommand {
  return { kind: 'post', ...identity(mind), purpose, currency: 'TWD', legs, reference, ...more };
}

export function topUp(mind: Mind): Command {
  const { city, random } = mind;
  const leg = { debit: city.bank, credit: random.pick(city.wallets), amountMinor: amountUpTo(random, 160) };
  return post(mind, 'top_up', [leg], tokenOrNone(mind));
}

function payment(mind: Mind): Command {
  const { city, random } = mind;
  const debit = random.pick(city.wallets);
  const leg = { debit, credit: random.pick(city.merchants), amountMinor: amountUpTo(random, 70) };
  const fee = { debit: leg.credit, credit: city.bank, amountMinor: 1n };
  return post(mind, 'payment', random.chance(0.2) ? [leg, fee] : [leg], tokenOrNone(mind));
}

function tokenOrNone({ city, random }: Mind): { once?: string } {
  return random.chance(0.15) ? { once: random.pick(city.tokens) } : {};
}

function transfer(mind: Mind): Command {
  const { city, random } = mind;
  const [debit, credit] = [random.pick(city.wallets), random.pick(city.wallets)];
  return post(mind, random.pick(['transfer', 'fee']), [
    { debit, credit, amountMinor: amountUpTo(random, 60) },
  ]);
}

function refund(mind: Mind): Command {
  const { city, random } = mind;
  const original = lately(random, city.payments);
  if (original === undefined) return payment(mind);
  const legs = original.legs.map(({ debit, credit, amountMinor }) => ({
    debit: credit,
    credit: random.chance(0.05) ? random.pick(city.wallets) : debit,
    amountMinor: random.chance(0.3) ? amountMinor : amountUpTo(random, Number(amountMinor)),
  }));
  return post(mind, 'refund', random.chance(0.5) ? legs : legs.slice(0, 1), { refunds: original.id });
}

function hold(mind: Mind): Command {
  const { city, random, now } = mind;
  const expiresAt = random.chance(0.3) ? null : new Date(now.getTime() + random.between(-1, 60) * MINUTE_MS);
  const account = random.pick(city.wallets);
  const amountMinor = amountUpTo(random, 60);
  const facts = { account, currency: 'TWD', amountMinor, expiresAt, reference } as const;
  return { kind: 'hold', ...identity(mind), ...facts, ...tokenOrNone(mind) };
}

function capture(mind: Mind): Command {
  const { city, random } = mind;
  const held = lately(random, city.holds);
  if (held === undefined) return hold(mind);
  const amountMinor = random.chance(0.4) ? held.amountMinor : amountUpTo(random, Number(held.amountMinor));
  const debit = random.chance(0.05) ? random.pick(city.wallets) : held.account;
  const leg = { debit, credit: random.pick(city.merchants), amountMinor };
  return post(mind, 'payment', [leg], { hold: held.id });
}

function release(mind: Mind): Command {
  const { city, random } = mind;
  const held = lately(random, city.holds);
  if (held === undefined) return hold(mind);
  const amountMinor = random.chance(0.5) ? null : amountUpTo(random, Number(held.amountMinor));
  const account = random.chance(0.05) ? random.pick(city.wallets) : held.account;
  return { kind: 'release_hold', ...identity(mind), account, hold: held.id, amountMinor, reference };
}

/** One of the newest few, so that the same is tried again. */
function lately<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items.length === 0 ? undefined : random.pick(items.slice(-6));
}

function setStatus(mind: Mind): Command {
  const { city, random } = mind;
  const status = random.pick([
    'open',
    'open',
    'open',
    'debit_frozen',
    'credit_frozen',
    'frozen',
    'closed',
  ] as const);
  const account = random.pick(city.wallets);
  return { kind: 'set_account_status', ...identity(mind), account, status, reference };
}

function assignPolicy(mind: Mind): Command {
  const { city, random } = mind;
  const account = random.pick(city.wallets);
  return { kind: 'assign_policy', ...identity(mind), account, policy: random.pick(POLICIES), reference };
}

export function setPolicy(mind: Mind, policy: string = mind.random.pick(POLICIES), hours?: number): Command {
  const { random, now } = mind;
  const effectiveFrom = new Date(now.getTime() + (hours ?? random.between(-3, 12)) * HOUR_MS);
  const balanceCapMinor = random.chance(0.4) ? BigInt(random.between(100, 400)) : null;
  const rules = anyRules(random);
  return { kind: 'set_policy', ...identity(mind), policy, effectiveFrom, balanceCapMinor, rules, reference };
}

function closeDay(mind: Mind): Command {
  const businessDate = addDays(taipeiDate(mind.now), mind.random.pick([-1, -1, 0, 0, 0, 1]));
  return { kind: 'close_business_day', ...identity(mind), businessDate };
}

/** Opens an account of the city, once more when it is there already. */
export function openAccount(mind: Mind, account: string): Command {
  const { city, random } = mind;
  const isWallet = city.wallets.includes(account);
  const accountKind = account === city.bank ? 'asset' : 'liability';
  const currency = account === city.abroad ? 'EUR' : 'TWD';
  const policy = isWallet && random.chance(0.4) ? random.pick(POLICIES) : undefined;
  const facts = { account, accountKind, currency, floorMinor: isWallet ? 0n : null, policy } as const;
  return { kind: 'open_account', ...identity(mind), ...facts, reference };
}

/** A no of the caller's own. */
function decline(mind: Mind): Command {
  const reason = mind.random.pick(['code_expired', 'payer_said_no']);
  return { kind: 'decline', ...identity(mind), purpose: 'payment', reason, reference };
}

/** What no careful caller sends. */
function nonsense(mind: Mind): Command {
  const { city, random } = mind;
  const wallet = random.pick(city.wallets);
  const leg = { debit: wallet, credit: random.pick(city.merchants), amountMinor: 1n };
  const legs = random.pick<readonly Leg[]>([
    [],
    [{ ...leg, amountMinor: 0n }],
    [{ ...leg, amountMinor: 10n ** 15n }],
    [{ ...leg, credit: wallet }],
    [leg, { ...leg, credit: city.newId() }],
    [leg, { ...leg, credit: city.abroad }],
    [leg, { debit: city.bank, credit: wallet, amountMinor: 300n }, { ...leg, amountMinor: 200n }],
    Array.from({ length: 33 }, () => leg),
  ]);
  const unknown = city.newId();
  return random.pick<() => Command>([
    () => openAccount(mind, wallet),
    () => post(mind, 'payment', [leg], { hold: unknown }),
    () => post(mind, 'refund', [leg], { refunds: unknown }),
    () => ({ kind: 'assign_policy', ...identity(mind), account: wallet, policy: 'unheard of', reference }),
    () => post(mind, 'payment', legs),
    () => post(mind, 'payment', legs),
    () => post(mind, 'payment', legs),
  ])();
}

const USUAL: readonly (readonly [number, (mind: Mind) => Command])[] = [
  [14, topUp],
  [24, payment],
  [12, transfer],
  [14, refund],
  [8, hold],
  [10, capture],
  [5, release],
  [5, setStatus],
  [4, assignPolicy],
  [3, setPolicy],
  [4, closeDay],
  [4, decline],
  [3, nonsense],
];
const WEIGHT = USUAL.reduce((sum, [weight]) => sum + weight, 0);

/** Something that somebody in the city may want. */
export function anyCommand(mind: Mind): Command {
  let left = mind.random.below(WEIGHT);
  for (const [weight, make] of USUAL) {
    if (left < weight) return make(mind);
    left -= weight;
  }
  return topUp(mind);
}
