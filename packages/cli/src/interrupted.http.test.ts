import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CliCity, openCity } from './city.testing.ts';
import { call } from './run-cli.testing.ts';

const PROGRAM = join(import.meta.dirname, '../bin/tamsui.mjs');
let city: CliCity;

beforeAll(async () => {
  city = await openCity();
}, 180_000);

afterAll(() => city.stop());

/** A process of its own, as it is at a terminal or in a pipe. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH: process.env.PATH ?? '', ...city.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said, ended };
}

const json = (args: readonly string[]) => call([...args, '--json'], city);

test('Ctrl-C in a payment says how to find out, and under that key it happens once', async () => {
  const { pid } = city.services.services.ledger;
  const sale = ['pay', '--amount', '30', '--code', await city.newCode()];
  process.kill(pid, 'SIGSTOP');
  try {
    const { child, said, ended } = start(sale);
    await expect.poll(() => said.stderr, { timeout: 20_000 }).toContain('idempotency key ');
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(said.stdout).toBe('');
    expect(said.stderr).toContain('nobody here knows whether money moved');
    const [, key = ''] = /^idempotency key (\S+)$/m.exec(said.stderr) ?? [];
    expect(said.stderr).toContain(`--idempotency-key ${key}`);
    process.kill(pid, 'SIGCONT');
    const again = await json([...sale, '--idempotency-key', key]);
    expect(again).toMatchObject({ code: 0, json: { status: 'succeeded', idempotency_key: key } });
    const [, lookUp = ''] = /Or look: tamsui (.+)$/m.exec(said.stderr) ?? [];
    expect((await json(lookUp.split(' '))).json).toMatchObject({ data: [{ id: again.json.id }] });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}, 60_000);

test('Ctrl-C while a code waits says that it can still be paid, and until when', async () => {
  const { child, said, ended } = start(['pay', '--amount', '30', '--show', '--wait', '600']);
  await expect.poll(() => said.stderr, { timeout: 20_000 }).toContain('The phone scans');
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(said.stderr).toMatch(/No money had moved; the phone can still pay until \d{4}-\d\d-\d\dT/);
  expect(said.stderr).toMatch(/Ask again, it happens once: --idempotency-key \S+/);
}, 60_000);

test('a pipe that is closed neither breaks a payment off nor turns a refusal into a success', async () => {
  const paying = start(['pay', '--amount', '31', '--code', await city.newCode(), '--order', 'closed-pipe']);
  paying.child.stdout.destroy();
  paying.child.stderr.destroy();
  expect(await paying.ended).toBe(0);
  // Lists follow the journal a moment later.
  const listed = async () => (await json(['payments', 'list', '--order', 'closed-pipe'])).json;
  await expect
    .poll(listed, { timeout: 20_000 })
    .toMatchObject({ data: [{ status: 'succeeded', amount: '31' }] });
  const refused = start(['pay', '--amount', '2900', '--code', await city.newCode()]);
  refused.child.stdout.destroy();
  refused.child.stderr.destroy();
  expect(await refused.ended).toBe(1);
}, 60_000);

test('listening ends when nobody reads it any more', async () => {
  const listening = start(['listen', '--json']);
  await expect.poll(() => listening.said.stdout, { timeout: 20_000 }).toContain('"listening"');
  listening.child.stdout.destroy();
  await json(['pay', '--amount', '5', '--code', await city.newCode()]);
  expect(await listening.ended).toBe(0);
  expect(listening.said.stderr).toBe('');
}, 60_000);

async function topUpMei(amount: string): Promise<void> {
  const { id } = await city.mei.call('createTopUp', { body: { amount, currency: 'TWD' } });
  const statusOf = async () => (await city.mei.call('getTopUp', { path: { id } })).status;
  await expect.poll(statusOf, { timeout: 20_000 }).toBe('succeeded');
}

test('under a used key it tells how it is now, and not how it was, even when it must not wait', async () => {
  const show = ['pay', '--amount', '32', '--show', '--wait', '0', '--idempotency-key', 'asked-again'];
  const first = await json(show);
  expect(first).toMatchObject({ code: 3, json: { error: { code: 'payment_pending' } } });
  const { shop_code: shown } = first.json.error as { shop_code: { id: string } };
  const terms = { terminal: city.seeded.merchant.terminal, amount: '32', currency: 'TWD' } as const;
  const { id } = await city.mei.call('payShopCodeInSandbox', { body: { ...terms, shop_code: shown.id } });
  expect(await json(show)).toMatchObject({ code: 0, json: { id, status: 'succeeded' } });

  await topUpMei('3000');
  const sale = [
    'pay',
    '--amount',
    '3100',
    '--code',
    await city.newCode(),
    '--idempotency-key',
    'asked-twice',
  ];
  expect(await json([...sale, '--wait', '0'])).toMatchObject({ code: 3 });
  const { data } = await city.mei.call('listPaymentConfirmations');
  await city.mei.call('declinePayment', { path: { id: data[0]?.id ?? '' } });
  expect(await json([...sale, '--wait', '0'])).toMatchObject({ code: 1, json: { status: 'failed' } });
}, 60_000);
