import { type Json, minorOf, partOf, textOf } from './caller.ts';

/** What became of one payment, as whoever played the flow knows it. Minor units. */
interface Sale {
  readonly paidMinor: bigint;
  readonly refundedMinor: bigint;
}

type Sales = Map<string, Sale>;

/** What a shop sold and gave back, payment by payment. */
export function createSales() {
  const sales: Sales = new Map();
  const of = (id: string): Sale => sales.get(id) ?? { paidMinor: 0n, refundedMinor: 0n };
  return {
    all: sales as ReadonlyMap<string, Sale>,
    paid: (id: string, amount: string) => {
      sales.set(id, { ...of(id), paidMinor: of(id).paidMinor + minorOf(amount) });
    },
    gaveBack: (id: string, amount: string) => {
      sales.set(id, { ...of(id), refundedMinor: of(id).refundedMinor + minorOf(amount) });
    },
    grossMinor: () => sum([...sales.values()].map(({ paidMinor }) => paidMinor)),
    refundsMinor: () => sum([...sales.values()].map(({ refundedMinor }) => refundedMinor)),
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Opening balance, lines and closing balance of a wallet's statement, newest line first. */
export function addUpStatement(lines: readonly Json[]) {
  let balanceMinor = 0n;
  const broken: string[] = [];
  for (const [index, line] of [...lines].reverse().entries()) {
    balanceMinor += minorOf(textOf(line, 'amount'));
    if (balanceMinor !== minorOf(textOf(line, 'balance'))) broken.push(`line ${index + 1} does not follow`);
    if (textOf(line, 'version') !== String(index + 1)) broken.push(`line ${index + 1} is out of its place`);
  }
  return { balanceMinor, broken };
}

/** What a wallet's statement says of each payment to a shop: captures and refunds name the payment they belong to. */
export function salesOfStatement(lines: readonly Json[]): ReadonlyMap<string, Sale> {
  const sales = createSales();
  for (const line of [...lines].reverse()) {
    const [type, amount] = [textOf(line, 'type'), textOf(line, 'amount').replace('-', '')];
    const payment = typeof line.payment === 'string' ? line.payment : textOf(line, 'id');
    if (type === 'payment') sales.paid(payment, amount);
    if (type === 'refund') sales.gaveBack(payment, amount);
  }
  return sales.all;
}

/** What a shop's list of payments says, without those for which no money moved. */
export function salesOfList(payments: readonly Json[]): ReadonlyMap<string, Sale> {
  const moved = payments.filter(({ status }) => status === 'succeeded' || status === 'authorised');
  return new Map(
    moved.map((payment) => {
      const { authorisation } = payment;
      const paid = authorisation === undefined ? payment : partOf(authorisation as Json, 'captured');
      const paidMinor = minorOf(textOf(paid, 'amount'));
      const refundedMinor = minorOf(textOf(partOf(payment, 'refunded'), 'amount'));
      return [textOf(payment, 'id'), { paidMinor, refundedMinor }] as const;
    }),
  );
}
