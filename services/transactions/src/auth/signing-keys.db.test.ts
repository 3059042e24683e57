import { randomBytes } from 'node:crypto';
import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase, fixedClock } from '@tamsui/testing';
import { afterAll, expect, test } from 'vitest';
import { keyring } from '../personal-data/keyring.ts';
import { createAccessTokens } from './access-token.ts';
import { createSigningKeys } from './signing-keys.ts';

const { url } = await createTestDatabase();
const database = createDatabase({
  connectionString: url,
  applicationName: 'test',
  poolSize: 4,
  logger: createLogger('test', 'silent'),
});
afterAll(() => database.destroy());

const DAY_MS = 86_400_000;
const PERIOD_MS = 30 * DAY_MS;
const issuer = 'https://api.example';
const secret = randomBytes(32).toString('base64url');
const identityKeys = keyring.parse(`k1:${secret}`);
const claims = {
  residentId: '01990000-0000-7000-8000-000000000001',
  deviceId: '01990000-0000-7000-8000-000000000002',
  familyId: '01990000-0000-7000-8000-000000000003',
  assurance: 'gold',
  thumbprint: 'a'.repeat(43),
} as const;

/** A process of ours whose clock stands so far into a period. */
function openProcess(period: number, ms = 0) {
  const clock = fixedClock(new Date(period * PERIOD_MS + ms));
  const keys = createSigningKeys({ database, clock, identityKeys });
  return { clock, keys, tokens: createAccessTokens({ keys, clock, issuer }) };
}

test('processes that start at once in a new period agree on its key', async () => {
  const processes = [1, 2, 3, 4].map(() => openProcess(700));
  const tokens = await Promise.all(processes.map(({ tokens: ours }) => ours.issue(claims)));
  for (const { tokens: ours } of processes)
    for (const token of tokens) expect(await ours.read(token)).toMatchObject(claims);
});

test('a token that was made at the end of a period is read at the beginning of the next', async () => {
  const token = await openProcess(701, PERIOD_MS - 1_000).tokens.issue(claims);
  expect(await openProcess(702, 0).tokens.read(token)).toMatchObject(claims);
});

test('a process whose clock is a little behind reads what the next period’s key signed', async () => {
  const token = await openProcess(703, 0).tokens.issue(claims);
  expect(await openProcess(702, PERIOD_MS - 2_000).tokens.read(token)).toMatchObject(claims);
});

test('a key of the last but one period is believed no more, and one that nobody made never was', async () => {
  const { keys } = openProcess(704);
  const { kid } = await keys.current();
  expect(await openProcess(705).keys.find(kid)).toBeDefined();
  expect(await openProcess(706).keys.find(kid)).toBeUndefined();
  for (const unknown of ['at-705', 'at-0704', 'at-704 ', 'at--704', 'at-7e2', 'at-', '704', '__proto__'])
    expect(await keys.find(unknown)).toBeUndefined();
});

test('a key that was closed with a key that is gone is a fault, and nobody signs with another', async () => {
  await openProcess(707).keys.current();
  const other = keyring.parse(`k2:${secret}`);
  const keys = createSigningKeys({ database, clock: openProcess(707).clock, identityKeys: other });
  await expect(keys.current()).rejects.toMatchObject({ code: 'identity_key_missing', retryable: false });
});
