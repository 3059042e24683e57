import { randomUUID } from 'node:crypto';
import { type Answer, textOf } from '../testing/api.ts';
import type { TestService } from '../testing/test-service.ts';
import { createPerson, lookUp, type TestPerson } from '../transfers/transfers.testing.ts';

interface ShareBody {
  readonly id: string;
  readonly status: string;
  readonly amount: string;
}

type More = Readonly<Record<string, unknown>>;

export const sharesOf = ({ body }: Answer): readonly ShareBody[] => body.shares as ShareBody[];
export const shareOf = (answer: Answer, index = 0): string => sharesOf(answer)[index]?.id ?? '';

/** What people do with money requests, at one service. */
export function requestsAt(service: TestService) {
  const { api } = service;

  /** Somebody who asks, and friends with money. */
  async function table(payers = 1, amount = '500') {
    const asker = await createPerson(service, '林曉美');
    const friends: TestPerson[] = [];
    for (let i = 0; i < payers; i++) friends.push(await createPerson(service, `Friend ${i}`, amount));
    return { asker, friends };
  }

  async function request(
    asker: TestPerson,
    friends: readonly TestPerson[],
    each: More,
    more: More,
  ): Promise<Answer> {
    const payers = await Promise.all(
      friends.map(async (friend) => ({ payee: await lookUp(service, asker, friend), ...each })),
    );
    return api.post('/v1/money-requests', { token: asker.token, body: { payers, currency: 'TWD', ...more } });
  }

  return {
    table,
    /** Asks with an amount each. */
    ask: (asker: TestPerson, friends: readonly TestPerson[], more: More = {}) =>
      request(asker, friends, { amount: '100' }, more),
    split: (asker: TestPerson, friends: readonly TestPerson[], total: string, more: More = {}) =>
      request(asker, friends, {}, { total, ...more }),
    pay: (share: string, { token }: TestPerson, key: string = randomUUID()) =>
      api.post(`/v1/request-shares/${share}/payments`, { token, key, body: {} }),
    decline: (share: string, { token }: TestPerson) =>
      api.post(`/v1/request-shares/${share}/decline`, { token, body: {} }),
    cancel: (share: string, { token }: TestPerson) =>
      api.post(`/v1/request-shares/${share}/cancel`, { token, body: {} }),
    requestOf: (answer: Answer, { token }: TestPerson) =>
      api.get(`/v1/money-requests/${textOf(answer, 'id')}`, { token }),
  };
}
