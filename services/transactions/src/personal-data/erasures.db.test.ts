import { randomBytes } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newUuid, type Uuid } from '@tamsui/ids';
import { createDatabase, type Database, withTrx } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase, fixedClock } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { createErasureRegister } from './erasure-register.ts';
import { createErasures } from './erasures.ts';
import { keyring } from './keyring.ts';
import { createVault } from './vault.ts';

const test = await createTestDatabase();
const clock = fixedClock('2026-11-20T04:00:00Z');
const logger = createLogger('test', 'silent');
const folder = mkdtempSync(join(tmpdir(), 'tamsui-erasures-'));
const file = join(folder, 'erasures.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

const secrets = {
  personalDataKeys: keyring.parse(`kek:${randomBytes(32).toString('base64url')}`),
  personalIndexKey: randomBytes(32),
};

/** A process that has just started: it has read nothing yet. */
function processOn(url: string, registerFile = file) {
  const database = createDatabase({
    connectionString: url,
    applicationName: 'erasures-test',
    poolSize: 4,
    logger,
  });
  const register = createErasureRegister(registerFile);
  const erasures = createErasures({ database, clock, logger, register });
  const vault = createVault({ database, clock, erasures, ...secrets });
  return { database, erasures, vault, stop: () => database.destroy() };
}

async function joinAs({ database, vault }: ReturnType<typeof processOn>, name: string): Promise<Uuid> {
  const id = newUuid();
  await database.raw("insert into transactions.residents values (:id, :at, 'gold')", { id, at: clock.now() });
  const kept = await withTrx(database, (trx) => vault.keep(trx, id, { name }));
  expect(kept).toEqual({ ok: true });
  return id;
}

async function hasKey(database: Database, id: Uuid): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    'select 1 from transactions.personal_keys where resident_id = :id and wrapped_key is not null',
    { id },
  );
  return rows.length === 1;
}

describe('a database that is restored from before an erasure', () => {
  it('loses the key again before anybody is served, and keeps everybody else', async () => {
    const before = processOn(test.url);
    await before.erasures.replay();
    const [gone, stays] = [await joinAs(before, 'Lin Mei'), await joinAs(before, 'Chen Hao')];
    await before.stop();
    const backup = await test.copy();

    const then = processOn(test.url);
    expect(await then.vault.erase(gone)).toBe(true);
    expect(await then.vault.erase(gone)).toBe(false);
    expect(await hasKey(then.database, gone)).toBe(false);
    await then.stop();

    const restored = processOn(backup.url);
    expect(await hasKey(restored.database, gone)).toBe(true);
    expect(await restored.erasures.replay()).toBe(1);
    expect(await hasKey(restored.database, gone)).toBe(false);
    expect(await restored.vault.read(gone, 'name', 'own')).toBeUndefined();
    expect(await restored.vault.read(stays, 'name', 'own')).toBe('Chen Hao');
    expect(await restored.erasures.replay()).toBe(0);
    await restored.stop();
    await backup.drop();
  });

  it('opens nothing of the erased even when it is restored under a running process', async () => {
    const running = processOn(test.url);
    await running.erasures.replay();
    const id = await joinAs(running, 'Lin Mei');
    const { rows } = await running.database.raw<{ rows: { kek_id: string; wrapped_key: Buffer }[] }>(
      'select kek_id, wrapped_key from transactions.personal_keys where resident_id = :id',
      { id },
    );
    const { rows: values } = await running.database.raw<{ rows: { sealed: Buffer }[] }>(
      'select sealed from transactions.personal_values where resident_id = :id',
      { id },
    );
    await running.vault.erase(id);
    await running.database.raw(
      'update transactions.personal_keys set wrapped_key = :key, erased_at = null where resident_id = :id',
      { id, key: rows[0]?.wrapped_key ?? Buffer.alloc(0) },
    );
    await running.database.raw(
      "insert into transactions.personal_values values (:id, 'name', :sealed, :at)",
      { id, sealed: values[0]?.sealed ?? Buffer.alloc(0), at: clock.now() },
    );
    expect(await running.vault.read(id, 'name', 'own')).toBeUndefined();
    expect(await running.erasures.replay()).toBe(1);
    expect(await hasKey(running.database, id)).toBe(false);
    await running.stop();
  });
});

describe('the register of erasures', () => {
  it('holds nothing of anybody but an id and an instant', () => {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(Object.keys(JSON.parse(line) as object)).toEqual(['entry', 'resident', 'erased_at', 'hash']);
    }
  });

  it('takes the erasures of several processes at once, one after the other', async () => {
    const processes = [processOn(test.url), processOn(test.url), processOn(test.url)];
    const [first] = processes;
    if (first === undefined) throw new Error('there are three');
    const ids = await Promise.all(Array.from({ length: 12 }, () => joinAs(first, 'Someone')));
    const erased = await Promise.all(ids.map((id, index) => (processes[index % 3] ?? first).vault.erase(id)));
    expect(erased).toEqual(ids.map(() => true));
    const later = processOn(test.url);
    await later.erasures.replay();
    expect(ids.every((id) => later.erasures.isErased(id))).toBe(true);
    for (const one of [...processes, later]) await one.stop();
  });

  it('goes on after a line that a crash cut short', async () => {
    appendFileSync(file, '{"entry":9999,"resid');
    const next = processOn(test.url);
    const id = await joinAs(next, 'Lin Mei');
    expect(await next.vault.erase(id)).toBe(true);
    await next.stop();
    const later = processOn(test.url);
    await later.erasures.replay();
    expect(later.erasures.isErased(id)).toBe(true);
    await later.stop();
  });

  it('is entered before the key is destroyed, so that a crash between the two erases at the next start', async () => {
    const dying = processOn(test.url);
    const id = await joinAs(dying, 'Lin Mei');
    await dying.database.raw('alter table transactions.pins rename to pins_away');
    await expect(dying.vault.erase(id)).rejects.toThrow();
    await dying.database.raw('alter table transactions.pins_away rename to pins');
    expect(await hasKey(dying.database, id)).toBe(true);
    await dying.stop();
    const next = processOn(test.url);
    expect(await next.erasures.replay()).toBe(1);
    expect(await hasKey(next.database, id)).toBe(false);
    await next.stop();
  });

  it.each([
    ['is lost', 'erasure_register_missing', () => join(folder, 'elsewhere.jsonl')],
    [
      'has lost its last line',
      'erasure_register_behind',
      () => {
        const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(0, -1);
        writeFileSync(join(folder, 'short.jsonl'), `${lines.join('\n')}\n`);
        return join(folder, 'short.jsonl');
      },
    ],
    [
      'was changed',
      'erasure_register_damaged',
      () => {
        const text = readFileSync(file, 'utf8').replace('"entry":2,"resident":"0', '"entry":2,"resident":"1');
        writeFileSync(join(folder, 'changed.jsonl'), text);
        return join(folder, 'changed.jsonl');
      },
    ],
  ])('that %s stops the start', async (_what, code, registerFile) => {
    const start = processOn(test.url, registerFile());
    await expect(start.erasures.replay()).rejects.toMatchObject({ code, retryable: false });
    await start.stop();
  });

  it('of another database is not taken', async () => {
    const other = await createTestDatabase();
    const foreign = join(folder, 'foreign.jsonl');
    const begun = processOn(other.url, foreign);
    await begun.erasures.replay();
    await begun.stop();
    const start = processOn(test.url, foreign);
    await expect(start.erasures.replay()).rejects.toMatchObject({ code: 'erasure_register_foreign' });
    await start.stop();
    copyFileSync(file, join(folder, 'copy.jsonl'));
    const moved = processOn(test.url, join(folder, 'copy.jsonl'));
    expect(await moved.erasures.replay()).toBe(0);
    await moved.stop();
    await other.drop();
  });
});
