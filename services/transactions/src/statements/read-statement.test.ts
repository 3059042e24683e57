import { newUuid } from '@tamsui/ids';
import type { AccountBalance, LedgerClient, StatementLine } from '@tamsui/ledger-client';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanOf } from './period.ts';
import { MAX_LINES, readStatement } from './read-statement.ts';

const account = newUuid();
const MIDNIGHT = Date.parse('2026-03-01T16:00:00Z');
const DAY = { from: '2026-03-02', to: '2026-03-02' };
const span = spanOf(DAY, 'Asia/Taipei');

/** The two readings of an account that are used here, over a history that is given. */
function ledgerOf(changes: readonly { readonly atMs: number; readonly changeMinor: bigint }[]) {
  let balanceMinor = 0n;
  const lines = changes.map(({ atMs, changeMinor }, n) => {
    balanceMinor += changeMinor;
    return { version: BigInt(n + 1), at: new Date(atMs), changeMinor, balanceMinor } as StatementLine;
  });
  const ledger: Pick<LedgerClient, 'account' | 'statement'> = {
    account: async (_id, asOf) => {
      const at = asOf !== undefined && 'at' in asOf ? asOf.at : new Date(0);
      const before = lines.filter((line) => line.at <= at);
      const last = before.at(-1);
      return { version: last?.version ?? 0n, balanceMinor: last?.balanceMinor ?? 0n } as AccountBalance;
    },
    statement: async (_id, { limit, afterVersion = 0n }) => {
      const later = lines.filter(({ version }) => version > afterVersion);
      return { lines: later.slice(0, limit), hasMore: later.length > limit };
    },
  };
  return { ledger, lines };
}

test('the first millisecond of the day is in it, and so is the last; those beside them are not', async () => {
  const dayMs = 86_400_000;
  const instants = [MIDNIGHT - 1, MIDNIGHT, MIDNIGHT + dayMs - 1, MIDNIGHT + dayMs];
  const { ledger } = ledgerOf(instants.map((atMs, n) => ({ atMs, changeMinor: 10n ** BigInt(n) })));
  const statement = await readStatement(ledger, account, span);
  expect(statement).toMatchObject({ openingMinor: 1n, closingMinor: 111n });
  expect(statement?.lines.map(({ changeMinor }) => changeMinor)).toEqual([10n, 100n]);
});

test('a refund after the period is in the next statement, and the one of before stays as it was', async () => {
  const paid = { atMs: MIDNIGHT + 1_000, changeMinor: -12_000n };
  const refunded = { atMs: MIDNIGHT + 86_400_000 + 5_000, changeMinor: 12_000n };
  const before = await readStatement(ledgerOf([paid]).ledger, account, span);
  const { ledger } = ledgerOf([paid, refunded]);
  expect(await readStatement(ledger, account, span)).toEqual(before);
  const nextDay = spanOf({ from: '2026-03-03', to: '2026-03-03' }, 'Asia/Taipei');
  expect(await readStatement(ledger, account, nextDay)).toMatchObject({
    openingMinor: -12_000n,
    closingMinor: 0n,
    lines: [{ changeMinor: 12_000n }],
  });
});

test('opening and lines are closing for every history, and the lines are those of the span', async () => {
  const change = fc.record({
    offsetMs: fc.integer({ min: -100_000_000, max: 200_000_000 }),
    changeMinor: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 1_200 }), async (drawn) => {
      const sorted = drawn
        .map(({ offsetMs, changeMinor }) => ({ atMs: MIDNIGHT + offsetMs, changeMinor }))
        .sort((a, b) => a.atMs - b.atMs);
      const { ledger, lines } = ledgerOf(sorted);
      const statement = await readStatement(ledger, account, span);
      const inside = lines.filter(({ at }) => at >= span.start && at < span.end);
      expect(statement?.lines).toEqual(inside);
      const sum = inside.reduce(
        (total, { changeMinor }) => total + changeMinor,
        statement?.openingMinor ?? 0n,
      );
      expect(statement?.closingMinor).toBe(sum);
    }),
    { numRuns: 50 },
  );
});

test.each([
  [MAX_LINES, MAX_LINES],
  [MAX_LINES + 1, undefined],
])('of %i lines it has %s', async (count, read) => {
  const { ledger } = ledgerOf(Array.from({ length: count }, () => ({ atMs: MIDNIGHT, changeMinor: 1n })));
  expect((await readStatement(ledger, account, span))?.lines.length).toBe(read);
});

test('a line that the journal does not give breaks it off', async () => {
  const { ledger } = ledgerOf([1n, 2n, 3n].map((changeMinor) => ({ atMs: MIDNIGHT, changeMinor })));
  const statement: LedgerClient['statement'] = async (id, place) => {
    const page = await ledger.statement(id, place);
    return { lines: (page?.lines ?? []).filter(({ version }) => version !== 2n), hasMore: false };
  };
  await expect(readStatement({ ...ledger, statement }, account, span)).rejects.toThrow('gap');
});
