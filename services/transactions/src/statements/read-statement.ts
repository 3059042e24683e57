import { invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { LedgerClient, StatementLine } from '@tamsui/ledger-client';
import type { Span } from './period.ts';

/** What happened to one account in a span. `opening + sum of changes = closing`, in minor units. */
export interface AccountStatement {
  readonly openingMinor: bigint;
  readonly closingMinor: bigint;
  /** The oldest first. */
  readonly lines: readonly StatementLine[];
}

/** What a sheet of paper and the memory of a process take; more is asked for in shorter periods. */
export const MAX_LINES = 10_000;
const PAGE_LINES = 500;

/**
 * Reads a statement from the journal. The account is read in the past, before the first instant and before the end:
 * each reading stands after a batch, and knows the account's version there. Versions have no gaps and lines are never
 * changed, so the lines between the two versions are all there are, whatever is being posted meanwhile.
 * @returns undefined when there are more than `MAX_LINES`
 */
export async function readStatement(
  ledger: Pick<LedgerClient, 'account' | 'statement'>,
  account: Uuid,
  { start, end }: Span,
): Promise<AccountStatement | undefined> {
  const [opening, closing] = await Promise.all([
    balanceBefore(ledger, account, start),
    balanceBefore(ledger, account, end),
  ]);
  if (closing.version - opening.version > BigInt(MAX_LINES)) return undefined;
  const lines = await linesBetween(ledger, account, opening.version, closing.version);
  const sumMinor = lines.reduce((sum, { changeMinor }) => sum + changeMinor, 0n);
  const [openingMinor, closingMinor] = [opening.balanceMinor, closing.balanceMinor];
  invariant(
    openingMinor + sumMinor === closingMinor,
    'BUG: opening balance and lines are not the closing one',
  );
  return { openingMinor, closingMinor, lines };
}

/** Instants of the journal are whole milliseconds. */
async function balanceBefore(ledger: Pick<LedgerClient, 'account'>, account: Uuid, instant: Date) {
  const found = await ledger.account(account, { at: new Date(instant.getTime() - 1) });
  invariant(found !== undefined, 'who has a statement has an account in the ledger');
  return found;
}

async function linesBetween(
  ledger: Pick<LedgerClient, 'statement'>,
  account: Uuid,
  after: bigint,
  last: bigint,
): Promise<StatementLine[]> {
  const lines: StatementLine[] = [];
  while (after + BigInt(lines.length) < last) {
    const afterVersion = after + BigInt(lines.length);
    const limit = Math.min(PAGE_LINES, Number(last - afterVersion));
    const page = await ledger.statement(account, { limit, afterVersion });
    const isWhole = page?.lines.every(({ version }, n) => version === afterVersion + BigInt(n) + 1n) === true;
    invariant(isWhole && page.lines.length === limit, 'BUG: versions of an account have a gap');
    lines.push(...page.lines);
  }
  return lines;
}
