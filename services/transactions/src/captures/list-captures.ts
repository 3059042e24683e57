import type { FindPaymentDeps, FoundPayment } from '../payments/find-payment.ts';
import type { Capture } from './capture.ts';
import { listCaptureRequests } from './capture-store.ts';

/** The captures of a payment that happened, oldest first; none of a payment that was not set aside. */
export async function listCaptures(
  { database }: FindPaymentDeps,
  { payment, moved }: FoundPayment,
): Promise<Capture[]> {
  if (!('authorisation' in payment)) return [];
  const requests = await listCaptureRequests(database, payment.id);
  return moved.flatMap(({ id, postings, at, businessDate }) => {
    const final = requests.find((request) => request.id === id)?.final ?? false;
    const { currency, id: paymentId } = payment;
    const amountMinor = postings[0]?.amountMinor ?? 0n;
    return [{ id, paymentId, amountMinor, currency, final, at, businessDate }];
  });
}
