import { bearerToken, Problem, unauthorized } from '@tamsui/platform/http';
import type { Request, RequestHandler, Response } from 'express';
import type { Authenticate } from '../auth/authenticator.ts';
import type {
  MerchantPrincipal,
  OperatorPrincipal,
  Principal,
  ResidentPrincipal,
} from '../auth/principal.ts';

type Handler<Who extends Principal> = (who: Who, req: Request, res: Response) => Promise<void>;

/** Puts the right kind of caller in front of a route's handler. */
export interface Gate {
  operator(handler: Handler<OperatorPrincipal>): RequestHandler;
  resident(handler: Handler<ResidentPrincipal>): RequestHandler;
  merchant(handler: Handler<MerchantPrincipal>): RequestHandler;
}

/** None or an unknown token: 401. A token of another kind than the route is for: 403. */
export function createGate(authenticate: Authenticate): Gate {
  return {
    operator: (handler) => async (req, res) => {
      const who = await callerOf(req);
      if (who.kind !== 'operator') throw wrongKind('operator', who);
      await handler(who, req, res);
    },
    resident: (handler) => async (req, res) => {
      const who = await callerOf(req);
      if (who.kind !== 'resident') throw wrongKind('resident', who);
      await handler(who, req, res);
    },
    merchant: (handler) => async (req, res) => {
      const who = await callerOf(req);
      if (who.kind !== 'merchant') throw wrongKind('merchant', who);
      await handler(who, req, res);
    },
  };

  async function callerOf(req: Request): Promise<Principal> {
    const principal = await authenticate(bearerToken(req));
    if (principal === undefined) throw unauthorized('The token is not known.');
    return principal;
  }
}

function wrongKind(wanted: Principal['kind'], who: Principal): Problem {
  return new Problem({
    status: 403,
    code: 'wrong_token_kind',
    detail: `This is for a ${wanted}'s token; this one is a ${who.kind}'s.`,
  });
}
