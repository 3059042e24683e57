import { invariant } from '@tamsui/errors';
import { type HeaderSink, type HttpRequest, Problem } from '@tamsui/platform/http';
import { describedProblems } from '../openapi/described-problems.ts';
import { routeIn } from '../versions/older-routes.ts';
import { VERSION_HEADER } from '../versions/spoken-version.ts';
import { CURRENT_API_VERSION, isApiVersion } from './api-version.ts';
import type { Reply, Route } from './route.ts';

type Answer = (req: HttpRequest, sink: HeaderSink) => Promise<Reply>;

/** For tests: fails a request whose answer, or whose problem, is not what its route describes. */
export function holdToDescription(route: Route, answer: Answer): Answer {
  const problems = new Set(describedProblems(route).map(({ status, code }) => `${status} ${code}`));
  return async (req, sink) => {
    const reply = await answer(req, sink).catch((error: unknown) => {
      if (error instanceof Problem) assertProblemDescribed(route, problems, error);
      throw error;
    });
    const spoken = sink.get(VERSION_HEADER);
    assertReplyDescribed(routeIn(isApiVersion(spoken) ? spoken : CURRENT_API_VERSION, route), reply);
    return reply;
  };
}

function assertProblemDescribed({ operation }: Route, problems: ReadonlySet<string>, problem: Problem): void {
  const { status, code } = problem.options;
  const isDescribed = status >= 500 || problems.has(`${status} ${code}`);
  invariant(isDescribed, `BUG: ${operation} does not describe its problem ${status} ${code}`);
}

function assertReplyDescribed({ operation, answers }: Route, { status, body, stream }: Reply): void {
  const described = answers[status];
  invariant(described !== undefined, `BUG: ${operation} does not describe its answer ${status}`);
  const complaint = described === null || stream !== undefined ? undefined : described.safeParse(body).error;
  invariant(complaint === undefined, `BUG: ${operation} describes another ${status}: ${complaint}`);
}
