export { type CheckOptions, type CheckResult, runChecks } from './checks.ts';
export { type MigrateOptions, migrate } from './migrate.ts';
export { ROLES, type Role } from './rights.ts';
export { ensureRoles, type RolePasswords, roleName } from './roles.ts';
