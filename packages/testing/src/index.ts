export { anyFreePort } from '@tamsui/local-city/processes';
export { findRedis } from './find-redis.ts';
export { type FixedClock, fixedClock } from './fixed-clock.ts';
export { type PostgresProcess, startOwnPostgres } from './start-own-postgres.ts';
export { type ServiceProcess, startService } from './start-service.ts';
export { type RunningServices, startServices } from './start-services.ts';
export { createTestDatabase, expectChecksHold, type TestDatabase } from './test-database.ts';
export { openTestBook, startTestLedger, type TestBook, type TestLedger, testPost } from './test-ledger.ts';
