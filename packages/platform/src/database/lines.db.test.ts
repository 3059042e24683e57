import { createTestDatabase } from '@tamsui/testing';
import { afterAll, expect, it } from 'vitest';
import { createLogger } from '../logger.ts';
import { createDatabase, linesAs, linesOf } from './index.ts';

const { url } = await createTestDatabase();
const logger = createLogger('test', 'silent');
const database = createDatabase({ connectionString: url, applicationName: 'test', poolSize: 1, logger });
afterAll(() => database.destroy());

interface Row {
  readonly id: string;
  readonly note: string | null;
}

/** The rows as they arrive in the server. */
async function sent(rows: readonly Row[]): Promise<Row[]> {
  const { rows: came } = await database.raw<{ rows: Row[] }>(
    `select id::text, note::text from unnest(${linesAs('integer', ':ids')}, ${linesAs('json', ':notes')})
       with ordinality as sent (id, note, place) order by place`,
    { ids: linesOf(rows, ({ id }) => id), notes: linesOf(rows, ({ note }) => note) },
  );
  return came;
}

const NOTE = JSON.stringify({ text: 'a\nb\r\n\u2028 "quoted" \\n {}, 淡水 ☕', empty: '', none: null });

it.each<[string, readonly (string | null)[]]>([
  ['texts of JSON with everything in them', [NOTE, '""', 'null', '"null"', '{}']],
  ['nulls between them', [null, NOTE, null, null, NOTE, null]],
  ['nulls alone', [null, null, null]],
  ['one null', [null]],
  ['one text', [NOTE]],
])('%s arrive as they are, each in its row', async (_what, notes) => {
  const rows = notes.map((note, at) => ({ id: String(at), note }));
  expect(await sent(rows)).toEqual(rows);
});

it.each(['', 'a\nb', '\n'])('%j, which would not arrive as one row, is not sent', (note) => {
  expect(() => linesOf([note], (text) => text)).toThrow('one line');
});
