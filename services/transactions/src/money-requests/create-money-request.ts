import { accept, invariant, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { Vault } from '../personal-data/vault.ts';
import type { PayeeLookup } from '../transfers/payee.ts';
import { findPayeeLookups } from '../transfers/payee-store.ts';
import { lockResident } from '../transfers/transfer-store.ts';
import { type MoneyRequest, moneyRequestIdOf, type Share, shareIdOf, splitEvenly } from './money-request.ts';
import { findMoneyRequest, insertMoneyRequest } from './money-request-store.ts';
import { openRequestDetails, type RequestDetails, sealRequestDetails } from './request-details.ts';
import type { MoneyRequestRefusalCode } from './request-errors.ts';
import { countOpenShares, insertShares, sharesOf } from './share-store.ts';

export interface MoneyRequestDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
}

/** How much of whom: an amount each, or a total that is split evenly among them and perhaps the asker. */
export type AskedAmounts =
  | { readonly each: readonly bigint[] }
  | { readonly totalMinor: bigint; readonly withAsker: boolean };

export interface AskedMoney {
  readonly resident: ResidentPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  /** Of those who are to pay. */
  readonly payeeTokens: readonly Uuid[];
  readonly amounts: AskedAmounts;
  readonly currency: CurrencyCode;
  readonly message: string | null;
  /** Null: after a week. */
  readonly expiresAt: Date | null;
}

/** A money request with its shares, and what its asker may read of it. */
export interface ReadMoneyRequest {
  readonly request: MoneyRequest;
  readonly shares: readonly Share[];
  readonly details: RequestDetails | undefined;
}

type Refused = { readonly code: MoneyRequestRefusalCode };
type Asked = ReadMoneyRequest & { readonly replayed: boolean };

const DAY_MS = 24 * 60 * 60_000;
const USUAL_LIFETIME_MS = 7 * DAY_MS;
const MAX_LIFETIME_MS = 90 * DAY_MS;
export const MAX_OPEN_SHARES = 100;

/** Asks others for money. Nothing moves: each of them pays, or declines, the share. */
export async function createMoneyRequest(
  deps: MoneyRequestDeps,
  asked: AskedMoney,
): Promise<Result<Asked, Refused>> {
  const id = moneyRequestIdOf(asked.resident.residentId, asked.idempotencyKey);
  const earlier = await findMoneyRequest(deps.database, id);
  if (earlier !== undefined) return answerAgain(deps, asked, earlier);
  const drafted = await draft(deps, asked, id);
  if (!drafted.ok) return drafted;
  const written = await write(deps, drafted.value);
  if (written === 'too_many_requests_open') return refuse(written);
  if (written === 'new') return accept({ ...drafted.value, replayed: false });
  const first = await findMoneyRequest(deps.database, id);
  invariant(first !== undefined, 'a money request keeps its row');
  return answerAgain(deps, asked, first);
}

async function draft(
  { database, clock, vault }: MoneyRequestDeps,
  asked: AskedMoney,
  id: Uuid,
): Promise<Result<ReadMoneyRequest, Refused>> {
  const { resident, payeeTokens, currency, message, fingerprint } = asked;
  const { residentId: askerId, walletAccount: askerAccount } = resident;
  const createdAt = clock.now();
  const expiresAt = asked.expiresAt ?? new Date(createdAt.getTime() + USUAL_LIFETIME_MS);
  if (!isInRange(expiresAt, createdAt)) return refuse('expires_at_out_of_range');
  const amounts = amountsOf(asked);
  if (amounts === undefined) return refuse('split_too_small');
  const lookups = await findPayeeLookups(database, { residentId: askerId, ids: payeeTokens });
  const payers = payeeTokens.map((token) => lookups.get(token));
  if (!payers.every((payer) => isValid(payer, createdAt))) return refuse('payee_token_expired');
  if (payers.some(({ payee }) => payee?.residentId === askerId)) return refuse('self_request');
  const details = { message, payerNames: payers.map(({ maskedName }) => maskedName), fingerprint };
  const sealed = await sealRequestDetails(vault, { id, askerId }, details);
  const request = { id, askerId, askerAccount, currency, details: sealed, createdAt, expiresAt };
  const shares = payers.map(
    ({ payee }, position): Share => ({
      id: shareIdOf(id, position),
      requestId: id,
      position,
      payerId: payee?.residentId ?? null,
      amountMinor: amounts[position] ?? 0n,
      decision: 'pending',
      createdAt,
      decidedAt: null,
    }),
  );
  return accept({ request, shares, details });
}

function isInRange(expiresAt: Date, now: Date): boolean {
  const lifetimeMs = expiresAt.getTime() - now.getTime();
  return lifetimeMs > 0 && lifetimeMs <= MAX_LIFETIME_MS;
}

function isValid(lookup: PayeeLookup | undefined, now: Date): lookup is PayeeLookup {
  return lookup !== undefined && lookup.expiresAt > now;
}

/** The asker's own part comes first, so that it takes what does not divide, before the friends do. */
function amountsOf({ amounts, payeeTokens, currency }: AskedMoney): readonly bigint[] | undefined {
  if ('each' in amounts) return amounts.each;
  const own = amounts.withAsker ? 1 : 0;
  return splitEvenly(amounts.totalMinor, payeeTokens.length + own, currency)?.slice(own);
}

async function write(
  { database }: MoneyRequestDeps,
  { request, shares }: ReadMoneyRequest,
): Promise<'new' | 'taken' | 'too_many_requests_open'> {
  return withTrx(database, async (trx) => {
    await lockResident(trx, request.askerId);
    const open = await countOpenShares(trx, request.askerId, request.createdAt);
    if (open + shares.length > MAX_OPEN_SHARES) return 'too_many_requests_open';
    if (!(await insertMoneyRequest(trx, request))) return 'taken';
    await insertShares(trx, shares);
    return 'new';
  });
}

/** The answer of the first request: nobody had paid or declined yet. */
async function answerAgain(
  { database, vault }: MoneyRequestDeps,
  { fingerprint }: AskedMoney,
  request: MoneyRequest,
): Promise<Result<Asked, Refused>> {
  const details = await openRequestDetails(vault, request);
  if (details?.fingerprint !== fingerprint) return refuse('idempotency_key_reused');
  const shares = await sharesOf(database, [request.id]);
  const asWritten = shares.map((share): Share => ({ ...share, decision: 'pending', decidedAt: null }));
  return accept({ request, shares: asWritten, details, replayed: true });
}
