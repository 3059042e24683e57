import type { TamsuiClient } from './client.ts';
import type { Output } from './operation-types.ts';
import { eitherOf } from './signals.ts';
import { TamsuiError } from './tamsui-error.ts';

export interface WaitOptions {
  /** Of all the waiting, the retries of a question included; two minutes when left out. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const TIMEOUT_MS = 120_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 3_000;

/**
 * Asks until a payment is finished, whatever became of it.
 * @throws TamsuiError with `still_unfinished` when time is up: it may yet become either; with `no_answer` when the API
 * is away until then
 */
export async function waitForPayment(
  client: TamsuiClient,
  id: string,
  { timeoutMs = TIMEOUT_MS, signal: ending }: WaitOptions = {},
): Promise<Output<'getPayment'>> {
  const { clock } = client.connection;
  const signal = eitherOf(ending, client.connection.signal);
  const endMs = clock.nowMs() + timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    const deadlineMs = endMs - clock.nowMs();
    const input = { path: { id }, deadlineMs, ...(signal === undefined ? {} : { signal }) };
    const payment = await client.call('getPayment', input);
    if (isFinished(payment)) return payment;
    if (clock.nowMs() + pauseMs >= endMs) throw stillUnfinished(id);
    await clock.sleep(pauseMs, signal);
  }
}

/** A payment that is done says `finished`; what a word means that this SDK does not know is the API's to say. */
function isFinished(payment: object): boolean {
  return !('finished' in payment) || payment.finished === true;
}

function stillUnfinished(id: string): TamsuiError {
  const message = `Payment ${id} is not finished yet: ask for it later.`;
  return new TamsuiError({ code: 'still_unfinished', message, status: null, retryable: true });
}
