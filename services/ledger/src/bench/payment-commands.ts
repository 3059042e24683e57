import { randomBytes } from 'node:crypto';
import { commandId, newUuid } from '@tamsui/ids';
import type { OpenAccountCommand, PostCommand } from '@tamsui/ledger-client';
import type { PickPair } from './account-picks.ts';

/** An id as callers make it: a hash, so it falls anywhere in an index. */
export const newId = (): string => commandId(['bench'], randomBytes(16).toString('hex'));
const newFingerprint = (): string => randomBytes(16).toString('hex');

/** Retail amounts: from NT$1 to NT$500. */
const MAX_DOLLARS = 500;
/** What a wallet starts with: more than all its payments of a run. */
const FUNDS_MINOR = 10_000_000_000_00n;

export function openWallet(): OpenAccountCommand {
  return {
    kind: 'open_account',
    id: newId(),
    fingerprint: newFingerprint(),
    account: newUuid(),
    accountKind: 'liability',
    currency: 'TWD',
    floorMinor: 0n,
    reference: {},
  };
}

export function openBank(): OpenAccountCommand {
  return { ...openWallet(), accountKind: 'asset', floorMinor: null };
}

/** One entry that puts money into several wallets. */
export function fund(bank: string, wallets: readonly string[]): PostCommand {
  return {
    kind: 'post',
    id: newId(),
    fingerprint: newFingerprint(),
    purpose: 'top_up',
    currency: 'TWD',
    legs: wallets.map((credit) => ({ debit: bank, credit, amountMinor: FUNDS_MINOR })),
    reference: {},
  };
}

interface PaymentOptions {
  readonly wallets: readonly string[];
  readonly pick: PickPair;
  readonly random: () => number;
  /** Each payment spends a token and names who charged it, as one with a payment code does; one with a shop's code has neither. */
  readonly withOnce?: boolean;
}

/** A payment of the size of a real one: an order number, the terminal that took it, and sometimes a code. */
export function pay({ wallets, pick, random, withOnce = false }: PaymentOptions): PostCommand {
  const [payer, payee] = pick();
  const command = {
    kind: 'post',
    id: newId(),
    fingerprint: newFingerprint(),
    purpose: 'payment',
    currency: 'TWD',
    legs: [
      {
        debit: wallets[payer] ?? '',
        credit: wallets[payee] ?? '',
        amountMinor: BigInt(1 + Math.floor(random() * MAX_DOLLARS)) * 100n,
      },
    ],
  } as const;
  const reference = { terminal: randomBytes(15).toString('hex'), order: randomBytes(5).toString('hex') };
  if (!withOnce) return { ...command, reference };
  return { ...command, reference: { ...reference, by: `k${randomBytes(4).toString('hex')}` }, once: newId() };
}
