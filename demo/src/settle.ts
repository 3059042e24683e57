import { setTimeout as delay } from 'node:timers/promises';
import type { Day } from './day.ts';
import { expectStatus } from './http.ts';

const ASK_AGAIN_MS = 100;
const GIVE_UP_AFTER_MS = 180_000;
/** Days that nobody settled before today; more would be a neglected city. */
const MAX_EARLIER_DAYS = 60;

/** A settlement run as finance staff see it. */
export interface SettledRun {
  readonly id: string;
  readonly businessDate: string;
}

/** The business day is closed and settled, and so is every earlier day that was left open. */
export async function settle(day: Day): Promise<SettledRun> {
  const { financeToken: token } = day.access.secrets;
  const { open } = expectStatus(await day.settlement.send({ path: '/v1/business-days', token }), 200);
  const businessDate = String(open);
  const close = { path: `/v1/business-days/${businessDate}/close`, token, body: {} };
  expectStatus(await day.settlement.send(close), 200, 201);
  return runOf(day, businessDate, MAX_EARLIER_DAYS);
}

async function runOf(day: Day, businessDate: string, earlierDaysLeft: number): Promise<SettledRun> {
  const token = day.access.secrets.financeToken;
  const ask = { path: '/v1/settlement-runs', token, body: { business_date: businessDate } };
  const answer = await day.settlement.send(ask);
  if (answer.json?.code === 'earlier_day_not_settled' && earlierDaysLeft > 0) {
    await runOf(day, String(answer.json.unsettled), earlierDaysLeft - 1);
    return runOf(day, businessDate, earlierDaysLeft - 1);
  }
  const { id } = expectStatus(answer, 200, 201, 202);
  await untilSubmitted(day, String(id));
  // Asked again, the same run comes back and pays nothing more; the proofs at the bank would show it.
  expectStatus(await day.settlement.send(ask), 200, 201, 202);
  return { id: String(id), businessDate };
}

async function untilSubmitted(day: Day, id: string): Promise<void> {
  const token = day.access.secrets.financeToken;
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  while (Date.now() < giveUpAt) {
    const run = expectStatus(await day.settlement.send({ path: `/v1/settlement-runs/${id}`, token }), 200);
    if (run.state === 'submitted') return;
    if (run.fault !== null && run.fault !== undefined)
      throw new Error(`run ${id} stands still: ${JSON.stringify(run.fault)}`);
    await delay(ASK_AGAIN_MS);
  }
  throw new Error(`settlement run ${id} was not submitted in three minutes`);
}
