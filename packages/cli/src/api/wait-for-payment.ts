import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { textOf } from '../human/payment-text.ts';
import type { JsonObject } from '../output.ts';

/** The API holds an answer back for so long at most. */
const LONGEST_HOLD_SECONDS = 25;
const ASK_AGAIN_MS = 1_000;

/** Waits while the resident is asked on the phone. @throws CliError `payment_pending` when it takes longer */
export async function waitForPayment(
  context: Context,
  payment: JsonObject,
  seconds: number,
): Promise<JsonObject> {
  const deadlineMs = context.clock.now().getTime() + seconds * 1_000;
  let latest = payment;
  while (latest.status === 'awaiting_confirmation') {
    const left = secondsLeft(context, deadlineMs);
    if (left <= 0) throw pending({ payment: latest }, 'The resident has not confirmed it yet.');
    context.output.progress(`Waiting for the resident to confirm: ${left} s left`);
    latest = await context.api().getPayment(textOf(payment.id), Math.min(left, LONGEST_HOLD_SECONDS));
  }
  return latest;
}

/** Waits until somebody has paid a code that the till shows. @throws CliError when nobody does */
export async function waitForCode(context: Context, code: JsonObject, seconds: number): Promise<JsonObject> {
  const deadlineMs = context.clock.now().getTime() + seconds * 1_000;
  let latest = code;
  for (;;) {
    if (latest.status === 'paid') return context.api().getPayment(textOf(latest.payment), 0);
    if (latest.status === 'expired') throw expired(latest);
    const left = secondsLeft(context, deadlineMs);
    if (left <= 0) throw pending({ shop_code: latest }, 'Nobody has paid the code yet.');
    context.output.progress(`Waiting for the phone: ${left} s left`);
    await delay(ASK_AGAIN_MS, undefined, { signal: context.signal });
    latest = await context.api().getShopCode(textOf(code.id));
  }
}

function secondsLeft({ clock }: Context, deadlineMs: number): number {
  return Math.ceil((deadlineMs - clock.now().getTime()) / 1_000);
}

function pending(facts: JsonObject, message: string): CliError {
  return new CliError({ code: 'payment_pending', message, facts, exitCode: EXIT.unreachable });
}

function expired(code: JsonObject): CliError {
  const message = 'Nobody paid the code while it worked. No money moved.';
  return new CliError({ code: 'code_expired', message, facts: { shop_code: code }, exitCode: EXIT.refused });
}
