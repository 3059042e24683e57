import { lookUntil } from '../look-until.ts';
import type { Stage } from '../parties.ts';
import { twd } from '../parties.ts';
import { joinInSandbox, joinWithPhone } from './joining.ts';

/** Loses the phone, freezes the wallet, and opens it again with a new sign-in. */
export async function freezeAndUnfreeze(stage: Stage): Promise<void> {
  const { ask, people } = stage;
  const { caller, id, phone } = await joinWithPhone(stage);
  if (phone === undefined) return;
  await ask(caller, 'freezeWallet', { body: { reason: 'lost' } });
  await ask(phone.signIn, 'unfreezeWallet', { body: {} });
  await ask(people.operator, 'freezeResidentsWallet', { id, body: { reason: 'suspicious' } });
  await ask(people.operator, 'unfreezeResidentsWallet', { id, body: {} });
}

/** Lowers the own limits at once, asks for higher ones, and thinks better of it. */
export async function changeLimits(stage: Stage): Promise<void> {
  const { ask } = stage;
  const { caller, phone } = await joinWithPhone(stage);
  if (phone === undefined) return;
  const low = { single: twd('2000'), day: twd('5000'), month: null };
  await ask(caller, 'setWalletLimits', { body: low });
  await ask(caller, 'setWalletLimits', { body: { ...low, single: twd('3000'), pin: phone.pin } });
  await ask(caller, 'getWalletLimits');
  await ask(caller, 'cancelLimitRaise');
}

/** Is taken for somebody else, and at last wants to be forgotten. */
export async function beForgotten(stage: Stage): Promise<void> {
  const { ask, people } = stage;
  const { id } = await joinWithPhone(stage);
  await ask(people.operator, 'changeResidentsAssurance', { id, body: { assurance: 'general' } });
  await ask(people.operator, 'erasePersonalData', { id });
}

/** A copy takes a moment, and so does a bank. */
const A_MOMENT_MS = 4_000;

/** Asks who has read the record, takes a copy of it along, and closes the wallet. */
export async function askForOwnData(stage: Stage): Promise<void> {
  const { ask, people } = stage;
  const { caller, id: resident, phone } = await joinWithPhone(stage);
  if (phone === undefined) return;
  const body = { pin: phone.pin };
  const reading = { staff: 'chen.yu', purpose: 'support_request', fields: ['name'] };
  await ask(people.operator, 'readResidentsRecord', { id: resident, body: reading });
  await ask(people.operator, 'readResidentsRecord', { id: resident, body: reading });
  await ask(caller, 'listRecordAccesses');
  const { id } = await ask(caller, 'createDataExport', { body });
  await ask(caller, 'listDataExports');
  await ask(caller, 'listDataExportKeys');
  await lookUntil(async () => (await ask(caller, 'getDataExport', { id })).status === 'ready', A_MOMENT_MS);
  await ask(caller, 'getDataExportArchive', { id });
  await ask(caller, 'createDataExport', { body });
  await ask(caller, 'listDataExports');
  await ask(caller, 'closeWallet', { body });
  await ask(caller, 'getWalletClosing');
}

/** Puts money into the wallet, and looks where it is. */
export async function topUp(stage: Stage): Promise<void> {
  const { ask, people, random } = stage;
  const known = people.residents.filter(({ phone }) => phone === undefined);
  const { caller } = random.chance(0.1) ? await joinInSandbox(stage, people.operator) : random.pick(known);
  const { id } = await ask(caller, 'createTopUp', { body: twd('50') });
  // Whether it stands in the statement yet must not be a matter of how busy the machine is.
  await lookUntil(async () => (await ask(caller, 'getTopUp', { id })).finished === true, A_MOMENT_MS);
  await ask(caller, 'getWalletStatement');
}
