import { bearer, createClient, type TamsuiClient } from '@tamsui/sdk';
import { whyNoAnswer } from '../human/why-no-answer.ts';

/** Where to, as whom, and until when. */
export interface ClientSettings {
  /** Without a slash at its end. */
  readonly url: string;
  readonly apiKey: string;
  readonly signal: AbortSignal;
  /** Of a call with all its attempts; ten seconds when left out. */
  readonly deadlineMs?: number | undefined;
  /** Hears of every attempt that had no answer. */
  readonly onSilence: (message: string) => void;
}

/** A person waits. Long enough for an API that is just started anew. */
const DEADLINE_MS = 10_000;
/** For what moves money: giving up early leaves a person with a question. */
export const MONEY_DEADLINE_MS = 30_000;

/** That nobody answered, with the address that was asked. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

/** The SDK as the commands use it. It throws TamsuiError; run-cli.ts tells it to whoever called the program. */
export function openClient({ url, apiKey, signal, deadlineMs, onSilence }: ClientSettings): TamsuiClient {
  return createClient({
    baseUrl: url,
    authorization: bearer(apiKey),
    deadlineMs: deadlineMs ?? DEADLINE_MS,
    signal,
    fetch: async (...asked) => {
      try {
        return await fetch(...asked);
      } catch (cause) {
        const silence = new Silence(`${url} does not answer: ${whyNoAnswer(cause)}`, { cause });
        if (!signal.aborted) onSilence(silence.message);
        throw silence;
      }
    },
  });
}
