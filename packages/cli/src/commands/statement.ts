import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { examples } from '../human/examples.ts';
import { day, idOf, oneOf } from '../human/options.ts';
import { statementText } from '../human/statement-text.ts';
import { writeNewFile } from '../write-new-file.ts';

interface StatementOptions {
  readonly from?: string;
  readonly to?: string;
  readonly merchant?: string;
  readonly format?: FileFormat;
  readonly out?: string;
}

const FILE_FORMATS = ['csv', 'pdf'] as const;
type FileFormat = (typeof FILE_FORMATS)[number];

/** A statement has up to ten thousand lines, drawn page by page. */
const STATEMENT_DEADLINE_MS = 60_000;

const HELP = `
Days are those of the city. Without them it is the month until today. A file is written with --format; it is named after
the business and the days unless --out says otherwise, and a file that is there already is left alone.`;

export function addStatement(program: Command, context: Context): void {
  program
    .command('statement')
    .summary('what went in and out of the business on some days')
    .description('All lines of some days, from the opening to the closing balance')
    .option('--from <day>', 'the first day, such as 2026-03-01', day)
    .option('--to <day>', 'the last day, which is included', day)
    .option('--merchant <merchant>', 'whose, when the key may not ask whose it is', idOf('mer'))
    .option(
      '--format <format>',
      'write a file for a table program or a printer: csv or pdf',
      oneOf(FILE_FORMATS),
    )
    .option('--out <file>', 'where to write it')
    .addHelpText('after', HELP)
    .addHelpText(
      'after',
      examples(
        'statement',
        'statement --from 2026-03-01 --to 2026-03-31 --json',
        'statement --format pdf --out march.pdf',
      ),
    )
    .action((options: StatementOptions) => statement(context, options));
}

const OUT_WITHOUT_FORMAT = new CliError({
  code: 'usage',
  message: '--out goes with --format: csv or pdf.',
  hint: 'See: tamsui statement --help',
  exitCode: EXIT.usage,
});

async function statement(context: Context, options: StatementOptions): Promise<void> {
  const { from, to, format, out } = options;
  if (out !== undefined && format === undefined) throw OUT_WITHOUT_FORMAT;
  const client = context.client({ deadlineMs: STATEMENT_DEADLINE_MS });
  const merchant = options.merchant ?? (await client.call('getOwnMerchant')).id;
  const days = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const asked = { path: { id: merchant }, query: days };
  if (format === undefined) {
    const shown = await client.call('getMerchantPeriodStatement', asked);
    return context.output.result(shown, () => statementText(shown));
  }
  const { bytes, fileName } = await client.download('getMerchantPeriodStatement', {
    ...asked,
    query: { ...days, format },
  });
  // The API's name has the days even when nobody gave any.
  const file = out ?? fileName ?? `statement-${merchant}.${format}`;
  writeNewFile(file, bytes);
  context.output.result({ file, format, bytes: bytes.length }, () => `${file}: ${bytes.length} bytes`);
}
