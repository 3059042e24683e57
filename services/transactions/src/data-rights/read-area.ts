import { formatPublicId, type Uuid } from '@tamsui/ids';
import { type CurrencyCode, formatAmount } from '@tamsui/money';
import type { Trx } from '@tamsui/platform/database';
import type { Vault } from '../personal-data/vault.ts';
import type { CsvRow } from './csv.ts';
import type { ExportArea } from './export-area.ts';

/** Whose rows are read. */
export interface ExportSubject {
  readonly residentId: Uuid;
  readonly walletIds: readonly Uuid[];
  readonly accounts: readonly Uuid[];
}

/** The rows of an area as they are read outside: ids, amounts and instants as the API writes them. */
export async function readArea(
  trx: Trx,
  vault: Vault,
  area: ExportArea,
  { residentId, walletIds, accounts }: ExportSubject,
): Promise<CsvRow[]> {
  const given = { residentId, walletIds: [...walletIds], accounts: [...accounts] };
  const rows =
    typeof area.rows === 'string'
      ? (await trx.raw<{ rows: CsvRow[] }>(area.rows, given)).rows
      : await area.rows(trx, residentId);
  const printed: CsvRow[] = [];
  for (const row of rows) printed.push(printRow(area, await openSealed(vault, area, row)));
  return printed;
}

/** What was sealed for this row, opened. Null when whoever sealed it was erased. */
async function openSealed(vault: Vault, { sealed }: ExportArea, row: CsvRow): Promise<CsvRow> {
  if (sealed === undefined) return row;
  const { [sealed.column]: bytes, [sealed.holder]: holder, ...rest } = row;
  const [kind = '', ...after] = sealed.place;
  const place = [kind, String(row.id), ...after];
  const text = Buffer.isBuffer(bytes) ? await vault.unseal(String(holder), place, bytes) : undefined;
  return { ...rest, [sealed.column]: text === undefined ? null : plainOf(text) };
}

/** Texts are what they are; details are an object, whose fingerprint is about the request and not about anybody. */
function plainOf(text: string): unknown {
  if (!text.startsWith('{')) return text;
  const { fingerprint: _fingerprint, ...details } = JSON.parse(text) as CsvRow;
  return details;
}

function printRow({ ids = {} }: ExportArea, row: CsvRow): CsvRow {
  const currency = row.currency;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const prefix = ids[name];
      if (prefix !== undefined && typeof value === 'string') return [name, formatPublicId(prefix, value)];
      if (typeof value === 'bigint' && name.endsWith('_minor') && typeof currency === 'string')
        return [name.slice(0, -'_minor'.length), formatAmount(value, currency as CurrencyCode)];
      return [name.replace(/_minor$/, ''), printValue(value)];
    }),
  );
}

function printValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : value;
}
