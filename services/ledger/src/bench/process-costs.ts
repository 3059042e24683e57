import { readdir, readFile } from 'node:fs/promises';

/** CPU time used so far, in seconds. */
export interface CpuSeconds {
  readonly node: number;
  /** Of the server and all its processes; undefined where the operating system does not show it. */
  readonly postgres: number | undefined;
}

/** Linux counts CPU time in hundredths of a second (sysconf(_SC_CLK_TCK)), on every platform that Node runs on. */
const TICKS_PER_SECOND = 100;

/** @param backendPid any process of the server on this machine; its parent is the server itself */
export async function readCpu(backendPid: number): Promise<CpuSeconds> {
  const { user, system } = process.cpuUsage();
  return { node: (user + system) / 1e6, postgres: await readPostgresCpu(backendPid) };
}

async function readPostgresCpu(backendPid: number): Promise<number | undefined> {
  const backend = await readStat(String(backendPid));
  if (backend === undefined) return undefined;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  let ticks = 0;
  for (const stat of await Promise.all(pids.map(readStat))) {
    if (stat?.pid === backend.parent) ticks += stat.ownTicks + stat.endedChildrenTicks;
    if (stat?.parent === backend.parent) ticks += stat.ownTicks;
  }
  return ticks / TICKS_PER_SECOND;
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
  const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((at) => fields[at] ?? 0);
  if (parent === undefined || user === undefined || system === undefined) return undefined;
  return {
    pid: Number(pid),
    parent,
    ownTicks: user + system,
    endedChildrenTicks: (endedUser ?? 0) + (endedSystem ?? 0),
  };
}

/** Largest resident memory of this process so far, in MiB. */
export function peakMemoryMib(): number {
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}
