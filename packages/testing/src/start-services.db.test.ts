import { join } from 'node:path';
import { seedOnce } from '@tamsui/local-city/seed';
import { afterAll, expect, test } from 'vitest';
import { startServices } from './start-services.ts';
import { createTestDatabase } from './test-database.ts';

const database = await createTestDatabase();
const city = await startServices({ databaseUrl: database.url });
afterAll(() => city.stop());

async function isHealthy(url: string): Promise<boolean> {
  return (await fetch(`${url}/healthz`)).ok;
}

test('in a city for tests every service is healthy', async () => {
  for (const url of Object.values(city.urls)) expect(await isHealthy(url)).toBe(true);
});

test('a service that was killed can be started again at its address', async () => {
  const { ledger } = city.services;
  const before = ledger.pid;
  await ledger.kill();
  await expect(isHealthy(ledger.url)).rejects.toThrow();
  await ledger.restart();
  expect(ledger.pid).not.toBe(before);
  expect(await isHealthy(ledger.url)).toBe(true);
});

test('the seed gives a newcomer a tea house and a funded wallet, once', async () => {
  const said: string[] = [];
  const options = {
    file: join(city.folder, 'seeded.json'),
    urls: city.urls,
    secrets: city.secrets,
    signal: new AbortController().signal,
    say: (line: string) => said.push(line),
  };
  const seeded = await seedOnce(options);
  const wallet = await fetch(`${city.urls.transactions}/v1/wallet`, {
    headers: { authorization: `Bearer ${seeded.resident.token}` },
  });
  expect(await wallet.json()).toMatchObject({ balance: { amount: '1000', currency: 'TWD' } });
  expect(await seedOnce(options)).toEqual(seeded);
  expect(said).toHaveLength(1);
});
