import type { SettlementDeps } from '../settlement-deps.ts';
import { moveRun } from '../settlement-runs/run-store.ts';
import type { SettlementRun } from '../settlement-runs/settlement-run.ts';
import { paymentFileOf } from './payment-file.ts';
import { findTransfers, insertPaymentFile } from './payment-file-store.ts';

/** Writes the bank file of a run down, before anybody can send it. A run that pays nobody has none. */
export async function filePayouts(
  { database, payer, timeZone }: SettlementDeps,
  run: SettlementRun,
): Promise<void> {
  const transfers = await findTransfers(database, run.id);
  if (transfers.length > 0) await insertPaymentFile(database, paymentFileOf(run, transfers, payer, timeZone));
  await moveRun(database, run.id, 'posted', 'filed');
}
