import { expect, test } from 'vitest';
import { parsePostmasterFile } from './postmaster-file.ts';

const COMPLETE = '4242\n/data\n1795453647\n7132\n\n127.0.0.1\n  1234  56\nready   \n';

test('the server’s number and state are read from their lines', () => {
  expect(parsePostmasterFile(COMPLETE)).toEqual({ pid: 4242, ready: true });
  expect(parsePostmasterFile(COMPLETE.replace('ready   ', 'starting'))).toEqual({ pid: 4242, ready: false });
});

test.each(['', '\n', 'x\n', '0\n', '1\n', '-5\n'])('%j names no server', (text) => {
  expect(parsePostmasterFile(text)).toBeUndefined();
});
