import type { RequestHandler } from 'express';
import type { HttpRequest } from './http-request.ts';
import type { ProblemOptions } from './problem.ts';
import { sendProblem } from './problem-middleware.ts';

/** Let in, and what to do when the request is over; or turned away, and why. */
export type Admission =
  | { readonly admitted: true; readonly leave?: () => void }
  | { readonly admitted: false; readonly problem: ProblemOptions };

/** Sees each request before anything of it is read: for turning away what there is no room for. */
export type Admit = (req: Pick<HttpRequest, 'method' | 'path'>) => Admission;

export function admissionMiddleware(admit: Admit): RequestHandler {
  return (req, res, next) => {
    const admission = admit(req);
    if (!admission.admitted) {
      sendProblem(res, admission.problem);
      return;
    }
    if (admission.leave !== undefined) res.once('close', admission.leave);
    next();
  };
}
