import { fromMinor, type Input, type Output, paginate, toMinor } from '@tamsui/sdk';
import type { Command } from 'commander';
import { MONEY_DEADLINE_MS } from '../api/client.ts';
import { underKey } from '../api/under-key.ts';
import { type AnyPayment, readPayment } from '../api/wait-for-payment.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { examples } from '../human/examples.ts';
import { amount, currency, idempotencyKey, idOf, oneOf } from '../human/options.ts';
import { refundText } from '../human/payment-text.ts';

type Reason = NonNullable<Input<'createRefund'>['body']['reason']>['code'];

const REASONS = ['returned_goods', 'duplicate', 'wrong_amount', 'other'] as const satisfies readonly Reason[];

interface RefundOptions {
  readonly amount?: string;
  readonly currency: 'TWD';
  readonly reason?: Reason;
  readonly idempotencyKey?: string;
}

type Refund = Output<'listRefunds'>['data'][number];
const PAGE = { limit: 100 } as const;

const HELP = `
Without --amount all is given back that was taken and not given back before; of a payment that is captured later, what
was captured. When nothing is left, that is refused. With the key of an earlier attempt it happens once, however often it is sent.`;

export function addRefund(program: Command, context: Context): void {
  program
    .command('refund')
    .summary('give money of a payment back')
    .description('Give a payment, or a part of it, back to the wallet that paid')
    .argument('<payment>', 'its id', idOf('pay'))
    .option('--amount <amount>', 'a part, in major units (all that is left)', amount)
    .option('--currency <code>', 'of the city', currency, 'TWD')
    .option('--reason <reason>', `why: ${REASONS.join(', ')}`, oneOf(REASONS))
    .option('--idempotency-key <key>', 'the key of an earlier attempt', idempotencyKey)
    .addHelpText('after', HELP)
    .addHelpText('after', examples('refund pay_…', 'refund pay_… --amount 60 --json'))
    .action((payment: string, options: RefundOptions) => refund(context, payment, options));
}

async function refund(context: Context, payment: string, options: RefundOptions): Promise<void> {
  const { idempotencyKey: key = context.newKey(), reason } = options;
  const refunded = await underKey(context, {
    key,
    lookUp: `tamsui payments show ${payment}`,
    send: async () => {
      const money = await moneyOf(context, payment, options);
      const body = { ...money, ...(reason === undefined ? {} : { reason: { code: reason } }) };
      const asked = { path: { id: payment }, body, idempotencyKey: key, deadlineMs: MONEY_DEADLINE_MS };
      return context.client().call('createRefund', asked);
    },
  });
  context.output.result({ ...refunded, idempotency_key: key }, () => refundText(refunded));
}

/** @throws CliError when nothing was taken */
async function moneyOf(context: Context, payment: string, { amount, currency }: RefundOptions) {
  if (amount !== undefined) return { amount, currency };
  const found = await readPayment(context, payment);
  const takenMinor = takenOf(found);
  if (takenMinor > 0n) return { amount: fromMinor(await leftOf(context, found, takenMinor)), currency };
  throw new CliError({
    code: 'nothing_to_refund',
    message: `${payment} is ${String(found.status)}: no money was taken, and there is none to give back.`,
    exitCode: EXIT.refused,
  });
}

/** In minor units: the amount, or what was captured of it. */
function takenOf(payment: AnyPayment): bigint {
  if (!('amount' in payment)) return 0n;
  const authorisation = 'authorisation' in payment ? payment.authorisation : undefined;
  return toMinor(authorisation?.captured.amount ?? payment.amount);
}

/**
 * What was not given back yet, in minor units. When that is nothing, an earlier attempt under the same key may have given
 * it: then it was the latest refund, and with its amount this is the same request. If it was another, the API says no.
 */
async function leftOf(context: Context, payment: AnyPayment, takenMinor: bigint): Promise<bigint> {
  const refundedMinor = 'refunded' in payment ? toMinor(payment.refunded.amount) : 0n;
  if (refundedMinor < takenMinor) return takenMinor - refundedMinor;
  const latest = await latestRefund(context, payment.id);
  return latest === undefined ? takenMinor : toMinor(latest.amount);
}

async function latestRefund(context: Context, id: string): Promise<Refund | undefined> {
  let latest: Refund | undefined;
  for await (const refund of paginate(context.client(), 'listRefunds', { path: { id }, query: PAGE })) {
    if (latest === undefined || refund.created_at >= latest.created_at) latest = refund;
  }
  return latest;
}
