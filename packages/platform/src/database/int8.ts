import type pg from 'pg';

/** OID of int8 in pg_type. */
const INT8_OID = 20;

/** PostgreSQL's bigint becomes a JavaScript bigint, for every connection of the process; never a number. */
export function readInt8AsBigint(types: typeof pg.types): void {
  types.setTypeParser(INT8_OID, BigInt);
}
