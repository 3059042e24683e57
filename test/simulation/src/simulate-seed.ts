import { MEMORY_LIMITS } from '@tamsui/book';
import { createCaller } from './callers/caller.ts';
import { createCity } from './callers/city.ts';
import { createHistory } from './callers/history.ts';
import { createNetwork } from './callers/network.ts';
import { startProgram } from './callers/program.ts';
import { createFaults } from './faults.ts';
import { judgeAnswers } from './model/judge-answers.ts';
import { type Finding, judgeJournal } from './model/judge-journal.ts';
import { type Parts, REAL_PARTS } from './parts.ts';
import { createProfile } from './profile.ts';
import { createRandom } from './random.ts';
import { createCheckpoints } from './store/checkpoints.ts';
import { createCommittedReads } from './store/committed-reads.ts';
import { createJournal } from './store/journal.ts';
import { createScheduler } from './time/scheduler.ts';
import { createWallClock } from './time/wall-clock.ts';
import { createCluster } from './writer/cluster.ts';

/** What became of one seed. */
export interface SeedResult {
  readonly seed: number;
  /** Commands that callers meant, and requests in which they sent them. */
  readonly commands: number;
  readonly requests: number;
  readonly answers: number;
  readonly entries: number;
  readonly commits: number;
  readonly takeovers: number;
  readonly steps: number;
  readonly faults: Readonly<Record<string, number>>;
  /** In the order of steps. Nothing is left undecided: a caller without an answer is a finding too. */
  readonly findings: readonly Finding[];
  /** Of everything that happened: the same for every run of the seed. */
  readonly logHash: string;
}

interface Options {
  readonly parts?: Parts;
  /** Hears every event. */
  readonly trace?: (line: string) => void;
}

/** After this everything heals, and all that is still under way must come to an end. */
const TROUBLE_MS = 6_000;
const PLENTY = { ...MEMORY_LIMITS, entries: 50_000 };
/** More than what the two callers of such a seed have under way at a time, and less than what the city has. */
const LITTLE = { ...MEMORY_LIMITS, accounts: 20, entries: 24 };

/** Plays one seed from an empty journal until every caller has its answers, and judges it. */
export async function simulateSeed(
  seed: number,
  { parts = REAL_PARTS, trace }: Options = {},
): Promise<SeedResult> {
  const random = createRandom(seed);
  const profile = createProfile(random);
  const faults = createFaults();
  const scheduler = createScheduler(trace);
  const clock = createWallClock(scheduler, random, faults);
  const journal = createJournal(parts.fence);
  const checkpoints = createCheckpoints(journal);
  const history = createHistory();
  const city = createCity(profile.wallets);
  const findings: Finding[] = [];
  const onBug = (error: unknown): void => {
    findings.push({ step: scheduler.step(), text: error instanceof Error ? error.message : String(error) });
  };

  const cluster = createCluster(
    {
      parts,
      scheduler,
      random,
      faults,
      journal,
      checkpoints,
      reads: createCommittedReads(journal, checkpoints),
      storeTrouble: profile.store,
      memory: profile.smallMemory ? LITTLE : PLENTY,
      onBug,
    },
    clock,
  );
  const headNumber = (): bigint => journal.headNumber();
  const network = createNetwork({
    scheduler,
    random,
    faults,
    cluster,
    trouble: profile.network,
    headNumber,
    onBug,
  });
  const newCaller = () =>
    createCaller({ scheduler, random, network, history, city, processes: cluster.size });
  const program = startProgram({
    profile,
    random,
    scheduler,
    city,
    now: () => clock.nowFor(cluster.size),
    newCaller,
  });

  const everySoOften = (meanMs: number, name: string, act: () => void): void => {
    scheduler.after(random.between(meanMs / 2, meanMs * 2), name, () => {
      if (!faults.isTrouble()) return;
      act();
      everySoOften(meanMs, name, act);
    });
  };
  everySoOften(profile.misfortuneEveryMs, 'misfortune', cluster.misfortune);
  everySoOften(profile.clockJumpEveryMs, 'clocks jump', clock.jump);
  scheduler.after(TROUBLE_MS, 'everything heals', faults.heal);

  const ended = await scheduler.run(() => program.isFinished() || findings.length > 0);
  const add = (step: number, text: string): void => {
    findings.push({ step, text });
  };
  if (!ended) add(scheduler.step(), 'it did not come to an end, though everything has healed');
  judgeAnswers(judgeJournal(journal.landed, history, add), history, add, scheduler.step());

  return {
    seed,
    commands: history.asked.size,
    requests: program.requests(),
    answers: [...history.asked.values()].reduce((sum, { answers }) => sum + answers.length, 0),
    entries: journal.landed.reduce((sum, { batch }) => sum + batch.entries.length, 0),
    commits: journal.landed.length,
    takeovers: cluster.takeovers(),
    steps: scheduler.step(),
    faults: Object.fromEntries([...faults.counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    findings: findings.sort((a, b) => a.step - b.step),
    logHash: scheduler.logHash(),
  };
}
