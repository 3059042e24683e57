import { type Output, paginate } from '@tamsui/sdk';
import type { Command } from 'commander';
import { LONGEST_HOLD_SECONDS, readPayment } from '../api/wait-for-payment.ts';
import type { Context } from '../context.ts';
import { examples } from '../human/examples.ts';
import { idempotencyKey, idOf, wholeNumber } from '../human/options.ts';
import { moneyText, paymentTable, paymentText, textOf } from '../human/payment-text.ts';
import { table } from '../human/table.ts';

type Refund = Output<'listRefunds'>['data'][number];

interface ListOptions {
  readonly limit: number;
  readonly cursor?: string;
  readonly order?: string;
  readonly idempotencyKey?: string;
}

const DEFAULT_LIMIT = 20;
const LARGEST_PAGE = 100;

export function addPayments(program: Command, context: Context): void {
  const payments = program
    .command('payments')
    .summary('list and show payments')
    .description('List and show payments');
  payments
    .command('list')
    .description('List payments, newest first')
    .option('--limit <number>', 'at most so many', wholeNumber(1, LARGEST_PAGE), DEFAULT_LIMIT)
    .option('--cursor <cursor>', 'go on where an earlier list ended: its next_cursor')
    .option('--order <reference>', 'only those with this reference of yours')
    .option('--idempotency-key <key>', 'the one with this key: what became of it', idempotencyKey)
    .addHelpText('after', examples('payments list', 'payments list --order A-1 --json'))
    .action((options: ListOptions) => list(context, options));
  payments
    .command('show')
    .description('Show one payment, and what was given back of it')
    .argument('<payment>', 'its id', idOf('pay'))
    .option('--wait <seconds>', 'for the resident to confirm it', wholeNumber(0, LONGEST_HOLD_SECONDS), 0)
    .addHelpText('after', examples('payments show pay_…', 'payments show pay_… --json'))
    .action((id: string, { wait }: { wait: number }) => show(context, id, wait));
}

async function list(context: Context, { limit, cursor, order, idempotencyKey }: ListOptions): Promise<void> {
  const query = {
    limit,
    ...(cursor === undefined ? {} : { cursor }),
    ...(order === undefined ? {} : { order_reference: order }),
    ...(idempotencyKey === undefined ? {} : { idempotency_key: idempotencyKey }),
  };
  const page = await context.client().call('listPayments', { query });
  context.output.result({ ...page }, () =>
    page.data.length === 0 ? 'No payments.' : paymentTable(page.data),
  );
  if (page.has_more) context.output.note(`\nThere are more: --cursor ${textOf(page.next_cursor)}`);
}

async function show(context: Context, id: string, wait: number): Promise<void> {
  const payment = await readPayment(context, id, wait);
  const refunds: Refund[] = [];
  const asked = { path: { id }, query: { limit: LARGEST_PAGE } };
  for await (const refund of paginate(context.client(), 'listRefunds', asked)) refunds.push(refund);
  context.output.result({ ...payment, refunds }, () => `${paymentText(payment)}${refundTable(refunds)}`);
}

function refundTable(refunds: readonly Refund[]): string {
  if (refunds.length === 0) return '';
  const rows = refunds.map((refund) => [textOf(refund.created_at), textOf(refund.id), moneyText(refund)]);
  return `\n\n${table(['given back', 'refund', '>amount'], rows)}`;
}
