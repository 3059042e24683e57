/**
 * What erasing a person does, table by table, in one round trip: none of these waits for what another one changed. The key
 * goes: without it every sealed value in the database is noise. The rest is what is not sealed, or has no reason to stay without its key. Rows about money stay, with ids that
 * are drawn by lot: the journal and its lists must go on adding up.
 */
const STATEMENTS: readonly string[] = [
  `update transactions.personal_keys set wrapped_key = null, erased_at = :at
    where resident_id = :residentId and wrapped_key is not null`,
  'delete from transactions.personal_values where resident_id = :residentId',
  'delete from transactions.personal_lookups where resident_id = :residentId',
  'delete from transactions.data_export_archives where export_id in (select id from transactions.data_exports where resident_id = :residentId)',
  // Somebody who comes back after that is somebody new.
  'delete from transactions.resident_identities where resident_id = :residentId',
  'delete from transactions.sign_ins where resident_id = :residentId',
  'delete from transactions.pins where resident_id = :residentId',
  `delete from transactions.refresh_tokens where family_id in (
     select families.id from transactions.token_families families
       join transactions.devices devices on devices.id = families.device_id
      where devices.resident_id = :residentId)`,
  `delete from transactions.token_families where device_id in (
     select id from transactions.devices where resident_id = :residentId)`,
  // The thumbprint stays: a key that was removed is never taken again, whoever brings it.
  `update transactions.devices
      set sealed_name = null, x = '', y = '', sealed_secret = '', removed_at = coalesce(removed_at, :at)
    where resident_id = :residentId`,
  `delete from transactions.payee_lookups
    where resident_id = :residentId
       or payee_wallet in (select id from transactions.wallets where resident_id = :residentId)`,
  'delete from transactions.payee_lookup_counts where resident_id = :residentId',
  'update transactions.top_ups set sealed_debtor_account = null where resident_id = :residentId',
  `update transactions.transfers set details = '' where payer_id = :residentId`,
  `update transactions.money_requests set details = '' where asker_id = :residentId`,
  `update transactions.closing_payouts set sealed_creditor = null
    where closing_id in (select id from transactions.wallet_closings where resident_id = :residentId)`,
];

const STEPS = STATEMENTS.map((statement, index) => `step_${index} as (${statement})`);

/**
 * All of it, for `:residentId` at `:at`. It sees the rows that were there when it began: whoever runs it holds the key's row
 * already, so that nobody who writes with the key is still under way.
 */
export const ERASE_PERSON = `with ${STEPS.join(',\n')}\nselect 1`;
