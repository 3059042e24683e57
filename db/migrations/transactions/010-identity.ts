import type { Migration } from '../../src/migration.ts';

/** Who residents are to an identity provider, and the devices that act for them. */
export const identity: Migration = {
  name: '010-identity',
  up: async (knex) => {
    await knex.raw(`
      -- A resident at an issuer. The subject itself, perhaps a national id, is nowhere: this is its keyed hash. The row
      -- comes before the resident's, so that two sign-ins of a new person agree on the id; hence no foreign key.
      create table transactions.resident_identities (
        subject_digest bytea primary key check (octet_length(subject_digest) = 32),
        resident_id    uuid not null unique,
        issuer         text not null,
        created_at     timestamptz not null
      );

      -- From the first click to the token: started, exchanged (the state is used), proven (there is a resident and a
      -- token), used (it enrolled a device). What the exchange needs is gone when it is done.
      create table transactions.sign_ins (
        id               uuid primary key,
        state_hash       bytea not null unique check (octet_length(state_hash) = 32),
        code_verifier    text,
        nonce            text,
        created_at       timestamptz not null,
        expires_at       timestamptz not null,
        exchanged_at     timestamptz,
        resident_id      uuid references transactions.residents,
        assurance        text check (assurance in ('general', 'gold')),
        challenge        text,
        token_hash       bytea unique check (octet_length(token_hash) = 32),
        token_expires_at timestamptz,
        device_id        uuid,
        revoked_at       timestamptz,
        check ((resident_id is null) = (token_hash is null)),
        check (token_hash is null or (code_verifier is null and nonce is null and exchanged_at is not null))
      );
      create index sign_ins_by_age on transactions.sign_ins (created_at);

      -- A key is enrolled once and never again, whoever brings it.
      create table transactions.devices (
        id            uuid primary key,
        resident_id   uuid not null references transactions.residents,
        name          text not null check (char_length(name) >= 1 and char_length(name) <= 100),
        thumbprint    text not null unique check (thumbprint ~ '^[A-Za-z0-9_-]{43}$'),
        x             text not null,
        y             text not null,
        secret_key_id text not null,
        sealed_secret bytea not null,
        created_at    timestamptz not null,
        cooling_until timestamptz,
        removed_at    timestamptz
      );
      create index devices_of_resident on transactions.devices (resident_id, id);

      -- Refresh tokens that come one from another. One family of a device lives at a time.
      create table transactions.token_families (
        id            uuid primary key,
        device_id     uuid not null references transactions.devices,
        token_key_id  text not null,
        sequence      integer not null check (sequence >= 1),
        created_at    timestamptz not null,
        rotated_at    timestamptz not null,
        ended_at      timestamptz,
        ended_because text check (ended_because in ('replaced', 'reused', 'device_removed')),
        check ((ended_at is null) = (ended_because is null))
      );
      create unique index token_families_alive on transactions.token_families (device_id) where ended_at is null;

      create table transactions.refresh_tokens (
        token_hash bytea primary key check (octet_length(token_hash) = 32),
        family_id  uuid not null references transactions.token_families,
        sequence   integer not null check (sequence >= 1),
        unique (family_id, sequence)
      );

      -- Our keys for access tokens, one for each period of the calendar. The private half is closed.
      create table transactions.token_signing_keys (
        kid            text primary key,
        x              text not null,
        y              text not null,
        sealing_key_id text not null,
        sealed_private bytea not null,
        created_at     timestamptz not null
      );
    `);
  },
};
