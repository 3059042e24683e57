import { API_VERSION, followEvents, type Schema, type StreamOptions } from '@tamsui/sdk';
import type { Command } from 'commander';
import { fromApi } from '../api/api-error.ts';
import { CliError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { deliveryText, eventText } from '../human/event-text.ts';
import { examples } from '../human/examples.ts';
import { idOf, receiverUrl, wholeNumber } from '../human/options.ts';
import { whyNoAnswer } from '../human/why-no-answer.ts';
import { type Delivery, forward, type Receiver } from '../listen/forward.ts';
import { newSessionSecret } from '../listen/sign-webhook.ts';

interface ListenOptions {
  readonly forwardTo?: string;
  readonly types?: string;
  readonly after?: string;
  readonly attempts: number;
}

/** With the pauses between them a quarter of a minute: as long as a receiver takes to start anew. */
const DEFAULT_ATTEMPTS = 6;
const MOST_ATTEMPTS = 10;

const HELP = `
Each event is sent as a webhook is sent (Standard Webhooks 1.0.0), signed with a secret that is made for this session and
shown at its beginning. They come one after another in the order in which they happened: one that the receiver does not
take is tried again while the others wait, then shown and passed over. When the stream breaks, it goes on behind the last
event; none is lost, none comes twice. Ctrl-C ends it with 0, and its last line says with which --after to go on.
With --json one object a line: {"type":"listening"|"event"|"disconnected"|"ended", …}.`;

export function addListen(program: Command, context: Context): void {
  program
    .command('listen')
    .summary('follow events, and forward them to a receiver on this machine')
    .description('Follow events as they happen, and forward each to a receiver as a signed webhook')
    .option('--forward-to <address>', 'the receiver, for example http://127.0.0.1:3000/webhooks', receiverUrl)
    .option('--types <types>', 'only these, separated by commas: payment.succeeded,refund.succeeded')
    .option('--after <event>', 'begin behind this event (now)', idOf('evt'))
    .option(
      '--attempts <number>',
      'how often an event is tried',
      wholeNumber(1, MOST_ATTEMPTS),
      DEFAULT_ATTEMPTS,
    )
    .addHelpText('after', HELP)
    .addHelpText(
      'after',
      examples(
        'listen --forward-to http://127.0.0.1:3000/webhooks',
        'listen --forward-to http://127.0.0.1:3000/webhooks --after evt_…',
        'listen --types payment.succeeded,refund.succeeded --json',
      ),
    )
    .action((options: ListenOptions) => listen(context, options));
}

async function listen(context: Context, { forwardTo, types, after, attempts }: ListenOptions): Promise<void> {
  const { clock, signal } = context;
  const receiver: Receiver | undefined =
    forwardTo === undefined
      ? undefined
      : { url: forwardTo, secret: newSessionSecret(), attempts, clock, signal };
  const wanted: StreamOptions = {
    signal,
    ...(after === undefined ? {} : { after }),
    // Which types there are, the API says.
    ...(types === undefined ? {} : { types: types.split(',') as Schema<'Event'>['type'][] }),
  };
  let handled = after;
  try {
    for await (const news of followEvents(context.client(), wanted)) {
      if (news.kind === 'connected') {
        handled = news.after;
        tellConnected(context, receiver, news.after);
      } else if (news.kind === 'disconnected') tellDisconnected(context, news.why);
      else if (await handle(context, receiver, news.event)) handled = news.event.id;
    }
  } catch (error) {
    const failure = fromApi(error);
    throw failure instanceof CliError ? failure.with({ after: handled ?? null }) : failure;
  }
  tellEnd(context, handled);
}

/** @returns false for an event in whose delivery we were interrupted: it comes first the next time */
async function handle(
  { output, signal }: Context,
  receiver: Receiver | undefined,
  event: Schema<'Event'>,
): Promise<boolean> {
  const delivery: Delivery | undefined =
    receiver === undefined ? undefined : await forward(receiver, webhookOf(event));
  if (delivery?.ok === false && signal.aborted) return false;
  const told = { type: 'event', event, ...(delivery === undefined ? {} : { delivery }) };
  output.result(told, () => [eventText(event), deliveryText(delivery)].filter(Boolean).join('  '));
  return true;
}

/** As the city's own webhooks are: the event, when it happened, and in which version it is told: that of the stream. */
function webhookOf(event: Schema<'Event'>): { id: string; body: string } {
  return {
    id: event.id,
    body: JSON.stringify({ ...event, timestamp: event.created_at, api_version: API_VERSION }),
  };
}

function tellConnected({ output }: Context, receiver: Receiver | undefined, after: string | undefined): void {
  const { url: forwardTo, secret } = receiver ?? {};
  const shown = receiver === undefined ? {} : { forward_to: forwardTo, secret };
  output.result({ type: 'listening', after: after ?? null, ...shown }, () =>
    receiver === undefined ? '-- listening' : `-- listening; to ${forwardTo}, signed with ${secret}`,
  );
}

function tellDisconnected({ output }: Context, cause: unknown): void {
  const why = cause === undefined ? 'it ended' : whyNoAnswer(cause);
  output.result({ type: 'disconnected', why }, () => `-- the stream broke (${why}); going on where it was`);
}

function tellEnd({ output }: Context, after: string | undefined): void {
  output.result({ type: 'ended', after: after ?? null }, () =>
    after === undefined ? '-- ended' : `-- ended; the next time go on with --after ${after}`,
  );
}
