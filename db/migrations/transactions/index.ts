import type { Migration } from '../../src/migration.ts';
import { residentsAndMerchants } from './001-residents-and-merchants.ts';
import { topUps } from './002-top-ups.ts';
import { projections } from './003-projections.ts';
import { identity } from './010-identity.ts';
import { personalData } from './020-personal-data.ts';
import { walletLimits } from './021-wallet-limits.ts';
import { pins } from './022-pins.ts';
import { walletFreezes } from './023-wallet-freezes.ts';
import { merchantOnboarding } from './030-merchant-onboarding.ts';
import { feeBands } from './031-fee-bands.ts';
import { apiKeysAndCashiers } from './032-api-keys-and-cashiers.ts';
import { shopCodes } from './040-shop-codes.ts';
import { offlineCodes } from './041-offline-codes.ts';
import { payments } from './050-payments.ts';
import { cappedRefunds } from './051-capped-refunds.ts';
import { transfers } from './060-transfers.ts';
import { whoAsked } from './061-who-asked.ts';
import { events } from './070-events.ts';
import { webhooks } from './075-webhooks.ts';
import { dataRights } from './080-data-rights.ts';
import { nothingPersonalInPlain } from './082-nothing-personal-in-plain.ts';
import { waysToAPerson } from './083-ways-to-a-person.ts';
import { apiVersions } from './090-api-versions.ts';
import { simulatedFaults } from './095-simulated-faults.ts';
import { droppedWordsLeaveTheFiles } from './096-dropped-words-leave-the-files.ts';
import { simulatedFaultsAreForgotten } from './097-simulated-faults-are-forgotten.ts';
import { lighterEvents } from './098-lighter-events.ts';
import { lighterPayments } from './099-lighter-payments.ts';
import { eventsOfPayments } from './100-events-of-payments.ts';

export const transactionsMigrations: readonly Migration[] = [
  residentsAndMerchants,
  topUps,
  projections,
  identity,
  personalData,
  walletLimits,
  pins,
  walletFreezes,
  merchantOnboarding,
  feeBands,
  apiKeysAndCashiers,
  shopCodes,
  offlineCodes,
  payments,
  cappedRefunds,
  transfers,
  whoAsked,
  events,
  webhooks,
  dataRights,
  nothingPersonalInPlain,
  waysToAPerson,
  apiVersions,
  simulatedFaults,
  droppedWordsLeaveTheFiles,
  simulatedFaultsAreForgotten,
  lighterEvents,
  lighterPayments,
  eventsOfPayments,
];
