/** What Node says of a connection that did not come about, in words. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'there is no such host name',
  EAI_AGAIN: 'host names cannot be looked up at the moment',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'no answer in time',
  TimeoutError: 'no answer in time',
  AbortError: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_SOCKET: 'the connection was cut',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is its own, and nobody vouches for it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody that we know vouches for its certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name',
  EPROTO: 'it does not speak https',
};

const MAX_DEPTH = 5;

/** Why there was no answer, in a few words: the innermost cause that says something. */
export function whyNoAnswer(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < MAX_DEPTH; depth += 1) {
    const { code, name, errors } = at as NodeJS.ErrnoException & { errors?: unknown };
    const known = WORDS[code ?? ''] ?? WORDS[name];
    if (known !== undefined) return known;
    // An address with several numbers (IPv4, IPv6) fails once for each of them.
    at = Array.isArray(errors) ? errors[0] : at.cause;
  }
  return error instanceof Error ? error.message : String(error);
}
