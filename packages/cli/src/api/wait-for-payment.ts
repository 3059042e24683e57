import { setTimeout as delay } from 'node:timers/promises';
import type { Output, Schema } from '@tamsui/sdk';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { JsonObject } from '../output.ts';

/** A payment as it may be read; a resident sees less of it than a shop. */
export type AnyPayment = Output<'getPayment'>;

/** The API holds an answer back for so long at most. */
export const LONGEST_HOLD_SECONDS = 25;
const ASK_AGAIN_MS = 1_000;

/** How a payment stands. @param holdSeconds how long the answer may wait for the resident */
export function readPayment(context: Context, id: string, holdSeconds = 0): Promise<AnyPayment> {
  const input = { path: { id }, query: { wait: String(holdSeconds) } };
  const deadlineMs = (holdSeconds + ANSWER_SECONDS) * 1_000;
  return context.client().call('getPayment', { ...input, deadlineMs });
}

const ANSWER_SECONDS = 10;

/**
 * Waits while the resident is asked on the phone. Not the SDK's waiting, which tells nobody how long it will take.
 * @throws CliError `payment_pending` when it takes longer
 */
export async function waitForPayment(
  context: Context,
  payment: AnyPayment,
  seconds: number,
): Promise<AnyPayment> {
  const deadlineMs = context.clock.now().getTime() + seconds * 1_000;
  let latest = payment;
  // At least one question: under a used key the answer tells how it was, and not how it is.
  for (let asked = 0; latest.status === 'awaiting_confirmation'; asked += 1) {
    const left = secondsLeft(context, deadlineMs);
    if (left === 0 && asked > 0) throw pending({ payment: latest }, 'The resident has not confirmed it yet.');
    context.output.progress(`Waiting for the resident to confirm: ${left} s left`);
    const hold = Math.min(left, LONGEST_HOLD_SECONDS);
    latest = await unlessInterrupted(context, { payment: latest }, () =>
      readPayment(context, payment.id, hold),
    );
  }
  return latest;
}

/** Waits until somebody has paid a code that the till shows. @throws CliError when nobody does */
export async function waitForCode(
  context: Context,
  code: Schema<'ShopCode'>,
  seconds: number,
): Promise<AnyPayment> {
  const deadlineMs = context.clock.now().getTime() + seconds * 1_000;
  let latest = code;
  // At least one question, as above.
  for (let asked = 0; ; asked += 1) {
    if (latest.payment !== null) return readPayment(context, latest.payment);
    if (latest.status === 'expired') throw expired(latest);
    const left = secondsLeft(context, deadlineMs);
    if (left === 0 && asked > 0) throw pending({ shop_code: latest }, 'Nobody has paid the code yet.');
    context.output.progress(`Waiting for the phone: ${left} s left`);
    latest = await unlessInterrupted(context, { shop_code: latest }, async () => {
      await delay(left === 0 ? 0 : ASK_AGAIN_MS, undefined, { signal: context.signal });
      return context.client().call('getShopCode', { path: { id: code.id } });
    });
  }
}

function secondsLeft({ clock }: Context, deadlineMs: number): number {
  return Math.max(0, Math.ceil((deadlineMs - clock.now().getTime()) / 1_000));
}

/** Ctrl-C ends the waiting, and not what is waited for. @param facts what was known last */
async function unlessInterrupted<T>(
  { signal }: Context,
  facts: { readonly payment: AnyPayment } | { readonly shop_code: Schema<'ShopCode'> },
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!signal.aborted) throw error;
    const { expires_at: until } = 'payment' in facts ? deadlineOf(facts.payment) : facts.shop_code;
    const message = `Interrupted. No money had moved; the phone can still pay until ${until}.`;
    throw new CliError({ code: 'interrupted', message, facts, exitCode: EXIT.interrupted, cause: error });
  }
}

function deadlineOf(payment: AnyPayment): { readonly expires_at: string } {
  return 'expires_at' in payment ? payment : { expires_at: 'it is confirmed or declined' };
}

function pending(facts: JsonObject, message: string): CliError {
  return new CliError({ code: 'payment_pending', message, facts, exitCode: EXIT.unreachable });
}

function expired(code: Schema<'ShopCode'>): CliError {
  const message = 'Nobody paid the code while it worked. No money moved.';
  return new CliError({ code: 'code_expired', message, facts: { shop_code: code }, exitCode: EXIT.refused });
}
