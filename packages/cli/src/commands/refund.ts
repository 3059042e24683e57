import type { Input } from '@tamsui/sdk';
import type { Command } from 'commander';
import { MONEY_DEADLINE_MS } from '../api/client.ts';
import { underKey } from '../api/under-key.ts';
import { readPayment } from '../api/wait-for-payment.ts';
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

const HELP = `
Without --amount the whole payment is given back; when a part of it was given back before, that is refused and the
answer says how much is left. With the key of an earlier attempt it happens once, however often it is sent.`;

export function addRefund(program: Command, context: Context): void {
  program
    .command('refund')
    .summary('give money of a payment back')
    .description('Give a payment, or a part of it, back to the wallet that paid')
    .argument('<payment>', 'its id', idOf('pay'))
    .option('--amount <amount>', 'a part, in major units (the whole payment)', amount)
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

/** The whole payment is what it was taken for, not what is left: so that the same key stays the same request. */
async function moneyOf(context: Context, payment: string, { amount, currency }: RefundOptions) {
  if (amount !== undefined) return { amount, currency };
  const found = await readPayment(context, payment);
  if ('amount' in found) return { amount: found.amount, currency };
  throw new CliError({
    code: 'nothing_to_refund',
    message: `${payment} is ${String(found.status)}: no money moved, and there is none to give back.`,
    exitCode: EXIT.refused,
  });
}
