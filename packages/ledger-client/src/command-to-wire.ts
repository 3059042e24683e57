import type { z } from 'zod';
import type { Command, LimitRule, OpenAccountCommand, PostCommand, SetPolicyCommand } from './command.ts';
import type { commandWire } from './wire.ts';

type CommandWire = z.input<typeof commandWire>;

/** A command as it goes over the wire. */
export function commandToWire(command: Command): CommandWire {
  const { kind, id, fingerprint } = command;
  switch (kind) {
    case 'close_business_day':
      return { kind, id, fingerprint, business_date: command.businessDate };
    case 'open_account':
      return openAccountToWire(command);
    case 'post':
      return postToWire(command);
    case 'set_policy':
      return setPolicyToWire(command);
    case 'hold': {
      const { account, currency, amountMinor, expiresAt, once, reference } = command;
      const expires_at = expiresAt === null ? null : expiresAt.toISOString();
      return {
        kind,
        id,
        fingerprint,
        account,
        currency,
        amount_minor: amountMinor.toString(),
        expires_at,
        ...(once === undefined ? {} : { once }),
        reference,
      };
    }
    case 'release_hold': {
      const { account, hold, amountMinor, reference } = command;
      return { kind, id, fingerprint, account, hold, amount_minor: textOf(amountMinor), reference };
    }
    case 'set_account_status': {
      const { account, status, reference } = command;
      return { kind, id, fingerprint, account, status, reference };
    }
    case 'assign_policy': {
      const { account, policy, reference } = command;
      return { kind, id, fingerprint, account, policy, reference };
    }
    case 'decline': {
      const { purpose, reason, reference } = command;
      return { kind, id, fingerprint, purpose, reason, reference };
    }
  }
}

function openAccountToWire(command: OpenAccountCommand): CommandWire {
  const { kind, id, fingerprint, account, accountKind, currency, floorMinor, policy, reference } = command;
  const limits = policy === undefined ? {} : { policy };
  const floor_minor = textOf(floorMinor);
  return {
    kind,
    id,
    fingerprint,
    account,
    account_kind: accountKind,
    currency,
    floor_minor,
    ...limits,
    reference,
  };
}

function postToWire(command: PostCommand): CommandWire {
  const { kind, id, fingerprint, purpose, currency, legs, once, refunds, hold, reference } = command;
  return {
    kind,
    id,
    fingerprint,
    purpose,
    currency,
    legs: legs.map(({ debit, credit, amountMinor }) => ({
      debit,
      credit,
      amount_minor: amountMinor.toString(),
    })),
    ...(once === undefined ? {} : { once }),
    ...(refunds === undefined ? {} : { refunds }),
    ...(hold === undefined ? {} : { hold }),
    reference,
  };
}

function setPolicyToWire(command: SetPolicyCommand): CommandWire {
  const { kind, id, fingerprint, policy, effectiveFrom, balanceCapMinor, rules, reference } = command;
  return {
    kind,
    id,
    fingerprint,
    policy,
    effective_from: effectiveFrom.toISOString(),
    balance_cap_minor: textOf(balanceCapMinor),
    rules: rules.map(ruleToWire),
    reference,
  };
}

function ruleToWire({ name, direction, purposes, singleMinor, dayMinor, monthMinor }: LimitRule) {
  const caps = {
    single_minor: textOf(singleMinor),
    day_minor: textOf(dayMinor),
    month_minor: textOf(monthMinor),
  };
  return { name, direction, purposes: [...purposes], ...caps };
}

const textOf = (minor: bigint | null): string | null => (minor === null ? null : minor.toString());
