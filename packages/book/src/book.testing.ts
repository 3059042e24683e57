import {
  type AccountKind,
  type AccountStatus,
  type AssignPolicyCommand,
  type BookRefusalCode,
  type BookState,
  type CloseBusinessDayCommand,
  type Command,
  createBookState,
  type DeclineCommand,
  execute,
  type HoldCommand,
  type Leg,
  type MemoryLimits,
  type OpenAccountCommand,
  type Outcome,
  type PostCommand,
  type ReleaseHoldCommand,
  type SetAccountStatusCommand,
  type SetPolicyCommand,
} from './index.ts';
import { MAX_COUNTER_MINOR, UNLIMITED_MEMORY } from './limits.ts';

export const NOW = new Date('2026-11-23T04:00:00.000Z');
export const DAY = '2026-11-23';

export const uuid = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
export const fingerprint = (n: number): string => String(n).padStart(32, '0');

/** A book without entries. */
export function emptyBook(limits: MemoryLimits = UNLIMITED_MEMORY): BookState {
  const head = { number: 0n, hash: Buffer.alloc(32), at: new Date(0) };
  const day = { current: '1970-01-01', lastClosed: null };
  return createBookState({ epoch: 1, head, day, nextAccountNumber: 1n }, limits);
}

export function openAccount(
  n: number,
  accountKind: AccountKind,
  floorMinor: bigint | null = null,
): OpenAccountCommand {
  const base = { kind: 'open_account', id: uuid(1_000 + n), fingerprint: fingerprint(n) } as const;
  return { ...base, account: uuid(n), accountKind, currency: 'TWD', floorMinor, reference: {} };
}

export function leg(debit: number, credit: number, amountMinor: bigint): Leg {
  return { debit: uuid(debit), credit: uuid(credit), amountMinor };
}

export function post(n: number, legs: readonly Leg[], more: Partial<PostCommand> = {}): PostCommand {
  const base = { kind: 'post', id: uuid(n), fingerprint: fingerprint(n) } as const;
  return { ...base, purpose: 'payment', currency: 'TWD', legs, reference: {}, ...more };
}

export function closeDay(n: number, businessDate: string): CloseBusinessDayCommand {
  return { kind: 'close_business_day', id: uuid(n), fingerprint: fingerprint(n), businessDate };
}

/** Bank 1, wallet 2 with a floor of zero and 1,000 in it, merchant 3 without a floor. */
export function smallCity(limits?: MemoryLimits): BookState {
  const state = emptyBook(limits);
  const opened = [openAccount(1, 'asset'), openAccount(2, 'liability', 0n), openAccount(3, 'liability')];
  execute(state, [...opened, post(100, [leg(1, 2, 1_000n)])], NOW, DAY);
  return state;
}

export function executeOne(state: BookState, command: Command, at = NOW, day = DAY): Outcome {
  const [outcome] = execute(state, [command], at, day).outcomes;
  if (outcome === undefined) throw new Error('a command has an outcome');
  return outcome;
}

/** `posted`, `replayed`, `conflict`, or the refusal's code. */
export function statusOf(outcome: Outcome): string {
  if (outcome.status === 'conflict') return 'conflict';
  if (outcome.replayed) return 'replayed';
  return outcome.entry.refusal?.code ?? 'posted';
}

/** No history of amounts reaches the end of 64 bits in a test, so the merchant's credits are put just before it. */
export function nearlyFullCity(): BookState {
  const state = smallCity();
  const merchant = state.accounts.get(uuid(3));
  if (merchant === undefined) throw new Error('the merchant is in memory');
  merchant.creditsMinor = MAX_COUNTER_MINOR - 5n;
  return state;
}

/** Everything a state holds, as plain values in one order, so that two states can be compared. */
export function contentOf(state: BookState) {
  const { epoch, head, day, nextAccountNumber } = state;
  const accounts = sorted(state.accounts.entries());
  const entries = sorted(state.entries.entries());
  const spent = sorted(state.spent.entries());
  const policies = sorted(state.policies.entries());
  return structuredClone({ epoch, head, day, nextAccountNumber, accounts, entries, spent, policies });
}

function sorted<Value>(entries: Iterable<[string, Value]>): [string, Value][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A command that must be refused, and the facts that the refusal must give. */
export interface RefusalCase {
  readonly code: BookRefusalCode;
  readonly when: string;
  readonly command: Command;
  readonly facts: Readonly<Record<string, string>>;
  readonly city?: () => BookState;
  readonly at?: Date;
}

export function hold(
  n: number,
  account: number,
  amountMinor: bigint,
  expiresAt: Date | null = null,
): HoldCommand {
  const base = { kind: 'hold', id: uuid(n), fingerprint: fingerprint(n) } as const;
  return { ...base, account: uuid(account), currency: 'TWD', amountMinor, expiresAt, reference: {} };
}

export function release(
  n: number,
  holdId: number,
  account: number,
  amountMinor: bigint | null = null,
): ReleaseHoldCommand {
  const base = { kind: 'release_hold', id: uuid(n), fingerprint: fingerprint(n) } as const;
  return { ...base, account: uuid(account), hold: uuid(holdId), amountMinor, reference: {} };
}

export function setStatus(n: number, account: number, status: AccountStatus): SetAccountStatusCommand {
  const base = { kind: 'set_account_status', id: uuid(n), fingerprint: fingerprint(n) } as const;
  return { ...base, account: uuid(account), status, reference: {} };
}

export function assign(n: number, account: number, policy: string): AssignPolicyCommand {
  const base = { kind: 'assign_policy', id: uuid(n), fingerprint: fingerprint(n) } as const;
  return { ...base, account: uuid(account), policy, reference: {} };
}

export function setPolicy(n: number, policy: string, more: Partial<SetPolicyCommand> = {}): SetPolicyCommand {
  const base = { kind: 'set_policy', id: uuid(n), fingerprint: fingerprint(n) } as const;
  const limits = { effectiveFrom: new Date(0), balanceCapMinor: null, rules: [], reference: {} };
  return { ...base, policy, ...limits, ...more };
}

export function decline(n: number, reason: string): DeclineCommand {
  const base = { kind: 'decline', id: uuid(n), fingerprint: fingerprint(n) } as const;
  return { ...base, purpose: 'payment', reason, reference: {} };
}

/** Paying: 300 at once, 500 a day, 700 a month. Receiving by transfer: 400 a day. A balance of at most 2,000. */
export const SMALL_LIMITS: Partial<SetPolicyCommand> = {
  balanceCapMinor: 2_000n,
  rules: [
    {
      name: 'paid',
      direction: 'paid',
      purposes: ['payment', 'fee'],
      singleMinor: 300n,
      dayMinor: 500n,
      monthMinor: 700n,
    },
    {
      name: 'received_by_transfer',
      direction: 'received',
      purposes: ['transfer'],
      singleMinor: null,
      dayMinor: 400n,
      monthMinor: null,
    },
  ],
};

/** The small city with wallet 2 under `SMALL_LIMITS`. */
export function limitedCity(): BookState {
  const state = smallCity();
  execute(state, [setPolicy(110, 'small', SMALL_LIMITS), assign(111, 2, 'small')], NOW, DAY);
  return state;
}

/** A small city in which these commands were executed before. */
export const cityAfter =
  (...commands: readonly Command[]) =>
  (): BookState => {
    const state = smallCity();
    execute(state, commands, NOW, DAY);
    return state;
  };

/** A limited city in which these commands were executed before. */
export const limitedAfter =
  (...commands: readonly Command[]) =>
  (): BookState => {
    const state = limitedCity();
    execute(state, commands, NOW, DAY);
    return state;
  };
