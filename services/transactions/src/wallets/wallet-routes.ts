import { invariant } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { AccountStatus, LedgerClient, StatementLine } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { encodeCursor, type PageWire, pageQuery } from '@tamsui/platform/http';
import { z } from 'zod';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { frozenBy, walletStatusOf } from '../freezes/freeze.ts';
import { findFreezes } from '../freezes/freeze-store.ts';
import { moneyWire } from '../http/money-fields.ts';
import { placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { currencyWire, idWire, instantWire, pageWireOf, signedMoneyWireObject } from '../http/wire-fields.ts';
import type { TerminalDirectory } from '../merchants/terminal-directory.ts';
import { terminalIdOf } from '../payments/payment.ts';
import type { Counterparties } from '../transfers/counterparties.ts';
import { printStatementLine, statementLineWire } from './wallet-statement.ts';

export interface WalletRoutesDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly terminals: TerminalDirectory;
  readonly counterparties: Counterparties;
  readonly clock: Clock;
}

export function walletRoutes(deps: WalletRoutesDeps): Route[] {
  return [getWalletRoute(deps), getStatementRoute(deps)];
}

const walletWire = z
  .strictObject({
    id: idWire('wal'),
    currency: currencyWire,
    balance: signedMoneyWireObject,
    status: z.enum(['open', 'frozen', 'closed']).meta({
      description: 'What is frozen receives and does not pay.',
    }),
    frozen_by: z
      .enum(['resident', 'operator'])
      .nullable()
      .meta({ description: 'Who can open it again: the resident after a sign-in, or the operator alone.' }),
    as_of: instantWire,
  })
  .meta({ id: 'Wallet' });

function getWalletRoute(deps: WalletRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/wallet',
    operation: 'getWallet',
    tag: 'Wallets',
    summary: 'Say what is in the wallet',
    access: { resident: 'general' },
    answers: { 200: walletWire },
    handle: async ({ who: resident }) => {
      const asOf = deps.clock.now();
      const account = await deps.ledger.account(resident.walletAccount);
      invariant(account !== undefined, 'a wallet has an account in the ledger');
      const body = {
        id: formatPublicId('wal', resident.walletId),
        currency: account.currency,
        balance: moneyWire(account.balanceMinor, account.currency),
        ...(await printStatus(deps, resident.walletId, account.status)),
        as_of: asOf.toISOString(),
      };
      return { status: 200, body };
    },
  });
}

async function printStatus({ database }: WalletRoutesDeps, walletId: Uuid, accountStatus: AccountStatus) {
  const status = walletStatusOf(accountStatus);
  const frozen_by = status === 'frozen' ? frozenBy(await findFreezes(database, walletId)) : null;
  return { status, frozen_by };
}

function getStatementRoute(deps: WalletRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/wallet/statement',
    operation: 'getWalletStatement',
    tag: 'Wallets',
    summary: 'List what went in and out of the wallet, newest first',
    access: { resident: 'general' },
    query: pageQuery,
    answers: { 200: pageWireOf(statementLineWire) },
    handle: async ({ who: resident, query: { limit, cursor } }) => {
      const before = placeOf(versionPlace, cursor)?.before;
      return { status: 200, body: await statementPage(deps, resident, limit, before) };
    },
  });
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
  { ledger, terminals, counterparties }: WalletRoutesDeps,
  { walletAccount, currency }: ResidentPrincipal,
  limit: number,
  beforeVersion: bigint | undefined,
): Promise<PageWire<ReturnType<typeof printStatementLine>>> {
  const place = beforeVersion === undefined ? {} : { beforeVersion };
  const page = await ledger.statement(walletAccount, { limit, ...place });
  invariant(page !== undefined, 'a wallet has an account in the ledger');
  const transfers = page.lines.filter(({ purpose }) => purpose === 'transfer');
  const names = await counterparties(transfers.map(({ counterAccount }) => counterAccount));
  const print = async (line: StatementLine) => {
    const terminalId = terminalIdOf(line.reference);
    return printStatementLine(
      line,
      currency,
      terminalId === undefined ? undefined : await terminals(terminalId),
      names.get(line.counterAccount),
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
