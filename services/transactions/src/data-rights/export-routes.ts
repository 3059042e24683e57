import { formatPublicId, newUuid } from '@tamsui/ids';
import { pageQuery, pageWire, problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { z } from 'zod';
import { notFound } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { idWire, instantWire, pageWireOf } from '../http/wire-fields.ts';
import { PIN_REFUSALS } from '../pins/pin-errors.ts';
import { pinField } from '../pins/pin-schema.ts';
import { listPublishedKeys } from './export-signature.ts';
import { type DataExport, findExport, listExports } from './export-store.ts';
import { fetchArchive } from './fetch-archive.ts';
import { type ExportRefusal, type RequestExportDeps, requestExport } from './request-export.ts';

const EXPORT_REFUSALS: RefusalStatuses<ExportRefusal['code']> = {
  ...PIN_REFUSALS,
  device_is_new: {
    status: 403,
    detail: 'Nothing was done: a new device is handed no copy of your data on its first day.',
  },
};

const ARCHIVE_REFUSALS: RefusalStatuses<'device_is_new' | 'export_not_ready' | 'export_expired'> = {
  device_is_new: EXPORT_REFUSALS.device_is_new,
  export_not_ready: { status: 409, detail: 'The export is not ready. Ask how far it is, and come again.' },
  export_expired: { status: 410, detail: 'This archive is not kept any more. Ask for a new one.' },
};

const exportBody = z.strictObject({ pin: pinField.optional() });

const exportWire = z
  .strictObject({
    id: idWire('exp'),
    status: z.enum(['requested', 'running', 'ready', 'failed', 'expired']),
    requested_at: instantWire,
    finished_at: instantWire.nullable(),
    expires_at: instantWire.nullable().meta({ description: 'Until when it can be fetched.' }),
    bytes: z.number().int().nullable(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable(),
  })
  .meta({ id: 'DataExport' });

const keysWire = z
  .strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
        kid: z.string(),
        x: z.string(),
      }),
    ),
  })
  .meta({ id: 'DataExportKeys', description: 'A JWK Set (RFC 7517, RFC 8037).' });

const dataExport = { prefix: 'exp', thing: 'data export' } as const;

/** A copy of all that is kept on a resident. */
export function exportRoutes(deps: RequestExportDeps): Route[] {
  return [
    requestExportRoute(deps),
    listExportsRoute(deps),
    getExportRoute(deps),
    getArchiveRoute(deps),
    listKeysRoute(deps),
  ];
}

function requestExportRoute(deps: RequestExportDeps): Route {
  return route({
    method: 'post',
    path: '/v1/data-exports',
    operation: 'createDataExport',
    tag: 'Data rights',
    summary: 'Ask for a copy of all that is kept about you',
    description:
      'Needs the PIN. It takes some seconds; one is made at a time, and asking again meanwhile is answered with that one.',
    access: { resident: 'general' },
    body: exportBody,
    answers: { 202: exportWire },
    refusals: [EXPORT_REFUSALS],
    handle: async ({ who, body: { pin } }) => {
      const requested = await requestExport(deps, who, { id: newUuid(), pin });
      if (!requested.ok) throw problemOfRefusal({ ...requested.refusal }, EXPORT_REFUSALS);
      return { status: 202, body: printExport(requested.value) };
    },
  });
}

function listExportsRoute({ database }: RequestExportDeps): Route {
  return route({
    method: 'get',
    path: '/v1/data-exports',
    operation: 'listDataExports',
    tag: 'Data rights',
    summary: 'List the copies that you asked for, newest first',
    access: { resident: 'general' },
    query: pageQuery,
    answers: { 200: pageWireOf(exportWire) },
    handle: async ({ who: { residentId }, query: { limit, cursor } }) => {
      const before = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listExports(database, residentId, { limit: limit + 1, before });
      const print = printExport;
      return { status: 200, body: pageWire(rows, limit, { print, placeOf: ({ id }) => ({ after: id }) }) };
    },
  });
}

function getExportRoute({ database }: RequestExportDeps): Route {
  return route({
    method: 'get',
    path: '/v1/data-exports/:id',
    operation: 'getDataExport',
    tag: 'Data rights',
    summary: 'Say how far a copy is',
    access: { resident: 'general' },
    id: dataExport,
    answers: { 200: exportWire },
    handle: async ({ who: { residentId }, id }) => {
      const found = await findExport(database, id);
      if (found?.residentId !== residentId) throw notFound('data export');
      return { status: 200, body: printExport(found) };
    },
  });
}

function getArchiveRoute(deps: RequestExportDeps): Route {
  return route({
    method: 'get',
    path: '/v1/data-exports/:id/archive',
    operation: 'getDataExportArchive',
    tag: 'Data rights',
    summary: 'Fetch a copy: a ZIP with JSON and CSV, a manifest and its signature',
    access: { resident: 'general' },
    urgency: 'export',
    id: dataExport,
    contentType: 'application/zip',
    answers: { 200: z.string().meta({ format: 'binary', description: 'The archive, as bytes.' }) },
    refusals: [ARCHIVE_REFUSALS],
    handle: async ({ who, id }) => {
      const fetched = await fetchArchive(deps, who, id);
      if (!fetched.ok) {
        if (fetched.refusal.code === 'data_export_not_found') throw notFound('data export');
        throw problemOfRefusal({ ...fetched.refusal, code: fetched.refusal.code }, ARCHIVE_REFUSALS);
      }
      const archive = fetched.value;
      const headers = {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${formatPublicId('exp', id)}.zip"`,
        'content-length': String(archive.length),
        'cache-control': 'no-store',
      };
      return { status: 200, headers, stream: (res) => res.end(archive) };
    },
  });
}

function listKeysRoute({ database }: RequestExportDeps): Route {
  return route({
    method: 'get',
    path: '/v1/data-export-keys',
    operation: 'listDataExportKeys',
    tag: 'Data rights',
    summary: 'List the public keys that copies are signed with, those of the past included',
    access: {},
    answers: { 200: keysWire },
    handle: async () => {
      const keys = (await listPublishedKeys(database)).map(
        ({ keyId: kid, x }) => ({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x }) as const,
      );
      return { status: 200, body: { keys } };
    },
  });
}

function printExport(one: DataExport) {
  return {
    id: formatPublicId('exp', one.id),
    status: one.status,
    requested_at: one.requestedAt.toISOString(),
    finished_at: one.finishedAt?.toISOString() ?? null,
    expires_at: one.expiresAt?.toISOString() ?? null,
    bytes: one.bytes,
    sha256: one.sha256?.toString('hex') ?? null,
  };
}
