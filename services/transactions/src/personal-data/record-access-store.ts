import { newUuid, type Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { AccessPurpose, NotedReading } from './record-access.ts';

/** One reading of what is known of a person. */
export interface RecordAccess {
  readonly id: Uuid;
  readonly reader: NotedReading['reader'];
  readonly readerName: string | null;
  readonly purpose: AccessPurpose;
  readonly caseReference: string | null;
  readonly fields: readonly string[];
  readonly accessedAt: Date;
}

/** Notes a reading, for ever. Whoever reads waits for it. */
export async function insertRecordAccess(
  database: Database,
  residentId: Uuid,
  reading: NotedReading,
  { fields, at }: { readonly fields: readonly string[]; readonly at: Date },
): Promise<void> {
  await database.raw(
    `insert into transactions.record_accesses
       (id, resident_id, reader, reader_name, purpose, case_reference, fields, accessed_at)
     values (:id, :residentId, :reader, :readerName, :purpose, :caseReference, :fields, :at)`,
    {
      id: newUuid(),
      residentId,
      reader: reading.reader,
      readerName: 'name' in reading ? reading.name : null,
      purpose: reading.purpose,
      caseReference: 'caseReference' in reading ? reading.caseReference : null,
      fields: [...fields],
      at,
    },
  );
}

/** Readings of one person's data, the newest first. @param before the place where the page begins */
export async function listRecordAccesses(
  database: Database,
  residentId: Uuid,
  { limit, before }: { readonly limit: number; readonly before: Uuid | null },
): Promise<RecordAccess[]> {
  const { rows } = await database.raw<{ rows: RecordAccessRow[] }>(
    `select id, reader, reader_name, purpose, case_reference, fields, accessed_at
       from transactions.record_accesses
      where resident_id = :residentId and (cast(:before as uuid) is null or id < :before)
      order by id desc
      limit :limit`,
    { residentId, limit, before },
  );
  return rows.map((row) => ({
    id: row.id,
    reader: row.reader,
    readerName: row.reader_name,
    purpose: row.purpose,
    caseReference: row.case_reference,
    fields: row.fields,
    accessedAt: row.accessed_at,
  }));
}

interface RecordAccessRow {
  readonly id: Uuid;
  readonly reader: NotedReading['reader'];
  readonly reader_name: string | null;
  readonly purpose: AccessPurpose;
  readonly case_reference: string | null;
  readonly fields: string[];
  readonly accessed_at: Date;
}
