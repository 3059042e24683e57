import type { Migration } from '../../src/migration.ts';

/** Where merchants want to be told of events, what is still to be told, and what came of telling. */
export const webhooks: Migration = {
  name: '075-webhooks',
  up: async (knex) => {
    await knex.raw(`
      create table transactions.webhook_endpoints (
        id              uuid primary key,
        merchant_id     uuid not null references transactions.merchants,
        url             text not null check (char_length(url) <= 2000),
        description     text check (char_length(description) between 1 and 200),
        -- Null for all, those included that there are not yet.
        types           text[] check (cardinality(types) >= 1),
        api_version     text not null,
        -- What happened up to this event is not told by itself.
        from_sequence   bigint not null,
        created_at      timestamptz not null,
        -- When what it asks for was last changed.
        changed_at      timestamptz,
        disabled_at     timestamptz,
        disabled_reason text check (disabled_reason in ('by_hand', 'gone', 'failing')),
        deleted_at      timestamptz,
        -- Failures since the last success, and when they began.
        failures_in_row integer not null default 0 check (failures_in_row >= 0),
        failing_since   timestamptz,
        -- When the merchant was told of it.
        warned_at       timestamptz,
        last_success_at timestamptz,
        -- Nothing is sent before this: the receiver asked for time, or is given a rest.
        resting_until   timestamptz,
        check ((disabled_at is null) = (disabled_reason is null)),
        check ((failures_in_row = 0) = (failing_since is null))
      );
      create index webhook_endpoints_of_merchant on transactions.webhook_endpoints (merchant_id, id)
        where deleted_at is null;

      -- What signs: closed with a key from the configuration. While a rotation lasts there are two.
      create table transactions.webhook_keys (
        id          uuid primary key,
        endpoint_id uuid not null references transactions.webhook_endpoints,
        signing     text not null check (signing in ('hmac', 'ed25519')),
        key_id      text not null,
        sealed      bytea not null,
        -- What the receiver verifies with, where that is no secret.
        public_key  text check ((public_key is null) = (signing = 'hmac')),
        created_at  timestamptz not null,
        -- Null for the newest.
        expires_at  timestamptz
      );
      create unique index webhook_keys_newest on transactions.webhook_keys (endpoint_id) where expires_at is null;
      create index webhook_keys_of_endpoint on transactions.webhook_keys (endpoint_id);

      -- One row: every event up to this one has its deliveries.
      create table transactions.webhook_fan_out (
        only_row      boolean primary key default true check (only_row),
        told_sequence bigint not null
      ) with (fillfactor = 50);
      insert into transactions.webhook_fan_out (told_sequence) select last_sequence from transactions.event_head;

      create table transactions.webhook_deliveries (
        id              uuid primary key,
        endpoint_id     uuid not null references transactions.webhook_endpoints,
        -- Of a ping: an event that there is nowhere else.
        event_id        uuid not null,
        type            text not null,
        origin          text not null check (origin in ('event', 'replay', 'ping')),
        status          text not null check (status in ('waiting', 'sending', 'delivered', 'failed', 'canceled')),
        -- Those that were begun.
        attempts        integer not null default 0 check (attempts >= 0),
        -- While it is sent: when whoever sends it is taken for dead. Null when nothing is to be done any more.
        next_attempt_at timestamptz,
        created_at      timestamptz not null,
        finished_at     timestamptz,
        check ((finished_at is null) = (status in ('waiting', 'sending'))),
        check ((finished_at is null) = (next_attempt_at is not null))
      ) with (fillfactor = 80);
      -- An event is told to an endpoint once by itself, however often the fan-out begins anew.
      create unique index webhook_deliveries_once on transactions.webhook_deliveries (endpoint_id, event_id)
        where origin = 'event';
      create index webhook_deliveries_due on transactions.webhook_deliveries (endpoint_id, next_attempt_at)
        where finished_at is null;
      create index webhook_deliveries_of_endpoint on transactions.webhook_deliveries (endpoint_id, id);
      create index webhook_deliveries_by_age on transactions.webhook_deliveries (created_at);

      create table transactions.webhook_attempts (
        delivery_id    uuid not null references transactions.webhook_deliveries on delete cascade,
        attempt        integer not null check (attempt >= 1),
        started_at     timestamptz not null,
        duration_ms    integer check (duration_ms >= 0),
        status         integer,
        error          text,
        response_start text check (char_length(response_start) <= 500),
        primary key (delivery_id, attempt)
      );

      -- For telling again what happened in a stretch of time.
      create index events_of_merchant_by_time on transactions.events (merchant_id, created_at)
        where merchant_id is not null;
    `);
  },
};
