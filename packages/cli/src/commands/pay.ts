import type { Command } from 'commander';
import { MONEY_DEADLINE_MS } from '../api/client.ts';
import { underKey } from '../api/under-key.ts';
import { type AnyPayment, waitForCode, waitForPayment } from '../api/wait-for-payment.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { examples } from '../human/examples.ts';
import { amount, currency, idempotencyKey, idOf, wholeNumber } from '../human/options.ts';
import { paymentText } from '../human/payment-text.ts';

interface PayOptions {
  readonly amount: string;
  readonly currency: 'TWD';
  readonly code?: string;
  readonly show?: true;
  readonly terminal?: string;
  readonly order?: string;
  readonly captureLater?: true;
  readonly confirmDuplicate?: true;
  readonly wait: number;
  readonly idempotencyKey?: string;
}

const DEFAULT_WAIT_SECONDS = 60;
/** A code that the till shows works for fifteen minutes. */
const MAX_WAIT_SECONDS = 900;
const KEY_IN_ORDER = 12;

const HELP = `
Two ways: --code takes what the resident's phone shows; --show makes a code that the phone scans, and waits.
Before anything is sent the idempotency key is shown. When no answer came, give the same key again: the payment
happens once, however often it is sent. Ends with 1 when the payment failed, and with 3 when nobody knows yet.`;

export function addPay(program: Command, context: Context): void {
  program
    .command('pay')
    .summary('take a payment')
    .description(
      "Take a payment at a till: with the code on the resident's phone, or with one that the till shows",
    )
    .requiredOption('--amount <amount>', 'in major units, for example 120', amount)
    .option('--currency <code>', 'of the city', currency, 'TWD')
    .option('--code <code>', "the code that the resident's phone shows")
    .option('--show', 'make a code for the phone to scan instead')
    .option('--terminal <id>', 'the till (TAMSUI_TERMINAL, or `tamsui config set terminal`)', idOf('ter'))
    .option('--order <reference>', 'your own reference (made from the key)')
    .option('--capture-later', 'only set the money aside')
    .option('--confirm-duplicate', 'charge again what was charged a moment ago')
    .option(
      '--wait <seconds>',
      'how long to wait for the resident',
      wholeNumber(0, MAX_WAIT_SECONDS),
      DEFAULT_WAIT_SECONDS,
    )
    .option('--idempotency-key <key>', 'the key of an earlier attempt', idempotencyKey)
    .addHelpText('after', HELP)
    .addHelpText(
      'after',
      examples(
        'pay --amount 120 --code 2812345678901234567',
        'pay --amount 120 --show --wait 300',
        'pay --amount 120 --code 2812345678901234567 --idempotency-key till-1-0042 --json',
      ),
    )
    .action((options: PayOptions) => pay(context, options));
}

async function pay(context: Context, options: PayOptions): Promise<void> {
  const { code, show = false } = options;
  if ((code === undefined) === !show) throw usage('Give either --code or --show, and not both.');
  if (show && options.captureLater === true) throw usage('--capture-later goes with --code alone.');
  const { idempotencyKey: key = context.newKey() } = options;
  const sale = saleOf(context, options, key);
  // By the key the ledger itself is asked; lists follow it a moment later. The phone pays a shown code under its own key.
  const how = show ? `--order ${sale.order_reference}` : `--idempotency-key ${key}`;
  const payment = await underKey(context, {
    key,
    lookUp: `tamsui payments list ${how}`,
    send: () =>
      code === undefined
        ? showCode(context, options, sale, key)
        : redeem(context, options, { ...sale, code }, key),
  });
  context.output.result({ ...payment, idempotency_key: key }, () => paymentText(payment));
  const isLost = 'money_moved' in payment && payment.money_moved === false;
  context.endWith(isLost ? EXIT.refused : EXIT.ok);
}

/** What both ways ask for. The reference comes from the key: with the same key it is the same request. */
function saleOf(context: Context, { amount, currency, order, terminal }: PayOptions, key: string) {
  const till = terminal ?? context.connection().terminal;
  if (till === undefined) {
    throw usage('Which till? Give --terminal, set TAMSUI_TERMINAL, or run: tamsui config set terminal ter_…');
  }
  return { amount, currency, terminal: till, order_reference: order ?? `cli-${key.slice(-KEY_IN_ORDER)}` };
}

type Sale = ReturnType<typeof saleOf>;

async function redeem(
  context: Context,
  { captureLater, confirmDuplicate, wait }: PayOptions,
  sale: Sale & { readonly code: string },
  key: string,
): Promise<AnyPayment> {
  const body = {
    ...sale,
    ...(captureLater === true ? { capture: 'manual' as const } : {}),
    ...(confirmDuplicate === true ? { confirm_duplicate: true } : {}),
  };
  const asked = { body, idempotencyKey: key, deadlineMs: MONEY_DEADLINE_MS };
  const payment = await context.client().call('createPayment', asked);
  return waitForPayment(context, payment, wait);
}

async function showCode(
  context: Context,
  { wait }: PayOptions,
  sale: Sale,
  key: string,
): Promise<AnyPayment> {
  const { output } = context;
  const asked = { body: sale, idempotencyKey: key, deadlineMs: MONEY_DEADLINE_MS };
  const code = await context.client().call('createShopCode', asked);
  // Beside the one object of `--json` there is no place for the code: whoever needs it there asks with `--wait 0`.
  output.note(`The phone scans:\n\n  ${code.text}\n`);
  return waitForCode(context, code, wait);
}

function usage(message: string): CliError {
  return new CliError({ code: 'usage', message, hint: 'See: tamsui pay --help', exitCode: EXIT.usage });
}
