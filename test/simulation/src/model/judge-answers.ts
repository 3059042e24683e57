import { isDeepStrictEqual } from 'node:util';
import type { Answered, Asked, History } from '../callers/history.ts';
import type { Placed, Report } from './judge-journal.ts';

/**
 * Holds every answer that anybody ever got against the journal.
 * @param lastStep when the run ended, and an answer was still missing
 */
export function judgeAnswers(
  placed: ReadonlyMap<string, Placed>,
  history: History,
  report: Report,
  lastStep: number,
): void {
  for (const asked of history.asked.values()) {
    const { id, fingerprint } = asked.command;
    const name = `command ${id} (${fingerprint.slice(-4)})`;
    const say: Report = (step, text) => report(step, `${name}: ${text}`);
    const entry = placed.get(id);
    const isOurs = entry?.entry.fingerprint === fingerprint;
    if (asked.answers.length === 0) say(lastStep, 'was never answered');
    for (const answered of asked.answers) {
      if (entry === undefined) say(answered.step, 'was answered and is not in the journal');
      else judgeAnswer(answered, entry, isOurs, say);
    }
    judgeFirst(asked, say);
  }
  judgeRealTime(placed, history, report);
}

function judgeAnswer(
  { answer, headWhenSent, step }: Answered,
  placed: Placed,
  isOurs: boolean,
  say: Report,
): void {
  const { batch, entry, atMs } = placed;
  if (headWhenSent < batch) say(step, `was answered before batch ${batch} was durable`);
  if (answer.status === 'conflict') {
    if (isOurs) say(step, 'was called a conflict, and is the one in the journal');
    return;
  }
  if (!isOurs) {
    say(step, 'got an answer, and another command has its id');
    return;
  }
  const { index, refusal, businessDate } = entry;
  const { replayed: _replayed, ...got } = answer;
  const expected = { status: 'decided', batch, index, atMs, businessDate, refusal };
  if (!isDeepStrictEqual(got, expected))
    say(step, `is ${textOf(expected)}, and the answer was ${textOf(got)}`);
}

/** A command is new once: every later answer says that it is a repetition. */
function judgeFirst({ answers }: Asked, say: Report): void {
  const fresh = answers.filter(({ answer }) => answer.status === 'decided' && !answer.replayed);
  const second = fresh[1];
  if (second !== undefined) say(second.step, 'was executed twice: two answers call it new');
}

/** Who was answered before somebody else asked comes earlier in the journal. */
function judgeRealTime(placed: ReadonlyMap<string, Placed>, history: History, report: Report): void {
  const events: { step: number; answered?: number; sent?: Placed }[] = [];
  const order = new Map([...placed.keys()].map((id, position) => [id, position]));
  for (const { command, answers } of history.asked.values())
    for (const { step } of answers.slice(0, 1)) events.push({ step, answered: order.get(command.id) ?? -1 });
  for (const entry of placed.values()) events.push({ step: entry.asked.firstSentStep, sent: entry });
  events.sort((a, b) => a.step - b.step || (a.sent === undefined ? 1 : -1));
  let newest = -1;
  for (const { answered, sent } of events) {
    if (answered !== undefined) newest = Math.max(newest, answered);
    if (sent !== undefined && (order.get(sent.entry.id) ?? 0) < newest)
      report(sent.step, `entry ${sent.entry.id} was sent after a later entry had been answered`);
  }
}

function textOf(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));
}
