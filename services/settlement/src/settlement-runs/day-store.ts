import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { DayLine, EarlierPayment, MerchantDay } from './calculation.ts';
import type { SettlementRun } from './settlement-run.ts';

type Day = Pick<SettlementRun, 'book' | 'businessDate'>;

/** Payable accounts with lines on the day or a balance carried from the run before. */
export async function findAccountsToSettle(
  database: Database,
  { book, businessDate }: Day,
  runBefore: Uuid | null,
): Promise<Uuid[]> {
  const { rows } = await database.raw<{ rows: { account: Uuid }[] }>(
    `select payable_account as account from settlement.lines where book = :book and business_date = :date
     union
     select payable_account from settlement.payouts where run = :runBefore::uuid and closing_minor <> 0
     order by account`,
    { book, date: businessDate, runBefore },
  );
  return rows.map(({ account }) => account);
}

/** All that these accounts' day is worked out from, apart from the fee plan. */
export async function readMerchantDays(
  database: Database,
  day: Day,
  runBefore: Uuid | null,
  accounts: readonly Uuid[],
): Promise<(Omit<MerchantDay, 'feeBasisPoints'> & { readonly payableAccount: Uuid })[]> {
  const lines = byAccount(await findLines(database, day, accounts));
  const earlier = byAccount(await findEarlierPayments(database, day, accounts));
  const openings = await findOpenings(database, runBefore, accounts);
  return accounts.map((payableAccount) => ({
    payableAccount,
    openingMinor: openings.get(payableAccount) ?? 0n,
    lines: lines.get(payableAccount) ?? [],
    earlierPayments: earlier.get(payableAccount) ?? [],
  }));
}

function byAccount<Row extends { readonly account: Uuid }>(rows: readonly Row[]): Map<Uuid, Row[]> {
  const groups = new Map<Uuid, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.account);
    if (group === undefined) groups.set(row.account, [row]);
    else group.push(row);
  }
  return groups;
}

async function findLines(
  database: Database,
  { book, businessDate }: Day,
  accounts: readonly Uuid[],
): Promise<(DayLine & { readonly account: Uuid })[]> {
  const { rows } = await database.raw<{ rows: (DayLine & { account: Uuid })[] }>(
    `select payable_account as account, entry, batch, entry_index as "entryIndex",
       amount_minor as "amountMinor", original
     from settlement.lines
     where book = :book and business_date = :date and payable_account = any(:accounts::uuid[])`,
    { book, date: businessDate, accounts },
  );
  return rows;
}

/** Payments that were settled before and are refunded on this day, with the fee that was charged then. */
async function findEarlierPayments(
  database: Database,
  { book, businessDate }: Day,
  accounts: readonly Uuid[],
): Promise<(EarlierPayment & { readonly account: Uuid })[]> {
  const { rows } = await database.raw<{ rows: (EarlierPayment & { account: Uuid })[] }>(
    `select payment.payable_account as account, payment.entry, payment.amount_minor as "amountMinor",
       settled.fee_minor as "feeMinor",
       (select coalesce(sum(earlier.amount_minor), 0)::bigint from settlement.lines earlier
        where earlier.original = payment.entry and earlier.business_date < :date) as "refundedMinor"
     from settlement.lines payment
     join settlement.run_lines settled on settled.entry = payment.entry
     where payment.kind = 'payment' and payment.business_date < :date and payment.entry in (
       select refund.original from settlement.lines refund
       where refund.book = :book and refund.business_date = :date and refund.kind = 'refund'
         and refund.payable_account = any(:accounts::uuid[]))`,
    { book, date: businessDate, accounts },
  );
  return rows;
}

async function findOpenings(
  database: Database,
  runBefore: Uuid | null,
  accounts: readonly Uuid[],
): Promise<Map<Uuid, bigint>> {
  const { rows } = await database.raw<{ rows: { account: Uuid; closing: bigint }[] }>(
    `select payable_account as account, closing_minor as closing from settlement.payouts
     where run = :runBefore::uuid and payable_account = any(:accounts::uuid[])`,
    { runBefore, accounts },
  );
  return new Map(rows.map(({ account, closing }) => [account, closing]));
}
