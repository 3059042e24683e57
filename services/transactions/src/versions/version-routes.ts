import { z } from 'zod';
import { API_VERSIONS, CURRENT_API_VERSION } from '../http/api-version.ts';
import { type Route, route } from '../http/route.ts';
import { VERSION_CHANGES } from './changes.ts';
import { printVersionChange, versionChangeWire } from './version-schema.ts';

const versionsWire = z.strictObject({
  current: z.enum(API_VERSIONS),
  versions: z.array(z.enum(API_VERSIONS)).meta({ description: 'All that are spoken, oldest first.' }),
  changes: z.array(versionChangeWire).meta({ description: 'What each has changed, oldest first.' }),
});

/** Which versions there are, and what each has changed. */
export function versionRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/api-versions',
      operation: 'listApiVersions',
      tag: 'About',
      summary: 'List the versions of the API, and what each has changed',
      access: {},
      answers: { 200: versionsWire },
      handle: async () => ({
        status: 200,
        body: {
          current: CURRENT_API_VERSION,
          versions: [...API_VERSIONS],
          changes: VERSION_CHANGES.map(printVersionChange),
        },
      }),
    }),
  ];
}
