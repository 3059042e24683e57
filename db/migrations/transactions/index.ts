import type { Migration } from '../../src/migration.ts';
import { residentsAndMerchants } from './001-residents-and-merchants.ts';
import { topUps } from './002-top-ups.ts';
import { projections } from './003-projections.ts';

export const transactionsMigrations: readonly Migration[] = [residentsAndMerchants, topUps, projections];
