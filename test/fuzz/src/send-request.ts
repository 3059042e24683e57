import { type Dispatcher, Pool } from 'undici';
import type { FuzzRequest } from './compose-request.ts';

export interface FuzzAnswer {
  /** 0 when there was none. */
  readonly status: number;
  readonly contentType: string;
  /** Empty when it is a file. */
  readonly text: string;
  /** How long the file is; undefined when it is none. */
  readonly fileBytes?: number;
  /** How it begins, for who wants to see what it is. */
  readonly fileStart?: string;
  readonly tookMs: number;
}

export interface Sender {
  send(request: FuzzRequest): Promise<FuzzAnswer>;
  close(): Promise<void>;
}

/** Far beyond what is too slow: after this nobody waits any longer. */
const GIVE_UP_MS = 20_000;

const FILE_START_BYTES = 2_000;

/** A stream ends when the listener does. */
const LISTEN_MS = 300;

export function isStream(contentType: string): boolean {
  return contentType.startsWith('text/event-stream');
}

/** Neither JSON, nor a stream, nor nothing: an archive, a table or a sheet to print. */
function isFile(contentType: string): boolean {
  return contentType !== '' && !isStream(contentType) && !/^application\/(\w+\+)?json\b/.test(contentType);
}

/** What a stream says in its first moments. */
async function listenTo(body: Dispatcher.ResponseData['body']): Promise<string> {
  const heard: Buffer[] = [];
  body.on('data', (chunk: Buffer) => heard.push(chunk));
  body.on('error', () => undefined);
  await new Promise((resolve) => setTimeout(resolve, LISTEN_MS));
  body.destroy();
  return Buffer.concat(heard).toString('utf8');
}

async function read(
  body: Dispatcher.ResponseData['body'],
  contentType: string,
): Promise<Pick<FuzzAnswer, 'text' | 'fileBytes' | 'fileStart'>> {
  if (isStream(contentType)) return { text: await listenTo(body) };
  if (!isFile(contentType)) return { text: await body.text() };
  // Its bytes need not be text: nobody here reads them.
  const file = Buffer.from(await body.arrayBuffer());
  return {
    text: '',
    fileBytes: file.length,
    fileStart: file.subarray(0, FILE_START_BYTES).toString('utf8'),
  };
}

export function createSender(url: string, connections: number): Sender {
  const pool = new Pool(url, { connections, headersTimeout: GIVE_UP_MS, bodyTimeout: GIVE_UP_MS });
  return {
    send: async ({ method, path, headers, body }) => {
      const startMs = performance.now();
      try {
        const answer = await pool.request({
          method,
          path,
          headers: { ...headers },
          body: body.length === 0 ? null : body,
        });
        const contentType = String(answer.headers['content-type'] ?? '');
        const content = await read(answer.body, contentType);
        return { status: answer.statusCode, contentType, ...content, tookMs: performance.now() - startMs };
      } catch (error) {
        return { status: 0, contentType: '', text: String(error), tookMs: performance.now() - startMs };
      }
    },
    close: () => pool.close(),
  };
}
