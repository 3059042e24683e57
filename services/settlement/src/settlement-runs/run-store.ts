import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import { RUN_COLUMNS, type RunRow, runOf } from './run-row.ts';
import type { RunState, SettlementRun } from './settlement-run.ts';

type NewRun = Pick<SettlementRun, 'id' | 'book' | 'businessDate' | 'currency' | 'createdAt' | 'cut'>;

/** Runs of a book are begun one at a time, so that each one sees the one before. Held until the trx ends. */
export async function lockRunsOfBook(trx: Trx, book: string): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtextextended('settlement runs of ' || :book, 0))`, {
    book,
  });
}

/** True when the row is new; false when the day has its run already. */
export async function insertRun(trx: Trx, run: NewRun): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into settlement.runs (id, book, business_date, currency, state, created_at, cut_batch, cut_index)
     values (:id, :book, :date, :currency, 'calculating', :createdAt, :batch, :index)
     on conflict (book, business_date) do nothing returning id`,
    {
      id: run.id,
      book: run.book,
      date: run.businessDate,
      currency: run.currency,
      createdAt: run.createdAt,
      batch: run.cut.batch,
      index: run.cut.index,
    },
  );
  return rows.length > 0;
}

export async function findRun(database: Database, id: Uuid): Promise<SettlementRun | undefined> {
  const { rows } = await database.raw<{ rows: RunRow[] }>(
    `select ${RUN_COLUMNS}
     from settlement.runs run left join settlement.payment_files file on file.run = run.id
     where run.id = :id`,
    { id },
  );
  return rows[0] === undefined ? undefined : runOf(rows[0]);
}

/** The newest day first. */
export async function listRuns(
  database: Database,
  book: string,
  page: { readonly limit: number; readonly beforeDate: string | null },
): Promise<SettlementRun[]> {
  const { rows } = await database.raw<{ rows: RunRow[] }>(
    `select ${RUN_COLUMNS}
     from settlement.runs run left join settlement.payment_files file on file.run = run.id
     where run.book = :book and (:beforeDate::date is null or run.business_date < :beforeDate::date)
     order by run.business_date desc limit :limit`,
    { book, beforeDate: page.beforeDate, limit: page.limit },
  );
  return rows.map(runOf);
}

/** Runs that a crash or a fault left behind, the oldest day first: a later day waits for it. */
export async function findRunsUnderWay(database: Database, book: string, limit: number): Promise<Uuid[]> {
  const { rows } = await database.raw<{ rows: { id: Uuid }[] }>(
    `select id from settlement.runs where book = :book and state <> 'submitted'
     order by business_date limit :limit`,
    { book, limit },
  );
  return rows.map(({ id }) => id);
}

/** The state, and nobody changes it before the trx ends. */
export async function lockRunState(trx: Trx, id: Uuid): Promise<RunState | undefined> {
  const { rows } = await trx.raw<{ rows: { state: RunState }[] }>(
    'select state from settlement.runs where id = :id for update',
    { id },
  );
  return rows[0]?.state;
}

/** Takes the run one step on, unless somebody did so already. */
export async function moveRun(database: Database, id: Uuid, from: RunState, to: RunState): Promise<void> {
  await database.raw(
    `update settlement.runs set state = :to, fault_code = null, fault_detail = null
     where id = :id and state = :from`,
    { id, from, to },
  );
}

/** Ends the calculation: the totals are the sums of what every merchant got. */
export async function completeCalculation(trx: Trx, id: Uuid): Promise<void> {
  await trx.raw(
    `update settlement.runs set state = 'calculated', fault_code = null, fault_detail = null,
       gross_minor = total.gross, refunds_minor = total.refunds, fees_minor = total.fees,
       net_minor = total.net, payouts_minor = total.payouts, merchant_count = total.merchants
     from (
       select coalesce(sum(gross_minor), 0)::bigint as gross, coalesce(sum(refunds_minor), 0)::bigint as refunds,
         coalesce(sum(fee_minor), 0)::bigint as fees, coalesce(sum(net_minor), 0)::bigint as net,
         coalesce(sum(payout_minor), 0)::bigint as payouts, count(*)::integer as merchants
       from settlement.payouts where run = :id
     ) as total
     where id = :id and state = 'calculating'`,
    { id },
  );
}

/** Shows a person why a run stands still. The next step that succeeds clears it. */
export async function recordRunFault(
  database: Database,
  id: Uuid,
  fault: { readonly code: string; readonly message: string },
): Promise<void> {
  await database.raw('update settlement.runs set fault_code = :code, fault_detail = :detail where id = :id', {
    id,
    code: fault.code,
    detail: fault.message,
  });
}
