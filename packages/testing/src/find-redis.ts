import { inject } from 'vitest';

/**
 * The url of a Redis to test against; undefined when this machine has none, and then the test says that it
 * was skipped: `describe.skipIf(url === undefined)`. In continuous integration a missing Redis is an error.
 */
export async function findRedis(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const url = inject('redisUrl');
  if (url !== '') return url;
  if (env.CI === 'true') throw new Error('CI=true needs Redis: install redis-server or set REDIS_URL');
  return undefined;
}
