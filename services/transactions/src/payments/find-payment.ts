import type { Uuid } from '@tamsui/ids';
import type { Entry } from '@tamsui/ledger-client';
import type { MerchantPrincipal, ResidentPrincipal } from '../auth/principal.ts';
import { listCaptureRequests } from '../captures/capture-store.ts';
import type { TerminalDirectory, TerminalListing } from '../merchants/terminal-directory.ts';
import { findFailedShopPayment } from '../shop-codes/failed-shop-payment-store.ts';
import { type DecideStagedDeps, declineStaged } from './decide-staged.ts';
import { factsOfEntry, heldPayment, type Payment, paymentOfEntry, terminalIdOf } from './payment.ts';
import { isWaiting, releaseIdOf, type StagedPayment } from './staged-payment.ts';
import { findStaged } from './staged-payment-store.ts';

export interface FindPaymentDeps extends DecideStagedDeps {
  readonly terminals: TerminalDirectory;
}

export type LedgerEntry = Entry & { readonly refundedMinor: bigint };

/** A payment with all that it was read from. */
export interface FoundPayment {
  readonly payment: Payment;
  readonly terminal: TerminalListing;
  /** The wallet that pays; null when it is not known, because nothing moved. */
  readonly walletAccount: Uuid | null;
  readonly payableAccount: Uuid | null;
  /** Undefined while nothing is decided. */
  readonly entry: LedgerEntry | undefined;
  /** Undefined for a payment that took one step. */
  readonly staged: StagedPayment | undefined;
  /** The postings that moved its money, each with what was given back of it; oldest first. */
  readonly moved: readonly LedgerEntry[];
}

/** Reads one payment of this merchant or resident from the ledger, so that it is never stale; foreign ones are not there. */
export async function findPayment(
  deps: FindPaymentDeps,
  who: MerchantPrincipal | ResidentPrincipal,
  id: Uuid,
): Promise<FoundPayment | undefined> {
  const found = await readPayment(deps, id);
  if (found === undefined) return undefined;
  const isOwn =
    who.kind === 'merchant'
      ? found.terminal.merchantId === who.merchantId
      : found.walletAccount === who.walletAccount;
  return isOwn ? found : undefined;
}

/** Reads any payment. */
export async function readPayment(deps: FindPaymentDeps, id: Uuid): Promise<FoundPayment | undefined> {
  const [entry, staged] = await Promise.all([deps.ledger.entry(id), findStaged(deps.database, id)]);
  if (entry !== undefined) return readDecided(deps, entry, staged);
  return staged === undefined ? undefined : readUndecided(deps, staged);
}

/** Nobody has answered yet; or it is too late to, and then it is decided first. */
async function readUndecided(
  deps: FindPaymentDeps,
  staged: StagedPayment,
): Promise<FoundPayment | undefined> {
  const { id, terminalId, confirmBefore } = staged;
  if (isWaiting(staged, deps.clock.now()) && confirmBefore !== null) {
    const terminal = await deps.terminals(terminalId);
    if (terminal === undefined) return undefined;
    const { merchantId, storeId } = terminal;
    const { orderReference, chargedBy, createdAt: at, amountMinor, currency, payer, payableAccount } = staged;
    const facts = { id, merchantId, storeId, terminalId, orderReference, chargedBy, at };
    const money = { amountMinor, currency, expiresAt: confirmBefore };
    const payment = { ...facts, status: 'awaiting_confirmation', ...money } as const;
    const walletAccount = payer?.walletAccount ?? null;
    return { payment, terminal, walletAccount, payableAccount, entry: undefined, staged, moved: [] };
  }
  // Its request was cut short before the ledger was asked: whoever sends it again decides it.
  if (staged.declined === null && confirmBefore === null) return undefined;
  await declineStaged(deps, staged, staged.declined ?? 'confirmation_expired');
  const entry = await deps.ledger.entry(id);
  return entry === undefined ? undefined : readDecided(deps, entry, staged);
}

async function readDecided(
  deps: FindPaymentDeps,
  entry: LedgerEntry,
  staged: StagedPayment | undefined,
): Promise<FoundPayment | undefined> {
  const terminalId = terminalIdOf(entry.reference);
  const terminal = terminalId === undefined ? undefined : await deps.terminals(terminalId);
  if (terminal === undefined) return undefined;
  const isHeld = entry.purpose === 'hold' && entry.posted;
  if (isHeld && staged !== undefined) return readHeld(deps, entry, staged, terminal);
  const payment = paymentOfEntry(entry, terminal);
  if (payment === undefined) return undefined;
  const [posting] = entry.postings;
  const failed = await findFailedShop(deps, payment, staged);
  const shopPayment = failed === undefined ? {} : { shopPayment: { coolingUntil: failed.coolingUntil } };
  return {
    payment: { ...payment, at: staged?.createdAt ?? payment.at, ...shopPayment },
    terminal,
    walletAccount: posting?.debit ?? staged?.payer?.walletAccount ?? failed?.walletAccount ?? null,
    payableAccount: posting?.credit ?? staged?.payableAccount ?? null,
    entry,
    staged,
    moved: posting === undefined ? [] : [entry],
  };
}

/** The journal does not say whose a payment was that moved nothing. */
async function findFailedShop(
  { database }: FindPaymentDeps,
  { id, status }: Payment,
  staged: StagedPayment | undefined,
) {
  if (status !== 'failed' || staged !== undefined) return undefined;
  return findFailedShopPayment(database, id);
}

async function readHeld(
  deps: FindPaymentDeps,
  entry: LedgerEntry,
  staged: StagedPayment,
  terminal: TerminalListing,
): Promise<FoundPayment> {
  const { amountMinor, currency, holdUntil, payer, payableAccount, createdAt: at } = staged;
  // First the release: nothing is captured after it, so the captures read afterwards are all there are.
  const release = await deps.ledger.entry(releaseIdOf(staged.id));
  const moved = await readCaptures(deps, staged.id);
  const sum = (amountOf: (capture: LedgerEntry) => bigint): bigint =>
    moved.reduce((total, capture) => total + amountOf(capture), 0n);
  const money = {
    amountMinor,
    currency,
    capturedMinor: sum(({ postings }) => postings[0]?.amountMinor ?? 0n),
    refundedMinor: sum(({ refundedMinor }) => refundedMinor),
    released: release?.posted === true,
    holdUntil: holdUntil ?? entry.at,
  };
  const payment = heldPayment({ ...factsOfEntry(entry, terminal), at }, money, deps.clock.now());
  const walletAccount = payer?.walletAccount ?? null;
  return { payment, terminal, walletAccount, payableAccount, entry, staged, moved };
}

async function readCaptures({ database, ledger }: FindPaymentDeps, paymentId: Uuid): Promise<LedgerEntry[]> {
  const requests = await listCaptureRequests(database, paymentId);
  const entries = await Promise.all(requests.map(({ id }) => ledger.entry(id)));
  return entries
    .filter((entry): entry is LedgerEntry => entry?.posted === true)
    .sort((a, b) => Number(a.position.batch - b.position.batch) || a.position.index - b.position.index);
}
