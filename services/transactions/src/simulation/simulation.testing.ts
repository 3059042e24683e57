import { bank } from '../merchant-applications/onboarding.testing.ts';
import type { TestMerchant } from '../testing/people.ts';
import { SAFEGUARDED } from '../testing/test-config.ts';
import type { TestService } from '../testing/test-service.ts';

/** The city's own account, which the money of top-ups goes to. */
export function openSafeguardedAccount(service: TestService): Promise<void> {
  return bank(service, 'POST', '/v1/accounts', {
    account_number: SAFEGUARDED,
    holder_name: 'City',
    currency: 'TWD',
    opening_balance: '0',
  });
}

/** What a till sends that asks before it charges twice. */
export function soldFor({ terminal }: TestMerchant, code: string, amount: string, order: string) {
  return { code, amount, currency: 'TWD', terminal, order_reference: order };
}
