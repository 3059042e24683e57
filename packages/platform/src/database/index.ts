export {
  bigints,
  columnOf,
  dates,
  integers,
  jsonbs,
  jsons,
  smallints,
  texts,
  timestamps,
  uuids,
} from './columns.ts';
export { createDatabase, type Database, type DatabaseOptions } from './database.ts';
export { readInt8AsBigint } from './int8.ts';
export { type Trx, withTrx } from './trx.ts';
export { isDatabaseUnavailable } from './unavailable.ts';
export { isWarning } from './warning.ts';
