import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf, DAY, emptyBook, NOW } from './book.testing.ts';
import { anyCommand, anyHistory, type Moment, openCity, WALLET_IDS } from './commands.testing.ts';
import {
  type Batch,
  type BookState,
  balanceOf,
  type Command,
  execute,
  type MemoryLimits,
  needsOf,
  type Outcome,
  replayBatch,
} from './index.ts';
import { rememberAccount, rememberEntry } from './state.ts';

/** A property that fails is made smaller for some seconds, not for as long as it takes. */
const TIME_LIMIT_MS = 15_000;

function holds<Values>(property: fc.IProperty<Values>): void {
  fc.assert(property, { interruptAfterTimeLimit: TIME_LIMIT_MS });
}

const START: Moment = { now: NOW, calendarDate: DAY };

function openedCity(limits?: MemoryLimits): { state: BookState; batches: Batch[] } {
  const state = emptyBook(limits);
  const { batch } = execute(state, openCity, START.now, START.calendarDate);
  return { state, batches: batch === undefined ? [] : [batch] };
}

/** Everything of an outcome but its place, which depends on how commands were batched. */
function besidesPlace(outcome: Outcome) {
  if (outcome.status === 'conflict') return outcome;
  const { batch: _batch, index: _index, ...entry } = outcome.entry;
  return { ...outcome, entry };
}

function contentBesidesPlaces(state: BookState) {
  const { head, entries, ...rest } = contentOf(state);
  const unplaced = entries.map(([id, { batch: _batch, index: _index, ...entry }]) => [id, entry]);
  return { ...rest, at: head.at, entries: unplaced };
}

describe('the book, for any history of commands', () => {
  it('decides a batch as it would decide its commands one by one, under another hash', () => {
    holds(
      fc.property(fc.array(anyCommand, { minLength: 2, maxLength: 40 }), (commands) => {
        const together = openedCity().state;
        const alone = openedCity().state;
        const outcomes = execute(together, commands, NOW, DAY).outcomes;
        const oneByOne = commands.flatMap((command) => execute(alone, [command], NOW, DAY).outcomes);
        expect(outcomes.map(besidesPlace)).toEqual(oneByOne.map(besidesPlace));
        expect(contentBesidesPlaces(together)).toEqual(contentBesidesPlaces(alone));
        if (alone.head.number > together.head.number)
          expect(together.head.hash.equals(alone.head.hash)).toBe(false);
      }),
    );
  });

  it('keeps debits and credits equal and no wallet below zero after every command', () => {
    holds(
      fc.property(anyHistory, (history) => {
        const { state } = openedCity();
        for (const [command, { now, calendarDate }] of singly(history)) {
          execute(state, [command], now, calendarDate);
          const accounts = [...state.accounts.entries()].map(([, account]) => account);
          const sumMinor = accounts.reduce((sum, a) => sum + a.creditsMinor - a.debitsMinor, 0n);
          expect(sumMinor).toBe(0n);
          for (const { id, ...account } of accounts)
            if (WALLET_IDS.includes(id)) expect(balanceOf(account)).toBeGreaterThanOrEqual(0n);
          for (const { holds } of accounts)
            for (const { amountMinor, takenMinor } of holds.values())
              expect(takenMinor < amountMinor).toBe(true);
        }
      }),
    );
  });

  it('numbers the postings of each account 1, 2, 3 and writes the balance that they sum up to', () => {
    holds(
      fc.property(anyHistory, (history) => {
        const seen = new Map<bigint, { version: bigint; balanceMinor: bigint }>();
        const follow = (account: bigint, changeMinor: bigint, version: bigint, balanceMinor: bigint) => {
          const last = seen.get(account) ?? { version: 0n, balanceMinor: 0n };
          expect({ version, balanceMinor }).toEqual({
            version: last.version + 1n,
            balanceMinor: last.balanceMinor + changeMinor,
          });
          seen.set(account, { version, balanceMinor });
        };
        for (const { entries } of runHistory(history).batches)
          for (const p of entries.flatMap(({ postings }) => postings)) {
            follow(p.debit, -p.amountMinor, p.debitVersion, p.debitBalanceMinor);
            follow(p.credit, p.amountMinor, p.creditVersion, p.creditBalanceMinor);
          }
      }),
    );
  });

  it('never gives back more of an entry than it moved, between each two accounts', () => {
    holds(
      fc.property(anyHistory, (history) => {
        const entries = runHistory(history).batches.flatMap((batch) => batch.entries);
        for (const original of entries) {
          const leftMinor = new Map<string, bigint>();
          const add = (key: string, minor: bigint) => leftMinor.set(key, (leftMinor.get(key) ?? 0n) + minor);
          for (const p of original.postings) add(`${p.debit}>${p.credit}`, p.amountMinor);
          for (const refund of entries.filter((entry) => entry.refunds === original.id))
            for (const p of refund.postings) add(`${p.credit}>${p.debit}`, -p.amountMinor);
          for (const minor of leftMinor.values()) expect(minor).toBeGreaterThanOrEqual(0n);
        }
      }),
    );
  });

  it('lets at most one posted entry carry a token, and one entry an id', () => {
    holds(
      fc.property(anyHistory, (history) => {
        const entries = runHistory(history).batches.flatMap((batch) => batch.entries);
        const spent = entries.filter(({ once, refusal }) => once !== null && refusal === null);
        expect(new Set(spent.map(({ once }) => once)).size).toBe(spent.length);
        expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
      }),
    );
  });

  it('never stamps a closed day nor an earlier one, and no batch is older than the one before it', () => {
    holds(
      fc.property(anyHistory, (history) => {
        const { batches } = runHistory(history);
        let day = '';
        let lastClosed = '';
        for (const { entries } of batches)
          for (const { businessDate, detail, refusal } of entries) {
            expect(businessDate >= day && businessDate > lastClosed).toBe(true);
            day = businessDate;
            if (refusal === null) lastClosed = detail?.business_date ?? lastClosed;
          }
        const instants = batches.map(({ at }) => at.getTime());
        expect(instants).toEqual([...instants].sort((a, b) => a - b));
      }),
    );
  });

  it('is rebuilt by its batches bit for bit', () => {
    holds(
      fc.property(anyHistory, (history) => {
        const { state, batches, dates } = runHistory(history);
        const replayed = emptyBook();
        for (const [index, batch] of batches.entries()) replayBatch(replayed, batch, dates[index] ?? DAY);
        expect(contentOf(replayed)).toEqual(contentOf(state));
      }),
    );
  });

  it('decides the same with a memory so small that it forgets all the time', () => {
    // One batch of eight commands needs up to 6 accounts and 32 entries; a journal would give back the rest.
    const tiny: MemoryLimits = { accounts: 6, entries: 32, batches: 1 };
    holds(
      fc.property(fc.array(anyHistory, { minLength: 1, maxLength: 4 }), (histories) => {
        const journal = openedCity().state;
        const forgetful = openedCity(tiny).state;
        for (const { commands, moment } of spread(histories)) {
          load(forgetful, commands, journal);
          const { now, calendarDate } = moment;
          const expected = execute(journal, commands, now, calendarDate);
          expect(execute(forgetful, commands, now, calendarDate)).toEqual(expected);
        }
        expect(forgetful.head).toEqual(journal.head);
      }),
    );
  });
});

type History = typeof anyHistory extends fc.Arbitrary<infer Value> ? Value : never;

function singly(history: History): [Command, Moment][] {
  return history.flatMap(({ commands, moment }) =>
    commands.map((command): [Command, Moment] => [command, moment]),
  );
}

/** Histories one after another, each with ids of its own, so that what earlier ones used gets old. */
function spread(histories: readonly History[]): History {
  return histories.flatMap((history, round) =>
    history.map(({ commands, moment }) => ({
      moment,
      commands: commands.map((command) => ({
        ...command,
        id: command.id.replace('0000-8000', `000${round}-8000`),
      })),
    })),
  );
}

interface Run {
  readonly state: BookState;
  readonly batches: readonly Batch[];
  /** The city's date of each batch. */
  readonly dates: readonly string[];
}

function runHistory(history: History): Run {
  const { state, batches } = openedCity();
  const dates = batches.map(() => DAY);
  for (const { commands, moment } of history) {
    const { batch } = execute(state, commands, moment.now, moment.calendarDate);
    if (batch === undefined) continue;
    batches.push(batch);
    dates.push(moment.calendarDate);
  }
  return { state, batches, dates };
}

/** Reads what memory needs from a state that forgets nothing, as the service reads it from its journal. */
function load(state: BookState, commands: readonly Command[], journal: BookState): void {
  const needs = needsOf(state, commands);
  const spenders = needs.once.map((token) => journal.spent.get(token) ?? '');
  for (const id of needs.accounts) {
    const account = journal.accounts.get(id);
    if (account !== undefined) rememberAccount(state, structuredClone(account));
  }
  for (const id of [...needs.entries, ...spenders]) {
    const entry = journal.entries.get(id);
    if (entry !== undefined) rememberEntry(state, structuredClone(entry));
  }
}
