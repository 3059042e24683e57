import type { Day, Merchant, PaidPayment, Resident } from './day.ts';
import { type Answer, type Call, expectStatus } from './http.ts';
import { inParallel } from './parallel.ts';

/** One sale in twenty is sent twice at the same moment, as a till with a poor network does. */
const DUPLICATED = 0.05;
/** One payment in thirty is given back, in whole or in part. */
const REFUNDED = 1 / 30;
/** A code lives 60 seconds; when a service was away for longer, the resident shows a new one. */
const MAX_CODES_A_SALE = 5;

interface Sale {
  readonly resident: Resident;
  readonly merchant: Merchant;
  readonly terminal: string;
  readonly dollars: number;
  readonly order: string;
  readonly duplicated: boolean;
  /** Share of the amount that is given back later; 0 for most. */
  readonly refundedShare: number;
}

/** The day's sales: every code is shown by a phone and redeemed by a till. */
export async function pay(day: Day): Promise<void> {
  const sales = planSales(day);
  await day.progress.during('Payments by code', sales.length, (tick) =>
    inParallel(sales, day.options.concurrency, async (sale) => {
      const paid = await sell(day, sale);
      if (paid !== undefined && sale.refundedShare > 0) await refund(day, paid, sale);
      tick();
    }),
  );
}

/** Merchants are of uneven size: the n-th sells a share that goes with 1/n (Zipf). */
function planSales(day: Day): Sale[] {
  const { random, residents, merchants } = day;
  const weights = merchants.map((_, index) => 1 / (index + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pickMerchant = (): Merchant => {
    let left = random.next() * total;
    const index = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return merchants[Math.max(0, index)] as Merchant;
  };
  return Array.from({ length: day.options.payments }, (_, index) => {
    const merchant = pickMerchant();
    return {
      resident: residents[random.between(0, residents.length - 1)] as Resident,
      merchant,
      terminal: merchant.terminals[random.between(0, merchant.terminals.length - 1)] as string,
      dollars: random.between(2, 25) * 5,
      order: `${day.name}-${index}`,
      duplicated: random.next() < DUPLICATED,
      refundedShare: random.next() < REFUNDED ? random.between(1, 4) / 4 : 0,
    };
  });
}

async function sell(day: Day, sale: Sale): Promise<PaidPayment | undefined> {
  for (let attempt = 1; attempt <= MAX_CODES_A_SALE; attempt++) {
    const code = await showCode(day, sale.resident);
    const answer = await redeem(day, sale, code, `${sale.order}-${attempt}`);
    if (answer.status === 201) return remember(day, sale, answer);
    const problem = String(answer.json?.code);
    if (problem === 'insufficient_funds') {
      day.tally.declined += 1;
      return undefined;
    }
    if (!['code_expired', 'code_unknown'].includes(problem)) {
      throw new Error(`payment ${sale.order}: ${answer.status} ${answer.text}`);
    }
  }
  throw new Error(`payment ${sale.order}: five codes went out of date`);
}

async function showCode(day: Day, resident: Resident): Promise<string> {
  const answer = await day.transactions.send({ path: '/v1/payment-codes', token: resident.token, body: {} });
  return String(expectStatus(answer, 201).code);
}

async function redeem(day: Day, sale: Sale, code: string, idempotencyKey: string): Promise<Answer> {
  const call: Call = {
    path: '/v1/payments',
    token: sale.merchant.key,
    idempotencyKey,
    body: {
      code,
      amount: String(sale.dollars),
      currency: 'TWD',
      terminal: sale.terminal,
      order_reference: sale.order,
      // Residents of a day that is over in a minute often buy the same at one till within seconds.
      confirm_duplicate: true,
    },
  };
  if (!sale.duplicated) return day.transactions.send(call);
  const [first, second] = await Promise.all([day.transactions.send(call), day.transactions.send(call)]);
  day.tally.duplicates += 1;
  if (first.status === 201 && first.text !== second.text) {
    day.tally.surprises.push(`two answers for one key: ${first.text} and ${second.text}`);
  }
  return first;
}

function remember(day: Day, sale: Sale, answer: Answer): PaidPayment {
  const amountMinor = BigInt(sale.dollars) * 100n;
  const paid: PaidPayment = {
    id: String(answer.json?.id),
    merchant: sale.merchant,
    resident: sale.resident,
    amountMinor,
    refundedMinor: 0n,
  };
  sale.resident.expectedMinor -= amountMinor;
  day.paid.push(paid);
  day.tally.payments += 1;
  day.tally.paidMinor += amountMinor;
  return paid;
}

async function refund(day: Day, paid: PaidPayment, sale: Sale): Promise<void> {
  const dollars = Math.max(1, Math.floor(sale.dollars * sale.refundedShare));
  const call: Call = {
    path: `/v1/payments/${paid.id}/refunds`,
    token: paid.merchant.key,
    idempotencyKey: `${sale.order}-refund`,
    body: { amount: String(dollars), currency: 'TWD' },
  };
  expectStatus(await day.transactions.send(call), 201);
  const amountMinor = BigInt(dollars) * 100n;
  paid.refundedMinor += amountMinor;
  paid.resident.expectedMinor += amountMinor;
  day.tally.refunds += 1;
  day.tally.refundedMinor += amountMinor;
}
