import type { KeyObject } from 'node:crypto';
import { bytesOfEntry, leafOfBatch, leafOfEntry } from '../canonical/canonical-bytes.ts';
import { faultOfHead } from '../heads/head.ts';
import { readHead } from '../heads/read-head.ts';
import { isConsistent, rootOfInclusion } from '../tree/merkle.ts';
import { hashOf, MalformedError, readFields } from './fields.ts';
import { readEntry } from './read-entry.ts';

/** What a proof shows, in a sentence; or why it shows nothing. */
export type ProofVerdict =
  | { readonly holds: true; readonly shows: string }
  | { readonly holds: false; readonly why: string };

/** Checks a document of the notary with nothing but its public key. */
export function checkProof(document: unknown, key: KeyObject): ProofVerdict {
  try {
    return isConsistencyProof(document) ? checkConsistency(document, key) : checkEntry(document, key);
  } catch (error) {
    if (error instanceof MalformedError) return { holds: false, why: error.message };
    throw error;
  }
}

const no = (why: string): ProofVerdict => ({ holds: false, why });

function isConsistencyProof(document: unknown): boolean {
  return (document as { readonly format?: unknown } | null)?.format === 'tamsui-consistency-proof-v1';
}

const ENTRY_PROOF = ['format', 'entry', 'index', 'entry_count', 'entry_path', 'batch', 'batch_path', 'head'];

function checkEntry(document: unknown, key: KeyObject): ProofVerdict {
  const proof = readFields(document, ENTRY_PROOF);
  if (proof.text('format') !== 'tamsui-entry-proof-v1')
    return no('the document has a format that nobody knows');
  const entry = readEntry(proof.json('entry'));
  const batch = readFields(proof.json('batch'), ['number', 'at', 'hash'], 'the batch');
  const head = readHead(proof.json('head'));
  const entryCount = proof.count('entry_count');
  const entriesRoot = rootOfInclusion(
    { hash: leafOfEntry(bytesOfEntry(entry)), index: proof.count('index'), size: entryCount },
    hashesOf(proof.list('entry_path'), 'entry_path'),
  );
  if (entriesRoot === undefined) return no('the path of the entry fits no batch of that size');
  const number = batch.integer('number');
  const atMs = batch.instantMs('at');
  const leaf = leafOfBatch({ number, atMs, entryCount, hash: batch.hash('hash'), entriesRoot });
  const root = rootOfInclusion(
    { hash: leaf, index: Number(number), size: Number(head.batch) + 1 },
    hashesOf(proof.list('batch_path'), 'batch_path'),
  );
  if (root === undefined || !root.equals(head.root)) return no('the paths do not lead to the signed root');
  const fault = faultOfHead(head, key);
  if (fault !== undefined) return no(fault);
  const since = new Date(Number(head.signedAtMs)).toISOString();
  const shows = `entry ${entry.id} is in batch ${number} of book ${head.book}, under the head that was signed at ${since}`;
  return { holds: true, shows };
}

function checkConsistency(document: unknown, key: KeyObject): ProofVerdict {
  const proof = readFields(document, ['format', 'older', 'newer', 'path']);
  const older = readHead(proof.json('older'), 'the older head');
  const newer = readHead(proof.json('newer'), 'the newer head');
  const fault = faultOfHead(older, key) ?? faultOfHead(newer, key);
  if (fault !== undefined) return no(fault);
  if (older.book !== newer.book) return no('the heads are of two books');
  const holds = isConsistent(
    { size: Number(older.batch) + 1, root: older.root },
    { size: Number(newer.batch) + 1, root: newer.root },
    hashesOf(proof.list('path'), 'path'),
  );
  if (!holds) return no('the journal under the newer head does not begin like the one under the older');
  return {
    holds: true,
    shows: `book ${newer.book} up to batch ${older.batch} is unchanged at batch ${newer.batch}`,
  };
}

function hashesOf(list: readonly unknown[], name: string): Buffer[] {
  return list.map((text) => hashOf(text, name));
}
