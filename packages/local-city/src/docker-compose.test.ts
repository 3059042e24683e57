import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { planEnvironments, planPorts, SERVICE_NAMES } from './city-plan.ts';
import { openSecrets } from './secrets.ts';
import { temporaryFolder } from './temporary-folder.testing.ts';

interface Compose {
  readonly services: Readonly<Record<string, { readonly environment?: Readonly<Record<string, string>> }>>;
}

const text = readFileSync(join(import.meta.dirname, '../../../docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;

test.each(SERVICE_NAMES)('%s is told the same things in a container as by the local city', (name) => {
  const environments = planEnvironments({
    ports: planPorts(7100),
    secrets: openSecrets(join(temporaryFolder(), 'secrets.json')),
    databaseUrl: 'postgres://local/tamsui',
    redisUrl: 'redis://local',
    notaryFolder: '/data',
  });
  const inContainer = compose.services[name]?.environment ?? {};
  expect(Object.keys(inContainer).sort()).toEqual(Object.keys(environments[name]).sort());
  expect(inContainer.PORT).toBe(environments[name].PORT);
});

test('no secret is written into the file', () => {
  const lines = text
    .split('\n')
    .filter((line) => /(TOKEN|SECRET|PASSWORD|_ACCOUNT|_KEY|_KEYS|_PEPPERS):/.test(line));
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.filter((line) => !/\$\{[A-Z_]+:\?\}/.test(line))).toEqual([]);
});

test('the migrations run before any service', () => {
  expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(['postgres', 'redis', 'migrate']));
});
