import type { Reply } from './connection.ts';
import { type Answers, isShed, NEVER_SENT } from './traffic.ts';

/** Where loops write what became of their requests. */
export interface AnswerSheet {
  write(index: number, reply: Reply, latencyMs: number): void;
  finish(seconds: number): Answers;
}

export function createAnswerSheet(requests: number): AnswerSheet {
  const statuses = new Array<number>(requests).fill(NEVER_SENT);
  const latenciesMs = new Array<number>(requests).fill(0);
  const replayed = new Array<boolean>(requests).fill(false);
  const bodies: string[] = [];
  let shed = 0;
  let shedWithoutRetryAfter = 0;
  return {
    write: (index, reply, latencyMs) => {
      statuses[index] = reply.status;
      latenciesMs[index] = latencyMs;
      replayed[index] = reply.replayed;
      if (reply.body !== null) bodies[index] = reply.body;
      if (!isShed(reply.status)) return;
      shed += 1;
      if (reply.retryAfter === null) shedWithoutRetryAfter += 1;
    },
    finish: (seconds) => ({ seconds, statuses, latenciesMs, replayed, bodies, shed, shedWithoutRetryAfter }),
  };
}
