import { readFile } from 'node:fs/promises';
import { createLedgerClient } from '@tamsui/ledger-client';
import { rulePackSchema, setPolicies } from '@tamsui/rule-packs';
import { readRulesConfig } from './config.ts';

/** Sets the policies of a rule pack, a JSON file, in every book. May be repeated; what is set stays as it is. */
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const file = process.argv[2];
  if (file === undefined) throw new Error('Which rule pack? Give the path of its JSON file.');
  const config = readRulesConfig();
  const pack = rulePackSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  for (const book of config.LEDGER_BOOKS) {
    const ledger = createLedgerClient({ baseUrl: config.LEDGER_URL, token: config.LEDGER_API_TOKEN, book });
    for (const { policy, effectiveFrom, known } of await setPolicies(ledger, pack))
      say(`${book}: ${policy} from ${effectiveFrom.toISOString()} ${known ? 'was set before' : 'is set'}`);
    await ledger.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
