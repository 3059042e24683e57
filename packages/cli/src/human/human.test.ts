import { expect, test } from 'vitest';
import { printable } from './printable.ts';
import { facts, table } from './table.ts';
import { whyNoAnswer } from './why-no-answer.ts';

test('what a terminal would obey is shown as a mark, and a line break stays one', () => {
  expect(printable('tea\u001b[2J\r\u202eevil\u0007\nnext')).toBe('tea\ufffd[2J\ufffd\ufffdevil\ufffd\nnext');
});

test('columns are as wide as what is in them, and Chinese takes two places for a character', () => {
  const lines = table(
    ['name', '>amount'],
    [
      ['茶', '1'],
      ['tea house', '120.00'],
    ],
  ).split('\n');
  expect(lines).toEqual(['name       amount', '茶              1', 'tea house  120.00']);
});

test('facts without a value are left out', () => {
  expect(
    facts([
      ['id', 'pay_1'],
      ['reason', null],
      ['amount', '120'],
    ]),
  ).toBe('id      pay_1\namount  120');
});

test('of nested causes the one that says something is told', () => {
  const cause = Object.assign(
    new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]),
    {},
  );
  expect(whyNoAnswer(new TypeError('fetch failed', { cause }))).toBe('nothing listens there');
  expect(whyNoAnswer(new Error('odd'))).toBe('odd');
});
