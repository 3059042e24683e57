import { whyNoAnswer } from '../human/why-no-answer.ts';
import { codeOf, type LookingDatabase, openDatabase } from './database.ts';
import { broken, type Finding, type Look, ok, skipped, warning } from './finding.ts';
import type { Installation } from './installation.ts';
import { lookAtFeed } from './look-at-feed.ts';
import { lookAtLeaders } from './look-at-leaders.ts';
import { lookAtMigrations } from './look-at-migrations.ts';

const SUPPORTED = { oldest: 15, newest: 18 };
/** Switched off, what was answered may be gone after a crash. */
const DURABLE_SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'];
const ALMOST_ALL_CONNECTIONS = 0.9;

/** Everything that PostgreSQL can tell: itself, the schemas, who leads the ledger, whether lists keep up. */
export function lookAtPostgres({ databaseUrl, books }: Installation): Look {
  return async () => {
    if (databaseUrl === undefined) {
      return ['postgres', 'migrations', 'ledger_leader', 'feed'].map((check) =>
        skipped(check, 'Unknown where PostgreSQL is', 'Set DATABASE_URL.'),
      );
    }
    let database: LookingDatabase;
    try {
      database = await openDatabase(databaseUrl);
    } catch (error) {
      return [noWayIn(databaseUrl, error)];
    }
    try {
      return [
        ...(await judgeServer(database)),
        await lookAtMigrations(database, books),
        ...(await lookAtLeaders(database, books)),
        await lookAtFeed(database),
      ];
    } finally {
      await database.close();
    }
  };
}

function noWayIn(databaseUrl: string, error: unknown): Finding {
  const { host, pathname } = URL.canParse(databaseUrl) ? new URL(databaseUrl) : { host: '?', pathname: '/?' };
  const database = pathname.slice(1);
  const facts = { facts: { host, database } };
  const refused: Readonly<Record<string, readonly [string, string]>> = {
    '28P01': ['the password is wrong', 'Correct DATABASE_URL.'],
    '28000': ['the user is not let in', 'Correct DATABASE_URL, or pg_hba.conf of the server.'],
    '3D000': [`there is no database ${database}`, 'Create it and migrate it, or correct DATABASE_URL.'],
    '53300': ['all its connections are taken', 'Raise max_connections, or run fewer processes.'],
    '57P03': ['it is just starting or stopping', 'Wait a moment, then ask again; see its log.'],
  };
  const [why, todo] = refused[codeOf(error)] ?? [
    whyNoAnswer(error),
    'Start PostgreSQL, or correct DATABASE_URL. No payment is lost: whatever was not answered may be sent again.',
  ];
  return broken('postgres', `PostgreSQL at ${host} cannot be used: ${why}`, todo, facts);
}

interface ServerRow {
  readonly version: string;
  readonly major: number;
  readonly taken: number;
  readonly connections: number;
  readonly megabytes: number;
  readonly standby: boolean;
}

async function judgeServer(database: LookingDatabase): Promise<Finding[]> {
  const [server] = await database.rows<ServerRow>(
    `select current_setting('server_version') as version,
            current_setting('server_version_num')::int / 10000 as major,
            (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as taken,
            current_setting('max_connections')::int as connections,
            (pg_database_size(current_database()) / 1048576)::int as megabytes,
            pg_is_in_recovery() as standby`,
  );
  if (server === undefined) return [];
  const settings = await database.rows<{ name: string }>(
    `select name from pg_settings where name = any($1) and setting = 'off'`,
    [DURABLE_SETTINGS],
  );
  return [judgeItself(server), ...judgeDurability(settings.map(({ name }) => name))];
}

function judgeItself({ version, major, taken, connections, megabytes, standby }: ServerRow): Finding {
  const facts = { facts: { version, connections: taken, max_connections: connections, megabytes } };
  const text = `PostgreSQL ${version}, ${taken} of ${connections} connections taken, ${megabytes} MiB of data`;
  if (standby) {
    const todo = 'Point DATABASE_URL at the primary: this server only follows it, and can write nothing.';
    return broken('postgres', `${text}; it is a standby`, todo, facts);
  }
  if (major < SUPPORTED.oldest || major > SUPPORTED.newest) {
    const todo = `Tamsui is tried with PostgreSQL ${SUPPORTED.oldest} to ${SUPPORTED.newest}.`;
    return major < SUPPORTED.oldest
      ? broken('postgres', text, todo, facts)
      : warning('postgres', text, todo, facts);
  }
  if (taken > connections * ALMOST_ALL_CONNECTIONS) {
    return warning(
      'postgres',
      text,
      'Raise max_connections, or lower DATABASE_POOL_SIZE of the services.',
      facts,
    );
  }
  return ok('postgres', text, facts);
}

/** Exported for a test. @param off names of settings that are switched off */
export function judgeDurability(off: readonly string[]): Finding[] {
  if (off.length === 0) return [ok('durability', 'What PostgreSQL has committed survives a crash')];
  return [
    broken(
      'durability',
      `${off.join(', ')} off: payments that were answered may be gone after a crash`,
      `In postgresql.conf: ${off.map((name) => `${name} = on`).join(', ')}; then reload the server.`,
    ),
  ];
}
