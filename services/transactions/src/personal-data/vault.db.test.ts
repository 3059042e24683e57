import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newUuid, type Uuid } from '@tamsui/ids';
import { createDatabase, withTrx } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase, fixedClock } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { countWaitingFor } from '../testing/waiting-for.ts';
import { createErasureRegister } from './erasure-register.ts';
import { createErasures } from './erasures.ts';
import type { Keyring } from './keyring.ts';
import { keyring } from './keyring.ts';
import type { PersonalValues } from './personal-field.ts';
import { rewrapKeys } from './rewrap-keys.ts';
import { createVault, type Vault } from './vault.ts';

const { url } = await createTestDatabase();
const clock = fixedClock('2026-11-20T04:00:00Z');
const logger = createLogger('test', 'silent');
const database = createDatabase({
  connectionString: url,
  applicationName: 'vault-test',
  poolSize: 8,
  logger,
});
const folder = mkdtempSync(join(tmpdir(), 'tamsui-vault-'));
afterAll(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});
const register = createErasureRegister(join(folder, 'erasures.jsonl'));
const erasures = createErasures({ database, clock, logger, register });

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64url')}`;
const [oldKey, youngKey] = [newKey('kek-1'), newKey('kek-2')];
const personalIndexKey = randomBytes(32);
const vaultWith = (personalDataKeys: Keyring): Vault =>
  createVault({ database, clock, erasures, personalDataKeys, personalIndexKey });
const vault = vaultWith(keyring.parse(oldKey));

let numbers = 0;
const newNumber = () => `+8869${String(10_000_000 + numbers++)}`;

async function newResident(values: PersonalValues = {}): Promise<Uuid> {
  const id = newUuid();
  await database.raw("insert into transactions.residents values (:id, :at, 'gold')", { id, at: clock.now() });
  expect(await keep(id, values)).toEqual({ ok: true });
  return id;
}

const keep = (id: Uuid, values: PersonalValues) => withTrx(database, (trx) => vault.keep(trx, id, values));

/** Every row of every table of the schema, as text, bytes included. */
async function dump(): Promise<string> {
  const { rows: tables } = await database.raw<{ rows: { name: string }[] }>(
    "select table_name as name from information_schema.tables where table_schema = 'transactions'",
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await database.raw<{ rows: object[] }>(`select * from transactions.${name}`);
    for (const row of rows) {
      for (const value of Object.values(row))
        texts.push(Buffer.isBuffer(value) ? value.toString('latin1') : String(value));
    }
  }
  return texts.join('\n');
}

describe('the vault', () => {
  it('gives back what it was given, and nothing of a field or a person it does not know', async () => {
    const id = await newResident({ name: '林美', bank_account: '0081234567890' });
    expect(await vault.read(id, 'name', 'own')).toBe('林美');
    expect(await vault.read(id, 'bank_account', 'own')).toBe('0081234567890');
    expect(await vault.read(id, 'phone_number', 'own')).toBeUndefined();
    expect(await vault.read(newUuid(), 'name', 'own')).toBeUndefined();
  });

  it('lets a later value take the place of an earlier one', async () => {
    const [first, second] = [newNumber(), newNumber()];
    const id = await newResident({ name: 'Lin Mei', phone_number: first });
    expect(await keep(id, { phone_number: second })).toEqual({ ok: true });
    expect(await vault.read(id, 'phone_number', 'own')).toBe(second);
    expect(await vault.read(id, 'name', 'own')).toBe('Lin Mei');
    expect(await vault.find('phone_number', second)).toBe(id);
    expect(await vault.find('phone_number', first)).toBeUndefined();
  });

  it('leaves nothing readable in any table', async () => {
    const values = { name: 'Canary Wang', bank_account: '700CANARY0001', phone_number: newNumber() };
    const id = await newResident(values);
    expect(await vault.find('phone_number', values.phone_number)).toBe(id);
    const text = await dump();
    expect(text).toContain(id);
    for (const value of Object.values(values)) expect(text).not.toContain(value);
  });

  it('opens no value that was moved to another person or field', async () => {
    const [one, other] = [await newResident({ name: 'One' }), await newResident({ name: 'Other' })];
    const swap = `update transactions.personal_values mine set sealed = theirs.sealed
      from transactions.personal_values theirs
      where mine.resident_id = :one and theirs.resident_id = :other`;
    await database.raw(swap, { one, other });
    await expect(vault.read(one, 'name', 'own')).rejects.toMatchObject({ code: 'sealed_value_damaged' });
    const moveKey = `update transactions.personal_keys mine set wrapped_key = theirs.wrapped_key
      from transactions.personal_keys theirs
      where mine.resident_id = :one and theirs.resident_id = :other`;
    await database.raw(moveKey, { one, other });
    await expect(vault.read(one, 'name', 'own')).rejects.toMatchObject({ code: 'sealed_value_damaged' });
  });

  it('lets one of many people have a phone number, however many ask at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => newResident({ name: 'Someone' })));
    const phone_number = newNumber();
    const kept = await Promise.all(ids.map((id) => keep(id, { phone_number })));
    expect(kept.filter(({ ok }) => ok)).toHaveLength(1);
    expect(kept.filter(({ ok }) => !ok)).toEqual(
      Array.from({ length: 7 }, () => ({ ok: false, refusal: { code: 'value_taken' } })),
    );
    const winner = ids[kept.findIndex(({ ok }) => ok)];
    expect(await vault.find('phone_number', phone_number)).toBe(winner);
  });

  it('gives a person one key, however many values are written at once', async () => {
    const id = newUuid();
    await database.raw("insert into transactions.residents values (:id, :at, 'gold')", {
      id,
      at: clock.now(),
    });
    const phone_number = newNumber();
    await Promise.all([
      keep(id, { name: 'Lin Mei' }),
      keep(id, { bank_account: '0081234567890' }),
      keep(id, { phone_number }),
    ]);
    expect(await vault.read(id, 'name', 'own')).toBe('Lin Mei');
    expect(await vault.read(id, 'bank_account', 'own')).toBe('0081234567890');
    expect(await vault.read(id, 'phone_number', 'own')).toBe(phone_number);
  });
});

describe('a text that is sealed for another table', () => {
  it('opens in its place and in no other', async () => {
    const id = await newResident({ name: 'Lin Mei' });
    const sealed = await vault.seal(id, ['top-up', '1'], '0081234567890');
    expect(sealed?.includes('0081234567890')).toBe(false);
    expect(await vault.unseal(id, ['top-up', '1'], sealed ?? Buffer.alloc(0))).toBe('0081234567890');
    await expect(vault.unseal(id, ['top-up', '2'], sealed ?? Buffer.alloc(0))).rejects.toMatchObject({
      code: 'sealed_value_damaged',
    });
  });
});

describe('erasing a person', () => {
  it('leaves nothing that could be read, found or written again', async () => {
    const phone_number = newNumber();
    const id = await newResident({ name: 'Canary Chen', phone_number });
    const sealed = (await vault.seal(id, ['top-up', '1'], '700CANARY0002')) ?? Buffer.alloc(0);
    const { rows: before } = await database.raw<{ rows: { sealed: Buffer }[] }>(
      'select sealed from transactions.personal_values where resident_id = :id',
      { id },
    );
    expect(await vault.erase(id)).toBe(true);
    expect(await vault.read(id, 'name', 'own')).toBeUndefined();
    expect(await vault.find('phone_number', phone_number)).toBeUndefined();
    expect(await vault.unseal(id, ['top-up', '1'], sealed)).toBeUndefined();
    expect(await vault.seal(id, ['top-up', '1'], 'x')).toBeUndefined();
    expect(await keep(id, { name: 'Back again' })).toEqual({ ok: false, refusal: { code: 'erased' } });
    expect(await vault.erase(id)).toBe(false);

    // A backup of the values alone brings nothing back: their key is gone.
    await database.raw("insert into transactions.personal_values values (:id, 'name', :sealed, :at)", {
      id,
      sealed: before[0]?.sealed ?? Buffer.alloc(0),
      at: clock.now(),
    });
    expect(await vault.read(id, 'name', 'own')).toBeUndefined();
    await database.raw('delete from transactions.personal_values where resident_id = :id', { id });
  });

  it('frees the number for somebody else', async () => {
    const phone_number = newNumber();
    await vault.erase(await newResident({ phone_number }));
    const next = await newResident({ phone_number });
    expect(await vault.find('phone_number', phone_number)).toBe(next);
  });

  it('leaves nobody findable who was written to at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await newResident({ name: 'Soon gone' });
      const phone_number = newNumber();
      await Promise.all([vault.erase(id), keep(id, { phone_number })]);
      expect(await vault.find('phone_number', phone_number)).toBeUndefined();
      expect(await vault.read(id, 'phone_number', 'own')).toBeUndefined();
    }
  });
});

describe('an erasure that begins while somebody writes with the key', () => {
  it('waits for them, and takes away what they wrote', async () => {
    const id = await newResident({ name: 'Soon gone' });
    let erased: Promise<boolean> | undefined;
    await withTrx(database, async (trx) => {
      expect(await vault.keep(trx, id, { bank_account: '700123456789' })).toEqual({ ok: true });
      erased = vault.erase(id);
      await expect.poll(() => countWaitingFor(database, trx)).toBe(1);
    });
    expect(await erased).toBe(true);
    const { rows } = await database.raw<{ rows: unknown[] }>(
      'select field from transactions.personal_values where resident_id = :id',
      { id },
    );
    expect(rows).toEqual([]);
  });
});

describe('a new key of the house', () => {
  it('opens everything while the older one is still configured, and alone once all keys are closed anew', async () => {
    const id = await newResident({ name: 'Lin Mei' });
    const erased = await newResident({ name: 'Gone' });
    await vault.erase(erased);
    const both = keyring.parse(`${youngKey},${oldKey}`);
    expect(await vaultWith(both).read(id, 'name', 'own')).toBe('Lin Mei');
    await expect(vaultWith(keyring.parse(youngKey)).read(id, 'name', 'own')).rejects.toMatchObject({
      code: 'personal_key_missing',
    });

    const rounds = await Promise.all(
      [1, 2, 3].map(() => rewrapKeys({ database, personalDataKeys: both, logger })),
    );
    expect(rounds).toEqual(['idle', 'idle', 'idle']);
    expect(await vaultWith(keyring.parse(youngKey)).read(id, 'name', 'own')).toBe('Lin Mei');
    await expect(vault.read(id, 'name', 'own')).rejects.toMatchObject({ code: 'personal_key_missing' });
    expect(await vaultWith(both).read(erased, 'name', 'own')).toBeUndefined();
  });
});
