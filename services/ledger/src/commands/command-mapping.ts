import type { Command, Outcome } from '@tamsui/book';
import type { commandWire, outcomeWire } from '@tamsui/ledger-client';
import type { z } from 'zod';

/** A command from the wire, in the book's words. */
export function commandFromWire(wire: z.output<typeof commandWire>): Command {
  const { id, fingerprint } = wire;
  switch (wire.kind) {
    case 'close_business_day':
      return { kind: wire.kind, id, fingerprint, businessDate: wire.business_date };
    case 'open_account': {
      const { account, account_kind: accountKind, currency, floor_minor: floorMinor, reference } = wire;
      return { kind: wire.kind, id, fingerprint, account, accountKind, currency, floorMinor, reference };
    }
    case 'post': {
      const { purpose, currency, once, refunds, reference } = wire;
      const legs = wire.legs.map(({ debit, credit, amount_minor: amountMinor }) => ({
        debit,
        credit,
        amountMinor,
      }));
      return { kind: wire.kind, id, fingerprint, purpose, currency, legs, once, refunds, reference };
    }
  }
}

export function outcomeToWire(outcome: Outcome): z.input<typeof outcomeWire> {
  if (outcome.status === 'conflict') return outcome;
  const { replayed, entry } = outcome;
  const decided = {
    id: entry.id,
    replayed,
    position: { batch: entry.batch.toString(), index: entry.index },
    at: entry.at.toISOString(),
    business_date: entry.businessDate,
  };
  return entry.refusal === null
    ? { status: 'posted', ...decided }
    : { status: 'refused', ...decided, refusal: entry.refusal };
}
