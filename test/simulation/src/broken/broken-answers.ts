import type { Command, Outcome } from '@tamsui/book';
import { REAL_PARTS } from '../parts.ts';
import { answering, type Broken, remembering, withDeps, withParts } from './patch.ts';

/** Retries, conflicts and replies that are answered wrongly. */
export const BROKEN_ANSWERS: Broken = {
  'a retry is executed again': () => remembering(() => undefined),
  'a refusal is not remembered': () => remembering((entry) => (entry.refusal === null ? entry : undefined)),
  'a conflict is taken for a retry': () =>
    remembering((entry, { fingerprint }) => ({ ...entry, fingerprint })),
  'a retry is taken for a conflict': () => remembering((entry) => ({ ...entry, fingerprint: '' })),
  'a retry of a refusal hears that it was posted': () =>
    answering((outcomes) =>
      outcomes.map((outcome) =>
        outcome.status === 'decided' && outcome.replayed
          ? { ...outcome, entry: { ...outcome.entry, refusal: null } }
          : outcome,
      ),
    ),
  'a retry is called new': () =>
    answering((outcomes) =>
      outcomes.map((outcome) => (outcome.status === 'decided' ? { ...outcome, replayed: false } : outcome)),
    ),
  'answers of one request change places': () => answering((outcomes) => [...outcomes].reverse()),
  'the reply leaves before the commit': () =>
    withDeps(({ append }) => ({
      append: (batch) => {
        append(batch).catch(() => undefined);
        return Promise.resolve();
      },
    })),
  'a retry is answered before its original is durable': () =>
    withParts({
      createSequencer: (deps) => {
        const sequencer = REAL_PARTS.createSequencer(deps);
        const known = ({ id, fingerprint }: Command): Outcome[] => {
          const entry = deps.state.entries.get(id);
          if (entry === undefined || entry.fingerprint !== fingerprint) return [];
          return [{ status: 'decided', replayed: true, entry }];
        };
        return {
          ...sequencer,
          submit: async (commands) => {
            const outcomes = commands.flatMap(known);
            return outcomes.length === commands.length ? outcomes : sequencer.submit(commands);
          },
        };
      },
    }),
  'an unknown commit is called a refusal': () =>
    withParts({
      createSequencer: (deps) => {
        const sequencer = REAL_PARTS.createSequencer(deps);
        return {
          ...sequencer,
          submit: (commands) => sequencer.submit(commands).catch(() => commands.map(failed)),
        };
      },
    }),
  'an unknown commit is tried again as something new': tryAgainAsNew,
};

function failed({ id, fingerprint }: Command): Outcome {
  const place = { batch: 0n, index: 0, at: new Date(0), businessDate: '', purpose: '', account: null };
  const refusal = { code: 'account_unknown' } as const;
  const entry = { id, fingerprint, ...place, refusal, once: null, refunds: null, legs: [] };
  return { status: 'decided', replayed: false, entry };
}

/** The next writer gets what the last one did not bring to an end, under ids of its own. */
function tryAgainAsNew(): ReturnType<typeof withParts> {
  const unknown: Command[] = [];
  let renamed = 0;
  const rename = (command: Command): Command => {
    renamed += 1;
    return { ...command, id: `00000000-0000-8000-9000-${String(renamed).padStart(12, '0')}` };
  };
  return withParts({
    createSequencer: (deps) => {
      const sequencer = REAL_PARTS.createSequencer(deps);
      for (const command of unknown.splice(0)) sequencer.submit([rename(command)]).catch(() => undefined);
      return {
        ...sequencer,
        submit: (commands) =>
          sequencer.submit(commands).catch((error: unknown) => {
            unknown.push(...commands);
            throw error;
          }),
      };
    },
  });
}
