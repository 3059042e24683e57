import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';

/** A message as a receiver gets it. */
export interface Received {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export type Verdict = 'genuine' | 'forged' | 'too_old' | 'seen_before';

const TOLERANCE_MS = 5 * 60_000;
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Verifies as a receiver does, by the text of Standard Webhooks 1.0.0 alone: `v1` with a `whsec_`, `v1a` with a `whpk_`.
 * @param seen ids that this receiver has taken before; a genuine one is added
 */
export function verifyWebhook(
  key: string,
  { headers, body }: Received,
  now: Date,
  seen: Set<string>,
): Verdict {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (id === undefined || timestamp === undefined || signatures === undefined) return 'forged';
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const isSigned = signatures.split(' ').some((signature) => isSignature(key, signature, content));
  if (!isSigned) return 'forged';
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > TOLERANCE_MS) return 'too_old';
  if (seen.has(id)) return 'seen_before';
  seen.add(id);
  return 'genuine';
}

function isSignature(key: string, signature: string, content: Buffer): boolean {
  const [version, encoded = ''] = signature.split(',');
  const sent = Buffer.from(encoded, 'base64');
  const raw = Buffer.from(key.replace(/^wh(sec|pk)_/, ''), 'base64');
  if (version === 'v1' && key.startsWith('whsec_')) {
    const expected = createHmac('sha256', raw).update(content).digest();
    return sent.length === expected.length && timingSafeEqual(sent, expected);
  }
  if (version !== 'v1a' || !key.startsWith('whpk_')) return false;
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
  return verify(null, content, publicKey, sent);
}
