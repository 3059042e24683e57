import type pg from 'pg';

/** One row, as an array of texts and bytes in the order of the columns. */
export type Row = readonly (string | Buffer | null)[];

/** Rows of a cursor in order of their first column, a batch number. */
export interface RowStream {
  /** All rows up to and with this batch that were not taken before. */
  takeUpTo(batch: bigint): Promise<Row[]>;
  /** The next row, whatever its batch; undefined at the end. */
  next(): Promise<Row | undefined>;
}

const ROWS_AT_A_TIME = 5_000;
const BYTEA_OID = 17;

/** Everything but bytes stays the text that the server sent: no number passes through a float. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => (text: string) =>
    oid === BYTEA_OID ? Buffer.from(text.slice(2), 'hex') : text) as pg.CustomTypesConfig['getTypeParser'],
};

/** Declares a cursor in the client's open transaction. The next rows are on their way while these are looked at. */
export async function openRowStream(client: pg.Client, name: string, sql: string): Promise<RowStream> {
  await client.query(`declare ${name} no scroll cursor for ${sql}`);
  const fetchRows = async (): Promise<Row[]> => {
    const text = `fetch ${ROWS_AT_A_TIME} from ${name}`;
    return (await client.query<(string | Buffer | null)[]>({ text, rowMode: 'array', types })).rows;
  };
  let rows: Row[] = [];
  let place = 0;
  let coming: Promise<Row[]> | undefined = fetchRows();

  async function peek(): Promise<Row | undefined> {
    if (place === rows.length && coming !== undefined) {
      rows = await coming;
      place = 0;
      coming = rows.length < ROWS_AT_A_TIME ? undefined : fetchRows();
    }
    return rows[place];
  }

  return {
    takeUpTo: async (batch) => {
      const taken: Row[] = [];
      for (let row = await peek(); row !== undefined && batchOf(row) <= batch; ) {
        taken.push(row);
        place += 1;
        row = place < rows.length ? rows[place] : await peek();
      }
      return taken;
    },
    next: async () => {
      const row = await peek();
      if (row !== undefined) place += 1;
      return row;
    },
  };
}

function batchOf(row: Row): bigint {
  return BigInt(textAt(row, 0));
}

/** @throws Error when the column holds no text: the schema is not the one this verifier was made for */
export function textAt(row: Row, column: number): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new Error(`column ${column} holds no text`);
}

export function optionalTextAt(row: Row, column: number): string | null {
  return row[column] === null ? null : textAt(row, column);
}

export function bytesAt(row: Row, column: number): Buffer {
  const value = row[column];
  if (value instanceof Buffer) return value;
  throw new Error(`column ${column} holds no bytes`);
}

export function integerAt(row: Row, column: number): bigint {
  return BigInt(textAt(row, column));
}
