import { formatAmount } from '@tamsui/money';
import { minorOf } from '../bank-statement.ts';
import type { Day } from '../day.ts';
import { expectStatus } from '../http.ts';
import { inParallel } from '../parallel.ts';
import { readAll } from '../read-all.ts';
import { type Proof, proofOf } from './proof.ts';

interface Line {
  readonly amount: string;
  readonly balance: string;
}

/** Every wallet's balance is its statement added up line by line, and what the demo knows it must be. */
export async function proveWallets(day: Day): Promise<Proof> {
  const broken: string[] = [];
  let lineCount = 0;
  let sumMinor = 0n;
  await day.progress.during('Proof: wallets', day.residents.length, (tick) =>
    inParallel(day.residents, day.options.concurrency, async (resident) => {
      const lines = await readAll<Line>(day.transactions, '/v1/wallet/statement', resident.token);
      lines.reverse();
      lineCount += lines.length;
      const wallet = expectStatus(
        await day.transactions.send({ path: '/v1/wallet', token: resident.token }),
        200,
      );
      const balanceMinor = minorOf((wallet.balance as { amount: string }).amount);
      sumMinor += balanceMinor;
      broken.push(...judge(String(wallet.id), lines, balanceMinor, resident.expectedMinor));
      tick();
    }),
  );
  const figures = `${day.residents.length} wallets, ${lineCount} lines, NT$${formatAmount(sumMinor, 'TWD')}`;
  return proofOf('Every wallet equals its statement', broken, figures);
}

function judge(
  wallet: string,
  lines: readonly Line[],
  balanceMinor: bigint,
  expectedMinor: bigint,
): string[] {
  const broken: string[] = [];
  let runningMinor = 0n;
  for (const [index, line] of lines.entries()) {
    runningMinor += minorOf(line.amount);
    if (runningMinor !== minorOf(line.balance)) broken.push(`${wallet}: line ${index + 1} does not follow`);
    if (runningMinor < 0n) broken.push(`${wallet}: below zero at line ${index + 1}`);
  }
  if (runningMinor !== balanceMinor)
    broken.push(`${wallet}: lines give ${runningMinor}, balance says ${balanceMinor}`);
  if (balanceMinor !== expectedMinor)
    broken.push(`${wallet}: holds ${balanceMinor}, should hold ${expectedMinor}`);
  return broken;
}
