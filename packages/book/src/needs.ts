import type { Command } from './command.ts';
import type { BookState } from './state.ts';

/** What commands refer to and memory does not hold; it has to be read before they are executed. */
export interface Needs {
  readonly accounts: readonly string[];
  /** Ids of the commands themselves (they may be retries) of originals of refunds, and of holds. */
  readonly entries: readonly string[];
  readonly once: readonly string[];
}

/** Finds what has to be read, and marks what memory holds as just used, so that it stays until it is executed. */
export function needsOf(state: BookState, commands: readonly Command[]): Needs {
  const accounts = new Set<string>();
  const entries = new Set<string>();
  const once = new Set<string>();
  const needAccount = (id: string): void => {
    if (!state.accounts.has(id)) accounts.add(id);
  };
  const needEntry = (id: string): void => {
    if (!state.entries.has(id)) entries.add(id);
  };
  for (const command of commands) {
    needEntry(command.id);
    if ('account' in command) needAccount(command.account);
    if ('hold' in command && command.hold !== undefined) needEntry(command.hold);
    const token = 'once' in command ? command.once : undefined;
    if (token !== undefined && !state.spent.has(token)) once.add(token);
    if (command.kind !== 'post') continue;
    for (const leg of command.legs) {
      needAccount(leg.debit);
      needAccount(leg.credit);
    }
    if (command.refunds !== undefined) needEntry(command.refunds);
  }
  return { accounts: [...accounts], entries: [...entries], once: [...once] };
}
