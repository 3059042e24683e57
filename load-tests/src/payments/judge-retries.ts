import type { Answers } from './traffic.ts';

export interface RetryFigures {
  /** Different payments that were asked for. */
  readonly payments: number;
  /** How often each was sent. */
  readonly sends: number;
  readonly answersPerSecond: number;
  /** Keys that were paid, answered alike to the byte each time, and said to be decided before each time but one. */
  readonly paidOnce: number;
}

/** What came back for the same keys, one list of answers for each time that all of them were sent. */
export function judgeRetries(times: readonly Pick<Answers, 'statuses' | 'replayed' | 'bodies'>[]): number {
  const [first] = times;
  return (first?.statuses ?? []).filter((_, key) => {
    const fresh = times.filter(({ replayed }) => replayed[key] === false).length;
    return (
      fresh === 1 &&
      times.every(({ statuses, bodies }) => statuses[key] === 201 && bodies[key] === first?.bodies[key])
    );
  }).length;
}

/** Splits the answers to a list in which every request stands twice, one after the other. */
export function unzip(answers: Answers): [Answers, Answers] {
  const every = (offset: number): Answers => {
    const half = <Item>(items: readonly Item[]): Item[] => items.filter((_, at) => at % 2 === offset);
    return {
      ...answers,
      statuses: half(answers.statuses),
      latenciesMs: half(answers.latenciesMs),
      replayed: half(answers.replayed),
      bodies: half(answers.bodies),
    };
  };
  return [every(0), every(1)];
}
