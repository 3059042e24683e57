import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '../logger.ts';
import type { Admit } from './admission.ts';
import { DirectAnswer } from './direct-answer.ts';
import { DirectRequest } from './direct-request.ts';
import type { HeaderSink, HttpRequest } from './http-request.ts';
import { Problem } from './problem.ts';
import { PROBLEM_TYPE, problemDocument } from './problem-document.ts';
import { problemOfThrown } from './problem-of-error.ts';
import { readJsonBody } from './read-json-body.ts';
import type { RequestDurations } from './request-durations.ts';
import { newRequestId, REQUEST_ID_HEADER } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';

/**
 * A POST of JSON to one address that is answered without Express: for what is asked so often that finding its route and
 * writing its answer would cost more than deciding it. Express has the same route, for every request that is not of
 * the plain kind, and gives the same answers.
 */
export interface DirectRoute {
  /** Without parameters. */
  readonly path: string;
  /** @throws what the error middleware turns into a problem */
  handle(req: HttpRequest, answer: HeaderSink): Promise<DirectReply>;
}

export interface DirectReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface DirectRoutesOptions {
  readonly routes: readonly DirectRoute[];
  readonly admit: Admit;
  readonly durations: RequestDurations;
  readonly logger: Logger;
  readonly maxBodyBytes: number;
}

/** Answers a request of the plain kind to one of the routes, and says whether this is one. */
export type ServeDirectly = (req: IncomingMessage, res: ServerResponse) => boolean;

const METHOD = 'POST';
const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE_SENT = `${PROBLEM_TYPE}; charset=utf-8`;

export function createDirectRoutes(options: DirectRoutesOptions): ServeDirectly {
  const { admit, durations, logger, maxBodyBytes } = options;
  const routes = new Map(options.routes.map((route) => [route.path, route]));
  const sameForAll = securityHeaders();

  async function serve(route: DirectRoute, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const requestId = newRequestId();
    const answer = new DirectAnswer(res, [REQUEST_ID_HEADER, requestId, ...sameForAll]);
    try {
      enter(route, answer);
      const body = await readJsonBody(req);
      if (body === undefined) return;
      const reply = await route.handle(new DirectRequest(req, route.path, body.json), answer);
      if (reply.headers !== undefined) answer.set(reply.headers);
      answer.send(reply.status, JSON_TYPE, JSON.stringify(reply.body));
    } catch (error) {
      const problem = problemOfThrown(error, logger, requestId);
      if (problem.headers !== undefined) answer.set(problem.headers);
      const text = JSON.stringify(problemDocument(problem, requestId));
      answer.send(problem.status, PROBLEM_TYPE_SENT, text);
    }
  }

  function enter({ path }: DirectRoute, answer: DirectAnswer): void {
    const admission = admit({ method: METHOD, path });
    if (!admission.admitted) throw new Problem(admission.problem);
    if (admission.leave !== undefined) answer.once('close', admission.leave);
  }

  return (req, res) => {
    const route = routes.get(req.url ?? '');
    if (route === undefined || !isPlain(req, maxBodyBytes)) return false;
    const startMs = performance.now();
    res.once('finish', () => {
      durations.observe(METHOD, route.path, res.statusCode, (performance.now() - startMs) / 1_000);
    });
    void serve(route, req, res);
    return true;
  };
}

/** What clients send who mean JSON and nothing special. */
const PLAIN_TYPES: ReadonlySet<string | undefined> = new Set(['application/json', JSON_TYPE]);
const LENGTH = /^[1-9][0-9]{0,8}$/;

/** A body of a kind, a length and an encoding that leave nothing to judge. */
function isPlain({ method, headers }: IncomingMessage, maxBodyBytes: number): boolean {
  const length = headers['content-length'] ?? '';
  return (
    method === METHOD &&
    PLAIN_TYPES.has(headers['content-type']) &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    headers.expect === undefined &&
    LENGTH.test(length) &&
    Number(length) <= maxBodyBytes
  );
}
