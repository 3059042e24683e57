export { type CheckResult, runChecks } from './checks.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
