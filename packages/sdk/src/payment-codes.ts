import type { TamsuiClient } from './client.ts';
import type { Output } from './operation-types.ts';
import { eitherOf } from './signals.ts';

/** A till needs a moment to scan and to send what it scanned. */
const MARGIN_MS = 10_000;
/** A phone's clock may be wrong by hours: a code is shown for at least and at most so long, whatever it says. */
const SHORTEST_MS = 5_000;
const LONGEST_MS = 50_000;

/**
 * Codes for a till to scan, one after the other, each in time before the last one is over. It ends when the signal does.
 * A code pays once: after a payment begin anew.
 * @throws TamsuiError
 */
export async function* paymentCodes(
  client: TamsuiClient,
  ending: AbortSignal,
): AsyncGenerator<Output<'createPaymentCode'>, void, undefined> {
  const { clock } = client.connection;
  const signal = eitherOf(client.connection.signal, ending);
  while (!signal.aborted) {
    const shown = await client.call('createPaymentCode', { body: {}, signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    if (shown === undefined) return;
    yield shown;
    const leftMs = Date.parse(shown.expires_at) - clock.nowMs() - MARGIN_MS;
    await clock.sleep(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, leftMs)), signal).catch(() => undefined);
  }
}
