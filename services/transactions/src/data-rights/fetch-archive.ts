import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { findArchive, findExport } from './export-store.ts';
import { judgeDeviceAge, type NewDevice, type RequestExportDeps } from './request-export.ts';
import { archivePlace } from './work-on-exports.ts';

type ArchiveRefusal =
  | NewDevice
  | { readonly code: 'data_export_not_found' | 'export_not_ready' | 'export_expired' };

/** The archive, opened, for whom it is about and nobody else. */
export async function fetchArchive(
  deps: RequestExportDeps,
  resident: ResidentPrincipal,
  id: Uuid,
): Promise<Result<Buffer, ArchiveRefusal>> {
  const { database, clock, vault } = deps;
  const found = await findExport(database, id);
  if (found?.residentId !== resident.residentId) return refuse('data_export_not_found');
  const old = judgeDeviceAge(deps, resident);
  if (!old.ok) return old;
  const { status, expiresAt } = found;
  if (status === 'expired' || (expiresAt !== null && expiresAt <= clock.now()))
    return refuse('export_expired');
  if (status !== 'ready') return refuse('export_not_ready');
  const sealed = await findArchive(database, id);
  const archive =
    sealed === undefined ? undefined : await vault.unsealBytes(found.residentId, archivePlace(id), sealed);
  return archive === undefined ? refuse('export_expired') : accept(archive);
}
