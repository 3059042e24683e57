import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Database, Trx } from '@tamsui/platform/database';
import type { AccessClaims } from './access-token.ts';
import type { Assurance, ResidentPrincipal } from './principal.ts';

/** Whose device this is, as long as it is enrolled and its tokens were not ended. */
export async function findDevicePrincipal(
  database: Database | Trx,
  token: Pick<AccessClaims, 'residentId' | 'deviceId' | 'familyId' | 'thumbprint'>,
): Promise<ResidentPrincipal | undefined> {
  const { residentId, deviceId, familyId, thumbprint } = token;
  const { rows } = await database.raw<{ rows: PrincipalRow[] }>(
    `select devices.id as device_id, devices.cooling_until, residents.assurance,
            wallets.resident_id, wallets.id as wallet_id, wallets.account, wallets.currency
       from transactions.token_families families
       join transactions.devices devices on devices.id = families.device_id
       join transactions.residents residents on residents.id = devices.resident_id
       join transactions.wallets wallets on wallets.resident_id = residents.id
      where families.id = :familyId and families.ended_at is null
        and devices.id = :deviceId and devices.thumbprint = :thumbprint and devices.removed_at is null
        and residents.id = :residentId
      limit 1`,
    { residentId, deviceId, familyId, thumbprint },
  );
  return rows.map(principalOf)[0];
}

interface PrincipalRow {
  readonly device_id: Uuid;
  readonly cooling_until: Date | null;
  readonly assurance: Assurance;
  readonly resident_id: Uuid;
  readonly wallet_id: Uuid;
  readonly account: Uuid;
  readonly currency: CurrencyCode;
}

function principalOf(row: PrincipalRow): ResidentPrincipal {
  return {
    kind: 'resident',
    residentId: row.resident_id,
    walletId: row.wallet_id,
    walletAccount: row.account,
    currency: row.currency,
    assurance: row.assurance,
    deviceId: row.device_id,
    coolingUntil: row.cooling_until,
  };
}
