import type { Database } from '../database/database.ts';
import { updateBalances } from './account-store.ts';
import type { Booking } from './booking.ts';
import { insertEntries } from './entry-store.ts';

/** Writes what was booked: entries and the balances they led to, in the trx that holds the accounts locked. */
export async function writeBooking(trx: Database, booking: Booking): Promise<void> {
  if (booking.entries.length === 0) return;
  await insertEntries(trx, booking.entries);
  await updateBalances(trx, booking.changedAccounts());
}
