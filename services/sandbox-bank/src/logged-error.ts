interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly stack: readonly string[];
}

/** What PostgreSQL says of a value that it does not take repeats the value (SQLSTATE class 22); so does a parser. */
const QUOTING_CODE = /^22/;

/** What the log keeps of an error: nothing of the rows, holders and accounts that it carries along. */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'no error', code: undefined, stack: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const quotes = error instanceof SyntaxError || QUOTING_CODE.test(code ?? '');
  const message = quotes ? 'a value was not understood' : error.message;
  const stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { type: error.constructor.name, message, code, stack };
}
