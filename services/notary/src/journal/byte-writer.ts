import { canonicalJson } from '@tamsui/ids';

/** Stands for "no value", where a length would stand. */
const ABSENT = 0xffff_ffff;

/** Collects values as the journal hashes them: numbers big-endian at a fixed width, texts in UTF-8 behind their length. */
export interface ByteWriter {
  raw(value: Buffer): void;
  uint32(value: number): void;
  int64(value: bigint): void;
  text(value: string | null): void;
  json(value: object | null): void;
  done(): Buffer;
}

export function createByteWriter(): ByteWriter {
  const parts: Buffer[] = [];
  const writer: ByteWriter = {
    raw: (value) => void parts.push(value),
    uint32: (value) => {
      const bytes = Buffer.allocUnsafe(4);
      bytes.writeUInt32BE(value);
      parts.push(bytes);
    },
    int64: (value) => {
      const bytes = Buffer.allocUnsafe(8);
      bytes.writeBigInt64BE(value);
      parts.push(bytes);
    },
    text: (value) => {
      const bytes = value === null ? undefined : Buffer.from(value, 'utf8');
      writer.uint32(bytes?.length ?? ABSENT);
      if (bytes !== undefined) parts.push(bytes);
    },
    json: (value) => writer.text(value === null ? null : canonicalJson(value)),
    done: () => Buffer.concat(parts),
  };
  return writer;
}
