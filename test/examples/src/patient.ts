import { setTimeout as sleep } from 'node:timers/promises';
import type { Pipeline } from '../../fuzz/src/pipeline.ts';

export const MAX_ATTEMPTS = 40;
export const PATIENCE_MS = 500;

/** A busy machine may say that nothing was decided: the same request is sent again. */
export function patient(pipeline: Pipeline): Pipeline {
  return {
    send: async (request) => {
      for (let attempt = 1; ; attempt++) {
        const answer = await pipeline.send(request);
        if (answer.status !== 503 || attempt === MAX_ATTEMPTS) return answer;
        await sleep(PATIENCE_MS);
      }
    },
  };
}
