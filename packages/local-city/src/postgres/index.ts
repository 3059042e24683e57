export { findEmbeddedPostgres, findInstalledPostgres, type PostgresBinaries } from './binaries.ts';
export { ensureDatabase, withDatabase } from './database.ts';
export { clearLeftover } from './postmaster-file.ts';
export { type PostgresOptions, type RunningPostgres, startPostgres } from './server.ts';
