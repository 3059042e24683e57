import type { Migration } from '../../src/migration.ts';
import { projection } from './001-projection.ts';
import { settlementRuns } from './002-settlement-runs.ts';
import { appendOnly } from './003-append-only.ts';
import { heldPayouts } from './004-held-payouts.ts';

export const settlementMigrations: readonly Migration[] = [
  projection,
  settlementRuns,
  appendOnly,
  heldPayouts,
];
