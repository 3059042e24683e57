import type { PublicIdPrefix, Uuid } from '@tamsui/ids';
import type { HttpRequest, RefusalStatuses } from '@tamsui/platform/http';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Tag } from '../openapi/tags.ts';
import type { Access, Caller } from './access.ts';
import type { ApiVersion } from './api-version.ts';

/** What the `:id` of a path names. Text that is no such id names nothing, as an unknown id does: 404. */
export interface PathId {
  readonly prefix: PublicIdPrefix;
  readonly thing: string;
}

/** Whether a POST needs an Idempotency-Key, or takes one. */
export type Idempotency = 'required' | 'optional';

/**
 * What gives way first under load: an export before a read, a read before money. A read that may `wait` for news is
 * counted apart while it does, since waiting takes no room from others. A stream stays open for hours: it has places of its
 * own, and counts as nothing that is under way.
 */
export type Urgency = 'money' | 'read' | 'wait' | 'stream' | 'export';

/** What a handler answers with. */
export interface Reply {
  readonly status: number;
  /** None for 204. */
  readonly body?: unknown;
  /** True when it was decided before, and nothing happened now. */
  readonly replayed?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of a body: is given the answer, writes to it and ends it, whenever that is. */
  readonly stream?: (res: Response) => void;
}

/** A request that was let in and read. */
export interface Call<A extends Access, B, Q, I, K> {
  readonly who: [Caller<A>] extends [never] ? undefined : Caller<A>;
  readonly body: B;
  readonly query: Q;
  /** What the path names. */
  readonly id: I extends PathId ? Uuid : undefined;
  /** The Idempotency-Key. */
  readonly key: K extends 'required' ? string : string | undefined;
  /** What it is answered in. A handler answers in the newest: the rim makes older answers of it. */
  readonly version: ApiVersion;
  readonly req: HttpRequest;
}

interface RouteFacts {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express spells it, with at most one `:id`. */
  readonly path: `/${string}`;
  /** Its name in the description, for example `createPayment`. */
  readonly operation: string;
  /** The chapter of the description it is in. */
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** `read` unless said otherwise. */
  readonly urgency?: Urgency;
  /** Lets in a caller who signs its message instead of bringing a token, before anything is read. @throws Problem 401 */
  readonly verify?: (req: HttpRequest) => void;
  /** The bodies it answers with, by status; null for none. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** `application/json` unless said otherwise. Of a stream, `answers` describe what each message carries. */
  readonly contentType?: 'text/event-stream' | 'application/zip' | 'text/html';
  /** What it answers 200 with beside JSON, for who asks: by media type, what that is. */
  readonly otherFormats?: Readonly<Partial<Record<'text/csv' | 'application/pdf', string>>>;
  /** The tables of its refusals. */
  readonly refusals?: readonly RefusalStatuses<string>[];
}

interface RouteSpec<
  A extends Access,
  B extends z.ZodType,
  Q extends z.ZodType,
  I extends PathId | undefined,
  K extends Idempotency | undefined,
> extends RouteFacts {
  readonly access: A;
  readonly body?: B;
  readonly query?: Q;
  readonly id?: I;
  readonly idempotency?: K;
  handle(call: Call<A, z.output<B>, z.output<Q>, I, K>): Promise<Reply>;
}

/** A route as it is mounted and described: one object for both, so that neither can say what the other does not. */
export interface Route extends RouteFacts {
  readonly access: Access;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly id?: PathId;
  readonly idempotency?: Idempotency;
  handle(call: Call<Access, unknown, unknown, unknown, unknown>): Promise<Reply>;
}

/** Declares a route. Its handler is typed by the schemas it declares. */
export function route<
  const A extends Access,
  B extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  const I extends PathId | undefined = undefined,
  const K extends Idempotency | undefined = undefined,
>(spec: RouteSpec<A, B, Q, I, K>): Route {
  // What a handler is handed was read by these very schemas: `mountRoutes` sees to it.
  return spec as unknown as Route;
}
