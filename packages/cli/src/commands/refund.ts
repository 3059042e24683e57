import type { Command } from 'commander';
import { underKey } from '../api/under-key.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { examples } from '../human/examples.ts';
import { amount, idempotencyKey, idOf } from '../human/options.ts';
import { refundText } from '../human/payment-text.ts';

interface RefundOptions {
  readonly amount?: string;
  readonly currency: string;
  readonly reason?: string;
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
    .option('--currency <code>', 'of the city', 'TWD')
    .option('--reason <reason>', 'returned_goods, duplicate, wrong_amount or other')
    .option('--idempotency-key <key>', 'the key of an earlier attempt', idempotencyKey)
    .addHelpText('after', HELP)
    .addHelpText('after', examples('refund pay_…', 'refund pay_… --amount 60 --json'))
    .action((payment: string, options: RefundOptions) => refund(context, payment, options));
}

async function refund(context: Context, payment: string, options: RefundOptions): Promise<void> {
  const { idempotencyKey: key = context.newKey(), reason } = options;
  const refunded = await underKey(context, key, async () => {
    const money = await moneyOf(context, payment, options);
    const body = { ...money, ...(reason === undefined ? {} : { reason: { code: reason } }) };
    return context.api().createRefund(payment, body, key);
  });
  context.output.result({ ...refunded, idempotency_key: key }, () => refundText(refunded));
}

/** The whole payment is what it was taken for, not what is left: so that the same key stays the same request. */
async function moneyOf(context: Context, payment: string, { amount, currency }: RefundOptions) {
  if (amount !== undefined) return { amount, currency };
  const found = await context.api().getPayment(payment, 0);
  if (typeof found.amount === 'string') return { amount: found.amount, currency: found.currency };
  throw new CliError({
    code: 'nothing_to_refund',
    message: `${payment} is ${String(found.status)}: no money moved, and there is none to give back.`,
    exitCode: EXIT.refused,
  });
}
