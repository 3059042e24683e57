import { accept, invariant, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { actorId, actsAt, type MerchantPrincipal } from '../auth/principal.ts';
import { type CancelPaymentDeps, cancelPayment } from './cancel-payment.ts';
import { type Cancellation, type CancelledPayment, cancellationIdOf } from './cancellation.ts';
import type { CancellationRefusalCode } from './cancellation-errors.ts';
import { insertItems, listItems } from './cancellation-item-store.ts';
import { findCancellation, insertCancellation, keepAnswer } from './cancellation-store.ts';
import type { CancelledOrders } from './cancelled-orders.ts';
import { findOrder } from './find-order.ts';
import { mayCancel } from './may-cancel.ts';

export interface CancelOrderDeps extends CancelPaymentDeps {
  readonly cancelledOrders: CancelledOrders;
}

export interface CancellationRequest {
  readonly merchant: MerchantPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly orderReference: string;
  /** Null for the order at every till. */
  readonly terminalId: Uuid | null;
}

/** What was answered, and whether that was before. */
export interface CancellationDecision {
  readonly replayed: boolean;
  readonly result: Result<{ readonly answer: string }, Refusal<CancellationRefusalCode>>;
}

/**
 * Cancels an order for a till that does not know what became of it. The cancellation is written first, and the order is
 * looked for afterwards: a payment that was there by then is found here, and one that comes later meets the
 * cancellation when the feed tells of it. So every payment of the order is undone, however the requests overtake
 * each other, and nothing is undone twice.
 * @param print how the answer is spelt; the first one is kept and repeated
 */
export async function cancelOrder(
  deps: CancelOrderDeps,
  asked: CancellationRequest,
  print: (cancellation: Cancellation, payments: readonly CancelledPayment[]) => string,
): Promise<CancellationDecision> {
  const { merchant, terminalId } = asked;
  const terminal = terminalId === null ? undefined : await deps.terminals(terminalId);
  if (terminalId !== null && terminal?.merchantId !== merchant.merchantId) return no('terminal_not_found');
  if (terminalId !== null && !actsAt(merchant.actor, terminalId)) return no('other_terminal');
  const cancellation = cancellationOf(deps, asked);
  const known = await findCancellation(deps.database, cancellation.id);
  if (known === undefined && !(await mayCancel(deps, merchant, cancellation)))
    return no('refund_not_permitted');
  const first = known ?? (await writeOrFind(deps, cancellation));
  if (first.fingerprint !== asked.fingerprint) return no('idempotency_key_reused');
  if (first.answer !== null) return { replayed: true, result: accept({ answer: first.answer }) };
  const payments = await carryOut(deps, first);
  const answer = await keepAnswer(deps.database, first.id, print(first, payments));
  return { replayed: known !== undefined, result: accept({ answer }) };
}

/** Of two requests that come with one key at one moment, the row says which was first. */
async function writeOrFind(
  { database }: CancelOrderDeps,
  cancellation: Cancellation,
): Promise<Cancellation & { readonly answer: string | null }> {
  if (await insertCancellation(database, cancellation)) return { ...cancellation, answer: null };
  const first = await findCancellation(database, cancellation.id);
  invariant(first !== undefined, 'a cancellation keeps its row');
  return first;
}

function cancellationOf({ clock }: CancelOrderDeps, asked: CancellationRequest): Cancellation {
  const { merchant, fingerprint, orderReference, terminalId } = asked;
  const { merchantId, payableAccount } = merchant;
  const id = cancellationIdOf(merchantId, asked.idempotencyKey);
  const order = { payableAccount, orderReference, terminalId };
  return { id, fingerprint, merchantId, ...order, actor: actorId(merchant.actor), createdAt: clock.now() };
}

async function carryOut(deps: CancelOrderDeps, cancellation: Cancellation): Promise<CancelledPayment[]> {
  const { database, clock } = deps;
  deps.cancelledOrders.add(cancellation);
  const found = await findOrder(deps, cancellation);
  await insertItems(database, cancellation.id, found, clock.now());
  for (const item of await listItems(database, cancellation.id)) {
    if (item.state === 'open') await cancelPayment(deps, cancellation, item);
  }
  return listItems(database, cancellation.id);
}

function no(code: CancellationRefusalCode): CancellationDecision {
  return { replayed: false, result: refuse(code) };
}
