import { setTimeout as delay } from 'node:timers/promises';
import type { Day, Resident } from './day.ts';
import { expectStatus } from './http.ts';
import { inParallel } from './parallel.ts';

const ASK_AGAIN_MS = 40;
/** One resident in so many tops up little, and is declined later. */
const SHORT_OF_MONEY = 40;
const GIVE_UP_AFTER_MS = 180_000;

/** Every resident tops up by direct debit and waits until the bank has confirmed it. */
export async function topUp(day: Day): Promise<void> {
  await day.progress.during('Top-ups by direct debit', day.residents.length, (tick) =>
    inParallel(day.residents, day.options.concurrency, async (resident, index) => {
      const dollars = index % SHORT_OF_MONEY === 0 ? 200 : day.random.between(30, 60) * 100;
      await topUpOne(day, resident, `topup-${day.name}-${index}`, dollars);
      tick();
    }),
  );
}

async function topUpOne(
  day: Day,
  resident: Resident,
  idempotencyKey: string,
  dollars: number,
): Promise<void> {
  const call = {
    path: '/v1/top-ups',
    token: resident.token,
    idempotencyKey,
    body: { amount: String(dollars), currency: 'TWD' },
  };
  const { id } = expectStatus(await day.transactions.send(call), 202);
  const status = await untilFinished(day, resident, String(id));
  if (status !== 'succeeded') throw new Error(`top-up ${String(id)} ended ${status}`);
  const amountMinor = BigInt(dollars) * 100n;
  resident.expectedMinor += amountMinor;
  day.tally.topUps += 1;
  day.tally.toppedUpMinor += amountMinor;
}

async function untilFinished(day: Day, resident: Resident, id: string): Promise<string> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  while (Date.now() < giveUpAt) {
    const answer = await day.transactions.send({ path: `/v1/top-ups/${id}`, token: resident.token });
    const { finished, status } = expectStatus(answer, 200);
    if (finished === true) return String(status);
    await delay(ASK_AGAIN_MS);
  }
  throw new Error(`top-up ${id} is not finished after three minutes`);
}
