export { anyFreePort } from '@tamsui/local-city/processes';
export { atTheEnd } from './at-the-end.ts';
export { type Browser, nextPage, openBrowser } from './browser.ts';
export { type DeviceKeyPair, type DevicePublicJwk, newDeviceKeyPair } from './device-key-pair.ts';
export { type DumpWay, findDumpWay } from './dump.ts';
export { findRedis } from './find-redis.ts';
export { type FixedClock, fixedClock } from './fixed-clock.ts';
export {
  dpopProof,
  enrolmentProof,
  enrolPhone,
  type Phone,
  type PhoneOptions,
  type SignedInPerson,
  signInPerson,
} from './phone.ts';
export { type SandboxPerson, signInByForms } from './sign-in-by-forms.ts';
export { type PostgresProcess, startOwnPostgres } from './start-own-postgres.ts';
export { findRedisProgram, type RedisProcess, startOwnRedis } from './start-own-redis.ts';
export { type CommandEnd, type ServiceProcess, startService } from './start-service.ts';
export { type RunningServices, startServices } from './start-services.ts';
export { readStream, type StreamReader } from './stream-reader.ts';
export { createTestDatabase, expectChecksHold, type TestDatabase } from './test-database.ts';
export { openTestBook, startTestLedger, type TestBook, type TestLedger, testPost } from './test-ledger.ts';
