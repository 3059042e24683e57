import { setTimeout as sleep } from 'node:timers/promises';
import { Fault, invariant } from '@tamsui/errors';
import { fingerprintOf, newUuid, type Uuid } from '@tamsui/ids';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { type RequestTopUpDeps, requestTopUp } from '../top-ups/request-top-up.ts';
import { findTopUp, sumUnfinished } from '../top-ups/top-up-store.ts';
import { majorAmount } from './major-amount.ts';
import { FILLED, FILLING } from './simulated-resident.ts';

export interface FillWalletDeps extends RequestTopUpDeps {
  /** Does now what the worker would do next for a top-up. */
  readonly lookAtTopUp: (id: Uuid) => Promise<void>;
}

/** The sandbox bank debits within a second, where nothing else computes. A till that waits longer asks again. */
const MAX_WAIT_MS = 10_000;
const LOOK_AGAIN_MS = 50;

/**
 * Sees to it that there is money in a wallet, in the only way there is: a top-up that the bank pays. So every dollar of a
 * sandbox is at its bank, too. @returns false when it does not fit, beside what holds have set aside
 * @throws Fault, retryable, when the bank takes its time
 */
export async function fillWallet(deps: FillWalletDeps, resident: ResidentPrincipal): Promise<boolean> {
  const filledMinor = majorAmount(FILLED, resident.currency);
  if ((await balanceOf(deps, resident)) >= filledMinor) return true;
  const topUp = await orderFilling(deps, resident);
  if (topUp === undefined && !(await isOnItsWay(deps, resident))) return false;
  const untilMs = performance.now() + MAX_WAIT_MS;
  for (;;) {
    if (topUp !== undefined) await look(deps, topUp);
    if ((await balanceOf(deps, resident)) >= filledMinor) return true;
    if (performance.now() > untilMs) {
      throw new Fault(
        'simulation_not_ready',
        'The bank has not sent the money of a simulated resident yet.',
        {
          retryable: true,
        },
      );
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

/** @throws Fault when the bank has said no: waiting would be in vain */
async function look(deps: FillWalletDeps, id: Uuid): Promise<void> {
  await deps.lookAtTopUp(id);
  const topUp = await findTopUp(deps.database, id);
  if (topUp?.status !== 'failed') return;
  throw new Fault('simulation_not_ready', 'The bank pays nothing to a simulated resident.', {
    cause: topUp.failureCode,
    retryable: false,
  });
}

async function isOnItsWay({ database }: FillWalletDeps, { walletAccount }: ResidentPrincipal) {
  return (await sumUnfinished(database, walletAccount)) > 0n;
}

/** @returns undefined when it does not fit, beside what is in the wallet and on its way */
async function orderFilling(deps: FillWalletDeps, resident: ResidentPrincipal): Promise<Uuid | undefined> {
  const idempotencyKey = newUuid();
  const { currency } = resident;
  const amountMinor = majorAmount(FILLING, currency);
  const fingerprint = fingerprintOf({ simulated: idempotencyKey });
  const asked = { resident, idempotencyKey, fingerprint, amountMinor, currency };
  const requested = await requestTopUp(deps, asked);
  return requested.ok ? requested.value.topUp.id : undefined;
}

async function balanceOf({ ledger }: FillWalletDeps, { walletAccount }: ResidentPrincipal): Promise<bigint> {
  const account = await ledger.account(walletAccount);
  invariant(account !== undefined, 'a wallet has an account in the ledger');
  return account.balanceMinor - account.heldMinor;
}
