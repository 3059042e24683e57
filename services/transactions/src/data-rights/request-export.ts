import { accept, Fault, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { Vault } from '../personal-data/vault.ts';
import { type PinRefusal, requirePin, type VerifyPinDeps } from '../pins/verify-pin.ts';
import { deviceCaps } from '../wallets/device-caps.ts';
import { type DataExport, findExport, findExportUnderWay, insertExport } from './export-store.ts';

export interface RequestExportDeps extends VerifyPinDeps {
  readonly vault: Vault;
  /** Tells the worker that there is something to do. */
  readonly onExportRequested: () => void;
}

export type NewDevice = { readonly code: 'device_is_new'; readonly until: string };
export type ExportRefusal = PinRefusal | NewDevice;

/** Everything about somebody in one file: whoever has taken over a phone must not get it. */
export function judgeDeviceAge(
  { clock }: Pick<RequestExportDeps, 'clock'>,
  resident: ResidentPrincipal,
): Result<undefined, NewDevice> {
  const caps = deviceCaps(resident, clock.now());
  return caps === undefined
    ? accept(undefined)
    : refuse('device_is_new', { until: caps.until.toISOString() });
}

/** Asks for a copy of all that is kept on a resident. One at a time: asking again names the one under way. */
export async function requestExport(
  deps: RequestExportDeps,
  resident: ResidentPrincipal,
  { id, pin }: { readonly id: Uuid; readonly pin: string | undefined },
): Promise<Result<DataExport, ExportRefusal>> {
  const { database, clock } = deps;
  const { residentId } = resident;
  const old = judgeDeviceAge(deps, resident);
  if (!old.ok) return old;
  const known = await requirePin(deps, residentId, pin);
  if (!known.ok) return known;
  const isNew = await insertExport(database, { id, residentId, at: clock.now() });
  const found = isNew ? await findExport(database, id) : await findExportUnderWay(database, residentId);
  // The one under way ended this very moment.
  if (found === undefined) throw new Fault('export_just_ended', 'Ask again.', { retryable: true });
  if (isNew) deps.onExportRequested();
  return accept(found);
}
