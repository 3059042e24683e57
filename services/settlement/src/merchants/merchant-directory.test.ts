import { formatPublicId, newUuid } from '@tamsui/ids';
import type { JsonClient, JsonRequest } from '@tamsui/platform/http-client';
import { expect, it } from 'vitest';
import { createMerchantDirectory } from './merchant-directory.ts';

const wire = {
  id: formatPublicId('mer', newUuid()),
  name: '老街茶行',
  fee_bands: [{ basis_points: 130, effective_from: '2026-11-23' }],
  payout_account: { holder_name: '老街茶行', bank_code: '808', account_number: '0123456789012' },
  payable_account: newUuid(),
  currency: 'TWD',
  created_at: '2026-11-23T04:00:00.000Z',
};
const page = (change: object) => ({ data: [{ ...wire, ...change }], has_more: false, next_cursor: null });

function answering(status: number, body: unknown, requests: JsonRequest[] = []) {
  const http: JsonClient = {
    send: async (request) => {
      requests.push(request);
      return { status, body };
    },
    close: async () => {},
  };
  return createMerchantDirectory(http);
}

it('the cursor leads from page to page, and the last page has none', async () => {
  const requests: JsonRequest[] = [];
  const more = { ...page({}), has_more: true, next_cursor: 'abc' };
  expect((await answering(200, more, requests).page(undefined)).next).toBe('abc');
  expect((await answering(200, page({}), requests).page('abc')).next).toBeUndefined();
  expect(requests.map(({ query }) => query)).toEqual([{ limit: '100' }, { limit: '100', cursor: 'abc' }]);
});

const WRONG: readonly [string, number, unknown][] = [
  ['a status of 401', 401, {}],
  ['another shape', 200, { merchants: [] }],
  ['an id of something else', 200, page({ id: formatPublicId('pay', newUuid()) })],
  ['no fee', 200, page({ fee_bands: [] })],
  ['a fee above the whole', 200, page({ fee_bands: [{ ...wire.fee_bands[0], basis_points: 10_001 }] })],
  ['a fee that is no whole number', 200, page({ fee_bands: [{ ...wire.fee_bands[0], basis_points: 1.5 }] })],
  [
    'a fee from no day on',
    200,
    page({ fee_bands: [{ ...wire.fee_bands[0], effective_from: '2026-02-30' }] }),
  ],
  [
    'an account number that no bank file carries',
    200,
    page({ payout_account: { ...wire.payout_account, account_number: '12 34' } }),
  ],
  ['an unknown currency', 200, page({ currency: 'XXX' })],
];
it.each(WRONG)('an answer with %s is a loud fault', async (_title, status, body) => {
  await expect(answering(status, body).page(undefined)).rejects.toMatchObject({
    code: 'merchants_not_understood',
    retryable: false,
  });
});
