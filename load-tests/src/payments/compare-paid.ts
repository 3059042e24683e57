import type { Paid } from './journal.ts';
import type { Accepted } from './till.ts';

/** In what the journal differs from what was answered, in words. */
export function differences(accepted: Accepted, paid: Paid): string[] {
  const { payments, unknown, amountMinor } = accepted;
  const found: string[] = [];
  if (paid.payments < payments || paid.payments > payments + unknown)
    found.push(`${payments} payments were accepted, ${unknown} unknown, ${paid.payments} are in the journal`);
  if (paid.orders !== paid.payments) found.push(`${paid.payments} payments are of ${paid.orders} orders`);
  if (paid.listed !== paid.payments)
    found.push(`${paid.listed} of ${paid.payments} payments are on the lists`);
  if (unknown === 0 && paid.amountMinor !== amountMinor)
    found.push(`${amountMinor} was accepted and ${paid.amountMinor} paid`);
  return found;
}
