import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';

type Found = Pick<ResidentPrincipal, 'walletId' | 'walletAccount' | 'currency' | 'assurance'>;

/** A resident as one who acts with a token of the sandbox; undefined when nobody has joined under this id. */
export async function findSimulatedResident(
  database: Database,
  residentId: Uuid,
): Promise<ResidentPrincipal | undefined> {
  const { rows } = await database.raw<{ rows: Found[] }>(
    `select wallets.id as "walletId", wallets.account as "walletAccount", wallets.currency, residents.assurance
       from transactions.residents residents
       join transactions.wallets wallets on wallets.resident_id = residents.id
      where residents.id = :residentId`,
    { residentId },
  );
  const [found] = rows;
  return found && { kind: 'resident', residentId, ...found, deviceId: null, coolingUntil: null };
}
