import { Fault, invariant } from '@tamsui/errors';
import { MAX_COMMANDS_PER_REQUEST } from './command.ts';

/** Requests under way at once. While they are, what arrives waits and leaves together with the next. */
const MAX_REQUESTS_UNDER_WAY = 4;
/**
 * A further request leaves when so many items wait for each that is under way. A request costs its peer as much as some
 * twenty items do, so at half its load a city that sent each item as it came would be as busy as at all of it.
 */
const ITEMS_WORTH_A_REQUEST = 16;
/** Behind a request that is as slow as this nobody waits for more to come. */
const SLOW_REQUEST_MS = 25;
/**
 * From one request to the next, unless enough waits: a peer that answers in two milliseconds would be asked for a few items
 * each time. The first after a pause waits for nothing.
 */
const REST_MS = 8;

/** Items that may wait. More would wait longer than their callers do. */
export const MAX_ITEMS_WAITING = 20_000;

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Turns calls that wait at the same moment into one request. An idle gatherer sends at the end of the current turn of the
 * event loop, a busy one when enough waits, when it has rested and nothing is under way, or when what is under way is slow.
 */
export function createGatherer<Item, Answer>(
  send: (items: readonly Item[]) => Promise<readonly Answer[]>,
): { submit(item: Item): Promise<Answer> } {
  const waiting: Waiting<Item, Answer>[] = [];
  let underWay = 0;
  let scheduled = false;
  let lastSentMs = Number.NEGATIVE_INFINITY;
  let looksAgainAtMs = Number.POSITIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function schedule(): void {
    if (scheduled || waiting.length === 0 || underWay >= MAX_REQUESTS_UNDER_WAY) return;
    const enough = Math.max(1, underWay) * ITEMS_WORTH_A_REQUEST;
    const restMs = underWay === 0 ? REST_MS : SLOW_REQUEST_MS;
    const dueMs = lastSentMs + restMs;
    if (waiting.length < enough && performance.now() < dueMs) {
      lookAgainAt(dueMs);
      return;
    }
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void flush();
    });
  }

  function lookAgainAt(atMs: number): void {
    if (atMs >= looksAgainAtMs) return;
    clearTimeout(timer);
    looksAgainAtMs = atMs;
    timer = setTimeout(
      () => {
        looksAgainAtMs = Number.POSITIVE_INFINITY;
        schedule();
      },
      Math.ceil(atMs - performance.now()),
    );
  }

  /** Half when nothing is under way, so that from then on the peer and this process are busy at the same time. */
  function sizeOfRequest(): number {
    const isWorthTwo = waiting.length >= 2 * ITEMS_WORTH_A_REQUEST;
    return underWay === 0 && isWorthTwo ? Math.ceil(waiting.length / 2) : waiting.length;
  }

  async function flush(): Promise<void> {
    const gathered = waiting.splice(0, Math.min(MAX_COMMANDS_PER_REQUEST, sizeOfRequest()));
    underWay += 1;
    lastSentMs = performance.now();
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
