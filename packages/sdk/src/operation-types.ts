import type { components, operations } from './generated/api.ts';
import type { OPERATIONS } from './generated/operations.ts';

/** Every operation of the API, by the name that its description has for it. */
export type OperationName = keyof typeof OPERATIONS & keyof operations;

/** A thing of the API, for example `Schema<'Payment'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

type Parameters<Name extends OperationName> = operations[Name]['parameters'];
type Part<Whole, Key extends string, As extends string> =
  Whole extends Readonly<Record<Key, infer Value>>
    ? { readonly [name in As]: Value }
    : Whole extends { readonly [name in Key]?: infer Value }
      ? [Exclude<Value, undefined>] extends [never]
        ? unknown
        : { readonly [name in As]?: Exclude<Value, undefined> }
      : unknown;

type Body<Name extends OperationName> = operations[Name] extends {
  readonly requestBody: { readonly content: { readonly 'application/json': infer Content } };
}
  ? { readonly body: Content }
  : operations[Name] extends {
        readonly requestBody?: { readonly content: { readonly 'application/json': infer Content } };
      }
    ? { readonly body?: Content }
    : unknown;

/** What a call may say beside what is asked. */
export interface CallOptions {
  /** Of this logical call; made when left out, and the same in every retry. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** From the first attempt to the last answer; the client's when left out. */
  readonly deadlineMs?: number;
}

/** What an operation is asked with: `path`, `query` and `body`, as far as it has them. */
export type Input<Name extends OperationName> = Part<Parameters<Name>, 'path', 'path'> &
  Part<Parameters<Name>, 'query', 'query'> &
  Body<Name> &
  CallOptions;

type Json<Answer> = Answer extends { readonly content: { readonly 'application/json': infer Content } }
  ? Content
  : Answer extends { readonly content?: never }
    ? undefined
    : never;

/** What it is answered with, when it is not refused. */
export type Output<Name extends OperationName> = {
  [Status in keyof operations[Name]['responses']]: Json<operations[Name]['responses'][Status]>;
}[keyof operations[Name]['responses']];

type Formats<Name extends OperationName> = operations[Name]['responses'] extends {
  readonly 200: { readonly content: infer Content };
}
  ? keyof Content
  : never;

/** Operations that answer with a file, always or when `format` says so. What never ends is none. */
export type FileName = {
  [Name in OperationName]: Exclude<Formats<Name>, 'application/json' | 'text/event-stream'> extends never
    ? never
    : Name;
}[OperationName];

/** An input without a required member may be left out. */
export type Arguments<Name extends OperationName> =
  Record<never, never> extends Input<Name> ? [input?: Input<Name>] : [input: Input<Name>];

type WebhookName = Extract<keyof operations, `webhook_${string}`>;

/** What an endpoint of webhooks is sent. Its `type` says what `data` is: `webhook_endpoint.ping` is a trial. */
export type WebhookMessage = {
  [Name in WebhookName]: operations[Name]['requestBody']['content']['application/json'];
}[WebhookName];
