import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Merchant, MerchantDirectory } from './merchant-directory.ts';

/** A hundred merchants each; a directory that never ends is a mistake of somebody's. */
const MAX_PAGES = 10_000;

/**
 * Who owns these payable accounts.
 * @throws Fault `payable_account_without_merchant`: money that nobody is owed stops the run
 */
export async function findOwners(
  directory: MerchantDirectory,
  accounts: readonly Uuid[],
  currency: CurrencyCode,
): Promise<Map<Uuid, Merchant>> {
  const missing = new Set(accounts);
  const owners = new Map<Uuid, Merchant>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES && missing.size > 0; pages += 1) {
    const page = await directory.page(cursor);
    for (const merchant of page.merchants) {
      if (!missing.delete(merchant.payableAccount)) continue;
      checkCurrency(merchant, currency);
      owners.set(merchant.payableAccount, merchant);
    }
    cursor = page.next;
    if (cursor === undefined) break;
  }
  if (missing.size > 0) throw withoutMerchant([...missing]);
  return owners;
}

function checkCurrency(merchant: Merchant, currency: CurrencyCode): void {
  if (merchant.currency === currency) return;
  throw new Fault('merchant_currency_unexpected', `The merchant ${merchant.id} is not paid in ${currency}.`, {
    retryable: false,
  });
}

function withoutMerchant(accounts: readonly Uuid[]): Fault {
  const message = `No merchant owns the payable account ${accounts[0]}, nor ${accounts.length - 1} others.`;
  return new Fault('payable_account_without_merchant', message, { retryable: false });
}
