import { API_VERSIONS, type ApiVersion } from '../http/api-version.ts';
import { refundReasons } from './2026-12-01-refund-reasons.ts';
import type { VersionChange } from './version-change.ts';

/** What each version but the first has made different, oldest first. */
export const VERSION_CHANGES: readonly VersionChange[] = [refundReasons];

/** What lies between a version and the newest, oldest first. */
export function changesSince(version: ApiVersion): readonly VersionChange[] {
  return VERSION_CHANGES.slice(API_VERSIONS.indexOf(version));
}

/** What somebody meets who goes from one version to another, in either direction: the versions that lie between. */
export function changesBetween(one: ApiVersion, other: ApiVersion): readonly VersionChange[] {
  const [from, to] = [API_VERSIONS.indexOf(one), API_VERSIONS.indexOf(other)].sort((a, b) => a - b);
  return VERSION_CHANGES.slice(from, to);
}
