import type { Uuid } from '@tamsui/ids';
import { chartAccountId, type StatementLine } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import { listTerminals } from '../merchants/terminal-directory.ts';
import { terminalIdOf } from '../payments/payment.ts';
import type { Counterparties } from '../transfers/counterparties.ts';
import { printStatementLine } from '../wallets/wallet-statement.ts';
import type { PrintedLine } from './statement-schema.ts';

export interface PrintLinesDeps {
  readonly database: Database;
  readonly counterparties: Counterparties;
}

/** Ids in one read. */
const CHUNK = 500;

/** Lines of a wallet, with the shops and the masked names of who sent or got money. */
export async function printWalletLines(
  { database, counterparties }: PrintLinesDeps,
  lines: readonly StatementLine[],
  currency: CurrencyCode,
): Promise<PrintedLine[]> {
  const transfers = lines.filter(({ purpose }) => purpose === 'transfer');
  const names = await inChunks(
    transfers.map(({ counterAccount }) => counterAccount),
    counterparties,
  );
  const terminals = await terminalsOf(database, lines);
  return lines.map((line) =>
    printStatementLine(
      line,
      currency,
      terminals.get(terminalIdOf(line.reference) ?? ''),
      names.get(line.counterAccount),
    ),
  );
}

/** Lines of a merchant, with the orders and tills, and nothing of who paid. */
export async function printMerchantLines(
  { database }: PrintLinesDeps,
  lines: readonly StatementLine[],
  currency: CurrencyCode,
): Promise<PrintedLine[]> {
  const terminals = await terminalsOf(database, lines);
  const fees = chartAccountId('merchant_fees', currency);
  return lines.map((line) => {
    const { order, terminal } = line.reference;
    const { merchant: _own, ...printed } = printStatementLine(
      line,
      currency,
      terminals.get(terminalIdOf(line.reference) ?? ''),
      undefined,
    );
    return {
      ...printed,
      // A payout and its fee are two postings of one entry.
      ...(line.counterAccount === fees ? { type: 'fee' } : {}),
      ...(order === undefined ? {} : { order_reference: order }),
      ...(terminal === undefined ? {} : { terminal }),
    };
  });
}

function terminalsOf(database: Database, lines: readonly StatementLine[]) {
  const ids = lines.flatMap(({ reference }) => terminalIdOf(reference) ?? []);
  return inChunks(ids, (chunk) => listTerminals(database, chunk));
}

async function inChunks<Found>(
  ids: readonly Uuid[],
  find: (chunk: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, Found>>,
): Promise<Map<Uuid, Found>> {
  const distinct = [...new Set(ids)];
  const found = new Map<Uuid, Found>();
  for (let first = 0; first < distinct.length; first += CHUNK) {
    for (const [id, one] of await find(distinct.slice(first, first + CHUNK))) found.set(id, one);
  }
  return found;
}
