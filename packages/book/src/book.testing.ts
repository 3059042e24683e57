import {
  type AccountKind,
  type BookState,
  type CloseBusinessDayCommand,
  type Command,
  createBookState,
  execute,
  type Leg,
  type MemoryLimits,
  type OpenAccountCommand,
  type Outcome,
  type PostCommand,
} from './index.ts';

export const NOW = new Date('2026-11-23T04:00:00.000Z');
export const DAY = '2026-11-23';

export const uuid = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
export const fingerprint = (n: number): string => String(n).padStart(32, '0');

/** A book without entries. */
export function emptyBook(limits?: MemoryLimits): BookState {
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

/** Everything a state holds, as plain values in one order, so that two states can be compared. */
export function contentOf(state: BookState) {
  const { epoch, head, day, nextAccountNumber } = state;
  const accounts = sorted(state.accounts.entries());
  const entries = sorted(state.entries.entries());
  const spent = sorted(state.spent.entries());
  return structuredClone({ epoch, head, day, nextAccountNumber, accounts, entries, spent });
}

function sorted<Value>(entries: Iterable<[string, Value]>): [string, Value][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}
