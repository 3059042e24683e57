import { benchLedger } from './ledger.ts';
import { parseOptions } from './options.ts';
import { benchPayments } from './payments.ts';
import { benchPaymentsAgainst } from './payments-against.ts';
import { againstTableOf } from './print-against.ts';
import { paymentsTableOf } from './print-payments.ts';
import { tableOf } from './print-table.ts';

const USAGE = `npm run bench -- payments              payments over HTTP beside a bare echo, about five minutes
npm run bench -- payments --quick      the same in a minute and a half, for a first look
npm run bench -- payments --against <folder>
                                       payments of this checkout beside those of another one that was built, in turns
npm run bench -- ledger                the ledger beside PostgreSQL's own COPY, about five minutes
npm run bench -- ledger --quick        the same in less than a minute, for a first look
npm run bench -- ledger --grow         with 50 million postings: an hour, and 25 GB in the temp folder
  --json                               one JSON object on stdout and nothing else
  --database-url postgres://...        on a server of your own, in a database that is deleted afterwards
`;

const parsed = parseOptions(process.argv.slice(2));
if (!parsed.ok) end();
const { name, options } = parsed;
const { json, against } = options;
if (name === 'ledger' && against === undefined) {
  const result = await benchLedger(options);
  print(json ? JSON.stringify(result) : tableOf(result));
} else if (name === 'payments' && !options.grow && against === undefined) {
  const result = await benchPayments(options);
  print(json ? JSON.stringify(result) : paymentsTableOf(result));
} else if (name === 'payments' && !options.grow && against !== undefined) {
  const result = await benchPaymentsAgainst(against, options);
  print(json ? JSON.stringify(result) : againstTableOf(result));
} else end();

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function end(): never {
  process.stderr.write(USAGE);
  process.exit(2);
}
