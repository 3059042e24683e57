import type { Clock } from '@tamsui/platform/clock';
import { TamsuiError } from '@tamsui/sdk';
import { fromApi } from '../api/api-error.ts';
import { findOwnKey, tryKey } from '../api/try-key.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { JsonObject } from '../output.ts';
import { kindOfKey, maskKey } from '../session/connection.ts';
import { broken, type Finding, type Look, ok, skipped, warning } from './finding.ts';

const CHECK = 'api_key';
/** A doctor says what is so, and does not wait until it is better. */
const DEADLINE_MS = 5_000;
const SOON_MS = 7 * 24 * 60 * 60 * 1_000;

/** Whether the API takes the key, what the key may do, and until when. */
export function lookAtKey(context: Context): Look {
  return async () => {
    const { apiKey } = context.connection();
    if (apiKey === undefined) {
      return [skipped(CHECK, 'There is no API key to try', 'Run `tamsui login`, or set TAMSUI_API_KEY.')];
    }
    const name = `${maskKey(apiKey)} (${kindOfKey(apiKey) ?? 'unknown'})`;
    try {
      const client = context.client({ deadlineMs: DEADLINE_MS });
      await tryKey(client);
      return [judgeKey(name, await findOwnKey(client, apiKey), context.clock)];
    } catch (error) {
      return [judgeFailure(name, error)];
    }
  };
}

/** @param own what the API keeps on it; undefined when the key may not read that */
function judgeKey(name: string, own: JsonObject | undefined, clock: Clock): Finding {
  if (own === undefined) return ok(CHECK, `${name} is accepted`);
  const { scopes, expires_at: expiresAt } = own;
  const facts = { facts: { id: own.id, scopes, expires_at: expiresAt } };
  const text = `${name} is accepted and may: ${Array.isArray(scopes) ? scopes.join(', ') : ''}`;
  const leftMs = typeof expiresAt === 'string' ? Date.parse(expiresAt) - clock.now().getTime() : SOON_MS;
  if (leftMs >= SOON_MS) return ok(CHECK, text, facts);
  const todo = 'Rotate it (POST /v1/api-keys/:id/rotate) and log in with the new one.';
  return warning(CHECK, `${text}; it ends at ${String(expiresAt)}`, todo, facts);
}

function judgeFailure(name: string, thrown: unknown): Finding {
  const error = fromApi(thrown);
  if (!(error instanceof CliError)) throw error;
  const facts = { facts: { code: error.code } };
  if (error.exitCode === EXIT.notAllowed) {
    const todo = 'Is it the key of this address? Log in with one that is: tamsui login';
    return broken(CHECK, `${name} is not accepted: ${error.message}`, todo, facts);
  }
  // No answer, or an API that is busy: it says nothing of the key, and is told of the API itself.
  if (thrown instanceof TamsuiError && thrown.retryable) {
    return skipped(CHECK, `Nobody can say of the key: ${error.message}`);
  }
  const todo = 'Mend the API first; see above.';
  return broken(CHECK, `${name} could not be tried: ${error.message}`, todo, facts);
}
