import type { Uuid } from '@tamsui/ids';
import type { Trx } from '@tamsui/platform/database';
import type { SettledLine } from '../settlement-runs/calculation.ts';
import type { NewPayout } from './payout.ts';

/** Inserts those that are not there yet, and returns their ids. */
export async function insertPayouts(trx: Trx, run: Uuid, payouts: readonly NewPayout[]): Promise<Uuid[]> {
  const { rows } = await trx.raw<{ rows: { id: Uuid }[] }>(
    `insert into settlement.payouts (id, run, merchant, payable_account, merchant_name, fee_basis_points,
       holder_name, bank_code, account_number, opening_minor, gross_minor, refunds_minor, fee_minor, net_minor,
       payout_minor, closing_minor, end_to_end_id)
     select payout.id, :run, payout.merchant, payable_account, merchant_name, fee_basis_points,
       holder_name, bank_code, account_number, opening_minor, gross_minor, refunds_minor, fee_minor, net_minor,
       payout_minor, closing_minor, end_to_end_id
     from unnest(:ids::uuid[], :merchants::uuid[], :accounts::uuid[], :names::text[], :plans::integer[],
       :holders::text[], :banks::text[], :numbers::text[], :openings::bigint[], :grosses::bigint[],
       :refunds::bigint[], :fees::bigint[], :nets::bigint[], :amounts::bigint[], :closings::bigint[],
       :endToEndIds::text[])
       as payout (id, merchant, payable_account, merchant_name, fee_basis_points, holder_name, bank_code,
         account_number, opening_minor, gross_minor, refunds_minor, fee_minor, net_minor, payout_minor,
         closing_minor, end_to_end_id)
     on conflict (run, merchant) do nothing returning id`,
    { run, ...merchantArrays(payouts), ...resultArrays(payouts) },
  );
  return rows.map(({ id }) => id);
}

function merchantArrays(payouts: readonly NewPayout[]) {
  return {
    ids: payouts.map(({ id }) => id),
    endToEndIds: payouts.map(({ endToEndId }) => endToEndId),
    merchants: payouts.map(({ merchant }) => merchant.id),
    accounts: payouts.map(({ merchant }) => merchant.payableAccount),
    names: payouts.map(({ merchant }) => merchant.name),
    plans: payouts.map(({ feeBasisPoints }) => feeBasisPoints),
    holders: payouts.map(({ merchant }) => merchant.payoutAccount.holderName),
    banks: payouts.map(({ merchant }) => merchant.payoutAccount.bankCode),
    numbers: payouts.map(({ merchant }) => merchant.payoutAccount.accountNumber),
  };
}

function resultArrays(payouts: readonly NewPayout[]) {
  return {
    openings: payouts.map(({ result }) => result.openingMinor),
    grosses: payouts.map(({ result }) => result.grossMinor),
    refunds: payouts.map(({ result }) => result.refundsMinor),
    fees: payouts.map(({ result }) => result.feeMinor),
    nets: payouts.map(({ result }) => result.netMinor),
    amounts: payouts.map(({ result }) => result.payoutMinor),
    closings: payouts.map(({ result }) => result.closingMinor),
  };
}

/** Small enough for a statement to end well within its time limit, however busy the day was. */
const LINES_PER_INSERT = 5_000;

/** The priced lines of these payouts. A line that was settled before violates the key, and the run stops. */
export async function insertRunLines(trx: Trx, run: Uuid, payouts: readonly NewPayout[]): Promise<void> {
  const lines = payouts.flatMap(({ id, result }) => result.lines.map((line) => ({ ...line, payout: id })));
  for (let start = 0; start < lines.length; start += LINES_PER_INSERT) {
    await insertLinesOfRun(trx, run, lines.slice(start, start + LINES_PER_INSERT));
  }
}

async function insertLinesOfRun(
  trx: Trx,
  run: Uuid,
  lines: readonly (SettledLine & { readonly payout: Uuid })[],
): Promise<void> {
  await trx.raw(
    `insert into settlement.run_lines (entry, run, payout, gross_minor, fee_minor, net_minor)
     select line.entry, :run, line.payout, line.gross, line.fee, line.net
     from unnest(:entries::uuid[], :payouts::uuid[], :grosses::bigint[], :fees::bigint[], :nets::bigint[])
       as line (entry, payout, gross, fee, net)`,
    {
      run,
      entries: lines.map(({ entry }) => entry),
      payouts: lines.map(({ payout }) => payout),
      grosses: lines.map(({ grossMinor }) => grossMinor),
      fees: lines.map(({ feeMinor }) => feeMinor),
      nets: lines.map(({ netMinor }) => netMinor),
    },
  );
}

/** How many merchants the run has, and how many of them are paid. */
export async function countPayouts(
  trx: Trx,
  run: Uuid,
): Promise<{ readonly merchants: number; readonly transfers: number }> {
  const { rows } = await trx.raw<{ rows: { merchants: number; transfers: number }[] }>(
    `select count(*)::integer as merchants, (count(*) filter (where payout_minor > 0))::integer as transfers
     from settlement.payouts where run = :run`,
    { run },
  );
  return rows[0] ?? { merchants: 0, transfers: 0 };
}
