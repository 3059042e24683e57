/** What a log keeps of an error: where it came from and what kind it is, and none of the values that were at hand. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly cause?: LoggedError;
  readonly errors?: readonly LoggedError[];
}

/**
 * Members that are names of our own making or of the system. Everything else an error carries may be a value: the
 * row of a broken constraint (`detail`), what a Redis command was sent (`command`), a body that was no JSON (`body`).
 */
const FACTS = [
  'code',
  'retryable',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
];
/** SQLSTATE class 22: the message repeats the value that did not fit. PostgreSQL manual, appendix A. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;
const MAX_DEPTH = 4;
const MAX_ERRORS = 5;

/** Describes an error for a log; undefined causes and everything that is no error are left out. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'no error', stack: '', facts: {} };
  const isInnermost = depth >= MAX_DEPTH;
  const several = error instanceof AggregateError && !isInnermost ? error.errors.slice(0, MAX_ERRORS) : [];
  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    message: messageOf(error),
    stack: framesOf(error),
    facts: factsOf(error),
    ...(error.cause === undefined || isInnermost ? {} : { cause: loggedError(error.cause, depth + 1) }),
    ...(several.length === 0 ? {} : { errors: several.map((one: unknown) => loggedError(one, depth + 1)) }),
  };
}

/** A parser's message quotes what it could not read. */
function messageOf(error: Error): string {
  if (error instanceof SyntaxError) return 'a text could not be parsed';
  const isData = 'code' in error && typeof error.code === 'string' && DATA_EXCEPTION.test(error.code);
  return isData ? 'the database did not take a value' : error.message;
}

/** The first lines of a stack are the message once more, as it was before anybody took values out of it. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .join('\n');
}

function factsOf(error: Error): LoggedError['facts'] {
  const members = error as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    FACTS.flatMap((name) => {
      const value = members[name];
      const isFact = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return isFact ? [[name, value] as const] : [];
    }),
  );
}
