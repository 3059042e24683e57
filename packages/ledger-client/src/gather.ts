import { Fault, invariant } from '@tamsui/errors';
import { MAX_COMMANDS_PER_REQUEST } from './command.ts';

/** Requests under way at once. While they are, what arrives waits and leaves together with the next. */
const MAX_REQUESTS_UNDER_WAY = 4;

/** Items that may wait. More would wait longer than their callers do. */
export const MAX_ITEMS_WAITING = 20_000;

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Turns calls that wait at the same moment into one request. There is no timer: an idle gatherer sends at the end of
 * the current turn of the event loop, a busy one as soon as a request comes back.
 */
export function createGatherer<Item, Answer>(
  send: (items: readonly Item[]) => Promise<readonly Answer[]>,
): { submit(item: Item): Promise<Answer> } {
  const waiting: Waiting<Item, Answer>[] = [];
  let underWay = 0;
  let scheduled = false;

  function schedule(): void {
    if (scheduled || waiting.length === 0 || underWay >= MAX_REQUESTS_UNDER_WAY) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void flush();
    });
  }

  async function flush(): Promise<void> {
    const gathered = waiting.splice(0, MAX_COMMANDS_PER_REQUEST);
    underWay += 1;
    schedule();
    try {
      const answers = await send(gathered.map(({ item }) => item));
      invariant(answers.length === gathered.length, 'as many answers as commands');
      for (const [index, { resolve }] of gathered.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of gathered) reject(error);
    } finally {
      underWay -= 1;
      schedule();
    }
  }

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        if (waiting.length >= MAX_ITEMS_WAITING) {
          const message = 'Too many commands wait for the ledger; ask again.';
          reject(new Fault('ledger_overloaded', message, { retryable: true }));
          return;
        }
        waiting.push({ item, resolve, reject });
        schedule();
      }),
  };
}
