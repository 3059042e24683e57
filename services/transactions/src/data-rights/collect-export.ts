import type { Uuid } from '@tamsui/ids';
import type { LedgerClient, StatementLine } from '@tamsui/ledger-client';
import { type CurrencyCode, formatAmount } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { FIELDS_OF_PERSONS } from '../personal-data/personal-field.ts';
import type { Vault } from '../personal-data/vault.ts';
import { type CsvRow, writeCsv } from './csv.ts';
import { EXPORT_AREAS } from './export-area.ts';
import { type ExportSubject, readArea } from './read-area.ts';

export interface CollectDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly vault: Vault;
}

export interface ExportFile {
  readonly path: string;
  readonly content: Buffer;
  /** How many things are in it. */
  readonly records: number;
}

const STATEMENT_PAGE = 100;

/**
 * All that is kept on a person, as files. What is in our tables is read in one look, as of one moment.
 * @param stillOurs called before each longer step. @throws when somebody else makes this export by now
 */
export async function collectExport(
  deps: CollectDeps,
  residentId: Uuid,
  stillOurs: () => Promise<void>,
): Promise<ExportFile[]> {
  const wallets = await findWallets(deps.database, residentId);
  const files = [...filesOf('profile', [await readProfile(deps, residentId)])];
  for (const { account, currency } of wallets) {
    files.push(...filesOf('statement', await readStatement(deps, account, currency, stillOurs)));
  }
  const subject: ExportSubject = {
    residentId,
    walletIds: wallets.map(({ id }) => id),
    accounts: wallets.map(({ account }) => account),
  };
  await withTrx(deps.database, async (trx) => {
    await trx.raw('set transaction isolation level repeatable read, read only');
    for (const area of EXPORT_AREAS) {
      await stillOurs();
      files.push(...filesOf(area.name, await readArea(trx, deps.vault, area, subject)));
    }
  });
  return files;
}

/** Each part twice: for programs, and for spreadsheets. */
function filesOf(name: string, rows: readonly CsvRow[]): ExportFile[] {
  const json = Buffer.from(`${JSON.stringify(rows, null, 2)}\n`, 'utf8');
  const csv = Buffer.from(writeCsv(rows), 'utf8');
  const records = rows.length;
  return [
    { path: `${name}.json`, content: json, records },
    { path: `${name}.csv`, content: csv, records },
  ];
}

async function readProfile({ vault }: CollectDeps, residentId: Uuid): Promise<CsvRow> {
  const profile: Record<string, string | null> = {};
  for (const field of FIELDS_OF_PERSONS)
    profile[field] = (await vault.read(residentId, field, 'own')) ?? null;
  return profile;
}

/** Every line of the wallet in the ledger, the first first. */
async function readStatement(
  { ledger }: CollectDeps,
  account: Uuid,
  currency: CurrencyCode,
  stillOurs: () => Promise<void>,
): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  let afterVersion = 0n;
  for (let hasMore = true; hasMore; ) {
    await stillOurs();
    const page = await ledger.statement(account, { limit: STATEMENT_PAGE, afterVersion });
    const lines = [...(page?.lines ?? [])].sort((a, b) => (a.version < b.version ? -1 : 1));
    rows.push(...lines.map((line) => printLine(line, currency)));
    afterVersion = lines.at(-1)?.version ?? afterVersion;
    hasMore = page?.hasMore === true && lines.length > 0;
  }
  return rows;
}

function printLine(line: StatementLine, currency: CurrencyCode): CsvRow {
  return {
    line: line.version.toString(),
    type: line.purpose,
    amount: formatAmount(line.changeMinor, currency),
    balance: formatAmount(line.balanceMinor, currency),
    currency,
    at: line.at.toISOString(),
    business_date: line.businessDate,
    entry: line.entry,
    reference: line.reference,
  };
}

interface OwnWallet {
  readonly id: Uuid;
  readonly account: Uuid;
  readonly currency: CurrencyCode;
}

async function findWallets(database: Database, residentId: Uuid): Promise<OwnWallet[]> {
  const { rows } = await database.raw<{ rows: OwnWallet[] }>(
    'select id, account, currency from transactions.wallets where resident_id = :residentId order by id',
    { residentId },
  );
  return rows;
}
