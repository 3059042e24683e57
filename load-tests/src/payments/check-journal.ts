import { join } from 'node:path';
import { runChecks } from '@tamsui/db';
import { ROOT_FOLDER } from '../root-folder.ts';
import { differences } from './compare-paid.ts';
import type { Journal } from './journal.ts';
import type { Accepted } from './till.ts';

export interface JournalCheck {
  /** Invariants of the database that were asked for, all of which hold. */
  readonly checks: number;
  /** Accepted answers, each with one payment in the journal and on the lists. */
  readonly payments: number;
  /** Requests whose connection broke, so that both answers are right. */
  readonly unknown: number;
}

/** @throws Error when the books do not balance, or the journal is not what was answered: then no figure counts */
export async function checkJournal(
  databaseUrl: string,
  journal: Journal,
  accepted: Accepted,
): Promise<JournalCheck> {
  const found = differences(accepted, await journal.paid());
  if (found.length > 0) throw new Error(`the journal is not what was answered: ${found.join('; ')}`);
  const checks = await runChecks(databaseUrl, { folder: join(ROOT_FOLDER, 'db/checks') });
  const broken = checks.filter(({ violations }) => violations.length > 0);
  if (broken.length > 0)
    throw new Error(`the database is not right: ${JSON.stringify(broken).slice(0, 2_000)}`);
  return { checks: checks.length, payments: accepted.payments, unknown: accepted.unknown };
}
