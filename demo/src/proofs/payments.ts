import { minorOf } from '../bank-statement.ts';
import type { Day, Merchant } from '../day.ts';
import { inParallel } from '../parallel.ts';
import { readAll } from '../read-all.ts';
import { type Proof, proofOf } from './proof.ts';

interface ListedPayment {
  readonly id: string;
  readonly status: string;
  readonly amount?: string;
}

/** The list is a projection and may be a moment behind. */
const CATCH_UP_MS = 30_000;

/** Every payment that was acknowledged is there, by its id and on its merchant's list, and no other. */
export async function provePayments(day: Day): Promise<Proof> {
  const broken: string[] = [...day.tally.surprises];
  await day.progress.during('Proof: payments', day.paid.length, (tick) =>
    inParallel(day.paid, day.options.concurrency, async (paid) => {
      const answer = await day.transactions.send({
        path: `/v1/payments/${paid.id}`,
        token: paid.merchant.key,
      });
      const refunded = (answer.json?.refunded as { amount: string } | undefined)?.amount;
      const same =
        answer.status === 200 &&
        minorOf(String(answer.json?.amount)) === paid.amountMinor &&
        minorOf(refunded ?? '') === paid.refundedMinor;
      if (!same) broken.push(`payment ${paid.id} is missing or differs: ${answer.status} ${answer.text}`);
      tick();
    }),
  );
  await inParallel(day.merchants, day.options.concurrency, async (merchant) => {
    broken.push(...(await compareList(day, merchant)));
  });
  const figures = `${day.paid.length} acknowledged, ${day.tally.duplicates} sent twice, ${day.tally.retries} retries`;
  return proofOf('Every acknowledged payment exists once', broken, figures);
}

async function compareList(day: Day, merchant: Merchant): Promise<string[]> {
  const expected = new Set(day.paid.filter((paid) => paid.merchant === merchant).map((paid) => paid.id));
  const giveUpAt = Date.now() + CATCH_UP_MS;
  let listed = await listPayments(day, merchant);
  while (listed.size < expected.size && Date.now() < giveUpAt) listed = await listPayments(day, merchant);
  const missing = [...expected]
    .filter((id) => !listed.has(id))
    .map((id) => `${id} is not on ${merchant.name}'s list`);
  const extra = [...listed].filter((id) => !expected.has(id)).map((id) => `${id} was never acknowledged`);
  return [...missing, ...extra];
}

async function listPayments(day: Day, merchant: Merchant): Promise<Set<string>> {
  const listed = await readAll<ListedPayment>(day.transactions, '/v1/payments', merchant.key);
  return new Set(listed.filter(({ status }) => status === 'succeeded').map(({ id }) => id));
}
