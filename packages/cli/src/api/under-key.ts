import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';

/**
 * Sends something that must happen once. The key is shown before, and stands in every error after: with it the same
 * request may be sent again, even when this process is killed in between.
 */
export async function underKey<T>(
  { output, signal }: Context,
  key: string,
  send: () => Promise<T>,
): Promise<T> {
  output.note(`idempotency key ${key}`);
  try {
    return await send();
  } catch (error) {
    throw toldWithKey(error, key, signal);
  }
}

function toldWithKey(error: unknown, key: string, signal: AbortSignal): unknown {
  const facts = { idempotency_key: key };
  const again = `Nobody knows whether it happened. Ask again, it happens once: --idempotency-key ${key}`;
  if (error instanceof CliError) {
    return error.exitCode === EXIT.unreachable ? error.with(facts, again) : error.with(facts);
  }
  if (!signal.aborted) return error;
  const message = 'Interrupted before there was an answer.';
  return new CliError({ code: 'interrupted', message, hint: again, facts, exitCode: EXIT.interrupted });
}
