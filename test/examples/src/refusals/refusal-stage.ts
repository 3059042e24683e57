import { setTimeout as sleep } from 'node:timers/promises';
import type { CityFacts } from '../../../city/running-city.ts';
import { draftOf, type Step, type Told } from '../../../fuzz/src/ask.ts';
import type { Caller } from '../../../fuzz/src/callers.ts';
import { type Draft, sentBy } from '../../../fuzz/src/compose-request.ts';
import type { Operation } from '../../../fuzz/src/description.ts';
import type { Merchant, Resident, Stage } from '../../../fuzz/src/parties.ts';
import type { Pipeline } from '../../../fuzz/src/pipeline.ts';
import type { FuzzAnswer } from '../../../fuzz/src/send-request.ts';
import { normalise } from '../normalise.ts';
import { MAX_ATTEMPTS, PATIENCE_MS } from '../patient.ts';
import type { MetRefusal } from './refusal.ts';

/** A step that may also be sent as nobody should. */
export interface WrongStep extends Step {
  /** Instead of the JSON of `body`. */
  readonly bytes?: string;
  /** True when it has no idempotency key. */
  readonly keyless?: boolean;
}

/** Who stories of refusals are about: people of their own, so that what goes wrong for them is seen by no other story. */
export interface RefusalStage extends Pick<Stage, 'ask' | 'outside'> {
  readonly operator: Caller;
  readonly bank: Caller;
  /** Residents of the sandbox, with money. */
  readonly rich: Resident;
  readonly friend: Resident;
  /** With a phone, and without a cent. */
  readonly phoned: Resident;
  readonly shop: Shop;
  /** Does something that has to be refused with this code, and tells how it was. */
  refused(caller: Caller, operation: string, code: string, step?: WrongStep): Promise<Told>;
  /** Does something many times side by side, until one is refused with this code. */
  refusedInCrowd(crowd: Crowd): Promise<void>;
  /** Lets time pass, or breaks something: what a person in a story cannot do. */
  sql(statement: string): Promise<Readonly<Record<string, unknown>>[]>;
  /** Has the ledger do what no service asks of it. */
  ledger(command: Readonly<Record<string, unknown>>): Promise<void>;
  /** The processes of the city. */
  readonly pids: CityFacts['pids'];
}

/** A shop with what is not to be used any more. */
export interface Shop extends Merchant {
  /** A till that was closed. */
  readonly oldTerminal: string;
  /** Payment codes that nobody made, and that are over. */
  readonly codes: { readonly unknown: string; readonly expired: string };
}

export interface Crowd {
  readonly caller: Caller;
  readonly operation: string;
  readonly code: string;
  readonly step?: WrongStep;
  readonly count: number;
}

export interface RefusalNotes {
  readonly met: readonly MetRefusal[];
  /** What was to be refused and was not, or otherwise. */
  readonly complaints: readonly string[];
}

/** Keeps what was refused, and complains of what was not. */
export function createRefusals(pipeline: Pipeline, operations: ReadonlyMap<string, Operation>) {
  const met: MetRefusal[] = [];
  const complaints: string[] = [];
  let steps = 0;

  async function send(caller: Caller, id: string, step: WrongStep): Promise<FuzzAnswer> {
    const operation = operations.get(id);
    if (operation === undefined) throw new Error(`the description has no operation ${id}`);
    steps += 1;
    return pipeline.send(sentBy(caller, operation, wrongDraft(operation, step, `refused-${steps}`)));
  }

  function note(operation: string, code: string, { status, text }: FuzzAnswer): Told {
    const told = toldIn(text);
    if (told.code === code)
      met.push({ operation, status, code, answer: normalise(told) as MetRefusal['answer'] });
    else
      complaints.push(
        `${operation} was to be refused ${code}, and was answered ${status} ${text.slice(0, 300)}`,
      );
    return told;
  }

  const refused: RefusalStage['refused'] = async (caller, operation, code, step = {}) =>
    note(operation, code, await untilDecided(code, () => send(caller, operation, step)));

  const refusedInCrowd: RefusalStage['refusedInCrowd'] = async ({
    caller,
    operation,
    code,
    step = {},
    count,
  }) => {
    const answers = await Promise.all(Array.from({ length: count }, () => send(caller, operation, step)));
    const isMeant = ({ text }: FuzzAnswer): boolean => toldIn(text).code === code;
    const answer = answers.find(isMeant) ?? answers.at(-1);
    if (answer !== undefined) note(operation, code, answer);
  };

  return { met, complaints, refused, refusedInCrowd };
}

/** A busy machine may say that nothing was decided, which is not what is meant: the request is sent again. */
async function untilDecided(code: string, send: () => Promise<FuzzAnswer>): Promise<FuzzAnswer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await send();
    if (answer.status !== 503 || toldIn(answer.text).code === code || attempt === MAX_ATTEMPTS) return answer;
    await sleep(PATIENCE_MS);
  }
}

/** Of a stream or a file nothing. */
function toldIn(text: string): Told {
  return text.startsWith('{') ? (JSON.parse(text) as Told) : {};
}

function wrongDraft(operation: Operation, { bytes, keyless, ...step }: WrongStep, key: string): Draft {
  const draft = draftOf(operation, step, key);
  const { 'idempotency-key': _key, ...others } = draft.headers;
  return {
    ...draft,
    ...(keyless === true ? { headers: others } : {}),
    ...(bytes === undefined ? {} : { body: Buffer.from(bytes, 'utf8') }),
  };
}
