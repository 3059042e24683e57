import { expect, test } from 'vitest';
import { parseAccounts } from './server-account.ts';

test('accounts are read from lines of passwd, with their user and group', () => {
  const text = 'root:x:0:0:root:/root:/bin/sh\n# a comment\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n';
  expect(parseAccounts(text)).toEqual([
    { name: 'root', uid: 0, gid: 0 },
    { name: 'nobody', uid: 65_534, gid: 65_534 },
  ]);
});

test('a line without numbers is no account', () => {
  expect(parseAccounts('broken:x::\nnobody:*:-2:-2::/:\n+::::::\n')).toEqual([]);
});
