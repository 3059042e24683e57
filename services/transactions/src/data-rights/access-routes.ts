import { formatPublicId } from '@tamsui/ids';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { pageQuery, pageWire } from '@tamsui/platform/http';
import { z } from 'zod';
import { found } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { idWire, instantWire, pageWireOf } from '../http/wire-fields.ts';
import { FIELDS_OF_PERSONS, type PersonalField } from '../personal-data/personal-field.ts';
import { OTHER_PURPOSES, STAFF_PURPOSES } from '../personal-data/record-access.ts';
import { listRecordAccesses, type RecordAccess } from '../personal-data/record-access-store.ts';
import type { Vault } from '../personal-data/vault.ts';
import { findWalletOf } from '../residents/resident-store.ts';

export interface AccessRoutesDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly vault: Vault;
}

const accessWire = z
  .strictObject({
    id: idWire('rac'),
    at: instantWire,
    reader: z.enum(['operator', 'service', 'resident']).meta({
      description: 'Staff, one of our services, or another resident, who is not named.',
    }),
    name: z.string().nullable().meta({ description: 'Which of the staff or of our services.' }),
    purpose: z.enum([...STAFF_PURPOSES, ...OTHER_PURPOSES]),
    case_reference: z.string().nullable(),
    fields: z.array(z.string()).meta({ description: 'What was read; never its values.' }),
  })
  .meta({ id: 'RecordAccess' });

const readingBody = z.strictObject({
  staff: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'must be a name of small letters and digits')
    .meta({
      description: 'Who reads: the resident is told.',
      examples: ['chen.yu'],
    }),
  purpose: z.enum(STAFF_PURPOSES).meta({ description: 'Why: the resident is told.' }),
  case_reference: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, 'must be a number of a case: letters, digits and hyphens')
    .optional()
    .meta({ examples: ['T-2026-0815'] }),
  fields: z
    .array(z.enum(FIELDS_OF_PERSONS))
    .min(1)
    .max(FIELDS_OF_PERSONS.length)
    .refine((fields) => new Set(fields).size === fields.length, 'must name each field once')
    .meta({ examples: [['name']] }),
});

const readRecordWire = z
  .strictObject({
    resident: idWire('res'),
    fields: z
      .strictObject({
        name: z.string().nullable().optional(),
        bank_account: z.string().nullable().optional(),
        phone_number: z.string().nullable().optional(),
      })
      .meta({ description: 'Null for what was never told, or was erased.' }),
  })
  .meta({ id: 'ReadRecord' });

/** Who read what is known of a resident: the resident asks, and staff who read leave their name. */
export function accessRoutes(deps: AccessRoutesDeps): Route[] {
  return [listAccessesRoute(deps), readRecordRoute(deps)];
}

function listAccessesRoute({ database }: AccessRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/record-accesses',
    operation: 'listRecordAccesses',
    tag: 'Data rights',
    summary: 'List who has read what is known of you, and why, newest first',
    access: { resident: 'general' },
    query: pageQuery,
    answers: { 200: pageWireOf(accessWire) },
    handle: async ({ who: { residentId }, query: { limit, cursor } }) => {
      const before = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listRecordAccesses(database, residentId, { limit: limit + 1, before });
      const print = printAccess;
      return { status: 200, body: pageWire(rows, limit, { print, placeOf: ({ id }) => ({ after: id }) }) };
    },
  });
}

function readRecordRoute({ database, vault }: AccessRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/residents/:id/record-readings',
    operation: 'readResidentsRecord',
    tag: 'Residents',
    summary: 'Read what is known of a resident, who is told who read it and why',
    access: { operator: true },
    id: { prefix: 'res', thing: 'resident' },
    body: readingBody,
    answers: { 200: readRecordWire },
    handle: async ({ id, body: { staff, purpose, case_reference: caseReference = null, fields } }) => {
      found(await findWalletOf(database, id), 'resident');
      const values: Partial<Record<PersonalField, string | null>> = {};
      const reading = { reader: 'operator', name: staff, purpose, caseReference } as const;
      await vault.note(id, fields, reading);
      for (const field of fields) values[field] = (await vault.read(id, field, 'noted')) ?? null;
      return { status: 200, body: { resident: formatPublicId('res', id), fields: values } };
    },
  });
}

function printAccess(access: RecordAccess) {
  return {
    id: formatPublicId('rac', access.id),
    at: access.accessedAt.toISOString(),
    reader: access.reader,
    name: access.readerName,
    purpose: access.purpose,
    case_reference: access.caseReference,
    fields: [...access.fields],
  };
}
