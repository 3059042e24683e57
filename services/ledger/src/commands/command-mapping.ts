import type { Command, LimitRule, Outcome } from '@tamsui/book';
import type { commandWire, outcomeWire } from '@tamsui/ledger-client';
import type { z } from 'zod';

/** A command from the wire, in the book's words. */
export function commandFromWire(wire: z.output<typeof commandWire>): Command {
  const { id, fingerprint } = wire;
  switch (wire.kind) {
    case 'close_business_day':
      return { kind: wire.kind, id, fingerprint, businessDate: wire.business_date };
    case 'open_account': {
      const {
        account,
        account_kind: accountKind,
        currency,
        floor_minor: floorMinor,
        policy,
        reference,
      } = wire;
      return {
        kind: wire.kind,
        id,
        fingerprint,
        account,
        accountKind,
        currency,
        floorMinor,
        policy,
        reference,
      };
    }
    case 'post': {
      const { purpose, currency, once, refunds, hold, reference } = wire;
      const legs = wire.legs.map(({ debit, credit, amount_minor: amountMinor }) => ({
        debit,
        credit,
        amountMinor,
      }));
      return { kind: wire.kind, id, fingerprint, purpose, currency, legs, once, refunds, hold, reference };
    }
    case 'hold': {
      const { kind, account, currency, amount_minor: amountMinor, expires_at: expiresAt } = wire;
      const { once, reference } = wire;
      return { kind, id, fingerprint, account, currency, amountMinor, expiresAt, once, reference };
    }
    case 'release_hold': {
      const { account, hold, amount_minor: amountMinor, reference } = wire;
      return { kind: wire.kind, id, fingerprint, account, hold, amountMinor, reference };
    }
    case 'set_account_status': {
      const { account, status, reference } = wire;
      return { kind: wire.kind, id, fingerprint, account, status, reference };
    }
    case 'assign_policy': {
      const { account, policy, reference } = wire;
      return { kind: wire.kind, id, fingerprint, account, policy, reference };
    }
    case 'decline': {
      const { purpose, reason, reference } = wire;
      return { kind: wire.kind, id, fingerprint, purpose, reason, reference };
    }
    case 'set_policy': {
      const { policy, effective_from: effectiveFrom, balance_cap_minor: balanceCapMinor, reference } = wire;
      const rules = wire.rules.map(ruleFromWire);
      return { kind: wire.kind, id, fingerprint, policy, effectiveFrom, balanceCapMinor, rules, reference };
    }
  }
}

type RuleWire = Extract<z.output<typeof commandWire>, { kind: 'set_policy' }>['rules'][number];

function ruleFromWire(wire: RuleWire): LimitRule {
  const {
    name,
    direction,
    purposes,
    single_minor: singleMinor,
    day_minor: dayMinor,
    month_minor: monthMinor,
  } = wire;
  return { name, direction, purposes, singleMinor, dayMinor, monthMinor };
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
