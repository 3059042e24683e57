import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Vault } from '../personal-data/vault.ts';
import { findWalletHolders } from './payee-store.ts';
import { maskedNamesOf } from './view-transfer.ts';

/** The masked names of those whose wallets these accounts of the ledger are; an account of nobody else is left out. */
export type Counterparties = (accounts: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, string>>;

export function createCounterparties({
  database,
  vault,
}: {
  readonly database: Database;
  readonly vault: Vault;
}): Counterparties {
  return async (accounts) => {
    if (accounts.length === 0) return new Map();
    const holders = await findWalletHolders(database, [...new Set(accounts)]);
    const names = await maskedNamesOf(vault, [...holders.values()]);
    return new Map(
      [...holders].flatMap(([account, residentId]) => {
        const name = names.get(residentId);
        return name === undefined ? [] : [[account, name] as const];
      }),
    );
  };
}
