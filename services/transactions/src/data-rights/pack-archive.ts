import { createHash } from 'node:crypto';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import { ZipFile } from 'yazl';
import { README } from './archive-readme.ts';
import type { ExportFile } from './collect-export.ts';
import type { ExportSigner } from './export-signature.ts';

/** What an archive says about itself. */
export interface ArchiveFacts {
  readonly exportId: Uuid;
  readonly residentId: Uuid;
  readonly at: Date;
}

/** Larger ones would not fit where they are kept; five years of ten payments a day are about two megabytes. */
const MAX_ARCHIVE_BYTES = 64 * 1024 * 1024;

/**
 * A ZIP with every file, a manifest with the SHA-256 of each, and a signature of the manifest beside it: whoever checks
 * the one signature and the hashes knows that nothing was added, left out or changed since.
 */
export async function packArchive(
  files: readonly ExportFile[],
  signer: ExportSigner,
  facts: ArchiveFacts,
): Promise<Buffer> {
  const readme = { path: 'README.txt', content: Buffer.from(README, 'utf8'), records: 0 };
  const all = [readme, ...files];
  const manifest = Buffer.from(`${JSON.stringify(manifestOf(all, signer, facts), null, 2)}\n`, 'utf8');
  const zip = new ZipFile();
  const options = { mtime: facts.at, mode: 0o100644 };
  for (const { path, content } of all) zip.addBuffer(content, path, options);
  zip.addBuffer(manifest, 'manifest.json', options);
  zip.addBuffer(signer.sign(manifest), 'manifest.sig', { ...options, compress: false });
  zip.end();
  return bytesOf(zip);
}

function manifestOf(
  files: readonly ExportFile[],
  { keyId }: ExportSigner,
  { exportId, residentId, at }: ArchiveFacts,
) {
  return {
    format: 'tamsui-data-export',
    version: 1,
    export: formatPublicId('exp', exportId),
    resident: formatPublicId('res', residentId),
    created_at: at.toISOString(),
    signature: { algorithm: 'Ed25519', key_id: keyId, file: 'manifest.sig', keys: '/v1/data-export-keys' },
    files: files.map(({ path, content, records }) => ({
      path,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      records,
    })),
  };
}

async function bytesOf(zip: ZipFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of zip.outputStream) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    if (bytes > MAX_ARCHIVE_BYTES) throw new RangeError(`an export has more than ${MAX_ARCHIVE_BYTES} bytes`);
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
