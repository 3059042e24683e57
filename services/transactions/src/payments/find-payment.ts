import type { Uuid } from '@tamsui/ids';
import type { Entry, LedgerClient } from '@tamsui/ledger-client';
import type { MerchantPrincipal } from '../auth/principal.ts';
import type { TerminalDirectory } from '../merchants/terminal-directory.ts';
import { type Payment, paymentOfEntry, terminalIdOf } from './payment.ts';

export interface FindPaymentDeps {
  readonly ledger: LedgerClient;
  readonly terminals: TerminalDirectory;
}

/** A payment with the entry it was read from. */
export interface FoundPayment {
  readonly payment: Payment;
  readonly entry: Entry;
}

/** Reads one payment of this merchant from the ledger, so that it is never stale; another merchant's is not there. */
export async function findPayment(
  { ledger, terminals }: FindPaymentDeps,
  merchant: MerchantPrincipal,
  id: Uuid,
): Promise<FoundPayment | undefined> {
  const entry = await ledger.entry(id);
  const terminalId = entry === undefined ? undefined : terminalIdOf(entry.reference);
  if (entry === undefined || terminalId === undefined) return undefined;
  const terminal = await terminals(terminalId);
  if (terminal?.merchantId !== merchant.merchantId) return undefined;
  const payment = paymentOfEntry(entry, terminal);
  return payment === undefined ? undefined : { payment, entry };
}
