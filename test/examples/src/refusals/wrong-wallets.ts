import { bank, stranger } from '../../../fuzz/src/callers.ts';
import { lookUntil } from '../../../fuzz/src/look-until.ts';
import { twd } from '../../../fuzz/src/parties.ts';
import { untilRich } from '../../../fuzz/src/people.ts';
import { joinInSandbox, joinWithPhone, PIN } from '../../../fuzz/src/stories/joining.ts';
import { lookUp } from '../../../fuzz/src/stories/sharing.ts';
import type { RefusalStage } from './refusal-stage.ts';
import { signInAgain } from './signed.ts';

const SOON_MS = 10_000;

/** Money that cannot come into a wallet, and an account that is somebody else's. */
export async function topUpInVain(stage: RefusalStage): Promise<void> {
  const { ask, refused, rich, friend, phoned, operator, outside } = stage;
  const headers = { 'idempotency-key': `top-up-${outside.nextNumber()}` };
  await ask(rich.caller, 'createTopUp', { body: twd('50'), headers });
  await refused(rich.caller, 'createTopUp', 'idempotency_key_reused', { body: twd('51'), headers });
  await refused(rich.caller, 'createTopUp', 'limit_exceeded', { body: twd('90000000') });
  await refused(phoned.caller, 'createTopUp', 'no_bank_account', { body: twd('50') });
  const account = { bank_code: '999', account_number: '700987654321', pin: PIN };
  await refused(rich.caller, 'linkBankAccount', 'device_required', { body: account });
  await refused(phoned.caller, 'linkBankAccount', 'bank_account_not_yours', { body: account });
  await refused(rich.caller, 'enableOfflineCodes', 'device_required');
  await refused(operator, 'erasePersonalData', 'wallet_not_empty', { id: friend.id });
  const phone_number = '+886912000001';
  const body = { name: 'Mei', bank_account: '700000000001', phone_number };
  const key = { 'idempotency-key': `resident-${outside.nextNumber()}` };
  await ask(operator, 'createResident', { body, headers: key });
  await refused(operator, 'createResident', 'already_created', { body, headers: key });
  await refused(operator, 'createResident', 'phone_number_taken', { body });
}

/** The city takes no codes without a network for a while. */
export async function turnOffOfflineCodes({ refused, phoned, sql }: RefusalStage): Promise<void> {
  const move = (way: '+' | '-') =>
    sql(
      `update transactions.offline_code_policies set effective_from = effective_from ${way} interval '10 years'`,
    );
  await move('+');
  await refused(phoned.caller, 'enableOfflineCodes', 'offline_codes_not_offered');
  await move('-');
}

/** What a bank says that is not ours, too late, or wrong. */
export async function hearWrongNews(stage: RefusalStage): Promise<void> {
  const { ask, refused, rich, outside, bank: ours } = stage;
  const { id } = await ask(rich.caller, 'createTopUp', { body: twd('80') });
  const data = await outside.directDebitOf(id);
  const hear = (code: string, said: object, type = 'direct_debit.succeeded', caller = ours) =>
    refused(caller, 'hearBankMessage', code, { body: { type, data: { ...data, ...said } } });
  const other = bank(`whsec_${'A'.repeat(32)}`);
  await hear('webhook_signature_invalid', {}, undefined, other);
  const old = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1760000000',
    'webhook-signature': 'v1,AAAA',
  };
  await hear('webhook_timestamp_invalid', {}, undefined, stranger('bank of yesterday', old));
  await hear('top_up_unknown', { reference: 'top_01k0c3d9v2e8qt4m7x5r6w1zha' });
  await hear('direct_debit_mismatch', { amount: '81' });
  await lookUntil(async () => (await ask(rich.caller, 'getTopUp', { id })).status === 'succeeded', SOON_MS);
  await hear('top_up_already_finished', { failure_code: 'insufficient_funds' }, 'direct_debit.failed');
}

/** Wallets that cannot be closed yet, are being closed, and are closed. */
export async function closeWallets(stage: RefusalStage): Promise<void> {
  const { ask, refused, rich, phoned, operator, outside } = stage;
  const body = { pin: PIN };
  await refused(phoned.caller, 'closeWallet', 'no_bank_account', { body });
  await ask(operator, 'freezeResidentsWallet', { id: phoned.id, body: { reason: 'suspicious' } });
  const { phone } = phoned;
  if (phone === undefined) return;
  const { caller: signIn } = await signInAgain(stage, phone, 'gold');
  await refused(signIn, 'unfreezeWallet', 'frozen_by_operator', { body: {} });
  await ask(operator, 'unfreezeResidentsWallet', { id: phoned.id, body: {} });

  const empty = await joinWithPhone(stage);
  await ask(operator, 'freezeResidentsWallet', { id: empty.id, body: { reason: 'suspicious' } });
  await refused(empty.caller, 'closeWallet', 'wallet_frozen', { body });
  await ask(operator, 'unfreezeResidentsWallet', { id: empty.id, body: {} });
  await ask(empty.caller, 'closeWallet', { body });
  await lookUntil(async () => (await ask(empty.caller, 'getWalletClosing')).status === 'closed', SOON_MS);
  await refused(operator, 'freezeResidentsWallet', 'wallet_closed', {
    id: empty.id,
    body: { reason: 'lost' },
  });

  const leaving = await joinInSandbox({ ask, outside }, operator);
  await untilRich(ask, leaving);
  await ask(leaving.caller, 'setPin', { body: { pin: PIN } });
  const payee = await lookUp(stage, leaving, rich);
  const at = new Date(Date.now() + 86_400_000).toISOString();
  const later = await ask(leaving.caller, 'createTransfer', { body: { payee, ...twd('20'), at } });
  await refused(leaving.caller, 'closeWallet', 'wallet_in_use', { body });
  await ask(leaving.caller, 'cancelTransfer', { id: later.id, body: {} });
  await ask(leaving.caller, 'closeWallet', { body });
  await refused(operator, 'unfreezeResidentsWallet', 'wallet_closing', { id: leaving.id, body: {} });
  await refused(leaving.caller, 'createTopUp', 'wallet_closed', { body: twd('50') });
}

/** A copy of one's data that is not ready, and one that is kept no more. */
export async function fetchOldExports(stage: RefusalStage): Promise<void> {
  const { ask, refused, sql } = stage;
  const { caller } = await joinWithPhone(stage);
  const { id } = await ask(caller, 'createDataExport', { body: { pin: PIN } });
  await lookUntil(async () => (await ask(caller, 'getDataExport', { id })).status === 'ready', SOON_MS);
  await sql(`update transactions.data_exports set status = 'running', finished_at = null, expires_at = null,
    lease_until = now() + interval '1 hour'
    where id = (select id from transactions.data_exports order by requested_at desc limit 1)`);
  await refused(caller, 'getDataExportArchive', 'export_not_ready', { id });
  await sql(`update transactions.data_exports set status = 'ready', lease_until = null,
    finished_at = now() - interval '2 days', expires_at = now() - interval '1 day' where status = 'running'`);
  await refused(caller, 'getDataExportArchive', 'export_expired', { id });
}
