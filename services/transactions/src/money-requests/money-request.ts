import { commandId, type Uuid } from '@tamsui/ids';
import { allocate, type CurrencyCode, currencyOf } from '@tamsui/money';

/** A resident asks others for money. */
export interface MoneyRequest {
  readonly id: Uuid;
  readonly askerId: Uuid;
  readonly askerAccount: Uuid;
  readonly currency: CurrencyCode;
  /** `RequestDetails`, encrypted with the asker's key. */
  readonly details: Buffer;
  readonly createdAt: Date;
  /** From then on no share is paid any more. */
  readonly expiresAt: Date;
}

/**
 * What was decided about a share, once and for all:
 *
 *     pending ──► paid        by a transfer that the ledger posted
 *        ├──────► declined    by its payer
 *        ├──────► cancelled   by who asked
 *        └──────► expired     by time; nobody writes that down
 */
export type ShareDecision = 'pending' | 'paid' | 'declined' | 'cancelled';
export type ShareStatus = ShareDecision | 'expired';

/** What one resident is asked to pay. */
export interface Share {
  readonly id: Uuid;
  readonly requestId: Uuid;
  /** Its place in the request. */
  readonly position: number;
  /** Null: the number that was asked is nobody's. Who asked is not told. */
  readonly payerId: Uuid | null;
  readonly amountMinor: bigint;
  readonly decision: ShareDecision;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
}

/** The request that a resident's key names, for ever. */
export function moneyRequestIdOf(residentId: Uuid, idempotencyKey: string): Uuid {
  return commandId(['resident', residentId, 'POST /v1/money-requests'], idempotencyKey);
}

export function shareIdOf(requestId: Uuid, position: number): Uuid {
  return commandId(['money-request', requestId, 'share'], String(position));
}

/** How a share stands: what was decided, or that its time is over. */
export function shareStatusAt(
  { decision }: Pick<Share, 'decision'>,
  { expiresAt }: Pick<MoneyRequest, 'expiresAt'>,
  now: Date,
): ShareStatus {
  return decision === 'pending' && expiresAt <= now ? 'expired' : decision;
}

/**
 * Splits a total evenly in steps that people can pay (NT$1), by the rule of `allocate`: the steps that are left over go
 * one each to the first parts. Undefined when there is not one step for each.
 */
export function splitEvenly(totalMinor: bigint, parts: number, currency: CurrencyCode): bigint[] | undefined {
  const stepMinor = currencyOf(currency).retailIncrementMinor;
  const steps = totalMinor / stepMinor;
  if (steps * stepMinor !== totalMinor || steps < BigInt(parts)) return undefined;
  return allocate(
    steps,
    Array.from({ length: parts }, () => 1n),
  ).map((part) => part * stepMinor);
}
