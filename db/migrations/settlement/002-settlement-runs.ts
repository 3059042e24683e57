import type { Knex } from 'knex';
import type { Migration } from '../../src/migration.ts';

/**
 * A run settles one closed business day of one book. Only its own row ever changes; all else is history. The cut is
 * the place in the journal behind which no entry belongs to that day.
 */
export const settlementRuns: Migration = {
  name: '002-settlement-runs',
  async up(knex, schema) {
    await createRuns(knex, schema);
    await createPayouts(knex, schema);
    await createRunLines(knex, schema);
    await createTraces(knex, schema);
  },
};

async function createRuns(knex: Knex, schema: string): Promise<void> {
  await knex.raw(`
    create table ${schema}.runs (
      id uuid primary key,
      book text not null,
      business_date date not null,
      currency text not null,
      state text not null check (state in ('calculating', 'calculated', 'posted', 'filed', 'submitted')),
      created_at timestamptz not null,
      cut_batch bigint not null,
      cut_index integer not null,
      gross_minor bigint,
      refunds_minor bigint,
      fees_minor bigint,
      net_minor bigint,
      payouts_minor bigint,
      merchant_count integer,
      fault_code text,
      fault_detail text,
      unique (book, business_date),
      check (net_minor = gross_minor - refunds_minor - fees_minor),
      check ((state = 'calculating') = (merchant_count is null)),
      check (num_nonnulls(gross_minor, refunds_minor, fees_minor, net_minor, payouts_minor, merchant_count) in (0, 6)),
      check ((fault_code is null) = (fault_detail is null))
    )`);
  await knex.raw(`create index runs_under_way on ${schema}.runs (business_date) where state <> 'submitted'`);
}

async function createPayouts(knex: Knex, schema: string): Promise<void> {
  await knex.raw(`
    create table ${schema}.payouts (
      id uuid primary key,
      run uuid not null references ${schema}.runs,
      merchant uuid not null,
      payable_account uuid not null,
      merchant_name text not null,
      fee_basis_points integer not null check (fee_basis_points >= 0 and fee_basis_points <= 10000),
      holder_name text not null,
      bank_code text not null,
      account_number text not null,
      opening_minor bigint not null,
      gross_minor bigint not null check (gross_minor >= 0),
      refunds_minor bigint not null check (refunds_minor >= 0),
      fee_minor bigint not null,
      net_minor bigint not null,
      payout_minor bigint not null check (payout_minor >= 0 and payout_minor <= 999999999999999),
      closing_minor bigint not null check (closing_minor <= 0),
      end_to_end_id text not null unique check (length(end_to_end_id) <= 35),
      unique (run, merchant),
      unique (run, payable_account),
      unique (id, run),
      check (net_minor = gross_minor - refunds_minor - fee_minor),
      check (opening_minor + net_minor = payout_minor + closing_minor),
      check (payout_minor = 0 or closing_minor = 0)
    )`);
}

/** Amounts carry their sign: a refund's gross and fee are negative. The key lets a line be settled once, ever. */
async function createRunLines(knex: Knex, schema: string): Promise<void> {
  await knex.raw(`
    create table ${schema}.run_lines (
      entry uuid primary key references ${schema}.lines,
      run uuid not null,
      payout uuid not null,
      gross_minor bigint not null check (gross_minor <> 0),
      fee_minor bigint not null,
      net_minor bigint not null,
      foreign key (payout, run) references ${schema}.payouts (id, run),
      check (net_minor = gross_minor - fee_minor),
      check (fee_minor = 0 or sign(fee_minor) = sign(gross_minor)),
      check (abs(fee_minor) <= abs(gross_minor))
    )`);
  await knex.raw(`create index run_lines_by_payout on ${schema}.run_lines (payout)`);
}

async function createTraces(knex: Knex, schema: string): Promise<void> {
  await knex.raw(`
    create table ${schema}.payout_entries (
      payout uuid primary key references ${schema}.payouts,
      entry uuid not null unique,
      batch bigint not null,
      entry_index integer not null,
      posted_at timestamptz not null
    )`);
  await knex.raw(`
    create table ${schema}.payment_files (
      run uuid primary key references ${schema}.runs,
      message_id text not null unique check (length(message_id) <= 35),
      sha256 bytea not null check (sha256 = sha256(content)),
      content bytea not null,
      transfer_count integer not null check (transfer_count > 0),
      control_sum_minor bigint not null check (control_sum_minor > 0)
    )`);
  await knex.raw(`
    create table ${schema}.payout_bank_answers (
      payout uuid primary key references ${schema}.payouts,
      status text not null check (status in ('paid', 'rejected')),
      reason text,
      answered_at timestamptz not null
    )`);
}
