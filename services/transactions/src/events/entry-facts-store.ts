import { parsePublicId, type Uuid } from '@tamsui/ids';
import type { Entry, Position } from '@tamsui/ledger-client';
import type { Database } from '@tamsui/platform/database';
import { listTerminals, type TerminalListing } from '../merchants/terminal-directory.ts';
import { heldPaymentIdOf, terminalIdOf } from '../payments/payment.ts';
import type { StagedPayment } from '../payments/staged-payment.ts';
import { listStaged } from '../payments/staged-payment-store.ts';
import type { TopUp } from '../top-ups/top-up.ts';
import { findTopUps } from '../top-ups/top-up-store.ts';
import { findWalletHolders } from '../transfers/payee-store.ts';
import type { Transfer } from '../transfers/transfer.ts';
import { findTransfers } from '../transfers/transfer-store.ts';

/** Money of a held payment that was captured, or given back. */
export interface Moved {
  readonly id: Uuid;
  readonly paymentId: Uuid;
  /** Of what was given back: the refund that it is a part of. */
  readonly refundId: Uuid | null;
  readonly amountMinor: bigint;
  readonly at: Date;
  readonly businessDate: string;
  readonly position: Position;
}

/** What is known beside the journal of what some of its entries are about. */
export interface EntryFacts {
  readonly terminals: ReadonlyMap<Uuid, TerminalListing>;
  readonly staged: ReadonlyMap<Uuid, StagedPayment>;
  /** Whose wallet an account is. */
  readonly holders: ReadonlyMap<Uuid, Uuid>;
  readonly captures: readonly Moved[];
  readonly refunds: readonly Moved[];
  /** Of a refund of several captures, the last of its entries. */
  readonly lastParts: ReadonlyMap<Uuid, Uuid>;
  readonly topUps: ReadonlyMap<Uuid, TopUp>;
  readonly transfers: ReadonlyMap<Uuid, Transfer>;
}

export function topUpIdOfEntry({ purpose, reference }: Entry): Uuid | undefined {
  return purpose !== 'top_up' || reference.top_up === undefined
    ? undefined
    : parsePublicId('top', reference.top_up);
}

/** The refund that an entry is, or is a part of. */
export function refundIdOfEntry({ id, reference }: Entry): Uuid {
  return (reference.refund === undefined ? undefined : parsePublicId('rfd', reference.refund)) ?? id;
}

/** Reads what is needed to tell of a page of entries: a few reads for all of them, and none for what none is about. */
export async function readEntryFacts(database: Database, entries: readonly Entry[]): Promise<EntryFacts> {
  const held = unique(entries.map(({ reference }) => heldPaymentIdOf(reference)));
  const payments = unique(entries.filter(isPaymentOrHold).map(({ id }) => id));
  const staged = await orNone([...held, ...payments], (ids) => listStaged(database, ids));
  const named = entries.map(({ reference }) => terminalIdOf(reference));
  const tills = unique([...named, ...[...staged.values()].map(({ terminalId }) => terminalId)]);
  const partial = unique(entries.filter(isRefundOfHeld).map(refundIdOfEntry));
  return {
    staged,
    terminals: await orNone(tills, (ids) => listTerminals(database, ids)),
    holders: await orNone(walletsOf(entries), (ids) => findWalletHolders(database, ids)),
    captures: held.length === 0 ? [] : await listMoved(database, 'captures', held),
    refunds: held.length === 0 ? [] : await listMoved(database, 'refunds', held),
    lastParts: await orNone(partial, (ids) => findLastParts(database, ids)),
    topUps: await orNone(unique(entries.map(topUpIdOfEntry)), (ids) => findTopUps(database, ids)),
    transfers: await orNone(transfersOf(entries), (ids) => findTransfers(database, ids)),
  };
}

function isPaymentOrHold({ purpose }: Entry): boolean {
  return purpose === 'payment' || purpose === 'hold';
}

function isRefundOfHeld({ purpose, reference }: Entry): boolean {
  return purpose === 'refund' && heldPaymentIdOf(reference) !== undefined;
}

function transfersOf(entries: readonly Entry[]): Uuid[] {
  return entries.filter(({ purpose }) => purpose === 'transfer').map(({ id }) => id);
}

/** The wallets that paid a till, or got something back from one. */
function walletsOf(entries: readonly Entry[]): Uuid[] {
  return unique(
    entries.map(({ purpose, postings: [posting] }) => {
      if (purpose === 'payment') return posting?.debit;
      return purpose === 'refund' ? posting?.credit : undefined;
    }),
  );
}

function unique(ids: readonly (Uuid | undefined)[]): Uuid[] {
  return [...new Set(ids.filter((id) => id !== undefined))];
}

async function orNone<Value>(
  ids: readonly Uuid[],
  read: (ids: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, Value>>,
): Promise<ReadonlyMap<Uuid, Value>> {
  return ids.length === 0 ? new Map<Uuid, Value>() : read(ids);
}

/** In the order of the journal. */
async function listMoved(
  database: Database,
  table: 'captures' | 'refunds',
  paymentIds: readonly Uuid[],
): Promise<Moved[]> {
  const refundId = table === 'refunds' ? 'refund_id' : 'cast(null as uuid)';
  const { rows } = await database.raw<{
    rows: (Omit<Moved, 'position'> & { readonly batch: bigint; readonly index: number })[];
  }>(
    `select id, payment_id as "paymentId", ${refundId} as "refundId", amount_minor as "amountMinor",
            created_at as at, business_date::text as "businessDate", batch, index
       from transactions.${table}
      where payment_id = any(cast(:paymentIds as uuid[]))
      order by batch, index`,
    { paymentIds: [...paymentIds] },
  );
  return rows.map(({ batch, index, ...moved }) => ({ ...moved, position: { batch, index } }));
}

async function findLastParts(
  database: Database,
  refundIds: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, Uuid>> {
  const { rows } = await database.raw<{ rows: { refund_id: Uuid; entry_id: Uuid }[] }>(
    `select distinct on (refund_id) refund_id, entry_id
       from transactions.refund_parts
      where refund_id = any(cast(:refundIds as uuid[]))
      order by refund_id, part desc`,
    { refundIds: [...refundIds] },
  );
  return new Map(rows.map((row) => [row.refund_id, row.entry_id]));
}
