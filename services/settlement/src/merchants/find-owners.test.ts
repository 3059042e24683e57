import { newUuid } from '@tamsui/ids';
import { expect, it } from 'vitest';
import { findOwners } from './find-owners.ts';
import type { Merchant, MerchantDirectory } from './merchant-directory.ts';

const merchant = (payableAccount: string): Merchant => ({
  id: newUuid(),
  name: '老街茶行',
  feeBands: [{ basisPoints: 130, effectiveFrom: '2026-11-23' }],
  payoutAccount: { holderName: '老街茶行', bankCode: '808', accountNumber: '0123456789012' },
  payableAccount,
  currency: 'TWD',
});
const pages: Readonly<Record<string, Merchant[]>> = {
  start: [merchant('a'), merchant('b')],
  second: [merchant('c')],
};
const asked: string[] = [];
const directory: MerchantDirectory = {
  page: async (cursor = 'start') => {
    asked.push(cursor);
    return { merchants: pages[cursor] ?? [], next: cursor === 'start' ? 'second' : undefined };
  },
};

it('owners are found on whatever page they are', async () => {
  const owners = await findOwners(directory, ['c', 'a'], 'TWD');
  expect([...owners.keys()].sort()).toEqual(['a', 'c']);
});

it('no page is asked for when all owners are known', async () => {
  asked.length = 0;
  await findOwners(directory, ['a'], 'TWD');
  await findOwners(directory, [], 'TWD');
  expect(asked).toEqual(['start']);
});

it('an account that nobody owns is a loud fault', async () => {
  await expect(findOwners(directory, ['a', 'x'], 'TWD')).rejects.toMatchObject({
    code: 'payable_account_without_merchant',
    retryable: false,
  });
});
