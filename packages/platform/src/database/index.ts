export { createDatabase, type Database, type DatabaseOptions } from './database.ts';
export { type Trx, withTrx } from './trx.ts';
