import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { textOf } from '../testing/api.ts';
import { createMerchant, pay } from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';
import { createPerson } from '../transfers/transfers.testing.ts';
import {
  closeWallet,
  closingState,
  createHolder,
  openBankAccount,
  openSafeguarded,
} from './data-rights.testing.ts';

const VERIFY = join(import.meta.dirname, '../../../../verify/dist/main.js');
const service = await startTestService({ bank: true, identity: true });
const { api, database, operatorToken } = service;
await openSafeguarded(service);
const merchant = await createMerchant(service);
// No notary has signed here: the journal is held against itself.
const folder = mkdtempSync(join(tmpdir(), 'tamsui-erased-'));
const keyFile = join(folder, 'key.pem.pub');
writeFileSync(keyFile, generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
afterAll(() => rmSync(folder, { recursive: true }));
const WAIT = { timeout: 30_000 };
const YEAR_MS = 365 * 86_400_000;

/** Every value of every row of every schema but the bank's own, which is another institution's, as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await database.raw<{ rows: { schema: string; name: string }[] }>(
    `select table_schema as schema, table_name as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema', 'sandbox_bank', 'backup')
        and table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await database.raw<{ rows: { text: string }[] }>(
      // bytea prints as hexadecimal digits, so each is looked for in both spellings.
      `select cast(rows as text) as text from "${schema}"."${name}" rows`,
    );
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}

function findingsOf(text: string, values: readonly string[]): string[] {
  return values.filter(
    (value) => text.includes(value) || text.includes(Buffer.from(value, 'utf8').toString('hex')),
  );
}

async function keyIsThere(residentToken: string): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `select 1 from transactions.personal_keys keys
       join transactions.resident_tokens tokens on tokens.resident_id = keys.resident_id
      where tokens.token_hash = sha256(cast(:token as bytea)) and keys.wrapped_key is not null`,
    { token: Buffer.from(residentToken) },
  );
  return rows.length === 1;
}

const TABLES = `select table_name as name from information_schema.tables
  where table_schema = 'transactions' and table_type = 'BASE TABLE' and table_name !~ '^migrations'`;

async function backUp(): Promise<void> {
  const { rows } = await database.raw<{ rows: { name: string }[] }>(TABLES);
  await database.raw('create schema backup');
  for (const { name } of rows)
    await database.raw(`create table backup.${name} as table transactions.${name}`);
}

/** All rows of the service as they were; what keeps history from being changed does not stop who restores. */
async function restore(): Promise<void> {
  const { rows } = await database.raw<{ rows: { name: string }[] }>(TABLES);
  await database.transaction(async (trx) => {
    await trx.raw('set local session_replication_role = replica');
    for (const { name } of rows) await trx.raw(`delete from transactions.${name}`);
    for (const { name } of rows) {
      const { rows: columns } = await trx.raw<{ rows: { name: string }[] }>(
        `select column_name as name from information_schema.columns
          where table_schema = 'transactions' and table_name = :name and is_generated = 'NEVER'`,
        { name },
      );
      const list = columns.map((column) => `"${column.name}"`).join(', ');
      await trx.raw(
        `insert into transactions.${name} (${list}) overriding system value select ${list} from backup.${name}`,
      );
    }
  });
}

async function verifyJournal(): Promise<number> {
  const run = promisify(execFile)(process.execPath, [VERIFY, '--json', '--key', keyFile], {
    env: { PATH: process.env.PATH, DATABASE_URL: service.databaseUrl },
  });
  return run.then(
    () => 0,
    (error: unknown) => (error instanceof Error && 'code' in error ? Number(error.code) : -1),
  );
}

it('a wallet is closed, five years pass, and nothing of the person is left or comes back', async () => {
  const holder = await createHolder(service, { name: 'Canary Wangolino', dollars: 900 });
  await openBankAccount(service, holder.bankAccount, { holder: holder.name });
  const friend = await createPerson(service, 'Friend');
  const { token } = holder;
  const looked = await api.post('/v1/payees/lookup', { token, body: { wallet: friend.wallet } });
  const message = 'canary message to a friend';
  const transfer = { payee: textOf(looked, 'payee'), amount: '10', currency: 'TWD', message };
  expect((await api.post('/v1/transfers', { token, body: transfer })).status).toBeLessThan(300);
  expect((await pay(service, holder, merchant, '120')).status).toBe(201);
  const { phone } = await signInAndEnrol(service, 'ting', { name: 'Canary Phone of Ting' });
  const personal = [holder.name, 'Wangolino', holder.bankAccount, holder.phoneNumber, message];
  const ofPhone = ['Canary Phone of Ting', '王小婷', 'C000000003'];
  expect(findingsOf(await dump(), [...personal, ...ofPhone])).toEqual([]);

  expect((await closeWallet(service, holder)).status).toBe(202);
  await expect.poll(() => closingState(service, holder), WAIT).toBe('closed');
  const erase = `/v1/residents/${phone.residentId}/personal-data`;
  await backUp();
  expect((await api.delete(erase, { token: operatorToken })).status).toBe(204);

  // Not a day before the law allows it.
  const closedAt = service.clock.now().getTime();
  service.clock.setTo(new Date(closedAt + 5 * YEAR_MS - 86_400_000));
  await service.runLoop('retention');
  expect(await keyIsThere(token)).toBe(true);
  service.clock.setTo(new Date(closedAt + 5 * YEAR_MS + 3 * 86_400_000));
  await service.runLoop('retention');
  expect(await keyIsThere(token)).toBe(false);
  expect(findingsOf(await dump(), [...personal, ...ofPhone])).toEqual([]);
  expect(await verifyJournal()).toBe(0);

  await restore();
  expect(await keyIsThere(token)).toBe(true);
  const reading = { staff: 'chen.yu', purpose: 'correction', fields: ['name', 'bank_account'] };
  const read = await api.post(`/v1/residents/${holder.id}/record-readings`, {
    token: operatorToken,
    body: reading,
  });
  expect(read.body.fields).toEqual({ name: null, bank_account: null });
  expect(await service.replayErasures()).toBe(2);
  expect(await keyIsThere(token)).toBe(false);
  expect(findingsOf(await dump(), [...personal, ...ofPhone])).toEqual([]);
  expect(await verifyJournal()).toBe(0);
}, 120_000);
