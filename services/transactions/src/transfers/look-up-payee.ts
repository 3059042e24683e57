import { accept, type Result, refuse } from '@tamsui/errors';
import { newUuid, type Uuid } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { Vault } from '../personal-data/vault.ts';
import { decoyName } from './decoy-name.ts';
import { maskName } from './masked-name.ts';
import {
  LOOKUP_WINDOW_MS,
  MAX_LOOKUPS,
  PAYEE_TOKEN_LIFETIME_MS,
  type PayeeLookup,
  type PayeeNumber,
} from './payee.ts';
import { countLookup, findPayeeWallet, insertPayeeLookup } from './payee-store.ts';

export interface LookUpPayeeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
  /** Makes up names for numbers that nobody has. */
  readonly decoyKey: Buffer;
}

type TooMany = { readonly code: 'too_many_lookups'; readonly resets_at: string };

/** Whoever is looked up is told of it, though not by whom. */
const LOOKING_UP = { reader: 'resident', purpose: 'payee_lookup' } as const;

/** A resident that nobody is: asked about instead of one who was not found, so that both cost the same. */
const NO_RESIDENT: Uuid = '00000000-0000-0000-0000-000000000000';

/**
 * Shows who would receive money, by a masked name, and gives a token to send it with. A number that nobody has is
 * answered in the same way after the same steps, with a name that is made up.
 */
export async function lookUpPayee(
  deps: LookUpPayeeDeps,
  resident: ResidentPrincipal,
  number: PayeeNumber,
): Promise<Result<PayeeLookup, TooMany>> {
  const { database, clock } = deps;
  const { residentId } = resident;
  const now = clock.now();
  const counted = await countLookup(database, { residentId, now, windowMs: LOOKUP_WINDOW_MS });
  if (counted.lookups > MAX_LOOKUPS) {
    const resetsAt = new Date(counted.windowAt.getTime() + LOOKUP_WINDOW_MS);
    return refuse('too_many_lookups', { resets_at: resetsAt.toISOString() });
  }
  const expiresAt = new Date(now.getTime() + PAYEE_TOKEN_LIFETIME_MS);
  const lookup = { id: newUuid(), residentId, expiresAt, ...(await findPayee(deps, resident, number)) };
  await insertPayeeLookup(database, lookup);
  return accept(lookup);
}

async function findPayee(
  { database, vault, decoyKey }: LookUpPayeeDeps,
  { currency }: ResidentPrincipal,
  number: PayeeNumber,
): Promise<Pick<PayeeLookup, 'payee' | 'maskedName'>> {
  const byPhone =
    'phone' in number ? ((await vault.find('phone_number', number.phone)) ?? NO_RESIDENT) : null;
  const walletId = 'wallet' in number ? number.wallet : null;
  const payee = await findPayeeWallet(database, { walletId, residentId: byPhone, currency });
  const name = await vault.read(payee?.residentId ?? NO_RESIDENT, 'name', LOOKING_UP);
  const decoy = decoyName(decoyKey, 'phone' in number ? number.phone : number.wallet);
  return { payee, maskedName: name === undefined ? decoy : maskName(name) };
}
