import { afterEach, expect, it, vi } from 'vitest';
import { type ClientOptions, createClient } from './client.ts';
import { followEvents, type StreamNews, streamEvents } from './event-stream.ts';
import {
  answer,
  impatientClock,
  type LocalServer,
  problem,
  type Script,
  startLocalServer,
} from './local-server.testing.ts';
import { parseSse, type SseMessage } from './sse-parser.ts';

let server: LocalServer | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await server?.stop();
});

async function clientOf(script: Script, options: Partial<ClientOptions> = {}) {
  server = await startLocalServer(script);
  const clock = impatientClock();
  return { clock, heard: server.heard, client: createClient({ baseUrl: server.url, clock, ...options }) };
}

const message = (id: string) => `id: ${id}\ndata: {"id":"${id}"}\n\n`;
const stream = { 'content-type': 'text/event-stream' };

async function take(client: ReturnType<typeof createClient>, count: number, after?: string) {
  const ids: string[] = [];
  for await (const { id } of streamEvents(client, after === undefined ? {} : { after })) {
    ids.push(id);
    if (ids.length === count) break;
  }
  return ids;
}

it('goes on behind the last event when the line is cut, without a double', async () => {
  const { client, heard, clock } = await clientOf((_request, response, nth) => {
    response.writeHead(200, stream);
    if (nth === 1) {
      response.write(`retry: 1500\nid: evt_0\n\n: still here\n\n${message('evt_1')}id: evt_2\ndata: {"half`);
      setTimeout(() => response.destroy(), 20);
    } else if (nth === 2) response.end(message('evt_2'));
    else response.write(`${message('evt_2')}${message('evt_3')}`);
  });
  expect(await take(client, 3)).toEqual(['evt_1', 'evt_2', 'evt_3']);
  expect(heard.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'evt_1', 'evt_2']);
  expect(clock.pauses).toEqual([1_500, 1_500]);
});

it('begins where the reader says, and goes on from the place that the API tells', async () => {
  const { client, heard } = await clientOf((_request, response, nth) => {
    response.writeHead(200, stream);
    response.end(nth === 1 ? 'id: evt_8\n\n' : message('evt_9'));
  });
  expect(await take(client, 1, 'evt_7')).toEqual(['evt_9']);
  expect(heard.map(({ headers }) => headers['last-event-id'])).toEqual(['evt_7', 'evt_8']);
});

it('comes again after what passes, and throws what does not', async () => {
  const { client, clock } = await clientOf((_request, response, nth) => {
    if (nth === 1) return answer(response, 503, problem(503, 'no_room', true), { 'retry-after': '5' });
    answer(response, 403, problem(403, 'forbidden', false));
  });
  await expect(take(client, 1)).rejects.toMatchObject({ code: 'forbidden', status: 403 });
  expect(clock.pauses).toEqual([5_000]);
});

it('ends quietly when the reader ends it', async () => {
  const ending = new AbortController();
  const { client } = await clientOf((_request, response) => {
    response.writeHead(200, stream).write(message('evt_1'));
  });
  const ids: string[] = [];
  for await (const { id } of streamEvents(client, { signal: ending.signal })) {
    ids.push(id);
    setTimeout(() => ending.abort(), 10);
  }
  expect(ids).toEqual(['evt_1']);
});

it.each(['of the client alone', 'beside one of its own'])('ends with the signal %s', async (which) => {
  const ending = new AbortController();
  const { client } = await clientOf(
    (_request, response) => void response.writeHead(200, stream).write(message('evt_1')),
    { signal: ending.signal },
  );
  const own = which === 'of the client alone' ? {} : { signal: new AbortController().signal };
  const ids: string[] = [];
  for await (const { id } of streamEvents(client, own)) {
    ids.push(id);
    setTimeout(() => ending.abort(), 10);
  }
  expect(ids).toEqual(['evt_1']);
});

/** What a line does that is dead: nothing, until somebody gives it up. */
function untilGivenUp<T>(signal: AbortSignal | null | undefined): Promise<T> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}

const DEAD_LINES: Readonly<Record<string, typeof fetch>> = {
  'before its answer begins': async (_url, init) => untilGivenUp(init?.signal),
  'in the middle of a refusal': async (_url, init) => {
    const start = (body: ReadableStreamDefaultController) => {
      body.enqueue(new TextEncoder().encode('{"code":"no_r'));
      untilGivenUp(init?.signal).catch((reason: unknown) => body.error(reason));
    };
    return new Response(new ReadableStream({ start }), { status: 503 });
  },
};

it.each(Object.keys(DEAD_LINES))('gives a line up that falls silent %s', async (when) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const client = createClient({
    baseUrl: 'http://127.0.0.1',
    clock: impatientClock(),
    ...(DEAD_LINES[when] === undefined ? {} : { fetch: DEAD_LINES[when] }),
  });
  const news = followEvents(client)[Symbol.asyncIterator]();
  const first = news.next();
  await vi.advanceTimersByTimeAsync(45_000);
  expect(await first).toMatchObject({
    value: { kind: 'disconnected', why: { message: 'the stream has gone silent' } },
  });
  await news.return();
});

it('tells where each connection begins and why it ended, for whoever shows it', async () => {
  const ending = new AbortController();
  const { client } = await clientOf((_request, response, nth) => {
    if (nth === 2) return answer(response, 503, problem(503, 'no_room', true));
    response.writeHead(200, stream);
    if (nth === 1) response.end(`id: evt_0\n\n${message('evt_1')}`);
    else response.write(': still here\n\n');
  });
  const told: StreamNews[] = [];
  for await (const news of followEvents(client, { signal: ending.signal })) {
    told.push(news);
    if (told.length === 5) ending.abort();
  }
  expect(told).toEqual([
    { kind: 'connected', after: 'evt_0' },
    { kind: 'event', event: { id: 'evt_1' } },
    { kind: 'disconnected', why: undefined },
    { kind: 'disconnected', why: expect.objectContaining({ code: 'no_room' }) },
    { kind: 'connected', after: 'evt_1' },
  ]);
});

it('takes a web page for no stream, and does not hurry to a line that brings nothing', async () => {
  const { client, heard, clock } = await clientOf((_request, response, nth) => {
    if (nth < 3) response.writeHead(200, stream).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
  });
  await expect(take(client, 1)).rejects.toMatchObject({ code: 'unreadable_answer', status: 200 });
  expect(heard).toHaveLength(3);
  expect(clock.pauses).toEqual([100, 200]);
});

async function parsed(chunks: readonly Uint8Array[]): Promise<SseMessage[]> {
  const messages: SseMessage[] = [];
  async function* source() {
    yield* chunks;
  }
  for await (const one of parseSse(source())) messages.push(one);
  return messages;
}

it.each(['\n', '\r\n'])('reads the same however the bytes are cut, with breaks %j', async (eol) => {
  const bytes = Buffer.from(['id: 1', 'data: 陳', 'data:二', '', ': x', '', 'retry: 5', '', ''].join(eol));
  const expected = [
    { id: '1', data: '陳\n二', retryMs: undefined },
    { id: undefined, data: undefined, retryMs: undefined },
    { id: undefined, data: undefined, retryMs: 5 },
  ];
  for (let at = 0; at <= bytes.length; at++) {
    expect(await parsed([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(expected);
  }
});
