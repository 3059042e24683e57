import { createHash } from 'node:crypto';
import { Fault } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Logger } from '@tamsui/platform/logger';
import type { StepResult } from '../background-loop.ts';
import { type CollectDeps, collectExport } from './collect-export.ts';
import { type ExportSigner, publishKey } from './export-signature.ts';
import {
  expireExports,
  failExport,
  finishExport,
  renewLease,
  type Take,
  takeExport,
} from './export-store.ts';
import { packArchive } from './pack-archive.ts';

export interface ExportWorkerDeps extends CollectDeps {
  readonly logger: Logger;
  readonly signer: ExportSigner;
}

/** Whoever makes an export says so more often than this; one that was killed is followed by another after it. */
const LEASE_MS = 15_000;
/** What fails again and again needs a person. */
const MAX_ATTEMPTS = 5;
/** A day to fetch it. */
const LIFETIME_MS = 86_400_000;
const EXPIRED_AT_ONCE = 100;

/** Where the vault's seal of an archive belongs. */
export const archivePlace = (exportId: Uuid): readonly string[] => ['data-export', exportId];

/** Makes one export, if one waits, and does away with those whose time is over. */
export async function workOnExports(deps: ExportWorkerDeps): Promise<StepResult> {
  const { database, clock } = deps;
  const expired = await expireExports(database, clock.now(), EXPIRED_AT_ONCE);
  const now = clock.now();
  const take = await takeExport(database, { now, leaseUntil: leaseFrom(now) });
  if (take === undefined) return expired === EXPIRED_AT_ONCE ? 'more' : 'idle';
  if (take.attempt > MAX_ATTEMPTS) {
    deps.logger.error({ export: take.id, attempts: take.attempt }, 'an export was given up');
    await failExport(database, take, now);
    return 'more';
  }
  await make(deps, take);
  return 'more';
}

async function make(deps: ExportWorkerDeps, take: Take): Promise<void> {
  const { database, clock, vault, signer } = deps;
  const { id: exportId, residentId } = take;
  const stillOurs = async () => {
    if (!(await renewLease(database, take, leaseFrom(clock.now())))) throw lost();
  };
  await publishKey(database, signer, clock.now());
  const files = await collectExport(deps, residentId, stillOurs);
  const at = clock.now();
  const archive = await packArchive(files, signer, { exportId, residentId, at });
  const sealed = await vault.sealBytes(residentId, archivePlace(exportId), archive);
  // Nothing is known of somebody who was erased, so there is nothing to hand out.
  if (sealed === undefined) return failExport(database, take, at);
  const expiresAt = new Date(at.getTime() + LIFETIME_MS);
  const sha256 = createHash('sha256').update(archive).digest();
  await finishExport(database, take, { sealed, bytes: archive.length, sha256, at, expiresAt });
}

const leaseFrom = (now: Date): Date => new Date(now.getTime() + LEASE_MS);

function lost(): Fault {
  return new Fault('export_taken_over', 'Somebody else makes this export by now.', { retryable: true });
}
