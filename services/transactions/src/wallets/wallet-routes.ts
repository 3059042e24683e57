import { invariant } from '@tamsui/errors';
import { formatPublicId } from '@tamsui/ids';
import type { LedgerClient, StatementLine } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import { encodeCursor, type PageWire, pageQuery, parseQuery } from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { Gate } from '../http/gate.ts';
import { moneyWire } from '../http/money-fields.ts';
import { placeOf } from '../http/page.ts';
import type { TerminalDirectory } from '../merchants/terminal-directory.ts';
import { terminalIdOf } from '../payments/payment.ts';
import { printStatementLine } from './wallet-statement.ts';

export interface WalletRoutesDeps {
  readonly ledger: LedgerClient;
  readonly terminals: TerminalDirectory;
  readonly clock: Clock;
}

export function mountWalletRoutes(router: Router, gate: Gate, deps: WalletRoutesDeps): void {
  router.get(
    '/v1/wallet',
    gate.resident(async (resident, _req, res) => {
      const asOf = deps.clock.now();
      const account = await deps.ledger.account(resident.walletAccount);
      invariant(account !== undefined, 'a wallet has an account in the ledger');
      res.json({
        id: formatPublicId('wal', resident.walletId),
        currency: account.currency,
        balance: moneyWire(account.balanceMinor, account.currency),
        as_of: asOf.toISOString(),
      });
    }),
  );

  router.get(
    '/v1/wallet/statement',
    gate.resident(async (resident, req, res) => {
      const { limit, cursor } = parseQuery(pageQuery, req);
      const before = placeOf(versionPlace, cursor)?.before;
      res.json(await statementPage(deps, resident, limit, before));
    }),
  );
}

/** Lines are numbered 1, 2, 3 … without a gap, so a page begins before a number. */
const versionPlace = z.strictObject({
  before: z
    .string()
    .regex(/^[1-9][0-9]{0,17}$/)
    .transform(BigInt),
});

/** Straight from the ledger: what was paid a moment ago is on it. */
async function statementPage(
  { ledger, terminals }: WalletRoutesDeps,
  { walletAccount, currency }: ResidentPrincipal,
  limit: number,
  beforeVersion: bigint | undefined,
): Promise<PageWire<ReturnType<typeof printStatementLine>>> {
  const place = beforeVersion === undefined ? {} : { beforeVersion };
  const page = await ledger.statement(walletAccount, { limit, ...place });
  invariant(page !== undefined, 'a wallet has an account in the ledger');
  const print = async (line: StatementLine) => {
    const terminalId = terminalIdOf(line.reference);
    return printStatementLine(
      line,
      currency,
      terminalId === undefined ? undefined : await terminals(terminalId),
    );
  };
  const last = page.lines.at(-1);
  const hasMore = page.hasMore && last !== undefined;
  return {
    data: await Promise.all(page.lines.map(print)),
    has_more: hasMore,
    next_cursor: hasMore ? encodeCursor({ before: last.version.toString() }) : null,
  };
}
