import type { Migration } from '../../src/migration.ts';

/** Who froze a wallet and why. That nothing leaves it is the ledger's doing: this says who may lift it. */
export const walletFreezes: Migration = {
  name: '023-wallet-freezes',
  up: async (knex) => {
    await knex.raw(`
      create table transactions.wallet_freezes (
        id         uuid primary key,
        wallet_id  uuid not null references transactions.wallets,
        placed_by  text not null check (placed_by in ('device', 'sign_in', 'operator')),
        reason     text not null,
        placed_at  timestamptz not null,
        lifted_by  text check (lifted_by in ('sign_in', 'operator')),
        lifted_at  timestamptz,
        check ((lifted_by is null) = (lifted_at is null)),
        -- What the operator placed is the operator's to lift.
        check (not (placed_by = 'operator' and lifted_by = 'sign_in'))
      );
      create index wallet_freezes_open on transactions.wallet_freezes (wallet_id) where lifted_at is null;
    `);
  },
};
