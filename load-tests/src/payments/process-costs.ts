import { readdir, readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second (sysconf(_SC_CLK_TCK)), on every platform that Node runs on. */
const MS_PER_TICK = 10;

/** A process of this machine; with the processes that it has started, when it is a server of many. */
export interface MeasuredProcess {
  readonly name: string;
  readonly pid: number;
  readonly withChildren?: boolean;
}

/** CPU time that processes have used so far, in milliseconds, by name; empty where the system does not show it. */
export async function readCpuMs(processes: readonly MeasuredProcess[]): Promise<ReadonlyMap<string, number>> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const stats = (await Promise.all(pids.map(readStat))).filter((stat) => stat !== undefined);
  const used = new Map<string, number>();
  for (const { name, pid, withChildren = false } of processes) {
    const own = stats.find((stat) => stat.pid === pid);
    if (own === undefined) continue;
    const children = withChildren ? stats.filter(({ parent }) => parent === pid) : [];
    const ended = withChildren ? own.endedChildrenTicks : 0;
    const ticks = children.reduce((sum, { ownTicks }) => sum + ownTicks, own.ownTicks + ended);
    used.set(name, (used.get(name) ?? 0) + ticks * MS_PER_TICK);
  }
  return used;
}

/** Resident memory, `VmRSS` of /proc/[pid]/status (proc_pid_status(5)), in MiB; null where it is not shown. */
export async function residentMib(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1];
  return kib === undefined ? null : Math.round(Number(kib) / 1_024);
}

/** The process that started this one; undefined when there is none of this number here. */
export async function parentOf(pid: number): Promise<number | undefined> {
  return (await readStat(String(pid)))?.parent;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly ownTicks: number;
  readonly endedChildrenTicks: number;
}

/** Fields of /proc/[pid]/stat (proc_pid_stat(5)), counted from behind the name, which may hold blanks. */
async function readStat(pid: string): Promise<Stat | undefined> {
  // A process may end while we look, and other systems have no /proc at all.
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const field = (at: number): number => fields[at] ?? 0;
  return {
    pid: Number(pid),
    parent: field(1),
    ownTicks: field(11) + field(12),
    endedChildrenTicks: field(13) + field(14),
  };
}
