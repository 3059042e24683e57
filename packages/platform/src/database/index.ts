export { createDatabase, type Database, type DatabaseOptions } from './database.ts';
export { readInt8AsBigint } from './int8.ts';
export { linesAs, linesOf } from './lines.ts';
export { type Trx, withTrx } from './trx.ts';
export { isDatabaseUnavailable } from './unavailable.ts';
export { isWarning } from './warning.ts';
