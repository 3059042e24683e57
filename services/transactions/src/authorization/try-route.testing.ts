import { formatPublicId, newUuid } from '@tamsui/ids';
import type { Route } from '../http/route.ts';
import type { Answer } from '../testing/api.ts';
import type { TestService } from '../testing/test-service.ts';
import type { Caller, CallerKind } from './callers.testing.ts';
import { comparable, expectedAnswer, surpriseOf, type Whose } from './expected-answer.testing.ts';
import { MAKERS, MAKERS_OF_OPERATIONS, type Maker } from './makers.testing.ts';
import { minimalBody } from './minimal-body.testing.ts';
import type { Party } from './parties.testing.ts';

/** One request of the matrix, and what came of it. */
export interface Tried {
  readonly caller: string;
  readonly whose: Whose;
  readonly expected: string;
  /** Undefined when it was answered as expected. */
  readonly surprise: string | undefined;
}

export interface Matrix {
  /** Every kind of caller, and whose things they ask for. */
  tryRoute(route: Route): Promise<Tried[]>;
}

export interface MatrixOptions {
  readonly service: TestService;
  readonly kinds: readonly CallerKind[];
  /** Somebody who is none of the callers. */
  readonly others: Party;
}

/** How to make what the route's path names. @throws Error when nobody has said it */
export function makerOf({ operation, id }: Route): Maker | undefined {
  if (id === undefined) return undefined;
  const maker = MAKERS_OF_OPERATIONS[operation] ?? MAKERS[id.prefix];
  if (maker === undefined)
    throw new Error(`say in makers.testing.ts how to make a ${id.thing} (${id.prefix})`);
  return maker;
}

export function createMatrix({ service, kinds, others }: MatrixOptions): Matrix {
  const lasting = new Map<string, Promise<Caller>>();
  const foreign = new Map<Maker, Promise<string | undefined>>();

  /** One that stays the same, for what changes nothing of it. */
  function lastingCaller(kind: CallerKind): Promise<Caller> {
    const caller = lasting.get(kind.name) ?? kind.make();
    lasting.set(kind.name, caller);
    return caller;
  }

  async function foreignId(maker: Maker): Promise<string> {
    const made = foreign.get(maker) ?? maker(service, others);
    foreign.set(maker, made);
    const id = await made;
    if (id === undefined) throw new Error('the others have one of everything');
    return id;
  }

  async function tryKind(route: Route, kind: CallerKind): Promise<Tried[]> {
    const caller = await lastingCaller(kind);
    const maker = makerOf(route);
    if (maker === undefined) return [await tryWithoutId(route, kind, caller)];
    const note = noteOf(route, kind, caller);
    const random = formatPublicId(route.id?.prefix ?? 'ent', newUuid());
    const toRandom = await send(route, caller, random);
    if (expectedAnswer(route, caller, 'own') !== 'admitted') {
      const toForeign = await send(route, caller, await foreignId(maker));
      return [note('random', toRandom), note('foreign', toForeign)];
    }
    const own = await maker(service, caller.party);
    const toOwn = own === undefined ? [] : [note('own', await send(route, caller, own))];
    // Nothing is foreign to the operator.
    if (caller.kind === 'operator') return [note('random', toRandom), ...toOwn];
    const id = await foreignId(maker);
    const toForeign = await send(route, caller, id);
    const tells = comparable(toForeign, [id]) !== comparable(toRandom, [random]);
    const tried = note('foreign', toForeign);
    const surprise = tells ? `the answer tells it from a random one: ${toForeign.text}` : tried.surprise;
    return [note('random', toRandom), ...toOwn, { ...tried, surprise }];
  }

  /** What is done without an id is done to the caller itself, which may be no caller any more afterwards. */
  async function tryWithoutId(route: Route, kind: CallerKind, lastingOne: Caller): Promise<Tried> {
    const changes = route.method !== 'get' && expectedAnswer(route, lastingOne, 'nothing') === 'admitted';
    const caller = changes && lastingOne.kind !== undefined ? await kind.make() : lastingOne;
    return noteOf(route, kind, caller)('nothing', await send(route, caller, ''));
  }

  return {
    tryRoute: async (route) => (await Promise.all(kinds.map((kind) => tryKind(route, kind)))).flat(),
  };
}

function noteOf(route: Route, { name }: CallerKind, caller: Caller): (whose: Whose, answer: Answer) => Tried {
  return (whose, answer) => {
    const expected = expectedAnswer(route, caller, whose);
    return { caller: name, whose, expected, surprise: surpriseOf(route, expected, answer) };
  };
}

function send(route: Route, { api }: Caller, id: string): Promise<Answer> {
  const body = minimalBody(route);
  return api[route.method](route.path.replace(':id', id), body === undefined ? {} : { body });
}
