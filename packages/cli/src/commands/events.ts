import type { Schema, TamsuiClient } from '@tamsui/sdk';
import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { examples } from '../human/examples.ts';
import { idOf, instant, wholeNumber } from '../human/options.ts';
import { textOf } from '../human/payment-text.ts';
import { table } from '../human/table.ts';

interface ListOptions {
  readonly limit: number;
  readonly after?: string;
  readonly types?: string;
}

interface ResendOptions {
  readonly endpoint?: string;
  readonly from?: string;
  readonly to?: string;
  readonly onlyUndelivered?: true;
}

const DEFAULT_LIMIT = 20;
const LARGEST_PAGE = 100;

export function addEvents(program: Command, context: Context): void {
  const events = program
    .command('events')
    .summary('list events, and send them again')
    .description('List what happened, and have it sent again to webhook endpoints');
  events
    .command('list')
    .description('List events, oldest first')
    .option('--limit <number>', 'at most so many', wholeNumber(1, LARGEST_PAGE), DEFAULT_LIMIT)
    .option('--after <event>', 'only those behind this one: next_cursor of an earlier list', idOf('evt'))
    .option('--types <types>', 'only these, separated by commas')
    .addHelpText('after', examples('events list', 'events list --limit 100 --json'))
    .action((options: ListOptions) => list(context, options));
  events
    .command('resend')
    .description('Have an event, or all of a time, sent again to a webhook endpoint')
    .argument('[event]', 'its id', idOf('evt'))
    .option('--endpoint <id>', 'which one; not needed where there is one alone', idOf('whe'))
    .option('--from <instant>', 'instead of one event: all from this instant on', instant)
    .option('--to <instant>', 'up to this one, which is not in it (now)', instant)
    .option('--only-undelivered', 'leave out what the endpoint has had')
    .addHelpText(
      'after',
      examples(
        'events resend evt_…',
        'events resend --from 2026-11-24T02:00:00Z --to 2026-11-24T03:00:00Z --only-undelivered',
      ),
    )
    .action((event: string | undefined, options: ResendOptions) => resend(context, event, options));
}

async function resend(context: Context, event: string | undefined, options: ResendOptions): Promise<void> {
  const { from, to, onlyUndelivered = false } = options;
  if ((event === undefined) === (from === undefined))
    throw usage('Give either an event or --from, and not both.');
  if (event !== undefined && (to !== undefined || onlyUndelivered)) {
    throw usage('--to and --only-undelivered go with --from alone.');
  }
  const client = context.client();
  const endpoint = options.endpoint ?? (await onlyEndpoint(client));
  const { replayed } = await client.call('replayWebhooks', {
    path: { id: endpoint },
    body:
      from === undefined
        ? { event: event ?? '' }
        : { after: from, ...(to === undefined ? {} : { before: to }), only_undelivered: onlyUndelivered },
  });
  context.output.result({ endpoint, replayed }, () => `${replayed} sent again to ${endpoint}`);
}

async function onlyEndpoint(client: TamsuiClient): Promise<string> {
  const { data } = await client.call('listWebhookEndpoints', { query: { limit: 2 } });
  const [endpoint, ...others] = data;
  if (endpoint === undefined) throw usage('There is no webhook endpoint to send to.');
  if (others.length > 0) throw usage('There are several webhook endpoints: name one by --endpoint.');
  return endpoint.id;
}

function usage(message: string): CliError {
  return new CliError({
    code: 'usage',
    message,
    hint: 'See: tamsui events resend --help',
    exitCode: EXIT.usage,
  });
}

async function list(context: Context, { limit, after, types }: ListOptions): Promise<void> {
  const query = {
    limit,
    ...(after === undefined ? {} : { after }),
    ...(types === undefined ? {} : { type: types }),
  };
  const page = await context.client().call('listEvents', { query });
  context.output.result({ ...page }, () => (page.data.length === 0 ? 'No events.' : eventTable(page.data)));
  if (page.has_more) context.output.note(`\nThere are more: --after ${textOf(page.next_cursor)}`);
}

function eventTable(events: readonly Schema<'Event'>[]): string {
  const rows = events.map((event) => [event.created_at, event.type, event.object_id, event.id]);
  return table(['happened', 'type', 'of', 'event'], rows);
}
