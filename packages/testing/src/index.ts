export { findRedis } from './find-redis.ts';
export { type FixedClock, fixedClock } from './fixed-clock.ts';
export { createTestDatabase, expectChecksHold, type TestDatabase } from './test-database.ts';
