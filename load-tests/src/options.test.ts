import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('the words behind the command are a name and options', () => {
  expect(parseOptions(['payments', '--against', '../before', '--json'])).toEqual({
    ok: true,
    name: 'payments',
    options: { json: true, quick: false, grow: false, against: '../before', databaseUrl: undefined },
  });
});

test.each([
  ['no name', []],
  ['two names', ['payments', 'ledger']],
  ['an option that does not exist', ['payments', '--loud']],
  ['an option without its value', ['payments', '--against']],
])('%s is not understood', (_, words) => {
  expect(parseOptions(words)).toEqual({ ok: false });
});
