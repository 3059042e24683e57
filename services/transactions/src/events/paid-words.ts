import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';
import { printPayment } from '../payments/payment-schema.ts';
import { listPaidAtOnce } from '../payments/payment-store.ts';
import { printResidentPayment } from '../payments/resident-payment-schema.ts';
import type { EventOwner, Snapshot } from './event.ts';

/**
 * The words in which payments that were paid at once are told to one side, as they were at that moment, in those of the
 * newest version. They need not be kept: of such a payment, of its till, its store and their names nothing ever changes.
 */
export async function printPaid(
  database: Database | Trx,
  kind: EventOwner['kind'],
  paymentIds: readonly Uuid[],
): Promise<ReadonlyMap<Uuid, Snapshot>> {
  const payments = await listPaidAtOnce(database, paymentIds);
  return new Map(
    payments.map((payment) => {
      const { id, currency } = payment;
      return [
        id,
        kind === 'merchant' ? printPayment(payment) : printResidentPayment(payment, payment, currency),
      ];
    }),
  );
}
