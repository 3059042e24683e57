import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Break, BreakableLine } from './breakable-line.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Json;
  /** Whether it says that it was decided before. */
  readonly replayed: boolean;
}

/** Headers that show who sends this very request. */
export type Identify = (method: string, path: string) => Promise<Readonly<Record<string, string>>>;

/** What is sent; made from the key where the key is part of what was signed. */
type Body = object | ((key: string) => object);

/** What was heard in the end, and the key under which it was asked. */
export interface Heard extends Answer {
  readonly key: string;
}

interface SureOptions {
  /** The status of the answer; any that is no fault, when left out. */
  readonly status?: number;
  readonly method?: 'POST' | 'PUT';
  /** The answer tells how the thing is by now, and not what was decided at first: only its id stays. */
  readonly isLive?: boolean;
}

/** Somebody who speaks to the city over a line that breaks. */
export interface Caller {
  /** @throws Error when the answer is no success */
  get(path: string): Promise<Json>;
  /** Every item of a list that comes in pages. */
  all(path: string): Promise<Json[]>;
  /** Sends once, while the line holds. */
  send(method: string, path: string, body: object, key?: string): Promise<Answer>;
  /**
   * Sends, loses the network in the middle, and asks again with the same key until it is answered; then once more, and
   * hears the same. @throws Error when two answers differ, or the line was not lost
   */
  surely(path: string, body: Body, options?: SureOptions): Promise<Heard>;
  /** Sends and loses the network, and leaves it at that. */
  lose(path: string, body: object, key: string): Promise<void>;
}

const ANSWER_TIMEOUT_MS = 30_000;
const MAX_ATTEMPTS = 100;
const ASK_AGAIN_MS = 50;
/** Small, so that a flow has several pages. */
const PAGE = 7;

export function createCaller(line: BreakableLine, how: Break, identify: Identify = async () => ({})): Caller {
  async function send(method: string, path: string, body?: object, key?: string): Promise<Answer> {
    const headers = {
      ...(await identify(method, path)),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    };
    return exchange(`${line.url}${path}`, method, headers, body);
  }

  async function lose(path: string, body: object, key: string, method = 'POST'): Promise<void> {
    line.breakNext(how);
    const heard = await send(method, path, body, key).catch(ignoreLoss);
    if (heard !== undefined) throw new Error(`${path} was answered over a broken line: ${heard.text}`);
  }

  /** The same request until somebody answers it: at this moment the first one may still be worked on. */
  async function persist(method: string, path: string, body: object, key: string): Promise<Answer> {
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
      const answer = await send(method, path, body, key);
      if (answer.body.retryable !== true) return answer;
      await delay(ASK_AGAIN_MS);
    }
    throw new Error(`${method} ${path} had no final answer in ${MAX_ATTEMPTS} attempts`);
  }

  async function get(path: string): Promise<Json> {
    const answer = await send('GET', path);
    if (answer.status !== 200) throw new Error(`GET ${path} was answered ${answer.status} ${answer.text}`);
    return answer.body;
  }

  return {
    get,
    send: (method, path, body, key) => send(method, path, body, key),
    lose: (path, body, key) => lose(path, body, key),
    all: async (path) => {
      const items: Json[] = [];
      for (let cursor: unknown = null; ; ) {
        const after = typeof cursor === 'string' ? `&cursor=${encodeURIComponent(cursor)}` : '';
        const page = await get(`${path}?limit=${PAGE}${after}`);
        items.push(...(page.data as Json[]));
        if (page.has_more !== true) return items;
        cursor = page.next_cursor;
      }
    },
    surely: async (path, asked, { status, method = 'POST', isLive = false } = {}) => {
      const key = randomUUID();
      const body = typeof asked === 'function' ? asked(key) : asked;
      await lose(path, body, key, method);
      const first = await persist(method, path, body, key);
      const second = await persist(method, path, body, key);
      const problem = isLive
        ? differs(first, second, ({ body }) => String(body.id))
        : (differs(first, second, toldBy) ?? misremembers(how, first, second));
      const isExpected = status === undefined ? first.status < 500 : first.status === status;
      if (isExpected && problem === undefined) return { ...second, key };
      throw new Error(
        `${method} ${path}, lost ${how}: ${problem ?? 'unexpected'}: ${first.status} ${first.text}`,
      );
    },
  };
}

/** @throws whatever is no lost connection */
function ignoreLoss(error: unknown): undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ECONNRESET' && code !== 'EPIPE') throw error;
}

/** Two answers are the same to the byte; a problem says beside what it is which request heard it. */
function toldBy({ text, body: { request_id, ...problem }, status }: Answer): string {
  return status < 400 || request_id === undefined ? text : JSON.stringify(problem);
}

function differs(first: Answer, second: Answer, told: (answer: Answer) => string): string | undefined {
  const isSame = first.status === second.status && told(first) === told(second);
  return isSame ? undefined : `two answers for one key, then ${second.text}`;
}

/** What was never asked is new; what was taken before the line broke is not; and the third time it never is. */
function misremembers(how: Break, first: Answer, second: Answer): string | undefined {
  if (first.status >= 300 || first.status === 204) return undefined;
  if (how === 'while asking' && first.replayed) return 'half a request was taken for a whole one';
  if (how === 'before the answer' && !first.replayed) return 'done twice, or not at all at first';
  return second.replayed ? undefined : 'a replay that does not say so';
}

/** One request over a connection of its own. @throws Error when the line is lost */
function exchange(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<Answer> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method,
      agent: false,
      timeout: ANSWER_TIMEOUT_MS,
      headers: {
        ...headers,
        ...(content === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
      },
    });
    asked.once('error', reject);
    asked.once('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const replayed = response.headers['idempotent-replayed'] === 'true';
        resolve({ status: response.statusCode ?? 0, text, body: jsonOf(text), replayed });
      });
    });
    asked.end(content);
  });
}

function jsonOf(text: string): Json {
  return text === '' || !text.startsWith('{') ? {} : (JSON.parse(text) as Json);
}

/** A text of an answer. @throws Error when it is none */
export function textOf(body: Json, member: string): string {
  const value = body[member];
  if (typeof value === 'string') return value;
  throw new Error(`no text ${member} in ${JSON.stringify(body)}`);
}

/** A part of an answer. */
export function partOf(body: Json, member: string): Json {
  const value = body[member];
  if (typeof value === 'object' && value !== null) return value as Json;
  throw new Error(`no part ${member} in ${JSON.stringify(body)}`);
}

export const twd = (amount: string) => ({ amount, currency: 'TWD' });

/** Minor units of an amount on the wire, with its sign. */
export function minorOf(text: string): bigint {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)([0-9]+)(?:\.([0-9]{1,2}))?$/.exec(text) ?? [];
  if (whole === '') throw new Error(`no amount: ${text}`);
  const minor = BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'));
  return sign === '-' ? -minor : minor;
}
