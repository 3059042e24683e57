import type { Command, LimitRule } from '@tamsui/book';

/** What the model knows: plain maps and sums that are made anew whenever they are asked for. */
export interface Model {
  readonly accounts: Map<string, ModelAccount>;
  readonly holds: Map<string, ModelHold>;
  /** What may still be given back of a posted entry, by `debit>credit`; null for what cannot be given back. */
  readonly refundable: Map<string, Map<string, bigint> | null>;
  /** Tokens and the entries that spent them. */
  readonly spent: Map<string, string>;
  readonly policies: ModelPolicy[];
  businessDate: string;
  lastClosed: string;
}

export interface ModelAccount {
  readonly number: number;
  /** The side that makes it more. */
  readonly grows: 'debit' | 'credit';
  readonly currency: string;
  readonly floor: bigint | null;
  status: string;
  policy: string | null;
  balance: bigint;
  postings: number;
  /** Every movement while it was under a policy. */
  readonly moves: (Flow & { readonly purpose: string; readonly date: string })[];
}

export interface ModelHold {
  readonly account: string;
  readonly expiresMs: number;
  left: bigint;
}

/** A version of a policy. */
export interface ModelPolicy {
  readonly name: string;
  readonly fromMs: number;
  readonly balanceCap: bigint | null;
  readonly rules: readonly LimitRule[];
}

/** What an entry moves on one account. */
export interface Flow {
  readonly paid: bigint;
  readonly received: bigint;
}

/** A refusal with its facts. */
export type No = { readonly code: string } & Readonly<Record<string, string>>;

export interface Moment {
  readonly atMs: number;
  /** In Taipei. */
  readonly date: string;
}

export type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

export function createModel(): Model {
  const maps = { accounts: new Map(), holds: new Map(), refundable: new Map(), spent: new Map() };
  return { ...maps, policies: [], businessDate: '', lastClosed: '' };
}

/** @throws Error when it is not there, which the model has made sure of before */
export function known<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the model does not know ${key}`);
  return value;
}

/** Why money may not leave (or reach) an account. */
export function barred(model: Model, account: string, side: 'debit' | 'credit'): No | null {
  const { status } = known(model.accounts, account);
  if (status === 'closed') return { code: 'account_closed', account };
  return status === 'frozen' || status === `${side}_frozen`
    ? { code: 'account_frozen', account, side }
    : null;
}

/** A token may be on one posted entry, whatever that does. */
export function tokenIsSpent({ spent }: Model, { once }: { readonly once?: string | undefined }): No | null {
  const entry = once === undefined ? undefined : spent.get(once);
  return entry === undefined ? null : { code: 'already_used', entry };
}
