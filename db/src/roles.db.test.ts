import { createTestDatabase } from '@tamsui/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RIGHTS, type Right, ROLES, type Role, roleName, VERBS, type Verb } from './rights.ts';
import { ensureRoles } from './roles.ts';

const database = await createTestDatabase();
const name = new URL(database.url).pathname.slice(1);
const owner = new pg.Client({ connectionString: database.url });

const passwordOf = (role: Role) => `a-password-for-${role}-in-tests`;
const passwords = {
  ledger: passwordOf('ledger'),
  transactions: passwordOf('transactions'),
  settlement: passwordOf('settlement'),
  sandbox_bank: passwordOf('sandbox_bank'),
  notary: passwordOf('notary'),
  auditor: passwordOf('auditor'),
};

interface Table {
  readonly schema: string;
  readonly table: string;
  /** Takes part in no test of its content, only of who may touch it. */
  readonly column: string;
}

let tables: readonly Table[] = [];

beforeAll(async () => {
  await owner.connect();
  await ensureRoles({ connectionString: database.url, passwords });
  tables = await readTables();
});

/** Roles belong to the server; what is left of this file would stay on it. */
afterAll(async () => {
  for (const role of ROLES) {
    await owner.query(`drop owned by ${roleName(name, role)}`);
    await owner.query(`drop role ${roleName(name, role)}`);
  }
  await owner.end();
});

async function readTables(): Promise<Table[]> {
  const { rows } = await owner.query<Table>(
    `select table_schema as schema, table_name as table, min(column_name) as column
    from information_schema.columns
    where table_schema in ('book_main', 'transactions', 'settlement', 'sandbox_bank', 'notary')
      -- The second column of an identity is the server's own to write.
      and is_identity = 'NO'
    group by table_schema, table_name order by 1, 2`,
  );
  return rows;
}

/** What the statement of each verb is refused with, or `allowed`. Nothing stays: each runs in a trx of its own. */
async function tryVerb(role: Role, { schema, table, column }: Table, verb: Verb): Promise<string> {
  const target = `${schema}.${table}`;
  const statements: Record<Verb, string> = {
    select: `select ${column} from ${target} limit 0`,
    insert: `insert into ${target} select * from ${target} where false`,
    update: `update ${target} set ${column} = ${column} where false`,
    delete: `delete from ${target} where false`,
    truncate: `truncate ${target}`,
  };
  await owner.query('begin');
  try {
    await owner.query(`set local role ${roleName(name, role)}`);
    await owner.query(statements[verb]);
    return 'allowed';
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error);
  } finally {
    await owner.query('rollback');
  }
}

const isMigrations = ({ table }: Table): boolean => table === 'migrations' || table === 'migrations_lock';
const isView = ({ table }: Table): boolean => table === 'balances';

function mentions(right: Right, role: Role, table: Table): boolean {
  const schema = right.schema === 'book' ? 'book_main' : right.schema;
  if (right.role !== role || schema !== table.schema) return false;
  return right.tables === 'all' ? !isMigrations(table) : right.tables.includes(table.table);
}

/** `42501` is insufficient_privilege; a right to change history meets its trigger, which answers 23001. */
function expected(role: Role, table: Table, verb: Verb): string[] {
  const right = RIGHTS.filter((one) => mentions(one, role, table)).some((one) => one.verbs.includes(verb));
  return right ? ['allowed', '23001', 'P0001', '428C9'] : ['42501'];
}

test.each(ROLES)('%s may do what its rights say, and is refused all else', async (role) => {
  let tried = 0;
  for (const table of tables) {
    for (const verb of VERBS) {
      if (isView(table) && verb !== 'select') continue;
      const answer = await tryVerb(role, table, verb);
      expect(
        expected(role, table, verb),
        `${role} ${verb} ${table.schema}.${table.table}: ${answer}`,
      ).toContain(answer);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(150);
});

test('every table of the book is somebody’s to write, or known to be nobody’s', () => {
  const written = RIGHTS.filter(({ schema }) => schema === 'book').flatMap(({ tables: named }) => named);
  const unknown = tables.filter(
    (table) => table.schema === 'book_main' && !isMigrations(table) && !written.includes(table.table),
  );
  expect(unknown).toEqual([]);
});

test('the ledger may not change a batch, and may append one', async () => {
  const of = (table: string) => tables.find((one) => one.schema === 'book_main' && one.table === table);
  const batches = of('batches');
  if (batches === undefined) throw new Error('the book has batches');
  expect(await tryVerb('ledger', batches, 'update')).toBe('42501');
  expect(await tryVerb('ledger', batches, 'delete')).toBe('42501');
  expect(await tryVerb('ledger', batches, 'insert')).toBe('allowed');
});

const HISTORY = [
  'book_main.batches',
  'book_main.entries',
  'book_main.postings',
  'notary.heads',
  'notary.nodes',
];

test.each(HISTORY)('%s refuses change to its owner too', async (table) => {
  const column = table.endsWith('nodes') ? 'hash' : table.startsWith('notary') ? 'book' : '*';
  const name = column === '*' ? (table.endsWith('batches') ? 'epoch' : 'index') : column;
  const changes = [
    `update ${table} set ${name} = ${name}`,
    `delete from ${table}`,
    `truncate ${table}`,
    `truncate ${table} cascade`,
  ];
  for (const change of changes) {
    await expect(owner.query(change), change).rejects.toMatchObject({ code: '23001' });
  }
});

test('each role logs in with its own password and no other', async () => {
  for (const role of ROLES) {
    const url = new URL(database.url);
    url.username = roleName(name, role);
    url.password = passwords[role];
    const client = new pg.Client({ connectionString: url.toString() });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('select current_user as name');
    expect(rows).toEqual([{ name: roleName(name, role) }]);
    await client.end();
  }
});

test('no role inherits, creates or stands above the others', async () => {
  const { rows } = await owner.query(
    `select rolname from pg_roles where rolname like $1
    and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls or rolinherit)`,
    [`${name}%`],
  );
  expect(rows).toEqual([]);
});

test('rights that were given beside the table are taken back', async () => {
  const role = roleName(name, 'ledger');
  await owner.query(`grant delete on book_main.entries to ${role}`);
  await ensureRoles({ connectionString: database.url, passwords });
  const { rows } = await owner.query(`select has_table_privilege($1, 'book_main.entries', 'delete') as may`, [
    role,
  ]);
  expect(rows).toEqual([{ may: false }]);
});

test('a password that would need escaping is refused', async () => {
  const wrong = { ...passwords, ledger: "x'; drop schema book_main cascade; --" };
  await expect(ensureRoles({ connectionString: database.url, passwords: wrong })).rejects.toThrow(/password/);
});
