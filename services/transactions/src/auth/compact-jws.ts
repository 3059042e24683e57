import { z } from 'zod';

/** Room for a token or a proof several times over; nothing longer is looked at. */
const MAX_LENGTH = 4_096;
const PARTS = 3;
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;
/** Names that readers of JSON drop, or take for what an object inherits. No token and no intent needs one. */
const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);
const jsonObject = z.record(z.string(), z.unknown());

export interface JwsContent {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * What a compact JWS (RFC 7515, 7.1) says. Undefined unless there is one way to read it: canonical base64url, UTF-8,
 * objects without a name twice or of a prototype (RFC 8725, 2.4 warns of parsers that disagree). Says nothing of the
 * signature.
 */
export function readCompactJws(text: string): JwsContent | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const parts = text.split('.');
  if (parts.length !== PARTS) return undefined;
  const [head, body, signature] = parts.map(bytesOf);
  const [header, payload] = [objectOf(head), objectOf(body)];
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  return { header, payload };
}

function bytesOf(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return part !== '' && bytes.toString('base64url') === part ? bytes : undefined;
}

function objectOf(bytes: Buffer | undefined): Readonly<Record<string, unknown>> | undefined {
  if (bytes === undefined) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const read = jsonObject.safeParse(JSON.parse(text));
    return read.success && hasPlainNames(text) ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether no object of this well-formed JSON text has a name twice, or one of a prototype, however it is escaped. */
export function hasPlainNames(json: string): boolean {
  const open: Set<string>[] = [];
  let previous = '';
  for (const [token] of json.matchAll(JSON_TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const names = open.at(-1);
      const name: string = JSON.parse(previous);
      if (names === undefined || names.has(name) || PROTOTYPE_NAMES.has(name)) return false;
      names.add(name);
    }
    previous = token;
  }
  return true;
}
