import { z } from 'zod';
import { API_VERSIONS } from '../http/api-version.ts';
import type { VersionChange } from './version-change.ts';

export const versionChangeWire = z
  .strictObject({
    version: z.enum(API_VERSIONS),
    tells: z.array(z.string()).meta({ description: 'What is different since this version, in words.' }),
    operations: z.array(z.string()).meta({ description: 'The operations that are answered otherwise.' }),
  })
  .meta({ id: 'ApiVersionChange' });

export function printVersionChange({ version, tells, answers }: VersionChange) {
  return { version, tells: [...tells], operations: Object.keys(answers) };
}
