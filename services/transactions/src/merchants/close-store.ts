import { invariant } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import { type Trx, withTrx } from '@tamsui/platform/database';
import { endSessionsAtTerminals } from '../cashiers/session-store.ts';
import type { StoreDeps } from './create-store.ts';
import { type Manager, managerName } from './managed-by.ts';
import type { Store } from './merchant.ts';
import { recordMerchantEvent } from './merchant-event-store.ts';
import { lockStore, markStoreClosed } from './store-store.ts';
import {
  lockTerminal,
  markTerminalClosed,
  markTerminalsOfStoreClosed,
  type OwnedTerminal,
} from './terminal-store.ts';

/** Closes a store that is there, with its tills, for good. What was paid there stays. Closing it again is no change. */
export async function closeStore({ database, clock }: StoreDeps, by: Manager, id: Uuid): Promise<Store> {
  return withTrx(database, async (trx) => {
    const store = await lockStore(trx, id);
    invariant(store !== undefined, 'stores are never removed');
    if (store.closedAt !== null) return store;
    const closedAt = clock.now();
    await markStoreClosed(trx, id, closedAt);
    const tills = await markTerminalsOfStoreClosed(trx, id, closedAt);
    await endSessionsAtTerminals(trx, tills, closedAt);
    const closing = { merchantId: store.merchantId, actor: managerName(by), at: closedAt };
    await recordMerchantEvent(trx, {
      ...closing,
      action: 'store.closed',
      subject: formatPublicId('sto', id),
    });
    for (const till of tills) await recordTerminalClosed(trx, closing, till);
    return { ...store, closedAt };
  });
}

/** Closes a till that is there, for good: it takes no more payments, and whoever is signed in at it is signed out. */
export async function closeTerminal(
  { database, clock }: StoreDeps,
  by: Manager,
  id: Uuid,
): Promise<OwnedTerminal> {
  return withTrx(database, async (trx) => {
    const terminal = await lockTerminal(trx, id);
    invariant(terminal !== undefined, 'terminals are never removed');
    if (terminal.closedAt !== null) return terminal;
    const closedAt = clock.now();
    await markTerminalClosed(trx, id, closedAt);
    await endSessionsAtTerminals(trx, [id], closedAt);
    const closing = { merchantId: terminal.merchantId, actor: managerName(by), at: closedAt };
    await recordTerminalClosed(trx, closing, id);
    return { ...terminal, closedAt };
  });
}

interface Closing {
  readonly merchantId: Uuid;
  readonly actor: string;
  readonly at: Date;
}

function recordTerminalClosed(trx: Trx, closing: Closing, terminal: Uuid): Promise<void> {
  return recordMerchantEvent(trx, {
    ...closing,
    action: 'terminal.closed',
    subject: formatPublicId('ter', terminal),
  });
}
