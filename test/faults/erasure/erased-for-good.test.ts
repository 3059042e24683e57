import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, runChecks } from '@tamsui/db';
import { createTestDatabase, findDumpWay, type RunningServices, startOwnPostgres } from '@tamsui/testing';
import { administer } from '@tamsui/testing/server-administration';
import { afterAll, describe, expect, it } from 'vitest';
import { addUpStatement } from '../../flows/adding-up.ts';
import { type Json, minorOf, partOf, textOf } from '../../flows/caller.ts';
import type { Description } from '../../fuzz/src/description.ts';
import { ADDED, SIGNED_IN, TOLD, unheardOf } from './canaries-of-people.ts';
import {
  countKeys,
  createDatabase,
  filesIn,
  NOTARY_HEADS,
  NOTARY_KEY,
  openCity,
  REGISTER,
  SCHEMAS,
  textsIn,
  verify,
} from './erasure-city.ts';
import { askersAt, everyAnswer, idsIn } from './every-answer.ts';
import { close, live } from './lives.ts';
import { openAll, unknownBytes } from './open-sealed-values.ts';
import { gatherParties, SHOP_NAME } from './parties.ts';
import { canariesIn, canariesInBytes } from './search-for-canaries.ts';
import { toldFields } from './told-fields.ts';

const TIMEOUT = { timeout: 180_000 };
const WAIT = { timeout: 60_000, interval: 250 };
const folder = mkdtempSync(join(tmpdir(), 'tamsui-erased-for-good-'));
const [before, after] = [join(folder, 'before.dump'), join(folder, 'after.dump')];

const bank = (await createTestDatabase()).url;
const postgres = await startOwnPostgres();
const databaseUrl = await createDatabase(postgres, 'city');
await migrate({ connectionString: databaseUrl });
const dumps = await findDumpWay(databaseUrl);
const city = await openCity({ city: databaseUrl, bank });
const parties = await gatherParties(city);
const { added, signedIn, friend, shop, operator, receiver } = parties;
const askers = { ...askersAt(city.urls.transactions, city, parties), phone: signedIn.asker };
const registerFile = join(city.folder, REGISTER);
const houseKey = Buffer.from(city.secrets.personalDataKey, 'base64url');
let ids: ReadonlySet<string> = new Set();
let fileCopy: Awaited<ReturnType<typeof postgres.copy>>;
let again: RunningServices | undefined;

afterAll(async () => {
  receiver.close();
  await Promise.all([again?.stop(), city.stop()]);
  await Promise.all([fileCopy?.stop(), postgres.stop()]);
  rmSync(folder, { recursive: true });
}, 60_000);

const dumped = (file: string) => [{ name: 'the dump', text: readFileSync(file, 'utf8') }];
const heard = () => receiver.requests.map(({ body }, index) => ({ name: `webhook ${index}`, text: body }));
const written = () => [
  ...textsIn(city.folder),
  { name: 'log', text: readFileSync(join(postgres.folder, 'log'), 'utf8') },
];

async function expectAllHolds(url: string, notaryFolder: string): Promise<void> {
  const broken = (await runChecks(url)).filter(({ violations }) => violations.length > 0);
  expect(broken).toEqual([]);
  const verified = await verify(url, notaryFolder);
  expect(verified.exitCode, verified.output).toBe(0);
}

describe('while two people live in a city', () => {
  it('every text that is told of a resident has a canary, or says why it tells nothing', async () => {
    const response = await fetch(`${city.urls.transactions}/openapi.json`);
    const told = toldFields((await response.json()) as Description);
    expect(unheardOf(told)).toEqual([]);
    expect(unheardOf([...told, 'createPin nickname'])).toEqual(['createPin nickname']);
    expect(told).toEqual(expect.arrayContaining(Object.keys(TOLD)));
    expect(await unknownBytes(databaseUrl)).toEqual([]);
  });

  it('they leave traces everywhere', TIMEOUT, async () => {
    await live(parties);
    ids = idsIn(await everyAnswer(city.urls.transactions, askers, new Set()));
    const told = canariesIn(await everyAnswer(city.urls.transactions, askers, ids)).join('\n');
    for (const field of ['added message', 'signed in device_name', 'signed in request_message'])
      expect(told).toContain(field);
    await expect.poll(() => receiver.requests.length, WAIT).toBeGreaterThan(3);
  });

  it(
    `a backup (${dumps.name}) shows nothing of them, and everything to whoever has the house's key too`,
    TIMEOUT,
    async () => {
      await dumps.dump(databaseUrl, before, SCHEMAS);
      copyFileSync(join(city.folder, NOTARY_HEADS), join(folder, NOTARY_HEADS));
      expect(readFileSync(before, 'utf8')).toContain(SHOP_NAME);
      expect(canariesIn([...dumped(before), ...heard(), ...written()])).toEqual([]);
      const opened = await openAll(databaseUrl, houseKey);
      const texts = Object.values(opened)
        .flat()
        .map((bytes) => bytes.toString('utf8'))
        .join('\n');
      const kept = [ADDED, SIGNED_IN].flatMap(({ name, bank_account, message, request_message }) => [
        name,
        bank_account,
        message,
        request_message,
      ]);
      for (const value of [...kept, ADDED.phone_number, SIGNED_IN.device_name])
        expect(texts).toContain(value);
      expect(opened['data_export_archives.sealed']).toHaveLength(2);
      fileCopy = await postgres.copy();
      await expect.poll(async () => (await friend.asker.ask('GET', '/v1/wallet')).status, WAIT).toBe(200);
    },
  );
});

describe('after both are erased, one by the operator and one when the time of retention is over', () => {
  it('their wallets close, and what they had goes to their own accounts', TIMEOUT, async () => {
    await close(added);
    await close(signedIn);
  });

  it('the keys of both are destroyed', TIMEOUT, async () => {
    expect(await countKeys(databaseUrl)).toEqual({ alive: 3, gone: 0 });
    expect((await operator.ask('DELETE', `/v1/residents/${added.id}/personal-data`)).status).toBe(204);
    expect(await countKeys(databaseUrl)).toEqual({ alive: 2, gone: 1 });
    // Five years and a day pass for the other one, who is looked for when the service starts.
    await administer(
      databaseUrl,
      `update transactions.wallet_closings set finished_at = finished_at - interval '5 years 1 day'
        where resident_id in (select resident_id from transactions.personal_keys where erased_at is null)`,
    );
    await city.services.transactions.stop();
    await city.services.transactions.restart();
    await expect.poll(() => countKeys(databaseUrl), WAIT).toEqual({ alive: 1, gone: 2 });
  });

  it(
    `nothing of them is in a backup (${dumps.name}), in events and webhooks, in logs and files, or in any answer`,
    TIMEOUT,
    async () => {
      await dumps.dump(databaseUrl, after, SCHEMAS);
      const answers = await everyAnswer(city.urls.transactions, askers, ids);
      expect(readFileSync(after, 'utf8')).toContain(SHOP_NAME);
      expect(answers.some(({ text }) => text.includes(SHOP_NAME))).toBe(true);
      expect(canariesIn([...dumped(after), ...heard(), ...written(), ...answers])).toEqual([]);
      const left = Object.values(await openAll(databaseUrl, houseKey)).flat();
      expect(canariesIn(left.map((bytes) => ({ name: 'opened', text: bytes.toString('utf8') })))).toEqual([]);
      expect(left.length).toBeGreaterThan(0);
    },
  );

  it('the journal verifies, every check holds, and what others have adds up', TIMEOUT, async () => {
    await expectAllHolds(databaseUrl, city.folder);
    const { data } = await friend.asker.get('/v1/wallet/statement?limit=100');
    const { balanceMinor, broken } = addUpStatement(data as Json[]);
    expect(broken).toEqual([]);
    expect(textOf(partOf(await friend.asker.get('/v1/wallet'), 'balance'), 'amount')).toBe('120');
    expect(balanceMinor).toBe(minorOf('120'));
    const { proceeds } = await shop.asker.get('/v1/merchant/balance');
    expect(textOf(proceeds as Json, 'amount')).toBe('200');
  });

  it(
    'no file of PostgreSQL has ever had a value of theirs: what is not overwritten yet is ciphertext',
    TIMEOUT,
    async () => {
      await administer(databaseUrl, 'checkpoint');
      const files = filesIn(join(postgres.folder, 'data'));
      const found = files.flatMap(({ name, bytes }) =>
        canariesInBytes(bytes).map(({ field }) => `${name}: ${field}`),
      );
      expect(found).toEqual([]);
      expect(files.filter(({ bytes }) => bytes.includes(SHOP_NAME)).length).toBeGreaterThan(0);
    },
  );
});

describe('when the backup from before is restored', () => {
  let restored: string;
  /** What an operator has at hand beside the database: the notary's files as they were, and the register as it is now. */
  const files = (register: string) => ({
    ERASURE_REGISTER_FILE: register,
    NOTARY_KEY_FILE: join(folder, NOTARY_KEY),
    NOTARY_HEADS_FILE: join(folder, NOTARY_HEADS),
  });
  const replay = (register: string, url = restored) =>
    city.command('transactions', ['replay-erasures'], { DATABASE_URL: url, ERASURE_REGISTER_FILE: register });

  it('nobody is served without the register, and what is missing is said', TIMEOUT, async () => {
    restored = await createDatabase(postgres, 'restored');
    await dumps.restore(restored, before, SCHEMAS);
    expect(await countKeys(restored)).toEqual({ alive: 3, gone: 0 });
    const missing = join(folder, 'nowhere.jsonl');
    const command = await replay(missing);
    expect(command.exitCode).not.toBe(0);
    expect(command.output).toContain(
      'Nobody is served without the register of erasures (ERASURE_REGISTER_FILE)',
    );
    expect(await countKeys(restored)).toEqual({ alive: 3, gone: 0 });
    for (const name of [NOTARY_KEY, `${NOTARY_KEY}.pub`])
      copyFileSync(join(city.folder, name), join(folder, name));
    const { secrets } = city;
    const start = openCity({ city: restored, bank }, { secrets, settings: files(missing) });
    await expect(start).rejects.toThrow('Nobody is served without the register of erasures');
  });

  it(
    'both are erased again before anybody is served, and no answer has anything of them',
    TIMEOUT,
    async () => {
      const { secrets } = city;
      again = await openCity({ city: restored, bank }, { secrets, settings: files(registerFile) });
      expect(await countKeys(restored)).toEqual({ alive: 1, gone: 2 });
      const served = askersAt(again.urls.transactions, again, parties);
      const answers = await everyAnswer(again.urls.transactions, served, ids);
      expect(answers.some(({ text }) => text.includes(SHOP_NAME))).toBe(true);
      const readings = [];
      for (const { id } of [added, signedIn]) {
        const asked = {
          staff: 'chen.yu',
          purpose: 'correction',
          fields: ['name', 'bank_account', 'phone_number'],
        };
        const read = await served.operator?.ask('POST', `/v1/residents/${id}/record-readings`, asked);
        expect(read?.body.fields).toEqual({ name: null, bank_account: null, phone_number: null });
        readings.push({ name: 'reading', text: read?.text ?? '' });
      }
      await dumps.dump(restored, after, SCHEMAS);
      expect(canariesIn([...answers, ...readings, ...dumped(after), ...textsIn(again.folder)])).toEqual([]);
      await expectAllHolds(restored, folder);
    },
  );

  it('a command erases them in a copy of the files, without serving anybody', TIMEOUT, async () => {
    const url = new URL(fileCopy.url);
    url.pathname = '/city';
    expect(await countKeys(url.toString())).toEqual({ alive: 3, gone: 0 });
    expect(await replay(registerFile, url.toString())).toMatchObject({ exitCode: 0 });
    expect(await countKeys(url.toString())).toEqual({ alive: 1, gone: 2 });
    const left = Object.values(await openAll(url.toString(), houseKey)).flat();
    expect(canariesIn(left.map((bytes) => ({ name: 'opened', text: bytes.toString('utf8') })))).toEqual([]);
  });
});
