import { createHash, createPublicKey } from 'node:crypto';
import { z } from 'zod';

/** 32 bytes in base64url, in the one spelling there is. */
const coordinate = z.string().refine((text) => {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === text;
}, 'must be 32 bytes in base64url');

/** RFC 7517 and RFC 7518, 6.2.1. */
export interface DevicePublicKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/**
 * The public half of a device's key: P-256, which is what secure elements of phones have. A private part, or
 * anything else, is refused.
 */
export const devicePublicKey: z.ZodType<DevicePublicKey> = z
  .strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: coordinate,
    y: coordinate,
  })
  .refine(isOnCurve, 'must be a point of the curve P-256');

function isOnCurve(key: DevicePublicKey): boolean {
  try {
    createPublicKey({ key: { ...key }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

/** RFC 7638: SHA-256 of the key's members in alphabetical order, in base64url. Names the key. */
export function thumbprintOf({ crv, kty, x, y }: DevicePublicKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}
