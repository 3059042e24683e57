import { randomBytes } from 'node:crypto';
import { migrate } from '@tamsui/db';
import { withDatabase } from '@tamsui/local-city/postgres';
import { openPostgres } from './open-postgres.ts';
import { openRedis } from './open-redis.ts';
import { administer } from './server-administration.ts';

/** What all test files of one run share. */
export interface TestCity {
  readonly serverUrl: string;
  readonly templateDatabase: string;
  readonly redisUrl: string | undefined;
  close(): Promise<void>;
}

/** Finds or starts PostgreSQL and Redis, and migrates the template database once. */
export async function openTestCity(): Promise<TestCity> {
  const postgres = await openPostgres();
  // A name of this run's own: a server given by DATABASE_URL may serve several runs at a time.
  const templateDatabase = `tamsui_template_${randomBytes(6).toString('hex')}`;
  try {
    await administer(postgres.url, `create database ${templateDatabase}`);
    await migrate({ connectionString: withDatabase(postgres.url, templateDatabase) });
    const redis = await openRedis();
    return {
      serverUrl: postgres.url,
      templateDatabase,
      redisUrl: redis?.url,
      close: async () => {
        await redis?.close();
        await administer(postgres.url, `drop database if exists ${templateDatabase} with (force)`);
        await postgres.close();
      },
    };
  } catch (error) {
    await postgres.close();
    throw error;
  }
}
