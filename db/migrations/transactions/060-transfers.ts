import type { Migration } from '../../src/migration.ts';

/** Money from one resident to another: whom they looked up, what they sent, and what they asked each other for. */
export const transfers: Migration = {
  name: '060-transfers',
  up: async (knex) => {
    await knex.raw(`
      -- Whom a resident looked up, for some minutes. No wallet: nobody by that number; the resident is not told.
      create table transactions.payee_lookups (
        id           uuid primary key,
        resident_id  uuid not null references transactions.residents,
        payee_wallet uuid references transactions.wallets,
        masked_name  text not null,
        expires_at   timestamptz not null
      );
      create index payee_lookups_by_expiry on transactions.payee_lookups (expires_at);

      create table transactions.payee_lookup_counts (
        resident_id uuid primary key references transactions.residents,
        window_at   timestamptz not null,
        lookups     integer not null
      );

      -- One resident asks others for money. What they wrote is encrypted with the asker's key.
      create table transactions.money_requests (
        id            uuid primary key,
        asker_id      uuid not null references transactions.residents,
        asker_account uuid not null references transactions.wallets (account),
        currency      text not null check (currency ~ '^[A-Z]{3}$'),
        details       bytea not null,
        created_at    timestamptz not null,
        expires_at    timestamptz not null check (expires_at > created_at)
      );
      create index money_requests_of_asker on transactions.money_requests (asker_id, created_at desc, id desc);

      -- pending until it is paid, declined by the payer or cancelled by the asker; a pending one expires with its request.
      create table transactions.request_shares (
        id           uuid primary key,
        request_id   uuid not null references transactions.money_requests,
        position     integer not null check (position >= 0),
        payer_id     uuid references transactions.residents,
        amount_minor bigint not null check (amount_minor > 0),
        status       text not null check (status in ('pending', 'paid', 'declined', 'cancelled')),
        created_at   timestamptz not null,
        decided_at   timestamptz check ((decided_at is null) = (status = 'pending')),
        unique (request_id, position)
      );
      create index request_shares_of_payer on transactions.request_shares (payer_id, created_at desc, id desc);

      -- scheduled: to be sent later · sending: the ledger is asked · succeeded, failed, cancelled: for good. A payee
      -- that is nobody, or whom the resident did not look up, has no account here. What was written is encrypted
      -- with the payer's key.
      create table transactions.transfers (
        id              uuid primary key,
        payer_id        uuid not null references transactions.residents,
        payer_account   uuid not null references transactions.wallets (account),
        payee_id        uuid references transactions.residents,
        payee_account   uuid references transactions.wallets (account),
        share_id        uuid references transactions.request_shares,
        amount_minor    bigint not null check (amount_minor > 0),
        currency        text not null check (currency ~ '^[A-Z]{3}$'),
        details         bytea not null,
        send_at         timestamptz,
        status          text not null check (status in ('scheduled', 'sending', 'succeeded', 'failed', 'cancelled')),
        failure         jsonb check ((failure is not null) = (status = 'failed')),
        created_at      timestamptz not null,
        sent_at         timestamptz check ((sent_at is not null) = (status = 'succeeded')),
        attempts        integer not null default 0,
        next_attempt_at timestamptz not null,
        check (status <> 'succeeded' or payee_account is not null),
        check ((payee_id is null) = (payee_account is null))
      );
      create index transfers_to_work_on on transactions.transfers (next_attempt_at)
        where status in ('scheduled', 'sending');
      create index transfers_sent on transactions.transfers (payer_id, created_at desc, id desc);
      create index transfers_received on transactions.transfers (payee_id, sent_at desc, id desc)
        where status = 'succeeded';
      create index transfers_of_share on transactions.transfers (share_id) where share_id is not null;
    `);
  },
};
