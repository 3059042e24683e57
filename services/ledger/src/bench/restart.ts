import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault, invariant } from '@tamsui/errors';
import { createLedgerClient, type LedgerClient, type PostCommand } from '@tamsui/ledger-client';
import { pickUniform } from './account-picks.ts';
import { killProcess, type LedgerPlace, startProcess } from './ledger-process.ts';
import { pay } from './payment-commands.ts';
import { createSeededRandom } from './seeded-random.ts';

const ANSWER_WITHIN_MS = 300_000;
const ASK_AGAIN_MS = 10;
/** How long it works before it is killed, and how many commands a request brings meanwhile. */
const LOAD_MS = 3_000;
const LOAD_GROUP = 100;

interface RestartOptions extends LedgerPlace {
  readonly wallets: readonly string[];
}

export interface RestartTimes {
  /** From the start of the process to its first posted answer, with every entry still to be added to checkpoints. */
  readonly withoutCheckpointSeconds: number;
  /** The same after a SIGKILL in the middle of work. */
  readonly afterKillSeconds: number;
}

/** Starts the ledger's own process on a book, kills it under load, and starts it again. */
export async function measureRestart(options: RestartOptions): Promise<RestartTimes> {
  const random = createSeededRandom(3);
  const pick = pickUniform(options.wallets.length, random);
  const token = randomBytes(16).toString('hex');
  const next = (): PostCommand => pay({ wallets: options.wallets, pick, random });
  const client = createLedgerClient({
    baseUrl: `http://127.0.0.1:${options.port}`,
    token,
    book: options.name,
  });
  const post = (commands: readonly PostCommand[]) => postAll(client, commands);

  const first = startProcess(options, token);
  const withoutCheckpointSeconds = await secondsToFirstAnswer(post, next);
  const until = performance.now() + LOAD_MS;
  while (performance.now() < until) await post(Array.from({ length: LOAD_GROUP }, next));
  const unanswered = post(Array.from({ length: LOAD_GROUP }, next));
  await killProcess(first);
  await unanswered;
  const second = startProcess(options, token);
  const afterKillSeconds = await secondsToFirstAnswer(post, next);
  await killProcess(second);
  await client.close();
  return { withoutCheckpointSeconds, afterKillSeconds };
}

async function secondsToFirstAnswer(
  post: (commands: readonly PostCommand[]) => Promise<boolean>,
  next: () => PostCommand,
): Promise<number> {
  const start = performance.now();
  const command = next();
  while (!(await post([command]))) {
    invariant(performance.now() - start < ANSWER_WITHIN_MS, 'the ledger answers in time');
    await delay(ASK_AGAIN_MS);
  }
  return (performance.now() - start) / 1_000;
}

/** Whether everything was posted. A fault is a no: the ledger is not there yet, or no more. */
async function postAll(client: LedgerClient, commands: readonly PostCommand[]): Promise<boolean> {
  try {
    const outcomes = await Promise.all(commands.map((command) => client.submit(command)));
    return outcomes.every(({ status }) => status === 'posted');
  } catch (error) {
    if (error instanceof Fault && error.retryable) return false;
    throw error;
  }
}
