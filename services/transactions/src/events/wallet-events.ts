import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { Entry } from '@tamsui/ledger-client';
import { z } from 'zod';
import { idWire } from '../http/wire-fields.ts';
import type { TopUp } from '../top-ups/top-up.ts';
import { printTopUp } from '../top-ups/top-up-schema.ts';
import type { Transfer } from '../transfers/transfer.ts';
import { printTransfer, transferWire } from '../transfers/transfer-schema.ts';
import { type EntryFacts, topUpIdOfEntry } from './entry-facts-store.ts';
import type { NewEvent } from './event.ts';

/** What an entry tells of a top-up. */
export function creditEvents(entry: Entry, { topUps }: EntryFacts): NewEvent[] {
  const id = topUpIdOfEntry(entry);
  const topUp = id === undefined ? undefined : topUps.get(id);
  // One that was refused, since the wallet was full, is tried again.
  if (!entry.posted || topUp === undefined) return [];
  return [topUpEvent({ ...topUp, status: 'succeeded', failureCode: null }, entry.at)];
}

export function topUpFailedEvent(topUp: TopUp, failureCode: string, at: Date): NewEvent {
  return topUpEvent({ ...topUp, status: 'failed', failureCode }, at);
}

function topUpEvent(topUp: TopUp, createdAt: Date): NewEvent {
  return {
    type: topUp.status === 'failed' ? 'top_up.failed' : 'top_up.succeeded',
    objectType: 'top_up',
    objectId: topUp.id,
    merchant: null,
    resident: { to: topUp.residentId, data: printTopUp(topUp) },
    createdAt,
  };
}

/** What an entry tells of a transfer: whoever sent it, and whoever got it. */
export function sentEvents(entry: Entry, { transfers }: EntryFacts): NewEvent[] {
  const transfer = entry.purpose === 'transfer' ? transfers.get(entry.id) : undefined;
  if (!entry.posted || transfer?.payee == null) return [];
  const sent = { ...transfer, status: 'succeeded', failure: null, sentAt: entry.at } as const;
  return [
    transferEvent('transfer.succeeded', sent, transfer.payerId, entry.at),
    transferEvent('transfer.received', sent, transfer.payee.residentId, entry.at),
  ];
}

/** Of a transfer as it is once it has failed. Only its payer ever hears of it. */
export function transferFailedEvent(failed: Transfer, at: Date): NewEvent {
  return transferEvent('transfer.failed', failed, failed.payerId, at);
}

function transferEvent(
  type: 'transfer.succeeded' | 'transfer.failed' | 'transfer.received',
  transfer: Transfer,
  to: Uuid,
  createdAt: Date,
): NewEvent {
  const direction = type === 'transfer.received' ? 'received' : 'sent';
  // Who the other side is and what was written is closed with people's keys, and stays so: events are for ever.
  const {
    counterparty: _name,
    message: _text,
    ...data
  } = printTransfer({ transfer, direction, counterpartyName: null, message: null });
  const objectId = transfer.id;
  return { type, objectType: 'transfer', objectId, merchant: null, resident: { to, data }, createdAt };
}

/** What is told of a transfer, as it is described: the transfer without the other side's name and without its text. */
export const toldTransferWire = transferWire
  .omit({ counterparty: true, message: true })
  .meta({ id: 'ToldTransfer' });

export const walletStateWire = z
  .strictObject({
    id: idWire('wal'),
    status: z.enum(['open', 'frozen']),
    frozen_by: z.enum(['resident', 'operator']).nullable(),
  })
  .meta({ id: 'WalletState' });

/** @param frozenBy null when it is open */
export function walletEvent(
  wallet: { readonly id: Uuid; readonly residentId: Uuid },
  frozenBy: 'resident' | 'operator' | null,
  createdAt: Date,
): NewEvent {
  const isFrozen = frozenBy !== null;
  const status = isFrozen ? 'frozen' : 'open';
  const data = { id: formatPublicId('wal', wallet.id), status, frozen_by: frozenBy };
  return {
    type: isFrozen ? 'wallet.frozen' : 'wallet.unfrozen',
    objectType: 'wallet',
    objectId: wallet.id,
    merchant: null,
    resident: { to: wallet.residentId, data },
    createdAt,
  };
}
