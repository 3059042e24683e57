import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';
import { MALFORMED_JSON } from './problem-of-error.ts';

/** What `express.json` takes: an object or a list, and no other value. */
const OBJECT_OR_LIST = /^[\t\n\r ]*[[{]/;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Reads the body of a request as JSON (RFC 8259), as `express.json` reads it.
 * @returns undefined when the caller has gone before all of it came
 * @throws Problem 400
 */
export async function readJsonBody(req: IncomingMessage): Promise<{ readonly json: unknown } | undefined> {
  const bytes = await readBytes(req);
  return bytes === undefined ? undefined : { json: parseJson(bytes.toString('utf8')) };
}

function parseJson(text: string): unknown {
  const json = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  if (!OBJECT_OR_LIST.test(json)) throw new Problem(MALFORMED_JSON);
  try {
    return JSON.parse(json);
  } catch {
    // What exactly is wrong with it may have a secret in it.
    throw new Problem(MALFORMED_JSON);
  }
}

function readBytes(req: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => void chunks.push(chunk));
    req.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    // Behind a body that breaks off nobody waits for an answer any more.
    req.on('error', () => resolve(undefined));
    req.on('close', () => resolve(undefined));
  });
}
