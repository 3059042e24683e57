import { invariant } from '@tamsui/errors';
import type { Account } from './account.ts';
import { openBusinessDay } from './business-day.ts';
import { closeBusinessDay } from './close-business-day.ts';
import type { Command, HoldCommand, PostCommand } from './command.ts';
import { decline } from './decline.ts';
import { type Effect, refused } from './effect.ts';
import type { Batch, Entry } from './entry.ts';
import { hashBatch } from './hash.ts';
import { holdMoney, releaseHold } from './hold-money.ts';
import { MAX_COMMANDS_PER_BATCH } from './limits.ts';
import { openAccount } from './open-account.ts';
import { post } from './post.ts';
import { bookRefusal } from './refusal.ts';
import { setAccountStatus } from './set-account-status.ts';
import { assignPolicy, setPolicy } from './set-policy.ts';
import { type BookState, endBatch, type RememberedEntry, rememberEntry, rememberedOf } from './state.ts';

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
  const touched = new Set<Account>();

  const outcomes = commands.map((command): Outcome => {
    const known = state.entries.get(command.id);
    if (known !== undefined) {
      const same = known.fingerprint === command.fingerprint;
      return same
        ? { status: 'decided', replayed: true, entry: known }
        : { status: 'conflict', id: command.id };
    }
    const businessDate = openBusinessDay(state.day, calendarDate);
    if (businessDate !== state.day.current) state.day = { ...state.day, current: businessDate };
    const effect = decide(state, command, at, calendarDate);
    if (effect.opened !== undefined) opened.push({ ...effect.opened });
    for (const { debit, credit } of effect.legs ?? []) touched.add(debit).add(credit);
    const entry = entryOf(command, effect, entries.length, businessDate);
    entries.push(entry);
    const remembered = rememberedOf(entry, number, at);
    rememberEntry(state, remembered);
    return { status: 'decided', replayed: false, entry: remembered };
  });
  if (entries.length === 0) return { outcomes, batch: undefined };
  endBatch(state);

  const unhashed = { number, epoch: state.epoch, at, previousHash: state.head.hash, entries };
  const hash = hashBatch(unhashed);
  state.head = { number, hash, at };
  return { outcomes, batch: { ...unhashed, hash, opened, moved: countersOf(touched) } };
}

function decide(state: BookState, command: Command, at: Date, calendarDate: string): Effect {
  switch (command.kind) {
    case 'post':
      return decidePost(state, command, at, calendarDate);
    case 'open_account':
      return openAccount(state, command, at);
    case 'hold':
      return decideHold(state, command, at);
    case 'release_hold':
      return releaseHold(state, command);
    case 'set_account_status':
      return setAccountStatus(state, command);
    case 'set_policy':
      return setPolicy(state, command);
    case 'assign_policy':
      return assignPolicy(state, command, at);
    case 'close_business_day':
      return closeBusinessDay(state, command);
    case 'decline':
      return decline(command);
  }
}

function decidePost(state: BookState, command: PostCommand, at: Date, calendarDate: string): Effect {
  const posted = post(state, command, at, calendarDate);
  const { purpose, hold } = command;
  if (!posted.ok) return { ...refused(purpose, posted.refusal), hold };
  return { purpose, refusal: null, postings: posted.postings, legs: posted.legs, detail: null, hold };
}

/** A token is spent by money set aside as it is by money moved: both are posted entries that carry it. */
function decideHold(state: BookState, command: HoldCommand, at: Date): Effect {
  const spender = command.once === undefined ? undefined : state.spent.get(command.once);
  if (spender !== undefined) return refused('hold', bookRefusal('already_used', { entry: spender }));
  return holdMoney(state, command, at);
}

function entryOf(command: Command, effect: Effect, index: number, businessDate: string): Entry {
  return {
    index,
    id: command.id,
    fingerprint: command.fingerprint,
    purpose: effect.purpose,
    refusal: effect.refusal,
    businessDate,
    once: 'once' in command ? (command.once ?? null) : null,
    refunds: command.kind === 'post' ? (command.refunds ?? null) : null,
    hold: effect.hold ?? null,
    reference: 'reference' in command ? command.reference : {},
    detail: effect.detail,
    postings: effect.postings,
  };
}

function countersOf(touched: ReadonlySet<Account>): Batch['moved'] {
  const moved = new Map<bigint, { debitsMinor: bigint; creditsMinor: bigint; version: bigint }>();
  for (const { number, debitsMinor, creditsMinor, version } of touched) {
    moved.set(number, { debitsMinor, creditsMinor, version });
  }
  return moved;
}
