import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSecretToken } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { openSecrets } from './secrets.ts';
import { temporaryFolder } from './temporary-folder.testing.ts';

test('secrets are made once, and only we may read them', () => {
  const file = join(temporaryFolder(), 'secrets.json');
  const first = openSecrets(file);
  expect(openSecrets(file)).toEqual(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('every secret has the form that its service asks for', () => {
  const secrets = openSecrets(join(temporaryFolder(), 'secrets.json'));
  expect(checkSecretToken('op_test', secrets.operatorToken)).toBe(true);
  expect(checkSecretToken('op_test', secrets.financeToken)).toBe(true);
  expect(Buffer.from(secrets.bankWebhookSecret.replace('whsec_', ''), 'base64')).toHaveLength(32);
  expect(secrets.safeguardedBankAccount).toMatch(/^[1-9]\d{11}$/);
  expect(new Set(Object.values(secrets)).size).toBe(Object.keys(secrets).length);
});

test('a secret that a newer version needs is added, and the known ones stay', () => {
  const file = join(temporaryFolder(), 'secrets.json');
  writeFileSync(file, JSON.stringify({ ledgerApiToken: 'known' }));
  expect(openSecrets(file).ledgerApiToken).toBe('known');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('bankApiToken');
});
