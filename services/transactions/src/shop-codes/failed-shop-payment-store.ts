import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';

/** Whose a refused payment of a shop's code was: the journal does not say it of what moved nothing. */
export interface FailedShopPayment {
  readonly paymentId: Uuid;
  readonly walletAccount: Uuid;
  /** Null for a token of the sandbox. */
  readonly deviceId: Uuid | null;
}

export async function insertFailedShopPayment(database: Database, failed: FailedShopPayment): Promise<void> {
  await database.raw(
    `insert into transactions.failed_shop_payments (payment_id, wallet_account, device_id)
     values (:paymentId, :walletAccount, :deviceId)
     on conflict do nothing`,
    { ...failed },
  );
}

/** With the end of its device's time as a new one, which a limit may have been about. */
export async function findFailedShopPayment(
  database: Database,
  paymentId: Uuid,
): Promise<{ readonly walletAccount: Uuid; readonly coolingUntil: Date | null } | undefined> {
  const { rows } = await database.raw<{ rows: { walletAccount: Uuid; coolingUntil: Date | null }[] }>(
    `select failed.wallet_account as "walletAccount", devices.cooling_until as "coolingUntil"
       from transactions.failed_shop_payments failed
       left join transactions.devices devices on devices.id = failed.device_id
      where failed.payment_id = :paymentId`,
    { paymentId },
  );
  return rows[0];
}
