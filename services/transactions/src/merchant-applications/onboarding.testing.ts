import { type Answer, textOf } from '../testing/api.ts';
import type { TestService } from '../testing/test-service.ts';

export const REVIEWER = 'chen';
export const APPROVER = 'lin';

/** An account that the bank keeps under this name. */
export const ACCOUNT = { holder_name: '老街茶行', bank_code: '999', account_number: '700987654321' };

/** A number that passes the check, another one for each count: 1,000 and its last digit that fits. */
export function businessNumber(count: number): string {
  const head = String(1_000_000 + count);
  const weights = [1, 2, 1, 2, 1, 2, 4];
  const sum = weights.reduce((total, weight, place) => {
    const product = weight * Number(head[place]);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return `${head}${(10 - (sum % 10)) % 10}`;
}

export function applicationBody(number: string, change: Readonly<Record<string, unknown>> = {}) {
  return {
    kind: 'organisation',
    name: '老街茶行',
    business_number: number,
    payout_account: ACCOUNT,
    ...change,
  };
}

/** Talks to the bank that the service talks to. */
export async function bank(service: TestService, method: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${service.bankUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${service.bankToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the bank answered ${response.status} ${await response.text()}`);
}

export function openAccountAtBank(service: TestService): Promise<void> {
  const { holder_name, account_number } = ACCOUNT;
  return bank(service, 'POST', '/v1/accounts', {
    account_number,
    holder_name,
    currency: 'TWD',
    opening_balance: '0',
  });
}

export interface Applied {
  readonly id: string;
  readonly token: string;
}

/** Steps of an application, as the people do them. */
export function onboarding(service: TestService) {
  const { api, operatorToken: token } = service;
  const step = (id: string, name: string, body: unknown): Promise<Answer> =>
    api.post(`/v1/merchant-applications/${id}/${name}`, { token, body });
  const steps = {
    async apply(body: unknown): Promise<Applied> {
      const applied = await api.post('/v1/merchant-applications', { key: null, body });
      return { id: textOf(applied, 'id'), token: textOf(applied, 'token') };
    },
    review: ({ id }: Applied, staff = REVIEWER) => step(id, 'review', { staff }),
    check: ({ id }: Applied, staff = REVIEWER) => step(id, 'account-check', { staff }),
    approve: ({ id }: Applied, change: object = {}) =>
      step(id, 'approve', { staff: APPROVER, fee_basis_points: 130, ...change }),
    reject: ({ id }: Applied, reason = 'We could not reach you.') =>
      step(id, 'reject', { staff: REVIEWER, reason }),
    withdraw: ({ token: own }: Applied) => api.post('/v1/merchant-application/withdraw', { token: own }),
    goLive: ({ token: own }: Applied) => api.post('/v1/merchant-application/go-live', { token: own }),
    look: ({ token: own }: Applied) => api.get('/v1/merchant-application', { token: own }),
    /** Up to the moment before it goes live. */
    async approved(body: unknown): Promise<Applied> {
      const applied = await steps.apply(body);
      await steps.review(applied);
      await steps.check(applied);
      const approved = await steps.approve(applied);
      if (approved.status !== 200) throw new Error(`not approved: ${approved.text}`);
      return applied;
    },
  };
  return steps;
}
