import { invariant } from '@tamsui/errors';
import type { z } from 'zod';
import type { Outcome, Position } from './command.ts';
import type { AccountBalance, Entry, FeedPage, StatementPage, TrialBalance } from './reads.ts';
import type {
  accountWire,
  entryWire,
  feedWire,
  outcomeWire,
  statementWire,
  trialBalanceWire,
} from './wire.ts';

export function outcomeFromWire(wire: z.output<typeof outcomeWire>): Outcome {
  if (wire.status === 'conflict') return { id: wire.id, status: 'conflict' };
  const { id, replayed, business_date: businessDate } = wire;
  const position = positionFromWire(wire.position);
  const decided = { id, replayed, position, at: instantFromWire(wire.at), businessDate };
  return wire.status === 'posted'
    ? { ...decided, status: 'posted' }
    : { ...decided, status: 'refused', refusal: wire.refusal };
}

export function accountFromWire(wire: z.output<typeof accountWire>): AccountBalance {
  const { id, kind, currency, status, policy, version } = wire;
  const amounts = { balanceMinor: wire.balance_minor, heldMinor: wire.held_minor };
  return { id, kind, currency, ...amounts, status, policy, version, asOfBatch: wire.as_of_batch };
}

export function entryFromWire(wire: z.output<typeof entryWire>): Entry {
  return {
    position: positionFromWire(wire.position),
    id: wire.id,
    fingerprint: wire.fingerprint,
    purpose: wire.purpose,
    posted: wire.posted,
    refusal: wire.refusal,
    at: instantFromWire(wire.at),
    businessDate: wire.business_date,
    currency: wire.currency,
    once: wire.once,
    refunds: wire.refunds,
    reference: wire.reference,
    postings: wire.postings.map(({ leg, debit, credit, amount_minor }) => ({
      leg,
      debit,
      credit,
      amountMinor: BigInt(amount_minor),
    })),
  };
}

export function feedFromWire({ entries, next }: z.output<typeof feedWire>): FeedPage {
  return { entries: entries.map(entryFromWire), next: positionFromWire(next) };
}

export function statementFromWire(wire: z.output<typeof statementWire>): StatementPage {
  const lines = wire.lines.map((line) => ({
    version: BigInt(line.version),
    position: positionFromWire(line.position),
    entry: line.entry,
    purpose: line.purpose,
    at: instantFromWire(line.at),
    businessDate: line.business_date,
    changeMinor: BigInt(line.change_minor),
    balanceMinor: BigInt(line.balance_minor),
    counterAccount: line.counter_account,
    refunds: line.refunds,
    reference: line.reference,
  }));
  return { lines, hasMore: wire.has_more };
}

export function trialBalanceFromWire(wire: z.output<typeof trialBalanceWire>): TrialBalance {
  return {
    asOfBatch: wire.as_of_batch,
    totals: wire.totals.map(({ currency, kind, balance_minor: balanceMinor }) => ({
      currency,
      kind,
      balanceMinor,
    })),
    differences: wire.differences.map(({ currency, difference_minor: differenceMinor }) => ({
      currency,
      differenceMinor,
    })),
  };
}

function positionFromWire({ batch, index }: { readonly batch: string; readonly index: number }): Position {
  return { batch: BigInt(batch), index };
}

function instantFromWire(text: string): Date {
  const instant = new Date(text);
  invariant(!Number.isNaN(instant.getTime()), 'the ledger tells an instant as one');
  return instant;
}
