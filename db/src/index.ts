export { type CheckOptions, type CheckResult, runChecks } from './checks.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { ensureRoles, type RolePasswords } from './roles.ts';
