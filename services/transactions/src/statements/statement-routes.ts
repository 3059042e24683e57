import { pipeline } from 'node:stream/promises';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { LedgerClient, StatementLine } from '@tamsui/ledger-client';
import { type CurrencyCode, formatAmount } from '@tamsui/money';
import { type Clock, dateInZone } from '@tamsui/platform/clock';
import { type HttpRequest, negotiationOf, Problem } from '@tamsui/platform/http';
import type { Logger } from '@tamsui/platform/logger';
import type { z } from 'zod';
import { EXPORT_REFUSALS } from '../http/concurrent-exports.ts';
import { found, notFound } from '../http/id-fields.ts';
import { type Reply, type Route, route } from '../http/route.ts';
import { findMerchant } from '../merchants/merchant-store.ts';
import { periodOf, refusalOf, spanOf } from './period.ts';
import { type PrintLinesDeps, printMerchantLines, printWalletLines } from './print-lines.ts';
import { MAX_LINES, readStatement } from './read-statement.ts';
import { writeStatementCsv } from './statement-csv.ts';
import { writeStatementPdf } from './statement-pdf.ts';
import {
  type Format,
  merchantPeriodWire,
  type PrintedLine,
  type PrintedStatement,
  printTotals,
  statementQuery,
  walletPeriodWire,
} from './statement-schema.ts';

export interface StatementRoutesDeps extends PrintLinesDeps {
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly logger: Logger;
}

type Query = z.output<typeof statementQuery>;

const DESCRIPTION =
  'All lines of some days, from opening to closing balance, as JSON, CSV or PDF: say which by `format` or `Accept`.';

const SHARED = {
  method: 'get',
  urgency: 'export',
  description: DESCRIPTION,
  query: statementQuery,
  otherFormats: {
    'text/csv': 'RFC 4180 in UTF-8 with a byte order mark: opening balance, lines, closing balance.',
    'application/pdf': 'The same on A4 pages, as bytes.',
  },
  refusals: [EXPORT_REFUSALS],
} as const;

/** Statements of a period, for whoever's money it is. */
export function statementRoutes(deps: StatementRoutesDeps): Route[] {
  return [
    route({
      ...SHARED,
      path: '/v1/wallets/:id/statement',
      operation: 'getWalletPeriodStatement',
      tag: 'Wallets',
      summary: 'Get the statement of a wallet for some days',
      access: { resident: 'general' },
      id: { prefix: 'wal', thing: 'wallet' },
      answers: { 200: walletPeriodWire },
      handle: async ({ who, id, query, req }) => {
        if (who.walletId !== id) throw notFound('wallet');
        const owner = { wallet: formatPublicId('wal', id) };
        const print = (lines: readonly StatementLine[]) => printWalletLines(deps, lines, who.currency);
        const statement = await makeStatement(deps, { ...who, account: who.walletAccount, query, print });
        return replyWith(deps, { ...owner, ...statement }, formatOf(req, query));
      },
    }),
    route({
      ...SHARED,
      path: '/v1/merchants/:id/statement',
      operation: 'getMerchantPeriodStatement',
      tag: 'Your business',
      summary: 'Get the statement of a merchant for some days: payments, refunds, payouts and fees',
      access: { merchant: 'payments:read' },
      id: { prefix: 'mer', thing: 'merchant' },
      answers: { 200: merchantPeriodWire },
      handle: async ({ who, id, query, req }) => {
        if (who.merchantId !== id) throw notFound('merchant');
        const { name: merchant_name } = found(await findMerchant(deps.database, id), 'merchant');
        const owner = { merchant: formatPublicId('mer', id), merchant_name };
        const print = (lines: readonly StatementLine[]) => printMerchantLines(deps, lines, who.currency);
        const statement = await makeStatement(deps, { ...who, account: who.payableAccount, query, print });
        return replyWith(deps, { ...owner, ...statement }, formatOf(req, query));
      },
    }),
  ];
}

interface Asked {
  readonly account: Uuid;
  readonly currency: CurrencyCode;
  readonly query: Query;
  readonly print: (lines: readonly StatementLine[]) => Promise<PrintedLine[]>;
}

/** @throws Problem 400 with the field to change, when the period is none or has too many lines */
async function makeStatement(
  { ledger, clock, timeZone }: StatementRoutesDeps,
  { account, currency, query, print }: Asked,
): Promise<PrintedStatement> {
  const now = clock.now();
  const today = dateInZone(now, timeZone);
  const period = periodOf(query, today);
  const refusal = refusalOf(period, today);
  if (refusal !== undefined) throw badPeriod(refusal);
  const read = await readStatement(ledger, account, spanOf(period, timeZone));
  if (read === undefined) throw badPeriod(TOO_MANY_LINES);
  const { openingMinor, closingMinor, lines } = read;
  return {
    ...period,
    time_zone: timeZone,
    as_of: now.toISOString(),
    currency,
    opening_balance: formatAmount(openingMinor, currency),
    ...printTotals(
      lines.map(({ changeMinor }) => changeMinor),
      currency,
    ),
    closing_balance: formatAmount(closingMinor, currency),
    lines: await print(lines),
  };
}

const TOO_MANY_LINES = {
  field: 'from',
  code: 'too_many_lines',
  message: `There are more than ${MAX_LINES} lines: ask for fewer days.`,
} as const;

function badPeriod({ field, code, message }: { field: string; code: string; message: string }): Problem {
  const errors = [{ pointer: `query:${field}`, code, message }];
  const detail = `Not as described: query:${field}.`;
  return new Problem({ status: 400, code: 'validation_failed', detail, errors });
}

/** RFC 9110, 12.5.1: what nobody can give is answered with what there is, and that is JSON. */
function formatOf(req: HttpRequest, { format }: Query): Format {
  if (format !== undefined) return format;
  const accepted = negotiationOf(req).accepts(['application/json', 'text/csv', 'application/pdf']);
  if (accepted === 'text/csv') return 'csv';
  return accepted === 'application/pdf' ? 'pdf' : 'json';
}

function replyWith(deps: StatementRoutesDeps, statement: PrintedStatement, format: Format): Reply {
  const shared = { vary: 'Accept', 'cache-control': 'no-store' };
  if (format === 'json') return { status: 200, headers: shared, body: statement };
  const { type, write } = FILES[format];
  const name = `statement-${statement.wallet ?? statement.merchant}-${statement.from}-${statement.to}.${format}`;
  const headers = {
    ...shared,
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  };
  return {
    status: 200,
    headers,
    // A broken one ends without the end of its chunks (RFC 9112, 8), so nobody takes it for whole.
    stream: (res) => {
      pipeline(write(statement), res).catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'a statement was not sent to its end');
      });
    },
  };
}

const FILES = {
  csv: { type: 'text/csv; charset=utf-8', write: writeStatementCsv },
  pdf: { type: 'application/pdf', write: writeStatementPdf },
} as const;
