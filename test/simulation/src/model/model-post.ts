import type { Leg } from '@tamsui/book';
import { captureIsWrong, heldOf } from './model-holds.ts';
import { limitBroken, policyAt } from './model-limits.ts';
import {
  barred,
  type CommandOf,
  type Flow,
  known,
  type Model,
  type ModelAccount,
  type Moment,
  type No,
  tokenIsSpent,
} from './model-state.ts';

type Post = CommandOf<'post'>;

/** What an entry moves on one of its accounts, all its legs together. */
interface AccountFlow extends Flow {
  readonly id: string;
  readonly account: ModelAccount;
}

/** Moves the money of all legs or of none. */
export function post(model: Model, command: Post, moment: Moment): No | null {
  if (command.legs.length < 1 || command.legs.length > 32)
    return { code: 'legs_out_of_range', legs: String(command.legs.length) };
  for (const leg of command.legs) {
    const no = legIsWrong(model, leg, command.currency);
    if (no !== null) return no;
  }
  const flows = flowsOf(model, command.legs);
  const no =
    tokenIsSpent(model, command) ??
    refundIsWrong(model, command) ??
    captureIsWrong(model, command, moment) ??
    limitIsBroken(model, command, flows, moment) ??
    floorIsBroken(model, command, flows, moment);
  if (no === null) carryOut(model, command, flows, moment);
  return no;
}

function carryOut(model: Model, command: Post, flows: readonly AccountFlow[], { date }: Moment): void {
  const { id, legs, purpose, once, hold, refunds } = command;
  for (const { account, paid, received } of flows) {
    account.balance += received - paid;
    if (account.policy !== null) account.moves.push({ purpose, date, paid, received });
  }
  if (once !== undefined) model.spent.set(once, id);
  if (hold !== undefined) known(model.holds, hold).left -= totalOf(legs);
  const original = refunds === undefined ? undefined : model.refundable.get(refunds);
  for (const { debit, credit, amountMinor } of legs) {
    const pair = `${credit}>${debit}`;
    original?.set(pair, (original.get(pair) ?? 0n) - amountMinor);
  }
  model.refundable.set(id, refunds === undefined ? sumsByPair(legs) : null);
}

function sumsByPair(legs: readonly Leg[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { debit, credit, amountMinor } of legs)
    sums.set(`${debit}>${credit}`, (sums.get(`${debit}>${credit}`) ?? 0n) + amountMinor);
  return sums;
}

function legIsWrong(model: Model, { debit, credit, amountMinor }: Leg, currency: string): No | null {
  if (amountMinor <= 0n) return { code: 'amount_not_positive', amount_minor: String(amountMinor) };
  if (amountMinor > 999_999_999_999_999n)
    return { code: 'amount_too_large', amount_minor: String(amountMinor) };
  if (debit === credit) return { code: 'same_account', account: debit };
  for (const account of [debit, credit])
    if (!model.accounts.has(account)) return { code: 'account_unknown', account };
  for (const id of [debit, credit]) {
    const { currency: held } = known(model.accounts, id);
    if (held !== currency) return { code: 'currency_mismatch', account: id, currency: held };
  }
  return barred(model, debit, 'debit') ?? barred(model, credit, 'credit');
}

function refundIsWrong(model: Model, { refunds: original, legs }: Post): No | null {
  if (original === undefined) return null;
  const open = model.refundable.get(original);
  if (open === undefined) return { code: 'original_unknown', original };
  if (open === null) return { code: 'original_not_refundable', original };
  const left = new Map(open);
  for (const { debit, credit, amountMinor } of legs) {
    const pair = `${credit}>${debit}`;
    const rest = left.get(pair);
    if (rest === undefined) return { code: 'refund_not_mirrored', original };
    if (amountMinor > rest)
      return { code: 'refund_exceeds_original', original, refundable_minor: String(open.get(pair)) };
    left.set(pair, rest - amountMinor);
  }
  return null;
}

function limitIsBroken(
  model: Model,
  { purpose }: Post,
  flows: readonly AccountFlow[],
  { atMs, date }: Moment,
): No | null {
  for (const flow of flows) {
    const policy = flow.account.policy === null ? undefined : policyAt(model, flow.account.policy, atMs);
    const broken = policy === undefined ? null : limitBroken({ ...flow, policy, purpose, date });
    if (broken !== null) return broken;
  }
  return null;
}

/** Only who ends with less than before can end with too little. */
function floorIsBroken(
  model: Model,
  { hold, legs }: Post,
  flows: readonly AccountFlow[],
  { atMs }: Moment,
): No | null {
  for (const { id, account, paid, received } of flows) {
    const captured = hold !== undefined && id === legs[0]?.debit ? totalOf(legs) : 0n;
    const available = account.balance - heldOf(model, id, atMs) + captured;
    const change = received - paid;
    if (account.floor !== null && change < 0n && available + change < account.floor)
      return { code: 'insufficient_funds', account: id, available_minor: String(available) };
  }
  return null;
}

function flowsOf(model: Model, legs: readonly Leg[]): AccountFlow[] {
  const touched = new Set(legs.flatMap(({ debit, credit }) => [debit, credit]));
  return [...touched].map((id) => {
    const account = known(model.accounts, id);
    const debits = totalOf(legs.filter(({ debit }) => debit === id));
    const credits = totalOf(legs.filter(({ credit }) => credit === id));
    const isLiability = account.grows === 'credit';
    return { id, account, paid: isLiability ? debits : credits, received: isLiability ? credits : debits };
  });
}

function totalOf(legs: readonly Leg[]): bigint {
  return legs.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}
