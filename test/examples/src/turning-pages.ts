import { type Ask, type AskParts, createAsk } from '../../fuzz/src/ask.ts';
import type { Operation } from '../../fuzz/src/description.ts';
import { createRandom } from '../../simulation/src/random.ts';
import type { Exchange } from './exchange.ts';

/** Whoever reads a list also asks for a short page of it, and for the next one, until both have been seen. */
export function turningPages(
  exchanges: ReadonlyMap<string, readonly Exchange[]>,
  { pipeline, operations }: Pick<AskParts, 'pipeline' | 'operations'>,
): Ask {
  // Chances that nobody takes; with a generator of their own they change no story.
  const chances = { random: createRandom(0), mischief: 0 };
  const ask = createAsk({ pipeline, operations, ...chances, title: 'example' });

  function hasSeen(operation: string, name: string): boolean {
    return (exchanges.get(operation) ?? []).some(({ query = {} }) => name in query);
  }

  return async (caller, id, step = {}) => {
    const told = await ask(caller, id, step);
    const operation = operations.get(id);
    if (operation === undefined || !takes(operation, 'limit')) return told;
    if (hasSeen(id, 'limit') && hasSeen(id, nextName(operation))) return told;
    const first = await ask(caller, id, { ...step, query: { ...step.query, limit: '1' } });
    if (first.next_cursor === null) return told;
    const next = { limit: '1', [nextName(operation)]: String(first.next_cursor) };
    await ask(caller, id, { ...step, query: { ...step.query, ...next } });
    return told;
  };
}

function takes({ parameters }: Operation, name: string): boolean {
  return parameters.some((parameter) => parameter.name === name && parameter.in === 'query');
}

/** Lists of what grows at its end go on behind an item, others behind a cursor. */
function nextName(operation: Operation): string {
  return takes(operation, 'cursor') ? 'cursor' : 'after';
}
