import type { Context } from '../context.ts';
import { openDatabase } from './database.ts';
import { broken, type Finding, type Look } from './finding.ts';
import { findInstallation, type Installation } from './installation.ts';
import { lookAtClock } from './look-at-clock.ts';
import { firstBatchAfter } from './look-at-feed.ts';
import { lookAtDisk, lookAtNode, lookAtSettingsFile } from './look-at-machine.ts';
import { lookAtNotary } from './look-at-notary.ts';
import { lookAtPostgres } from './look-at-postgres.ts';
import { lookAtRedis } from './look-at-redis.ts';
import { lookAtServices } from './look-at-services.ts';

/** Looks at everything at once, and tells what was found in the order of a person who would look by hand. */
export async function examine(context: Context, alsoLook: readonly Look[] = []): Promise<Finding[]> {
  const { clock, signal, config, output } = context;
  const installation = findInstallation(context);
  const looks: readonly Look[] = [
    lookAtNode(),
    lookAtDisk(installation.folder),
    lookAtSettingsFile(config.configFile),
    lookAtServices(installation, signal),
    lookAtClock(installation.apiUrl, clock, signal),
    lookAtPostgres(installation),
    lookAtRedis(installation.redisUrl),
    lookAtNotary({ ...installation, clock, signal, firstBatchAfter: waitingBatch(installation) }),
    ...alsoLook,
  ];
  let done = 0;
  const found = await Promise.all(
    looks.map(async (look) => {
      const findings = await surely(look);
      done += 1;
      output.progress(`Looking around: ${done} of ${looks.length}`);
      return findings;
    }),
  );
  return found.flat();
}

/** A look that fails by itself says so, and hides nothing of what the others found. */
async function surely(look: Look): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      broken('doctor', `One look failed by itself: ${why}`, 'Mend what else is broken, and ask again.'),
    ];
  }
}

/** That PostgreSQL does not answer is said elsewhere; here it means that nobody knows. */
function waitingBatch({ databaseUrl }: Installation) {
  if (databaseUrl === undefined) return undefined;
  return async (book: string, batch: bigint): Promise<Date | undefined> => {
    const database = await openDatabase(databaseUrl).catch(() => undefined);
    if (database === undefined) return undefined;
    try {
      return await firstBatchAfter(database, book, batch);
    } finally {
      await database.close();
    }
  };
}
