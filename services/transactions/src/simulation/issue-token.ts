import { newSecretToken, type Uuid } from '@tamsui/ids';
import { withTrx } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { insertResidentToken } from '../residents/resident-store.ts';
import { type MeetResidentDeps, meetResident } from './meet-resident.ts';
import type { SimulatedResident } from './simulated-resident.ts';

/** Lets whoever builds a wallet act as a simulated resident. Each token is another one, and is shown this once. */
export async function issueToken(
  deps: MeetResidentDeps,
  merchantId: Uuid,
  which: SimulatedResident,
): Promise<{ readonly resident: ResidentPrincipal; readonly token: string }> {
  const resident = await meetResident(deps, merchantId, which);
  const { residentId } = resident;
  const { token, hash } = newSecretToken('rt_test');
  const createdAt = deps.clock.now();
  await withTrx(deps.database, (trx) => insertResidentToken(trx, { hash, residentId }, createdAt));
  return { resident, token };
}
