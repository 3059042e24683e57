/**
 * Versions of what the API says, oldest first, named after the day from which they hold. A change that would break
 * somebody is a new one (`versions/changes.ts`); whoever has pinned an older one goes on being told in its words.
 */
export const API_VERSIONS = ['2026-11-24', '2026-12-01'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

/** What whoever pins nothing is given. */
export const CURRENT_API_VERSION: ApiVersion = '2026-12-01';

const KNOWN: ReadonlySet<string> = new Set(API_VERSIONS);

export function isApiVersion(text: unknown): text is ApiVersion {
  return typeof text === 'string' && KNOWN.has(text);
}

/** The version that was kept with something. One that only a newer process knows is spoken as far as this one can. */
export function keptApiVersion(text: string): ApiVersion {
  return isApiVersion(text) ? text : CURRENT_API_VERSION;
}
