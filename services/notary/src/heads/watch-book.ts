import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '@tamsui/errors';
import type { Logger } from '@tamsui/platform/logger';
import type { Stoppable } from '@tamsui/platform/shutdown';
import { checkFile, checkJournal, checkKey } from './check-history.ts';
import type { Head } from './head.ts';
import { headToWire } from './head-wire.ts';
import type { HeadsFile } from './heads-file.ts';
import { type SigningDeps, signNextHead } from './sign-next-head.ts';

export interface WatchDeps extends SigningDeps {
  readonly file: HeadsFile;
  readonly logger: Logger;
  /** A head is signed at least this often while the journal grows. */
  readonly intervalMs: number;
}

export interface BookWatch extends Stoppable {
  /** @throws Fault when the last look at the journal failed, or there was none for too long */
  checkHealth(): void;
}

/** Often enough that a closed business day has its head within a second. */
const LOOK_EVERY_MS = 500;
/** Nobody mends a broken journal within seconds, and one ERROR a minute is heard. */
const REST_AFTER_FAULT_MS = 30_000;
/** A look that takes longer hangs. */
const LONGEST_SILENCE_MS = 90_000;
const FILED_AT_A_TIME = 100;

/** Looks at one book's journal until it is stopped, and signs when it is time. */
export function watchBook(deps: WatchDeps): BookWatch {
  const stopping = new AbortController();
  let trouble: unknown;
  let lookedAtMs = deps.clock.now().getTime();

  async function repeat(): Promise<void> {
    while (!stopping.signal.aborted) {
      let restMs = LOOK_EVERY_MS;
      try {
        await look(deps, stopping.signal);
        trouble = undefined;
      } catch (error) {
        trouble = error;
        if (isContradiction(error)) restMs = REST_AFTER_FAULT_MS;
        deps.logger[isContradiction(error) ? 'error' : 'warn'](
          { err: error, book: deps.book },
          'nothing is signed',
        );
      }
      lookedAtMs = deps.clock.now().getTime();
      // Being stopped rejects the timer; that is its way to end early, not a failure.
      await sleep(restMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  const running = repeat();
  return {
    name: `watch of ${deps.book}`,
    stop: async () => {
      stopping.abort();
      await running;
    },
    checkHealth: () => {
      if (trouble !== undefined) throw trouble;
      if (deps.clock.now().getTime() - lookedAtMs > LONGEST_SILENCE_MS)
        throw new Fault('notary_silent', `${deps.book} was not looked at.`, { retryable: true });
    },
  };
}

/** Faults that say so of themselves; what the database or the network throws passes by itself. */
function isContradiction(error: unknown): boolean {
  return error instanceof Fault && !error.retryable;
}

/** One look: compare with what was signed, and sign what is due, page by page. */
async function look(deps: WatchDeps, signal: AbortSignal): Promise<void> {
  let last = await deps.heads.last();
  if (last !== undefined) checkKey(last, deps.key);
  await checkFile(deps.file, deps.book, deps.heads);
  const end = await deps.journal.end(last?.batch ?? 0n);
  if (last !== undefined) checkJournal(last, end);
  await fileMissing(deps);
  if (!isDue(deps, last, end)) return;
  while (!signal.aborted && (last === undefined || last.batch < end.number)) {
    const head = await signNextHead(deps, last);
    if (head === undefined) return;
    await fileMissing(deps);
    deps.logger.info({ book: deps.book, batch: String(head.batch) }, 'signed a head');
    last = head;
  }
}

function isDue(
  { clock, intervalMs }: WatchDeps,
  last: Head | undefined,
  end: { readonly number: bigint; readonly lastClosing: bigint | null },
): boolean {
  if (last === undefined) return true;
  if (end.lastClosing !== null && end.lastClosing > last.batch) return true;
  return clock.now().getTime() - last.signedAt.getTime() >= intervalMs;
}

/** Appends to the file what the database has and the file has not: the newest head, or several after a crash. */
async function fileMissing({ heads, file, book }: WatchDeps): Promise<void> {
  for (;;) {
    const missing = await heads.after(file.last(book)?.batch ?? -1n, FILED_AT_A_TIME);
    for (const head of missing) await file.append(headToWire(head));
    if (missing.length < FILED_AT_A_TIME) return;
  }
}
