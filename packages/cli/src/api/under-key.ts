import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { fromApi } from './api-error.ts';

/** Something that must happen once. */
export interface Once<T> {
  readonly key: string;
  /** The command line that tells what became of it. */
  readonly lookUp: string;
  readonly send: () => Promise<T>;
}

/**
 * Sends something that must happen once. The key is shown before, and stands in every error after: with it the same
 * request may be sent again, even when this process is killed in between.
 */
export async function underKey<T>(context: Context, once: Once<T>): Promise<T> {
  context.output.note(`idempotency key ${once.key}`);
  try {
    return await once.send();
  } catch (error) {
    throw toldWithKey(fromApi(error), once, context.signal);
  }
}

function toldWithKey(error: unknown, { key, lookUp }: Once<unknown>, signal: AbortSignal): unknown {
  const facts = { idempotency_key: key };
  const again = `Ask again, it happens once: --idempotency-key ${key}   Or look: ${lookUp}`;
  if (error instanceof CliError) {
    const isOpen = error.exitCode === EXIT.unreachable || error.exitCode === EXIT.interrupted;
    return isOpen ? error.with({ ...MAYBE, ...error.facts, ...facts }, again) : error.with(facts);
  }
  if (!signal.aborted) return error;
  const message = 'Interrupted before there was an answer: nobody here knows whether money moved.';
  return new CliError({
    code: 'interrupted',
    message,
    hint: again,
    facts: { ...MAYBE, ...facts },
    exitCode: EXIT.interrupted,
  });
}

/** Neither true nor false: nobody knows. */
const MAYBE = { money_moved: null };
