/**
 * Versions of what the API says, named after the day from which they hold. A change that breaks somebody is a new one;
 * whoever has pinned an older one goes on being told in its words.
 */
export const API_VERSIONS = ['2026-11-24'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

/** What whoever pins nothing is given, and keeps. */
export const CURRENT_API_VERSION: ApiVersion = '2026-11-24';
