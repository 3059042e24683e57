import { accept, type Result, refuse } from '@tamsui/errors';
import { commandId, newSecretToken, type Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { Assurance } from '../auth/principal.ts';
import { accountOf, openLiabilityAccount } from '../open-account.ts';
import { insertWalletLimits } from '../own-limits/wallet-limits-store.ts';
import type { PersonalValues } from '../personal-data/personal-field.ts';
import type { Vault } from '../personal-data/vault.ts';
import type { AccountClasses } from '../wallets/account-class.ts';
import type { Resident } from './resident.ts';
import { insertResident, insertResidentToken, insertWallet, residentExists } from './resident-store.ts';

export interface CreateResidentDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly vault: Vault;
  readonly classes: AccountClasses;
  readonly currency: CurrencyCode;
}

export interface NewResident {
  readonly id: Uuid;
  readonly assurance: Assurance;
  /** What is known of the person; none of it is required, and all of it goes into the vault. */
  readonly personal: PersonalValues;
}

export type CreateResidentRefusal = { readonly code: 'already_created' | 'phone_number_taken' };

/** Lets a resident join: the wallet's account in the ledger first, then the rows, so that no wallet is without one. */
export async function createResident(
  deps: CreateResidentDeps,
  asked: NewResident,
): Promise<Result<Resident, CreateResidentRefusal>> {
  return join(deps, asked, async () => undefined);
}

/** The same, with a token for the sandbox that needs no device. It is shown once, so it is written with the rest. */
export async function createSandboxResident(
  deps: CreateResidentDeps,
  asked: NewResident,
): Promise<Result<{ readonly resident: Resident; readonly token: string }, CreateResidentRefusal>> {
  const { token, hash } = newSecretToken('rt_test');
  const joined = await join(deps, asked, (trx, createdAt) =>
    insertResidentToken(trx, { hash, residentId: asked.id }, createdAt),
  );
  return joined.ok ? accept({ resident: joined.value, token }) : joined;
}

async function join(
  { database, ledger, clock, vault, classes, currency }: CreateResidentDeps,
  { id, assurance, personal }: NewResident,
  writeMore: (trx: Trx, createdAt: Date) => Promise<void>,
): Promise<Result<Resident, CreateResidentRefusal>> {
  if (await residentExists(database, id)) return refuse('already_created');
  const walletId = commandId(['resident', id], 'wallet');
  const accountClass = classes.of(assurance);
  // A key whose first request was refused may come again with another class: an account opened then stays empty.
  const wallet = { id: walletId, account: accountOf(walletId, accountClass ?? undefined), currency };
  const limits = { floorMinor: 0n, policy: accountClass };
  await openLiabilityAccount(ledger, { account: wallet.account, currency, ...limits, holder: 'wallet' });

  const resident = { id, assurance, wallet };
  return undoing(() =>
    withTrx(database, async (trx) => {
      const createdAt = clock.now();
      if (!(await insertResident(trx, resident, createdAt))) return refuse('already_created');
      const kept = await vault.keep(trx, id, personal);
      // A new row has no erased key, so only a value of somebody else's can be in the way.
      if (!kept.ok) throw new Undo({ code: 'phone_number_taken' });
      await insertWallet(trx, resident, createdAt);
      await insertWalletLimits(trx, { walletId, accountClass, rules: classes.fingerprint }, createdAt);
      await writeMore(trx, createdAt);
      return accept(resident);
    }),
  );
}

/** Rolls back what a trx has written before it came to a refusal. */
class Undo extends Error {
  readonly refusal: CreateResidentRefusal;

  constructor(refusal: CreateResidentRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

async function undoing<Value>(
  work: () => Promise<Result<Value, CreateResidentRefusal>>,
): Promise<Result<Value, CreateResidentRefusal>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Undo) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
