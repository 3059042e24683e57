import { HOSTILE_BODIES, HOSTILE_KEYS } from '../../faults/hostile-values.ts';
import type { Random } from '../../simulation/src/random.ts';
import { type Caller, pickCaller } from './callers.ts';
import type { Operation, Schema } from './description.ts';
import {
  brokenBytes,
  hostilePart,
  withDuplicateMember,
  withHostileField,
  withOtherFields,
} from './hostile-changes.ts';
import { type ValueSource, validValue } from './valid-values.ts';

export interface FuzzRequest {
  readonly operation: Operation;
  /** What was done to it: `as described`, or what is wrong with it. */
  readonly kind: string;
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A request that nobody sends yet. */
export interface Draft {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Composer {
  readonly source: ValueSource;
  readonly people: readonly Caller[];
}

/** Makes up one request to an operation: half of them as described, the others with one thing wrong. */
export function composeRequest({ source, people }: Composer, operation: Operation): FuzzRequest {
  const { random, known } = source;
  const caller = pickCaller(random, people, operation.schemes, known);
  const draft = asDescribed({ ...source, own: caller.own }, operation);
  return sentBy(caller, operation, random.chance(0.5) ? draft : withOneThingWrong(random, draft, operation));
}

export function sentBy(caller: Caller, operation: Operation, draft: Draft): FuzzRequest {
  const headers = { 'tamsui-version': operation.version, ...draft.headers, ...caller.headers(draft) };
  return { operation, ...draft, caller, headers };
}

function asDescribed(source: ValueSource, operation: Operation): Draft {
  const value = (name: string, schema: Schema) => String(validValue(source, schema, name));
  const asked = operation.parameters.filter(({ required }) => required === true || source.random.chance(0.4));
  const of = (place: string) =>
    asked
      .filter((parameter) => parameter.in === place)
      .map(({ name, schema }) => [name, value(name, schema)] as const);
  const path = of('path').reduce(
    (text, [name, id]) => text.replace(`{${name}}`, encodeURIComponent(id)),
    operation.path,
  );
  const query = of('query')
    .map(([name, text]) => `${name}=${encodeURIComponent(text.toWellFormed())}`)
    .join('&');
  const headers = Object.fromEntries(of('header').map(([name, text]) => [name.toLowerCase(), text]));
  const body = operation.body === undefined ? undefined : validValue(source, operation.body);
  return {
    kind: 'as described',
    method: operation.method,
    path: query === '' ? path : `${path}?${query}`,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    body: body === undefined ? Buffer.alloc(0) : jsonOf(body),
  };
}

export function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value) ?? '', 'utf8');
}

export function withOneThingWrong(random: Random, draft: Draft, operation: Operation): Draft {
  const hasBody = draft.body.length > 0;
  const change = random.pick(hasBody && random.chance(0.75) ? BODY_CHANGES : OTHER_CHANGES);
  return change(random, draft, operation);
}

type Change = (random: Random, draft: Draft, operation: Operation) => Draft;

const withValue = (kind: string, change: (random: Random, value: unknown) => unknown): Change => {
  return (random, draft) => ({
    ...draft,
    kind,
    body: jsonOf(change(random, JSON.parse(draft.body.toString('utf8')) as unknown)),
  });
};

const hostileField = withValue('a hostile field', withHostileField);

const BODY_CHANGES: readonly Change[] = [
  hostileField,
  hostileField,
  hostileField,
  withValue('other fields', withOtherFields),
  (random, draft) => ({
    ...draft,
    kind: 'a member twice',
    body: Buffer.from(withDuplicateMember(random, JSON.parse(draft.body.toString('utf8')))),
  }),
  (random, draft) => ({
    ...draft,
    kind: 'broken bytes',
    body: brokenBytes(random, draft.body.toString('utf8')),
  }),
  (random, draft) => {
    const { body, type } = random.pick(HOSTILE_BODIES);
    return {
      ...draft,
      kind: 'a hostile body',
      headers: { ...draft.headers, 'content-type': type },
      body: Buffer.from(body, 'latin1'),
    };
  },
];

const OTHER_CHANGES: readonly Change[] = [
  (random, draft, { path }) => ({
    ...draft,
    kind: 'a hostile path',
    path: path.includes('{')
      ? path.replaceAll(/\{\w+\}/g, () => hostilePart(random))
      : `${path}/${hostilePart(random)}`,
  }),
  (random, draft, { parameters }) => {
    const names = [
      ...parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      'limit',
      'x',
      '__proto__',
    ];
    const query = Array.from(
      { length: random.between(1, 3) },
      () => `${random.pick(names)}=${hostilePart(random)}`,
    );
    return { ...draft, kind: 'a hostile query', path: `${draft.path.split('?')[0]}?${query.join('&')}` };
  },
  (random, draft) => ({
    ...draft,
    kind: 'a hostile key',
    headers: { ...draft.headers, 'idempotency-key': headerText(random.pick(HOSTILE_KEYS)) },
  }),
  (random, draft) => ({
    ...draft,
    kind: 'a strange header',
    headers: { ...draft.headers, ...random.pick(STRANGE_HEADERS) },
  }),
  (random, draft) => ({
    ...draft,
    kind: 'another method',
    method: random.pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']),
  }),
];

const STRANGE_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'tamsui-version': '2020-01-01' },
  { 'tamsui-version': 'x'.repeat(2_000) },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'klingon' },
  { 'content-type': 'application/json; charset=klingon' },
  { 'content-type': 'application/problem+json' },
  { accept: 'image/png' },
  { 'accept-language': 'x'.repeat(2_000) },
  { 'x-http-method-override': 'DELETE' },
  { 'x-forwarded-for': '127.0.0.1, ::1' },
  { 'x-forwarded-proto': 'https' },
  { range: 'bytes=0-1' },
  { 'if-none-match': '*' },
  { cookie: 'a=b; __proto__=1' },
  { traceparent: '00-zz-zz-00' },
];

/** Headers go out byte by byte; line breaks and controls would be refused by our own client. */
function headerText(text: string): string {
  const bytes = Buffer.from(text, 'utf8').filter((byte) => byte >= 0x20 && byte !== 0x7f);
  return Buffer.from(bytes).toString('latin1');
}
