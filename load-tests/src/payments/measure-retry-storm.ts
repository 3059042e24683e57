import { type BenchRig, CONNECTIONS, portsOf, untilListed } from './bench-rig.ts';
import { judgeRetries, type RetryFigures, unzip } from './judge-retries.ts';
import type { Answers, PlannedRequest } from './traffic.ts';

/**
 * Every request twice at one moment, as a till does whose answer is late, and all of them once more afterwards, as one
 * does that lost it.
 */
export async function measureRetryStorm(rig: BenchRig, payments: number): Promise<RetryFigures> {
  const { city, generator, till } = rig;
  const requests = await till.prepare(payments, 'uniform');
  const send = (list: readonly PlannedRequest[]): Promise<Answers> =>
    generator.run({
      kind: 'closed',
      ports: portsOf(city),
      connections: CONNECTIONS,
      requests: list,
      keepBodies: true,
    });
  const twice = await send(requests.flatMap((request) => [request, request]));
  const again = await send(requests);
  const times = [...unzip(twice), again];
  till.book(requests, again);
  await untilListed(rig);
  return {
    payments,
    sends: times.length,
    answersPerSecond: (payments * times.length) / (twice.seconds + again.seconds),
    paidOnce: judgeRetries(times),
  };
}
