import { createHash } from 'node:crypto';
import type { Response } from 'express';

export interface FileToSend {
  /** ASCII letters, digits, `-`, `_` and `.`: it stands in a header. */
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Sends a file with the SHA-256 of its bytes, as ETag and as Repr-Digest (RFC 9530, 3). */
export function sendFile(res: Response, { name, type, content }: FileToSend): void {
  const digest = createHash('sha256').update(content).digest();
  res.set({
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    ETag: `"${digest.toString('hex')}"`,
    'Repr-Digest': `sha-256=:${digest.toString('base64')}:`,
    'Cache-Control': 'private, no-cache',
  });
  res.send(content);
}
