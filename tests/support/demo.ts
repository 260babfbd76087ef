import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

export interface DemoFile {
  url: string;
  logKey: string;
  receiptCode: string;
  users: { role: string; email: string; password: string }[];
}

export interface Demo {
  child: ChildProcess;
  file: DemoFile;
  said: () => string;
  stop(): Promise<void>;
}

/** Starts the demonstration as a person would, on a free port, and waits until it serves. */
export async function startDemo(dataDir: string, args: string[] = []): Promise<Demo> {
  await rm(join(dataDir, 'demo.json'), { force: true });
  const { DATABASE_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [MAIN, 'demo', ...args], {
    env: { ...environment, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (said += text.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (let waited = 0; waited < 120_000; waited += 100) {
    const file = await readFile(join(dataDir, 'demo.json'), 'utf8').catch(() => undefined);
    if (file !== undefined) {
      const stop = async () => {
        child.kill('SIGINT');
        await ended;
      };
      return { child, file: JSON.parse(file) as DemoFile, said: () => said, stop };
    }
    if (child.exitCode !== null) throw new Error(`the demonstration ended with ${child.exitCode}:\n${said}`);
    await pause(100);
  }
  child.kill('SIGKILL');
  throw new Error(`the demonstration did not serve within two minutes:\n${said}`);
}

/** Kills server and database at once, as a power cut would. */
export async function cutPower({ child }: Demo, dataDir: string): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const [postmaster = ''] = (await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')).split('\n');
  const family = await descendants(Number(postmaster));
  child.kill('SIGKILL');
  for (const pid of [Number(postmaster), ...family]) killIfThere(pid);
  await ended;
}

async function descendants(parent: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      return { pid: Number(pid), parent: Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]) };
    }),
  );
  return parents.filter((each) => each.parent === parent).map(({ pid }) => pid);
}

/** A process that ended by itself meanwhile is as dead as we want it. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
