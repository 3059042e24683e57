import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningCity } from '../city/running-city.ts';
import { type Json, minorOf, textOf } from './caller.ts';

const VERIFY = join(import.meta.dirname, '../../verify/dist/main.js');
const ASK_AGAIN_MS = 100;
const GIVE_UP_AFTER_MS = 50_000;

/** What a shop is paid out, in minor units. */
interface SettledShop {
  readonly openingMinor: bigint;
  readonly grossMinor: bigint;
  readonly refundsMinor: bigint;
  readonly feeMinor: bigint;
  readonly netMinor: bigint;
  readonly payoutMinor: bigint;
  readonly closingMinor: bigint;
  /** The sum of the statement's lines. */
  readonly lines: bigint;
}

export interface SettledDay {
  of(shop: string): Promise<SettledShop>;
  /** By how much debits and credits differ, for each currency. */
  trialDifferences(): Promise<unknown>;
  /** Runs the program that verifies the journal. */
  verify(): Promise<{ readonly exitCode: number | null; readonly output: string }>;
}

/** Closes the city's business day as finance staff do, and waits until its run is at the bank. */
export async function closeDay(city: RunningCity): Promise<SettledDay> {
  const { urls, secrets } = city.facts;
  const finance = staff(urls.settlement, secrets.financeToken);
  const { open } = await finance('/v1/business-days');
  await finance(`/v1/business-days/${String(open)}/close`, {});
  const { id } = await finance('/v1/settlement-runs', { business_date: open });
  const run = `/v1/settlement-runs/${String(id)}`;
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
  while ((await finance(run)).state !== 'submitted') {
    if (Date.now() > giveUpAt) throw new Error(`not settled: ${JSON.stringify(await finance(run))}`);
    await delay(ASK_AGAIN_MS);
  }
  return {
    of: async (shop) => {
      const { data } = await finance(`${run}/payouts?limit=100`);
      const row = (data as Json[]).find(({ merchant }) => merchant === shop);
      if (row === undefined) throw new Error(`${shop} was not settled`);
      const minor = (name: string) => minorOf(textOf(row[name] as Json, 'amount'));
      return {
        openingMinor: minor('opening'),
        grossMinor: minor('gross'),
        refundsMinor: minor('refunds'),
        feeMinor: minor('fee'),
        netMinor: minor('net'),
        payoutMinor: minor('payout'),
        closingMinor: minor('closing'),
        lines: netOfLines(textOf(await finance(`${run}/statements/${shop}`), 'text')),
      };
    },
    trialDifferences: async () => {
      const ledger = staff(urls.ledger, secrets.ledgerApiToken);
      return (await ledger('/v1/books/main/trial-balance')).differences;
    },
    verify: () => runVerify(city),
  };
}

/** Asks a service of the house as its staff do. A file comes as `{ text }`. */
function staff(baseUrl: string, token: string) {
  return async (path: string, body?: object): Promise<Json> => {
    const response = await fetch(`${baseUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was answered ${response.status} ${text}`);
    return text.startsWith('{') ? (JSON.parse(text) as Json) : { text };
  };
}

/** The lines' nets of a shop's statement. No name of this flow has a comma in it, so a line is split at them. */
function netOfLines(csv: string): bigint {
  const [head = '', ...rows] = csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  const columns = head.split(',');
  const [type, net] = [columns.indexOf('type'), columns.indexOf('net')];
  return rows
    .map((row) => row.split(','))
    .filter((cells) => cells[type] === 'payment' || cells[type] === 'refund')
    .reduce((total, cells) => total + minorOf(cells[net] ?? ''), 0n);
}

function runVerify({
  env,
}: RunningCity): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const program = spawn(process.execPath, [VERIFY], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [program.stdout, program.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  }
  return new Promise((resolve) => {
    program.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
