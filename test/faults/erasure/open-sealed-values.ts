import { createDecipheriv } from 'node:crypto';
import { rowsOf } from '@tamsui/testing/server-administration';

/**
 * What is closed with a person's key: how to find whose it is, and which place it was closed for. Read by ourselves from
 * what the vault promises, as somebody would who has a backup and the house's key.
 */
const SEALED: Readonly<Record<string, string>> = {
  'personal_values.sealed': `select resident_id, sealed, json_build_array('personal-value', resident_id, field)
    from transactions.personal_values`,
  'devices.sealed_name': `select resident_id, sealed_name, json_build_array('personal-elsewhere', resident_id, 'device', id, 'name')
    from transactions.devices`,
  'transfers.details': `select payer_id, details, json_build_array('personal-elsewhere', payer_id, 'transfer', id)
    from transactions.transfers`,
  'money_requests.details': `select asker_id, details, json_build_array('personal-elsewhere', asker_id, 'money-request', id)
    from transactions.money_requests`,
  'top_ups.sealed_debtor_account': `select resident_id, sealed_debtor_account,
      json_build_array('personal-elsewhere', resident_id, 'top-up', id, 'debtor-account') from transactions.top_ups`,
  'closing_payouts.sealed_creditor': `select closings.resident_id, payouts.sealed_creditor,
      json_build_array('personal-elsewhere', closings.resident_id, 'closing-payout', closings.id, payouts.round, 'creditor')
    from transactions.closing_payouts payouts
    join transactions.wallet_closings closings on closings.id = payouts.closing_id`,
  'data_export_archives.sealed': `select exports.resident_id, archives.sealed,
      json_build_array('personal-elsewhere', exports.resident_id, 'data-export', exports.id)
    from transactions.data_export_archives archives
    join transactions.data_exports exports on exports.id = archives.export_id`,
};

/** Bytes that are closed with another key, or are no value of a person: hashes, and keys of devices and of the house. */
const NO_VALUES =
  /(_hash|digest|\.hash|sha256|wrapped_key|sealed_secret|sealed_private|webhook_keys\.sealed)$/;

/** Columns of bytes that nobody has said how to open, or why not. */
export async function unknownBytes(databaseUrl: string): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    databaseUrl,
    `select columns.table_name || '.' || columns.column_name as name from information_schema.columns columns
      where columns.table_schema = 'transactions' and columns.data_type = 'bytea'`,
  );
  return rows.map(({ name }) => name).filter((name) => SEALED[name] === undefined && !NO_VALUES.test(name));
}

/** Every sealed value that opens with the keys in this database and the house's key, by its column. */
export async function openAll(databaseUrl: string, houseKey: Buffer): Promise<Record<string, Buffer[]>> {
  const keys = await rowsOf<{ resident_id: string; kek_id: string; wrapped_key: Buffer | null }>(
    databaseUrl,
    'select resident_id, kek_id, wrapped_key from transactions.personal_keys',
  );
  const keyOf = new Map(
    keys.flatMap(({ resident_id: id, kek_id, wrapped_key }) =>
      wrapped_key === null
        ? []
        : [[id, unseal(houseKey, ['personal-key', id, kek_id], wrapped_key)] as const],
    ),
  );
  const opened: Record<string, Buffer[]> = {};
  for (const [column, sql] of Object.entries(SEALED)) {
    const rows = await rowsOf<{ whose: string; sealed: Buffer | null; context: string[] }>(
      databaseUrl,
      `select * from (${sql}) as found (whose, sealed, context)`,
    );
    opened[column] = rows.flatMap(({ whose, sealed, context }) => {
      const key = keyOf.get(whose);
      return key === undefined || sealed === null || sealed.length === 0
        ? []
        : [unseal(key, context, sealed)];
    });
  }
  return opened;
}

/** AES-256-GCM: a byte for the format, 12 of nonce, ciphertext, 16 of tag; what it belongs to is authenticated as JSON. */
function unseal(key: Buffer, context: readonly unknown[], sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(JSON.stringify(['tamsui-sealed', ...context.map(String)]), 'utf8'));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]);
}
