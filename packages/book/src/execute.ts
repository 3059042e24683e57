import { invariant } from '@tamsui/errors';
import type { Account } from './account.ts';
import { openBusinessDay } from './business-day.ts';
import { closeBusinessDay } from './close-business-day.ts';
import type { Command } from './command.ts';
import type { Effect } from './effect.ts';
import type { Batch, Entry } from './entry.ts';
import { hashBatch } from './hash.ts';
import { MAX_COMMANDS_PER_BATCH } from './limits.ts';
import { openAccount } from './open-account.ts';
import { post } from './post.ts';
import { type BookState, type RememberedEntry, rememberEntry, rememberedOf } from './state.ts';

/** What became of one command. A conflict means that another command has this id, and nothing happened. */
export type Outcome =
  | { readonly status: 'decided'; readonly replayed: boolean; readonly entry: RememberedEntry }
  | { readonly status: 'conflict'; readonly id: string };

export interface Execution {
  /** One for each command, in their order. */
  readonly outcomes: readonly Outcome[];
  /** What to append; undefined when nothing new happened. */
  readonly batch: Batch | undefined;
}

/**
 * Decides commands one after another on top of `state`, and gives back their outcomes and the batch to append. The
 * result is the same as if each had been executed alone. The state is then ahead of the journal: if the append fails
 * or its outcome is unknown, the state must be thrown away.
 * @param now the instant of the batch; an instant before the last batch's is taken as that one
 * @param calendarDate the date of that instant in the city's zone
 */
export function execute(
  state: BookState,
  commands: readonly Command[],
  now: Date,
  calendarDate: string,
): Execution {
  invariant(commands.length <= MAX_COMMANDS_PER_BATCH, 'a batch within its limit');
  const number = state.head.number + 1n;
  const at = now > state.head.at ? now : state.head.at;
  const entries: Entry[] = [];
  const opened: Account[] = [];
  const touched = new Set<string>();

  const outcomes = commands.map((command): Outcome => {
    const known = state.entries.get(command.id);
    if (known !== undefined) {
      const same = known.fingerprint === command.fingerprint;
      return same
        ? { status: 'decided', replayed: true, entry: known }
        : { status: 'conflict', id: command.id };
    }
    const businessDate = openBusinessDay(state.day, calendarDate);
    state.day = { ...state.day, current: businessDate };
    const effect = decide(state, command);
    if (effect.opened !== undefined) opened.push({ ...effect.opened });
    if (effect.postings.length > 0 && command.kind === 'post') {
      for (const { debit, credit } of command.legs) touched.add(debit).add(credit);
    }
    const entry = entryOf(command, effect, entries.length, businessDate);
    entries.push(entry);
    const remembered = rememberedOf(entry, number, at);
    rememberEntry(state, remembered);
    return { status: 'decided', replayed: false, entry: remembered };
  });
  if (entries.length === 0) return { outcomes, batch: undefined };

  const unhashed = { number, epoch: state.epoch, at, previousHash: state.head.hash, entries };
  const hash = hashBatch(unhashed);
  state.head = { number, hash, at };
  return { outcomes, batch: { ...unhashed, hash, opened, moved: countersOf(state, touched) } };
}

function decide(state: BookState, command: Command): Effect {
  if (command.kind === 'open_account') return openAccount(state, command);
  if (command.kind === 'close_business_day') return closeBusinessDay(state, command);
  const posted = post(state, command);
  const { purpose } = command;
  return posted.ok
    ? { purpose, refusal: null, postings: posted.postings, detail: null }
    : { purpose, refusal: posted.refusal, postings: [], detail: null };
}

function entryOf(command: Command, effect: Effect, index: number, businessDate: string): Entry {
  return {
    index,
    id: command.id,
    fingerprint: command.fingerprint,
    purpose: effect.purpose,
    refusal: effect.refusal,
    businessDate,
    once: command.kind === 'post' ? (command.once ?? null) : null,
    refunds: command.kind === 'post' ? (command.refunds ?? null) : null,
    hold: null,
    reference: command.kind === 'close_business_day' ? {} : command.reference,
    detail: effect.detail,
    postings: effect.postings,
  };
}

function countersOf(state: BookState, ids: ReadonlySet<string>): Batch['moved'] {
  const moved = new Map<bigint, { debitsMinor: bigint; creditsMinor: bigint; version: bigint }>();
  for (const id of ids) {
    const account = state.accounts.get(id);
    invariant(account !== undefined, `account ${id} moved and is in memory`);
    const { debitsMinor, creditsMinor, version } = account;
    moved.set(account.number, { debitsMinor, creditsMinor, version });
  }
  return moved;
}
