/** Why an attempt to deliver failed, in a word for whoever reads the log. */
export const ATTEMPT_ERRORS = [
  'address_refused',
  'name_not_found',
  'connection_refused',
  'connection_lost',
  'tls_failed',
  'timeout',
  'redirect_refused',
  'gone',
  'status_not_ok',
  'answer_malformed',
  'interrupted',
] as const;
export type AttemptError = (typeof ATTEMPT_ERRORS)[number];

/** What came of one attempt. */
export interface AttemptResult {
  /** Null when it was delivered. */
  readonly error: AttemptError | null;
  /** Of the receiver's answer; null when there was none. */
  readonly status: number | null;
  /** The answer's first characters, without what looks like a secret; null when there was no answer. */
  readonly responseStart: string | null;
  /** What `Retry-After` asks for. */
  readonly retryAfterMs: number | null;
  readonly durationMs: number;
}

const OK_FROM = 200;
const OK_BELOW = 300;
const REDIRECT_BELOW = 400;
const GONE = 410;

/** What an answer's status means: 2xx alone is a delivery, and nothing is sent where a redirect points. */
export function errorOfStatus(status: number): AttemptError | null {
  if (status >= OK_FROM && status < OK_BELOW) return null;
  if (status >= OK_BELOW && status < REDIRECT_BELOW) return 'redirect_refused';
  return status === GONE ? 'gone' : 'status_not_ok';
}

const NODE_ERRORS: Readonly<Record<string, AttemptError>> = {
  ENOTFOUND: 'name_not_found',
  EAI_AGAIN: 'name_not_found',
  EAI_NONAME: 'name_not_found',
  EAI_FAIL: 'name_not_found',
  ECONNREFUSED: 'connection_refused',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  ETIMEDOUT: 'timeout',
  UND_ERR_SOCKET: 'connection_lost',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'answer_malformed',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'answer_malformed',
};
const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|EPROTO|HOSTNAME_MISMATCH)/;

/** Puts what the world threw at an attempt into a word. */
export function errorOfFailure(failure: unknown): AttemptError {
  const { name, code, cause, errors } = factsOf(failure);
  if (name === 'AddressRefused') return 'address_refused';
  if (name === 'TimeoutError') return 'timeout';
  if (code?.startsWith('HPE_') === true) return 'answer_malformed';
  if (code !== undefined && TLS_CODE.test(code)) return 'tls_failed';
  const known = code === undefined ? undefined : NODE_ERRORS[code];
  if (known !== undefined) return known;
  // Of several addresses that were tried, the first tells.
  const inner = errors?.[0] ?? cause;
  return inner === undefined ? 'connection_lost' : errorOfFailure(inner);
}

function factsOf(failure: unknown) {
  const facts = typeof failure === 'object' && failure !== null ? (failure as Record<string, unknown>) : {};
  return {
    name: typeof facts.name === 'string' ? facts.name : undefined,
    code: typeof facts.code === 'string' ? facts.code : undefined,
    errors: Array.isArray(facts.errors) ? (facts.errors as unknown[]) : undefined,
    cause: facts.cause,
  };
}

const MAX_START_CHARACTERS = 500;
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202A-\u202E\u2066-\u2069]+/gu;
/** Tokens of ours, secrets of webhooks, credentials in the usual spellings, and long runs of what looks like a key. */
const SECRETS: readonly RegExp[] = [
  /\b[a-z]{2,3}_(?:test|live)_[0-9A-Za-z]+/g,
  /\bwh(?:sec|sk)_[A-Za-z0-9+/_=-]+/g,
  /\b(?:Bearer|Basic|DPoP)\s+[A-Za-z0-9+/._~=-]+/gi,
  /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g,
  /\b[A-Za-z0-9+/_-]{32,}={0,2}/g,
  /((?:password|passwd|secret|token|api[-_]?key|authorization|cookie)["']?\s*[:=]\s*)["']?[^\s"',;&]+["']?/gi,
];

/** What may be kept of an answer: its first characters, printable, and without what looks like a secret. */
export function startOfAnswer(bytes: Buffer): string {
  const text = bytes.toString('utf8').replaceAll(UNPRINTABLE, ' ');
  const hidden = SECRETS.reduce(
    (rest, secret) =>
      rest.replaceAll(secret, (_all, lead?: unknown) => `${typeof lead === 'string' ? lead : ''}[hidden]`),
    text,
  );
  return [...hidden].slice(0, MAX_START_CHARACTERS).join('');
}
