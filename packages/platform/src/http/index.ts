export type { Admission, Admit } from './admission.ts';
export { bearerToken, checkSharedToken, requireSharedToken, unauthorized } from './bearer.ts';
export { decodeCursor, encodeCursor } from './cursor.ts';
export type { DirectReply, DirectRoute } from './direct-routes.ts';
export { createHttpApp, type HttpApp, type HttpAppOptions } from './http-app.ts';
export { type HeaderSink, type HttpRequest, negotiationOf } from './http-request.ts';
export { type HttpServer, listen } from './http-server.ts';
export { idempotencyKeyOf } from './idempotency-key.ts';
export { type PageWire, pageQuery, pageWire } from './page.ts';
export { parseBody, parseParams, parseQuery } from './parse-input.ts';
export {
  type FieldProblem,
  Problem,
  type ProblemOptions,
  problemOfRefusal,
  type RefusalStatuses,
} from './problem.ts';
export { problemDocument } from './problem-document.ts';
export { sendProblem } from './problem-middleware.ts';
export { requestIdOf } from './request-id.ts';
export { printableText } from './text.ts';
export { wholeNumber } from './whole-number.ts';
