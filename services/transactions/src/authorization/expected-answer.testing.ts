import { isPublic } from '../http/access.ts';
import { notFoundCode } from '../http/id-fields.ts';
import type { Route } from '../http/route.ts';
import type { Answer } from '../testing/api.ts';
import type { Caller } from './callers.testing.ts';

/** Whose thing a request is about. */
export type Whose = 'own' | 'foreign' | 'random' | 'nothing';

/** `admitted`: whatever the route answers then, it is no question of who asks. */
export type Expected = 'admitted' | `${number} ${string}`;

type Rights = Pick<Caller, 'kind' | 'assurance' | 'permissions'>;

/** What a caller has to hear, by the declaration of the route alone. */
export function expectedAnswer(route: Route, caller: Rights, whose: Whose): Expected {
  const refused = refusalAtTheDoor(route, caller);
  if (refused !== undefined) return refused;
  const isThere = whose === 'own' || whose === 'nothing';
  return isThere || route.id === undefined ? 'admitted' : `404 ${notFoundCode(route.id.thing)}`;
}

function refusalAtTheDoor({ access, verify }: Route, caller: Rights): Expected | undefined {
  if (verify !== undefined) return '401 webhook_signature_invalid';
  if (isPublic(access)) return undefined;
  const { kind, assurance, permissions } = caller;
  if (kind === undefined) return '401 unauthorized';
  if (access[kind] === undefined) return '403 wrong_token_kind';
  if (kind === 'resident' && access.resident === 'gold' && assurance !== 'gold')
    return '403 assurance_too_low';
  const needed = kind === 'merchant' ? access.merchant : undefined;
  return needed !== undefined && permissions?.has(needed) !== true ? '403 permission_missing' : undefined;
}

/** What only the door says, so that an admitted caller never hears it. */
const SAID_AT_THE_DOOR = new Set([
  'unauthorized',
  'wrong_token_kind',
  'permission_missing',
  'assurance_too_low',
]);

/** Some routes have a door of their own, such as a proof by a device. */
function isOwnRefusal({ refusals = [] }: Route, code: string): boolean {
  return refusals.some((table) => Object.hasOwn(table, code));
}

/** What is surprising about an answer; undefined when it is as expected. */
export function surpriseOf(route: Route, expected: Expected, answer: Answer): string | undefined {
  const code = typeof answer.body.code === 'string' ? answer.body.code : '';
  const heard = `${answer.status} ${code}`.trim();
  if (expected !== 'admitted') return heard === expected ? undefined : `${heard} instead of ${expected}`;
  const isHidden = route.id !== undefined && answer.status === 404 && code === notFoundCode(route.id.thing);
  // A body that is not even read would leave untried whether the thing is found.
  const isUntried = route.id !== undefined && code === 'validation_failed';
  const isTurnedAway = SAID_AT_THE_DOOR.has(code) && !isOwnRefusal(route, code);
  const isWrong = answer.status >= 500 || isTurnedAway || isHidden || isUntried;
  return isWrong ? `${heard} to a caller who is let in: ${answer.text.slice(0, 300)}` : undefined;
}

/** An answer without what is new in every answer: two such answers look the same to whoever compares them. */
export function comparable({ status, text }: Answer, ids: readonly string[]): string {
  const plain = ids.reduce((rest, id) => rest.replaceAll(id, '{id}'), text);
  return `${status} ${plain.replaceAll(/req_[0-9a-f]{32}/g, '{request}')}`;
}
