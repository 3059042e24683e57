/** What the generator wants to know of an answer. */
export interface HttpAnswer {
  /** 0: the connection broke, so nobody knows what became of the request. */
  readonly status: number;
  /** Seconds; null when the answer does not say. */
  readonly retryAfter: number | null;
  /** Says of itself that it was decided before. */
  readonly replayed: boolean;
  /** Where the body lies in the bytes that were read. */
  readonly bodyStart: number;
  readonly end: number;
}

const HEAD_END = '\r\n\r\n';

/**
 * Reads one HTTP/1.1 answer from the start of what has come (RFC 9112), with as little work as can be: whatever the
 * generator costs is missing to who is measured. Undefined until all of it is there.
 * @throws Error for an answer without a length: our services and the echo send none
 */
export function readAnswer(bytes: Buffer): HttpAnswer | undefined {
  const headEnd = bytes.indexOf(HEAD_END, 0, 'latin1');
  if (headEnd < 0) return undefined;
  const head = bytes.toString('latin1', 0, headEnd + 2);
  const length = /\r\ncontent-length: *(\d+)\r\n/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a Content-Length: ${head.slice(0, 200)}`);
  const bodyStart = headEnd + HEAD_END.length;
  const end = bodyStart + Number(length);
  if (bytes.length < end) return undefined;
  const status = Number(head.slice(9, 12));
  const retryAfter = status < 400 ? undefined : /\r\nretry-after: *(\d+)\r\n/i.exec(head)?.[1];
  return {
    status,
    retryAfter: retryAfter === undefined ? null : Number(retryAfter),
    replayed: /\r\nidempotent-replayed: *true\r\n/i.test(head),
    bodyStart,
    end,
  };
}
