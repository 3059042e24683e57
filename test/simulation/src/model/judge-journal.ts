import type { Batch, Command, Entry, Leg, Posting } from '@tamsui/book';
import { type Asked, type History, keyOf } from '../callers/history.ts';
import type { Landed } from '../store/journal.ts';
import { decide } from './model.ts';
import { createModel, type Model, type No } from './model-state.ts';

/** What is not as it must be, and at which step it came to be. */
export interface Finding {
  readonly step: number;
  readonly text: string;
}

export type Report = (step: number, text: string) => void;
type Say = (text: string) => void;

/** An entry where the journal has it, and who asked for it. */
export interface Placed {
  readonly batch: bigint;
  readonly step: number;
  readonly atMs: number;
  readonly entry: Entry;
  readonly asked: Asked;
}

type Head = Pick<Batch, 'number' | 'hash' | 'at'>;

/** Follows the journal with the model: order, time, decisions, postings, business days. Gives entries by their id. */
export function judgeJournal(
  landed: readonly Landed[],
  history: History,
  report: Report,
): ReadonlyMap<string, Placed> {
  const model = createModel();
  const placed = new Map<string, Placed>();
  let last: Head = { number: 0n, hash: Buffer.alloc(32), at: new Date(0) };
  for (const { batch, step } of landed) {
    const at = { batch: batch.number, atMs: batch.at.getTime(), step };
    judgeChain(last, batch, (text) => report(step, `batch ${batch.number} ${text}`));
    last = batch;
    for (const [position, entry] of batch.entries.entries()) {
      const say: Say = (text) =>
        report(step, `entry ${entry.id} (batch ${batch.number}, ${position}) ${text}`);
      if (entry.index !== position) say(`says it is at ${entry.index}`);
      const asked = history.asked.get(keyOf(entry));
      if (asked === undefined) say('is what nobody asked for');
      else if (placed.has(entry.id)) say('is in the journal a second time');
      else {
        placed.set(entry.id, { ...at, entry, asked });
        judgeEntry(model, asked.command, entry, at.atMs, say);
      }
    }
  }
  return placed;
}

function judgeChain(last: Head, batch: Batch, say: Say): void {
  if (batch.number !== last.number + 1n) say(`follows batch ${last.number}`);
  if (!batch.previousHash.equals(last.hash)) say('does not name the hash before it');
  if (batch.at < last.at) say('is older than the one before it');
}

const TAIPEI_OFFSET_MS = 8 * 3_600_000;

function judgeEntry(model: Model, command: Command, entry: Entry, atMs: number, say: Say): void {
  const date = new Date(atMs + TAIPEI_OFFSET_MS).toISOString().slice(0, 10);
  const expected = decide(model, command, { atMs, date });
  if (textOf(expected) !== textOf(entry.refusal))
    say(`must be ${textOf(expected)}, and is ${textOf(entry.refusal)} (${command.kind})`);
  if (entry.businessDate !== model.businessDate)
    say(`belongs to ${model.businessDate}, and says ${entry.businessDate}`);
  judgePostings(model, command.kind === 'post' && expected === null ? command.legs : [], entry.postings, say);
}

function judgePostings(model: Model, legs: readonly Leg[], postings: readonly Posting[], say: Say): void {
  if (postings.length !== legs.length) say(`has ${postings.length} postings instead of ${legs.length}`);
  /** The balance that the entry's last posting says each account has. */
  const balances = new Map<string, bigint>();
  for (const [index, posting] of postings.entries()) {
    const { debit, credit, amountMinor } = legs[index] ?? { debit: '', credit: '' };
    if (posting.amountMinor !== amountMinor) say(`moves ${posting.amountMinor} instead of ${amountMinor}`);
    judgeVersion(model, debit, posting.debit, posting.debitVersion, say);
    judgeVersion(model, credit, posting.credit, posting.creditVersion, say);
    balances.set(debit, posting.debitBalanceMinor).set(credit, posting.creditBalanceMinor);
  }
  for (const [id, balanceMinor] of balances) {
    const expected = creditBalanceOf(model, id);
    if (balanceMinor !== expected) say(`leaves ${balanceMinor} on account ${id} instead of ${expected}`);
  }
  const sum = [...model.accounts.keys()].reduce((total, id) => total + creditBalanceOf(model, id), 0n);
  if (sum !== 0n) say(`makes all balances together ${sum}`);
}

/** The postings of an account are numbered 1, 2, 3 … */
function judgeVersion(model: Model, id: string, number: bigint, version: bigint, say: Say): void {
  const account = model.accounts.get(id);
  if (account === undefined || BigInt(account.number) !== number) {
    say(`moves account ${number} instead of ${id}`);
    return;
  }
  account.postings += 1;
  if (BigInt(account.postings) !== version)
    say(`gives account ${id} version ${version}, not ${account.postings}`);
}

function creditBalanceOf(model: Model, id: string): bigint {
  const account = model.accounts.get(id);
  if (account === undefined) return 0n;
  return account.grows === 'debit' ? -account.balance : account.balance;
}

function textOf(no: No | null): string {
  if (no === null) return 'posted';
  const facts = Object.entries(no).sort(([a], [b]) => (a < b ? -1 : 1));
  return facts.map(([name, value]) => `${name}=${value}`).join(' ');
}
