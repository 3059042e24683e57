import { readDbConfig } from './config.ts';
import { migrate } from './migrate.ts';
import { ensureRoles } from './roles.ts';

try {
  const { connectionString, books, passwords } = readDbConfig();
  const ran = await migrate({ connectionString, books });
  console.log(ran.length === 0 ? 'The schemas are up to date.' : `Migrated: ${ran.join(', ')}`);
  if (passwords !== undefined) {
    await ensureRoles({ connectionString, books, passwords });
    console.log('Every service has a role of its own.');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
