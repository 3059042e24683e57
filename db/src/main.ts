import { migrate } from './migrate.ts';

const connectionString = process.env.DATABASE_URL;
if (connectionString === undefined || connectionString === '') {
  console.error('DATABASE_URL is not set: which database should be migrated?');
  process.exit(2);
}
const ran = await migrate({ connectionString });
console.log(ran.length === 0 ? 'The schemas are up to date.' : `Migrated: ${ran.join(', ')}`);
