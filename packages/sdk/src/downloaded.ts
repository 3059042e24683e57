import type { Answer } from './send.ts';

/** A file of the API, whole. */
export interface Downloaded {
  readonly bytes: Uint8Array;
  /** For example `application/pdf`. */
  readonly contentType: string;
  /** What the API calls it, when that is a plain name: safe to write to a folder of yours. */
  readonly fileName: string | undefined;
}

const PLAIN_NAME = /;\s*filename="([A-Za-z0-9_-][A-Za-z0-9._-]{0,199})"/;

export function downloadedOf({ bytes, headers }: Answer): Downloaded {
  const [, fileName] = PLAIN_NAME.exec(headers.get('content-disposition') ?? '') ?? [];
  return { bytes, contentType: headers.get('content-type') ?? 'application/octet-stream', fileName };
}
