import type { FuzzRequest } from '../../fuzz/src/compose-request.ts';
import { messagesOf } from '../../fuzz/src/judge-answer.ts';
import { type FuzzAnswer, isStream } from '../../fuzz/src/send-request.ts';
import { normalise } from './normalise.ts';

/** A request and its answer, as they are written down. */
export interface Exchange {
  /** The security scheme that let the caller in; undefined where anybody may call. */
  readonly caller?: string;
  /** True when the request carried a proof of its key (RFC 9449) and no token. */
  readonly proof?: boolean;
  /** What the path names. */
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  /** The media type of the answer; undefined when it says nothing. */
  readonly type?: string;
  /** Of a file how it begins, of a stream one message. */
  readonly answer?: unknown;
}

/** How much of a file is shown. */
const FILE_LINES: Readonly<Record<string, number>> = { 'text/csv': 3 };
/** Of an archive the letters that say what it is: the next ones are no text. */
const MAGIC = 'PK\u0003\u0004';

/** Undefined when the request was refused: of refusals there are stories of their own. */
export function exchangeOf({ operation, caller, path, headers, body }: FuzzRequest, answer: FuzzAnswer) {
  const { status } = answer;
  if (status < 200 || status >= 300) return undefined;
  const { pathname, searchParams } = new URL(path, 'http://x');
  const query = Object.fromEntries(searchParams);
  const id = idOf(operation.path, pathname);
  const said = saidIn(operation.id, answer);
  const exchange: Exchange = {
    ...(caller.scheme === undefined || operation.schemes.length === 0 ? {} : { caller: caller.scheme }),
    ...(caller.scheme === undefined && 'dpop' in headers ? { proof: true } : {}),
    ...(id === undefined ? {} : { id }),
    ...(Object.keys(query).length === 0 ? {} : { query }),
    ...(body.length === 0 ? {} : { body: JSON.parse(body.toString('utf8')) as unknown }),
    status,
    ...(said === undefined ? {} : { type: answer.contentType.split(';')[0] ?? '', answer: said }),
  };
  return normalise(exchange) as unknown as Exchange;
}

function idOf(template: string, pathname: string): string | undefined {
  const index = template.split('/').indexOf('{id}');
  return index < 0 ? undefined : pathname.split('/')[index];
}

function saidIn(operation: string, { contentType, text, fileStart }: FuzzAnswer): unknown {
  if (fileStart !== undefined) return beginning(contentType, fileStart);
  if (isStream(contentType)) return parsed(messagesOf(text).at(0));
  // The description would have itself within itself.
  if (operation === 'describeApi') return { openapi: (JSON.parse(text) as { openapi: string }).openapi };
  return text === '' ? undefined : parsed(text);
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

function beginning(contentType: string, start: string): string {
  const lines = FILE_LINES[contentType.split(';')[0] ?? ''] ?? 1;
  if (start.startsWith(MAGIC)) return MAGIC;
  return start
    .split(/(?<=\n)/)
    .slice(0, lines)
    .join('')
    .trimEnd();
}
