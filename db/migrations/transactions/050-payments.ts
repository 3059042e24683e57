import type { Migration } from '../../src/migration.ts';

/** Payments that take more than one step, refunds of several captures, and cancellations of orders. */
export const payments: Migration = {
  name: '050-payments',
  up: async (knex) => {
    await knex.raw(STAGED);
    await knex.raw(REFUNDS);
    await knex.raw(CANCELLATIONS);
    await knex.raw(LISTS);
  },
};

const STAGED = `
  -- What a till asked for and one command cannot do at once: the resident has to confirm it, or the shop captures it
  -- later. What became of it is the ledger's to tell, under the same id.
  create table transactions.staged_payments (
    id              uuid primary key,
    fingerprint     text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
    merchant_id     uuid not null references transactions.merchants,
    payable_account uuid not null,
    terminal_id     uuid not null references transactions.terminals,
    order_reference text not null,
    amount_minor    bigint not null check (amount_minor > 0),
    currency        text not null check (currency ~ '^[A-Z]{3}$'),
    capture         text not null check (capture in ('automatic', 'manual')),
    -- Who pays; nobody when the code stood for nobody.
    resident_id     uuid,
    wallet_account  uuid,
    once_token      uuid,
    -- Why it was refused the moment it was asked for.
    declined        text check (declined ~ '^[a-z][a-z0-9_]{0,39}$'),
    -- The resident may confirm it before this; null when nothing has to be confirmed.
    confirm_before  timestamptz,
    -- It may be captured before this.
    hold_until      timestamptz check ((hold_until is not null) = (capture = 'manual')),
    created_at      timestamptz not null,
    -- When this service heard that the ledger had decided. Only keeps lists short.
    decided_at      timestamptz,
    check (declined is not null
           or (resident_id is not null and wallet_account is not null and once_token is not null))
  );
  create index staged_payments_waiting on transactions.staged_payments (resident_id, id)
    where confirm_before is not null and declined is null and decided_at is null;
  create index staged_payments_overdue on transactions.staged_payments (confirm_before)
    where declined is null and decided_at is null;
  create index staged_payments_by_order on transactions.staged_payments (payable_account, order_reference);
  -- A code that waits for its resident at one till is not taken at another.
  create unique index staged_payments_code on transactions.staged_payments (once_token)
    where confirm_before is not null and declined is null and decided_at is null;

  -- Written before the ledger is asked, so that no capture is overlooked, whatever stops in between.
  create table transactions.capture_requests (
    id           uuid primary key,
    payment_id   uuid not null references transactions.staged_payments,
    fingerprint  text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
    amount_minor bigint not null check (amount_minor > 0),
    final        boolean not null,
    actor        text not null,
    created_at   timestamptz not null,
    outcome      text check (outcome in ('posted', 'refused'))
  );
  create index capture_requests_of_payment on transactions.capture_requests (payment_id, created_at, id);
`;

const REFUNDS = `
  -- A refund of a payment that was captured in parts: which part it takes from which capture is settled once, here.
  create table transactions.refund_plans (
    id           uuid primary key,
    payment_id   uuid not null references transactions.staged_payments,
    fingerprint  text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
    amount_minor bigint not null check (amount_minor > 0),
    reason       text,
    actor        text not null,
    -- What was left when it was refused because that was less; such a plan has no parts.
    left_minor   bigint check (left_minor < amount_minor),
    created_at   timestamptz not null,
    finished_at  timestamptz
  );
  create index refund_plans_open on transactions.refund_plans (created_at) where finished_at is null;

  create table transactions.refund_parts (
    refund_id    uuid not null references transactions.refund_plans,
    part         integer not null check (part >= 0),
    entry_id     uuid not null unique,
    capture_id   uuid not null references transactions.capture_requests,
    amount_minor bigint not null check (amount_minor > 0),
    outcome      text check (outcome in ('posted', 'refused')),
    primary key (refund_id, part)
  );
  create index refund_parts_of_capture on transactions.refund_parts (capture_id);
`;

const CANCELLATIONS = `
  -- Orders that are not to be paid, whenever a payment of them arrives. Never removed.
  create table transactions.cancellations (
    id              uuid primary key,
    fingerprint     text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
    merchant_id     uuid not null references transactions.merchants,
    payable_account uuid not null,
    order_reference text not null,
    -- Null cancels the order at every till of the merchant.
    terminal_id     uuid references transactions.terminals,
    actor           text not null,
    created_at      timestamptz not null,
    -- What was answered first, to answer it again.
    answer          text
  );
  create index cancellations_of_order on transactions.cancellations (payable_account, order_reference);
  create index cancellations_by_time on transactions.cancellations (created_at);

  -- Payments that a cancellation has found. open: still to be undone.
  create table transactions.cancellation_items (
    cancellation_id uuid not null references transactions.cancellations,
    payment_id      uuid not null,
    state           text not null default 'open' check (state in ('open', 'voided', 'refunded', 'refused')),
    refunded_minor  bigint not null default 0 check (refunded_minor >= 0),
    -- Why the ledger would not give the money back.
    refusal         text check ((refusal is not null) = (state = 'refused')),
    attempts        integer not null default 0,
    next_attempt_at timestamptz not null,
    primary key (cancellation_id, payment_id)
  );
  create index cancellation_items_open on transactions.cancellation_items (next_attempt_at) where state = 'open';
`;

/** More of what the feed says, in the shape that lists need. All of it can be thrown away and read again. */
const LISTS = `
  alter table transactions.payments
    -- manual: an authorisation, whose captures are in a list of their own.
    add column capture text not null default 'automatic' check (capture in ('automatic', 'manual')),
    add column hold_until timestamptz,
    add column released_at timestamptz;
  create index payments_of_wallet on transactions.payments (wallet_account, batch desc, index desc);

  create table transactions.captures (
    id            uuid primary key,
    payment_id    uuid not null,
    amount_minor  bigint not null check (amount_minor > 0),
    currency      text not null,
    created_at    timestamptz not null,
    business_date date not null,
    batch         bigint not null,
    index         integer not null,
    unique (batch, index)
  );
  create index captures_of_payment on transactions.captures (payment_id, batch, index);

  -- A refund of several captures is several entries; this is the refund that they are parts of.
  alter table transactions.refunds add column refund_id uuid;
`;
