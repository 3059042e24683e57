import type { PlannedRequest } from './traffic.ts';

/** A request as it goes over the wire (RFC 9112), made before the clock starts. */
export function requestBytes({ path, token, key, body }: PlannedRequest): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Idempotency-Key: ${key}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'utf8');
}
