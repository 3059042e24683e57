import type { DeclineCommand } from './command.ts';
import { type Effect, refused } from './effect.ts';
import { bookRefusal } from './refusal.ts';

/** Says no because the caller says no. What was decided under the id before stands: see `execute`. */
export function decline({ purpose, reason }: DeclineCommand): Effect {
  return refused(purpose, bookRefusal('declined', { reason }));
}
