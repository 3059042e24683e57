import { z } from 'zod';

const CODED = z.object({ code: z.string() });
/** Sockets that broke or never opened. */
const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/**
 * SQLSTATE of PostgreSQL's appendix A: connection exceptions (08), a shutdown or start-up under way (57P0x), no
 * slot or memory (53), and two trx that met badly (40). The same request may simply be sent again.
 */
const SQL_STATES = /^(08...|57P0[1-5]|53...|40001|40P01|25P03)$/;
/** pg and knex report some broken connections by a sentence without a code. */
const MESSAGES =
  /Connection terminated|connection timeout|Timeout acquiring a connection|Client has encountered a connection error|not queryable|timeout exceeded when trying to connect/i;

/** True when PostgreSQL is out of reach, restarting or full, so that trying again may help. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isDatabaseAway)) return true;
  const coded = CODED.safeParse(error);
  if (coded.success && (NETWORK_CODES.has(coded.data.code) || SQL_STATES.test(coded.data.code))) return true;
  return MESSAGES.test(error.message);
}
