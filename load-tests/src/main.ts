import { benchLedger } from './ledger.ts';
import { parseOptions } from './options.ts';
import { tableOf } from './print-table.ts';

const USAGE = `npm run bench -- ledger                the ledger beside PostgreSQL's own COPY, about five minutes
npm run bench -- ledger --quick        the same in less than a minute, for a first look
npm run bench -- ledger --grow         with 50 million postings: an hour, and 25 GB in the temp folder
  --json                               one JSON object on stdout and nothing else
  --database-url postgres://...        on a server of your own, in a database that is deleted afterwards
`;

const parsed = parseOptions(process.argv.slice(2));
if (!parsed.ok || parsed.name !== 'ledger') {
  process.stderr.write(USAGE);
  process.exit(2);
}
const result = await benchLedger(parsed.options);
process.stdout.write(parsed.options.json ? `${JSON.stringify(result)}\n` : `${tableOf(result)}\n`);
