import { readFileSync } from 'node:fs';
import { readWish, type Wish } from './config.ts';
import { parsePublicKey } from './heads/head.ts';
import { checkProof } from './proofs/check-proof.ts';
import { createProgressLine, printVerdict, verdictToJson } from './report.ts';
import { verifyJournal } from './verify-journal.ts';

const USAGE = `npm run verify                     the whole journal against itself and against the notary's heads
npm run verify -- --json           the same, as one JSON document
npm run verify -- --proof FILE     one proof of the notary, offline
  --key FILE     the notary's public key (the local city's)
  --heads FILE   the notary's file of heads (the local city's)
  --book NAME    which book (main)
DATABASE_URL names the database; without it, that of the local city that runs.
Exit code: 0 it holds, 1 something does not, 2 it could not be looked at.`;

const EXIT = { holds: 0, broken: 1, couldNotRun: 2 };

async function run(wish: Wish): Promise<number> {
  if (wish.kind === 'help') {
    console.log(USAGE);
    return EXIT.holds;
  }
  const key = parsePublicKey(readFileSync(wish.keyFile, 'utf8'));
  if (wish.kind === 'proof') {
    const verdict = checkProof(parseDocument(readFileSync(wish.proofFile, 'utf8')), key);
    if (wish.asJson) console.log(JSON.stringify(verdict));
    else console.log(verdict.holds ? `It holds: ${verdict.shows}.` : `It does not hold: ${verdict.why}.`);
    return verdict.holds ? EXIT.holds : EXIT.broken;
  }
  return verifyWhole(wish, key);
}

/** What is no JSON is no proof, and that is an answer. */
function parseDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function verifyWhole(wish: Wish, key: ReturnType<typeof parsePublicKey>): Promise<number> {
  const { connectionString, book, headsFile } = wish;
  if (connectionString === undefined) throw new Error('Start the city (npm start) or set DATABASE_URL.');
  const line = createProgressLine(process.stderr);
  const startedMs = performance.now();
  const verdict = await verifyJournal({ connectionString, book, key, headsFile, onProgress: line.show });
  line.end();
  const seconds = (performance.now() - startedMs) / 1000;
  if (wish.asJson) console.log(verdictToJson(verdict, { book, seconds }));
  else printVerdict(verdict, { book, seconds, print: console.log });
  return verdict.findingCount === 0 ? EXIT.holds : EXIT.broken;
}

try {
  process.exitCode = await run(readWish(process.argv.slice(2)));
} catch (error) {
  console.error(`Could not verify: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = EXIT.couldNotRun;
}
