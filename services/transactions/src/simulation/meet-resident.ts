import { Fault, invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { walletStatusOf } from '../freezes/freeze.ts';
import { type FreezeDeps, freezeWallet, unfreezeWallet } from '../freezes/freeze-wallet.ts';
import { type OwnLimitsDeps, setOwnLimits } from '../own-limits/set-own-limits.ts';
import { changeAssurance } from '../residents/change-assurance.ts';
import { type CreateResidentDeps, createResident } from '../residents/create-resident.ts';
import { type FillWalletDeps, fillWallet } from './fill-wallet.ts';
import { majorAmount } from './major-amount.ts';
import type { OpenBankAccount } from './open-bank-account.ts';
import {
  bankAccountOf,
  MAX_LIVES,
  NATURES,
  type Nature,
  type SimulatedResident,
  simulatedResidentId,
} from './simulated-resident.ts';
import { findSimulatedResident } from './simulated-resident-store.ts';

export interface MeetResidentDeps extends CreateResidentDeps, FreezeDeps, OwnLimitsDeps, FillWalletDeps {
  readonly openBankAccount: OpenBankAccount;
}

/** The highest class of accounts: its limits are the last that somebody who tries things out runs into. */
const ASSURANCE = 'gold';

/**
 * Finds a simulated resident of a merchant, or lets it join, and sees to it that what is said of it is so: by the same
 * use cases that people and the operator act through, so that ledger, bank and lists know no other kind of resident.
 * May be repeated, and asked at once by several. @throws Fault, retryable, while it is not ready
 */
export async function meetResident(
  deps: MeetResidentDeps,
  merchantId: Uuid,
  which: SimulatedResident,
): Promise<ResidentPrincipal> {
  const nature = NATURES[which];
  for (let life = 1; life <= MAX_LIVES; life++) {
    const resident = await findOrJoin(deps, simulatedResidentId(merchantId, which, life), nature);
    if (!(await isUsable(deps, resident, nature))) continue;
    if (nature.isFilled && !(await fillWallet(deps, resident))) continue;
    if (nature.singleLimit !== null && !(await limit(deps, resident, nature.singleLimit))) continue;
    if (nature.isFrozen) await freeze(deps, resident);
    return resident;
  }
  throw new Fault(
    'simulation_exhausted',
    'Too many wallets of this simulated resident were closed, or made useless.',
    {
      retryable: false,
    },
  );
}

/** The bank account first: who has joined has one. */
async function findOrJoin(
  deps: MeetResidentDeps,
  id: Uuid,
  { name, atBank }: Nature,
): Promise<ResidentPrincipal> {
  const known = await findSimulatedResident(deps.database, id);
  if (known !== undefined) return provenAgain(deps, known);
  const { currency } = deps;
  const bank_account = bankAccountOf(id);
  await deps.openBankAccount({
    accountNumber: bank_account,
    holderName: name,
    currency,
    openingBalance: atBank,
  });
  await createResident(deps, { id, assurance: ASSURANCE, personal: { name, bank_account } });
  const joined = await findSimulatedResident(deps.database, id);
  invariant(joined !== undefined, 'who has joined is there');
  return joined;
}

/** Somebody may have lowered what is proven of it, and so its limits. */
async function provenAgain(deps: MeetResidentDeps, known: ResidentPrincipal): Promise<ResidentPrincipal> {
  if (known.assurance === ASSURANCE) return known;
  await changeAssurance(deps, known.residentId, ASSURANCE);
  return { ...known, assurance: ASSURANCE };
}

/** False for a wallet that is closed, or about to be. Another one is opened again if somebody has frozen it. */
async function isUsable(
  deps: MeetResidentDeps,
  { residentId, walletAccount }: ResidentPrincipal,
  { isFrozen }: Nature,
): Promise<boolean> {
  const account = await deps.ledger.account(walletAccount);
  invariant(account !== undefined, 'a wallet has an account in the ledger');
  const status = walletStatusOf(account.status);
  if (status === 'closed') return false;
  if (status === 'open' || isFrozen) return true;
  return (await unfreezeWallet(deps, residentId, 'operator')).ok;
}

async function freeze(deps: MeetResidentDeps, { residentId, walletAccount }: ResidentPrincipal) {
  const account = await deps.ledger.account(walletAccount);
  if (account !== undefined && walletStatusOf(account.status) === 'frozen') return;
  await freezeWallet(deps, residentId, { placedBy: 'operator', reason: 'other' });
}

/** @returns false when its limits were changed too often today to be set once more */
async function limit(deps: MeetResidentDeps, resident: ResidentPrincipal, single: string): Promise<boolean> {
  const singleMinor = majorAmount(single, resident.currency);
  const wanted = { singleMinor, dayMinor: null, monthMinor: null };
  return (await setOwnLimits(deps, resident, { wanted, pin: undefined })).ok;
}
