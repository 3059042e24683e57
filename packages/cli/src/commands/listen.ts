import type { Command } from 'commander';
import { followEvents, type Heard } from '../api/follow-events.ts';
import type { Context } from '../context.ts';
import { examples } from '../human/examples.ts';
import { idOf, receiverUrl, wholeNumber } from '../human/options.ts';
import { textOf } from '../human/payment-text.ts';
import { type Delivery, forward, type Receiver } from '../listen/forward.ts';
import { newSessionSecret } from '../listen/sign-webhook.ts';
import type { JsonObject } from '../output.ts';

interface ListenOptions {
  readonly forwardTo?: string;
  readonly types?: string;
  readonly after?: string;
  readonly attempts: number;
}

const DEFAULT_ATTEMPTS = 3;
const MOST_ATTEMPTS = 10;

const HELP = `
Each event is sent as a webhook is sent (Standard Webhooks 1.0.0), signed with a secret that is made for this session and
shown at its beginning. When the stream breaks, it goes on behind the last event; none is lost, none comes twice. What
the receiver does not take is tried again, shown, and passed over. Ctrl-C ends it.
With --json one object a line: {"type":"listening"|"event"|"disconnected", …}.`;

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
    .addHelpText('after', examples('listen --forward-to http://127.0.0.1:3000/webhooks', 'listen --json'))
    .action((options: ListenOptions) => listen(context, options));
}

async function listen(context: Context, { forwardTo, types, after, attempts }: ListenOptions): Promise<void> {
  const { clock, signal } = context;
  const { line } = context.api();
  const receiver: Receiver | undefined =
    forwardTo === undefined
      ? undefined
      : { url: forwardTo, secret: newSessionSecret(), attempts, clock, signal };
  for await (const heard of followEvents(line, { after, types })) await tell(context, receiver, heard);
}

async function tell({ output }: Context, receiver: Receiver | undefined, heard: Heard): Promise<void> {
  if (heard.kind === 'disconnected') {
    const { why } = heard;
    return output.result(
      { type: 'disconnected', why },
      () => `-- the stream broke (${why}); going on where it was`,
    );
  }
  if (heard.kind === 'listening') {
    const { url: forwardTo, secret } = receiver ?? {};
    const shown = receiver === undefined ? {} : { forward_to: forwardTo, secret };
    return output.result({ type: 'listening', ...shown }, () =>
      receiver === undefined ? '-- listening' : `-- listening; to ${forwardTo}, signed with ${secret}`,
    );
  }
  const event = JSON.parse(heard.data) as JsonObject;
  const delivery = receiver === undefined ? undefined : await forward(receiver, webhookOf(event));
  const told = { type: 'event', event, ...(delivery === undefined ? {} : { delivery }) };
  output.result(told, () => eventLine(event, delivery));
}

/** As the city's own webhooks are: the event, and when it happened. */
function webhookOf(event: JsonObject): { id: string; body: string } {
  return { id: textOf(event.id), body: JSON.stringify({ ...event, timestamp: event.created_at }) };
}

function eventLine(event: JsonObject, delivery: Delivery | undefined): string {
  const what = `${textOf(event.created_at)}  ${textOf(event.type)}  ${textOf(event.object_id)}  ${textOf(event.id)}`;
  if (delivery === undefined) return what;
  const { status, ok, failure, attempts, ms } = delivery;
  const answered = status === null ? `no answer (${failure})` : `${status}`;
  const tried = attempts === 1 ? '' : ` after ${attempts} attempts`;
  return `${what}  -> ${ok ? '' : 'NOT TAKEN: '}${answered}${tried}, ${ms} ms`;
}
