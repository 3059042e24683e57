/**
 * True for the SQLSTATE of a warning (class 01; PostgreSQL manual, appendix A). The word beside it, `severity`, is in
 * the server's language.
 */
export function isWarning(sqlState: string | undefined): boolean {
  return sqlState?.startsWith('01') === true;
}
