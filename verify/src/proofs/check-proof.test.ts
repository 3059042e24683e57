import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesOfEntry, leafOfBatch, leafOfEntry, rootOfEntries } from '../canonical/canonical-bytes.ts';
import { rootOfLeaves } from '../tree/merkle.ts';
import { checkProof } from './check-proof.ts';
import { readEntry } from './read-entry.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const inner = (left: Buffer, right: Buffer) => sha256(Buffer.from([1]), left, right);
const hex = (bytes: Buffer) => bytes.toString('hex');

const entryOf = (n: number) => ({
  id: `00000000-0000-8000-8000-00000000000${n}`,
  fingerprint: String(n).repeat(32),
  purpose: 'payment',
  refusal: null,
  business_date: '2026-11-23',
  once: '00000000-0000-8000-8000-0000000000aa',
  refunds: null,
  hold: null,
  reference: { order: '珍珠奶茶', b: 'x' },
  detail: null,
  postings: [
    {
      leg: 0,
      debit: '3',
      credit: '2',
      amount_minor: '12000',
      debit_version: '7',
      debit_balance_minor: '88000',
      credit_version: '9',
      credit_balance_minor: '-5',
    },
  ],
});

const int64 = (value: bigint) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};
const withLength = (field: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(field.length);
  return Buffer.concat([length, field]);
};

function signedHead(batch: number, root: Buffer) {
  const at = new Date('2026-11-23T04:00:00.123Z');
  const batchHash = sha256(Buffer.from(`batch ${batch}`));
  const previous = Buffer.alloc(32, 7);
  const fields = ['tamsui-head-v1', 'main'].map((text) => Buffer.from(text));
  const ms = int64(BigInt(at.getTime()));
  const bytes = Buffer.concat(
    [...fields, int64(BigInt(batch)), batchHash, ms, root, ms, previous].map(withLength),
  );
  return {
    book: 'main',
    batch: String(batch),
    batch_hash: hex(batchHash),
    batch_at: at.toISOString(),
    root: hex(root),
    signed_at: at.toISOString(),
    previous_head: hex(previous),
    hash: hex(sha256(bytes)),
    signature: sign(null, bytes, privateKey).toString('base64'),
  };
}

/** Five batches; the entry is the second of three in batch 2. */
function proofOfEntry() {
  const entries = [1, 2, 3].map((n) => bytesOfEntry(readEntry(entryOf(n))));
  const [first, , third] = entries.map(leafOfEntry);
  const at = new Date('2026-11-23T03:59:59.001Z');
  const hash = sha256(Buffer.from('batch 2'));
  const leaf = leafOfBatch({
    number: 2n,
    atMs: BigInt(at.getTime()),
    entryCount: 3,
    hash,
    entriesRoot: rootOfEntries(entries),
  });
  const leaves = [0, 1, 2, 3, 4].map((n) => (n === 2 ? leaf : sha256(Buffer.from([n]))));
  const [zero, one, , three, four] = leaves;
  if (!first || !third || !zero || !one || !three || !four) throw new Error('all leaves are there');
  return {
    format: 'tamsui-entry-proof-v1',
    entry: entryOf(2),
    index: 1,
    entry_count: 3,
    entry_path: [hex(first), hex(third)],
    batch: { number: '2', at: at.toISOString(), hash: hex(hash) },
    batch_path: [hex(three), hex(inner(zero, one)), hex(four)],
    head: signedHead(4, rootOfLeaves(leaves)),
  };
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** The document with one bit of one value flipped, for every bit of every value; names too. */
function* flips(value: Json): Generator<Json> {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const copy = Buffer.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      yield copy.toString();
    }
    yield `${value} `;
    yield null;
  } else if (typeof value === 'number') {
    for (let bit = 0; bit < 31; bit++) yield value ^ (1 << bit);
  } else if (value === null) {
    yield 'x';
    yield {};
  } else if (Array.isArray(value)) {
    yield* flipsOfList(value as readonly Json[]);
  } else if (typeof value === 'object') {
    for (const [name, member] of Object.entries(value)) {
      const { [name]: _, ...rest } = value as Record<string, Json>;
      yield rest;
      yield { ...rest, [`${name}x`]: member };
      for (const flipped of flips(member)) yield { ...rest, [name]: flipped };
    }
  }
}

function* flipsOfList(list: readonly Json[]): Generator<Json> {
  yield [...list, ...list];
  for (const [i, item] of list.entries()) {
    yield list.filter((_, j) => j !== i);
    for (const flipped of flips(item)) yield list.map((one, j) => (j === i ? flipped : one));
  }
}

describe('a proof of an entry', () => {
  it('holds', () => {
    expect(checkProof(proofOfEntry(), publicKey)).toMatchObject({ holds: true });
  });

  it('does not hold when any bit of it is another', () => {
    let tried = 0;
    for (const flipped of flips(proofOfEntry())) {
      expect(checkProof(flipped, publicKey).holds, JSON.stringify(flipped)).toBe(false);
      tried += 1;
    }
    expect(tried).toBeGreaterThan(5_000);
  });

  it('does not hold under another key', () => {
    const other = generateKeyPairSync('ed25519').publicKey;
    expect(checkProof(proofOfEntry(), other)).toMatchObject({
      holds: false,
      why: expect.stringMatching(/signature/),
    });
  });

  it.each([null, 1, 'x', [], {}, { format: 'tamsui-entry-proof-v1' }])('is not %j', (document) => {
    expect(checkProof(document, publicKey).holds).toBe(false);
  });
});

describe('a proof of consistency', () => {
  const leaves = Array.from({ length: 7 }, (_, n) => sha256(Buffer.from([n])));
  const root = (size: number) => rootOfLeaves(leaves.slice(0, size));
  const [, , , three, , , six] = leaves;
  if (!three || !six) throw new Error('all leaves are there');
  const path = [leaves[2] ?? six, three, root(2), inner(rootOfLeaves(leaves.slice(4, 6)), six)];
  const proof = {
    format: 'tamsui-consistency-proof-v1',
    older: signedHead(2, root(3)),
    newer: signedHead(6, root(7)),
    path: path.map(hex),
  };

  it('holds', () => {
    expect(checkProof(proof, publicKey)).toMatchObject({ holds: true });
  });

  it('does not hold when any bit of it is another', () => {
    for (const flipped of flips(proof)) expect(checkProof(flipped, publicKey).holds).toBe(false);
  });

  it('does not hold between heads in the wrong order', () => {
    expect(checkProof({ ...proof, older: proof.newer, newer: proof.older }, publicKey).holds).toBe(false);
  });
});
