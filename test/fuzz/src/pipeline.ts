import type { FuzzRequest } from './compose-request.ts';
import type { Judge } from './judge-answer.ts';
import type { KnownValues } from './known-values.ts';
import type { Tally } from './report.ts';
import type { FuzzAnswer, Sender } from './send-request.ts';

/** The one way out: whatever is sent here is judged, counted and learnt from. */
export interface Pipeline {
  send(request: FuzzRequest): Promise<FuzzAnswer>;
}

export interface PipelineParts {
  readonly sender: Sender;
  readonly judge: Judge;
  readonly tally: Tally;
  /** What everybody may have heard of. */
  readonly known: KnownValues;
}

export function createPipeline({ sender, judge, tally, known }: PipelineParts): Pipeline {
  return {
    send: async (request) => {
      const answer = await sender.send(request);
      if (isNews(request, answer)) {
        const body: unknown = JSON.parse(answer.text);
        known.learn(body);
        request.caller.own.learn(body);
      }
      tally.count(request, answer, judge(request, answer));
      return answer;
    },
  };
}

/** The description itself is no news of anybody. */
function isNews({ operation }: FuzzRequest, { status, contentType, text }: FuzzAnswer): boolean {
  const isJson = text !== '' && contentType.startsWith('application/json');
  return status >= 200 && status < 300 && isJson && operation.id !== 'describeApi';
}
