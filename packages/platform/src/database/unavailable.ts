/** Errors of the network between us and the server (Node's system error codes). */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOENT',
  'EHOSTUNREACH',
]);

/**
 * SQLSTATE classes (PostgreSQL manual, appendix A) that speak of the server and not of the statement: 08 connection,
 * 25P03 idle too long, 40 rolled back by a conflict, 53 out of resources, 55P03 lock not available, 57 stopped by an
 * operator or a time limit, 58 system error.
 */
const UNAVAILABLE_STATE = /^(?:08...|25P03|40...|53...|55P03|57...|58...)$/;

/** What the driver and the pool say when a connection breaks or none can be had; they give these no code. */
const BROKEN_CONNECTION =
  /Connection terminated|Client has encountered a connection error|Timeout acquiring a connection|timeout expired|^aborted$/;

/** True when the database could not be asked, so that the same request may succeed later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isDatabaseUnavailable);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    NETWORK_CODES.has(code) ||
    UNAVAILABLE_STATE.test(code) ||
    (code === '' && BROKEN_CONNECTION.test(error.message))
  );
}
