import type { Clock } from '@tamsui/platform/clock';
import { whyNoAnswer } from '../human/why-no-answer.ts';
import { ask, membersOf } from './ask.ts';
import { broken, type Finding, type Look, ok, skipped } from './finding.ts';

/** What the notary has signed last. */
export interface SignedHead {
  readonly batch: bigint;
  readonly signedAt: Date;
}

/** The notary signs once a minute while the journal grows; what is older than this stands still. */
const LATE_MS = 5 * 60_000;

export interface NotaryLook {
  readonly notaryUrl: string | undefined;
  /** Names of the books, as in `book_main`. */
  readonly books: readonly string[];
  /** When the first batch after this one was written; undefined when nothing was. Unknown without a database. */
  readonly firstBatchAfter: ((book: string, batch: bigint) => Promise<Date | undefined>) | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Whether what is in the journal gets signed: what is not, could be changed unseen. */
export function lookAtNotary(look: NotaryLook): Look {
  const { notaryUrl, books } = look;
  return async () => {
    if (notaryUrl === undefined)
      return [skipped('notary_heads', 'Unknown where the notary is', 'Set NOTARY_URL.')];
    return Promise.all(books.map((book) => lookAtBook(look, notaryUrl, book)));
  };
}

async function lookAtBook(look: NotaryLook, notaryUrl: string, book: string): Promise<Finding> {
  const name = book.replace(/^book_/, '');
  try {
    const { status, text } = await ask(`${notaryUrl}/v1/heads/latest?book=${name}`, look.signal);
    const head = status === 200 ? headOf(text) : undefined;
    if (head !== undefined) return await judgeHead(look, book, head);
    const what = status === 404 ? 'has signed nothing' : `answers HTTP ${status} instead of what it signed`;
    return broken('notary_heads', `The notary ${what} of book ${name}`, 'See its log and NOTARY_BOOKS.');
  } catch (error) {
    return skipped('notary_heads', `The notary does not answer: ${whyNoAnswer(error)}`);
  }
}

async function judgeHead({ firstBatchAfter, clock }: NotaryLook, book: string, head: SignedHead) {
  const facts = { facts: { batch: String(head.batch), signed_at: head.signedAt.toISOString() } };
  const name = book.replace(/^book_/, '');
  const text = `Book ${name} is signed up to batch ${head.batch} (${head.signedAt.toISOString()})`;
  const waitingSince = await firstBatchAfter?.(book, head.batch);
  const waitedMs = waitingSince === undefined ? 0 : clock.now().getTime() - waitingSince.getTime();
  if (waitedMs <= LATE_MS) return ok('notary_heads', text, facts);
  const minutes = Math.floor(waitedMs / 60_000);
  const todo = 'See the notary’s log, start it anew, and then run `npm run verify`.';
  return broken('notary_heads', `${text}; what came after waits for ${minutes} minutes`, todo, facts);
}

function headOf(text: string): SignedHead | undefined {
  const { batch, signed_at: signedAt } = membersOf(text) ?? {};
  if (typeof batch !== 'string' || !/^\d+$/.test(batch) || typeof signedAt !== 'string') return undefined;
  const at = new Date(signedAt);
  return Number.isNaN(at.getTime()) ? undefined : { batch: BigInt(batch), signedAt: at };
}
