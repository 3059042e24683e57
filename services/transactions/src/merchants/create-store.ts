import { accept, type Result, refuse } from '@tamsui/errors';
import { formatPublicId } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { type Manager, managerName } from './managed-by.ts';
import type { Store, Terminal } from './merchant.ts';
import { recordMerchantEvent } from './merchant-event-store.ts';
import { insertStore, lockStore } from './store-store.ts';
import { insertTerminal } from './terminal-store.ts';

export interface StoreDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** Opens a store of a merchant that is there. */
export async function createStore(
  { database, clock }: StoreDeps,
  by: Manager,
  asked: Pick<Store, 'id' | 'merchantId' | 'name'>,
): Promise<Result<Store, { readonly code: 'already_created' }>> {
  const store = { ...asked, createdAt: clock.now(), closedAt: null };
  return withTrx(database, async (trx) => {
    if (!(await insertStore(trx, store))) return refuse('already_created');
    const subject = formatPublicId('sto', store.id);
    const { merchantId, createdAt: at } = store;
    await recordMerchantEvent(trx, {
      merchantId,
      actor: managerName(by),
      action: 'store.created',
      subject,
      at,
    });
    return accept(store);
  });
}

/** Puts a till into a store that is there. */
export async function createTerminal(
  { database, clock }: StoreDeps,
  by: Manager,
  asked: Pick<Terminal, 'id' | 'storeId' | 'name'>,
): Promise<Result<Terminal, { readonly code: 'already_created' | 'store_closed' }>> {
  const terminal = { ...asked, createdAt: clock.now(), closedAt: null };
  return withTrx(database, async (trx) => {
    const store = await lockStore(trx, terminal.storeId);
    if (store === undefined || store.closedAt !== null) return refuse('store_closed');
    if (!(await insertTerminal(trx, terminal))) return refuse('already_created');
    await recordMerchantEvent(trx, {
      merchantId: store.merchantId,
      actor: managerName(by),
      action: 'terminal.created',
      subject: formatPublicId('ter', terminal.id),
      facts: { store: formatPublicId('sto', store.id) },
      at: terminal.createdAt,
    });
    return accept(terminal);
  });
}
