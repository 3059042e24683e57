import { Problem, problemOfRefusal, type RefusalStatuses } from '@tamsui/platform/http';
import { type Route, route } from '../http/route.ts';
import { type LookUpPayeeDeps, lookUpPayee } from './look-up-payee.ts';
import { payeeLookupBody, payeeWire, printPayee } from './payee-schema.ts';

const LOOKUP_REFUSALS: RefusalStatuses<'too_many_lookups'> = {
  too_many_lookups: {
    status: 429,
    detail: 'You have looked up many people within the hour. Try again later.',
  },
};

export function payeeRoutes(deps: LookUpPayeeDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/payees/lookup',
      operation: 'lookUpPayee',
      tag: 'Transfers',
      summary: 'Show who would receive money, by a masked name',
      description: 'A number that nobody has gets an answer of the same shape; money sent there is refused.',
      access: { resident: 'general' },
      urgency: 'money',
      body: payeeLookupBody,
      answers: { 200: payeeWire },
      refusals: [LOOKUP_REFUSALS],
      handle: async ({ who, body }) => {
        const found = await lookUpPayee(deps, who, body);
        if (found.ok) return { status: 200, body: printPayee(found.value) };
        const { options } = problemOfRefusal(found.refusal, LOOKUP_REFUSALS);
        const waitMs = Date.parse(found.refusal.resets_at) - deps.clock.now().getTime();
        throw new Problem({ ...options, headers: { 'Retry-After': String(Math.ceil(waitMs / 1_000)) } });
      },
    }),
  ];
}
