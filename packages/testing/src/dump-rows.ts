import { readFileSync, writeFileSync } from 'node:fs';
import { migrate } from '@tamsui/db';
import pg from 'pg';

const BOOK = /^book_/;
const ROWS_AT_ONCE = 500;

/** A table and its rows, each as PostgreSQL writes it in JSON: no number and no instant loses a digit. */
interface TableDump {
  /** Quoted, with its schema. */
  readonly table: string;
  /** Without those that PostgreSQL works out itself. */
  readonly columns: string;
  readonly rows: readonly string[];
}

const TABLES = `
  select format('%I.%I', columns.table_schema, columns.table_name) as "table",
         string_agg(quote_ident(columns.column_name), ', ' order by columns.ordinal_position) as columns
    from information_schema.columns columns
    join information_schema.tables tables using (table_schema, table_name)
   where columns.table_schema = any ($1) and tables.table_type = 'BASE TABLE'
     and columns.is_generated = 'NEVER' and columns.table_name !~ '^migrations'
   group by columns.table_schema, columns.table_name
   order by 1`;

/** All rows of some schemas as of one moment, where there is no `pg_dump`. The tables themselves are made by the migrations. */
export async function dumpRows(url: string, file: string, schemas: readonly string[]): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('begin isolation level repeatable read read only');
    const { rows: tables } = await client.query<Omit<TableDump, 'rows'>>(TABLES, [schemas]);
    const dumped: TableDump[] = [];
    for (const { table, columns } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `select cast(row_to_json(one) as text) as row from (select ${columns} from ${table}) one`,
      );
      dumped.push({ table, columns, rows: rows.map(({ row }) => row) });
    }
    const lines = dumped.flatMap(({ table, columns, rows }) => [`${table} (${columns})`, ...rows, '']);
    writeFileSync(file, lines.join('\n'));
  });
}

/** Puts the rows into an empty database. What keeps history from being changed does not stop who restores. */
export async function restoreRows(url: string, file: string, schemas: readonly string[]): Promise<void> {
  await migrate({ connectionString: url, books: schemas.filter((schema) => BOOK.test(schema)) });
  const dumped = parse(readFileSync(file, 'utf8'));
  await withClient(url, async (client) => {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    await client.query(`truncate ${dumped.map(({ table }) => table).join(', ')}`);
    for (const { table, columns, rows } of dumped) {
      for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
        await client.query(
          `insert into ${table} (${columns}) overriding system value
           select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
          [`[${rows.slice(start, start + ROWS_AT_ONCE).join(',')}]`],
        );
      }
    }
    await client.query('commit');
  });
}

function parse(text: string): TableDump[] {
  return text.split('\n\n').map((part) => {
    const [head = '', ...rows] = part.split('\n');
    const [, table = '', columns = ''] = /^(\S+) \((.*)\)$/.exec(head) ?? [];
    return { table, columns, rows: rows.filter(Boolean) };
  });
}

async function withClient(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
