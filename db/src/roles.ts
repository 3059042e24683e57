import knexFactory, { type Knex } from 'knex';
import { canNameRoles, RIGHTS, type Right, ROLES, type Role, roleName } from './rights.ts';

export type RolePasswords = Readonly<Record<Role, string>>;

export interface EnsureRolesOptions {
  /** Of the owner of the schemas, who may also create roles. */
  readonly connectionString: string;
  readonly passwords: RolePasswords;
  readonly books?: readonly string[];
}

/** The server checks a password at each connection; a statement that carries one must not need escaping. */
const PASSWORD = /^[A-Za-z0-9_-]{20,128}$/;
/** One city at a time, whichever database: roles belong to the whole server. */
const ROLES_LOCK = 'tamsui-roles';

/**
 * Creates a login for each service, or gives it the given password, and sets its rights to exactly those of
 * `RIGHTS`. Runs after the migrations; may be repeated.
 */
export async function ensureRoles({
  connectionString,
  passwords,
  books = ['book_main'],
}: EnsureRolesOptions): Promise<void> {
  const knex = knexFactory({ client: 'pg', connection: { connectionString }, pool: { min: 0, max: 1 } });
  try {
    await knex.transaction(async (trx) => {
      await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [ROLES_LOCK]);
      const database = await currentDatabase(trx);
      for (const role of ROLES) await ensureLogin(trx, roleName(database, role), passwords[role]);
      for (const role of ROLES) await withdrawAll(trx, roleName(database, role), books);
      for (const right of RIGHTS) await grant(trx, database, right, books);
      await trx.raw(`alter role ${roleName(database, 'auditor')} set default_transaction_read_only = on`);
    });
  } finally {
    await knex.destroy();
  }
}

async function currentDatabase(trx: Knex): Promise<string> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>('select current_database() as name');
  const name = rows[0]?.name ?? '';
  if (!canNameRoles(name)) throw new RangeError(`no role can be named after database ${name}`);
  return name;
}

async function ensureLogin(trx: Knex, name: string, password: string): Promise<void> {
  if (!PASSWORD.test(password))
    throw new RangeError(`the password of ${name} must be 20 to 128 letters, digits, - or _`);
  const { rows } = await trx.raw<{ rows: unknown[] }>('select 1 from pg_roles where rolname = ?', [name]);
  const verb = rows.length === 0 ? 'create' : 'alter';
  await trx.raw(`${verb} role ${name} login noinherit password '${password}'`);
}

/** What an older version gave is taken back, so that the table of rights is the whole truth. */
async function withdrawAll(trx: Knex, name: string, books: readonly string[]): Promise<void> {
  for (const schema of [...books, 'transactions', 'settlement', 'sandbox_bank', 'notary']) {
    await trx.raw(`revoke all on all tables in schema ${schema} from ${name}`);
    await trx.raw(`revoke all on schema ${schema} from ${name}`);
  }
}

async function grant(trx: Knex, database: string, right: Right, books: readonly string[]): Promise<void> {
  const name = roleName(database, right.role);
  for (const schema of right.schema === 'book' ? books : [right.schema]) {
    const tables = right.tables === 'all' ? await tablesOf(trx, schema) : right.tables;
    const list = tables.map((table) => `${schema}.${table}`).join(', ');
    await trx.raw(`grant usage on schema ${schema} to ${name}`);
    await trx.raw(`grant ${right.verbs.join(', ')} on ${list} to ${name}`);
  }
}

async function tablesOf(trx: Knex, schema: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    `select table_name as name from information_schema.tables
    where table_schema = ? and table_name not in ('migrations', 'migrations_lock') order by table_name`,
    [schema],
  );
  return rows.map(({ name }) => name);
}
