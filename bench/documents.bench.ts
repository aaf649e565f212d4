import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { SentFile, UntrustedFiles, untrustedFilesOptions } from '@halles/platform/untrusted-files';
import { aTenantContext, hostileDocuments } from '@halles/testing';
import { describeLoad } from './measure';

/**
 * What it costs the process that serves pages when documents that were made to be slow are opened: its own processor time,
 * and how late its event loop is, beside the same process with nothing to do. Budget: its own time below a tenth of the whole.
 */
const AT_ONCE = 10;
const IDLE_MS = 3_000;
const MS = 1_000_000;
const tenants = ['here', 'there', 'yonder'].map(aTenantContext);

interface Figures {
  readonly seconds: number;
  readonly ownSeconds: number;
  readonly lateMs: number;
}

async function figuresOf(work: () => Promise<unknown>): Promise<Figures> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const [started, before] = [performance.now(), process.cpuUsage()];
  delay.enable();
  await work();
  delay.disable();
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - started) / 1_000,
    ownSeconds: (user + system) / 1_000_000,
    lateMs: delay.percentile(99) / MS,
  };
}

async function open(files: UntrustedFiles, bytes: Buffer, at: number): Promise<void> {
  const ctx = tenants[at % tenants.length];
  if (!ctx) return;
  const received = await files.receiveDocument(new SentFile(Readable.from([bytes])));
  try {
    await (await files.makeDocument(ctx, received)).discard();
  } catch {
    // A file that is refused was opened too.
  } finally {
    await received.discard();
  }
}

function print(what: string, { seconds, ownSeconds, lateMs }: Figures): void {
  const share = Math.round((ownSeconds / seconds) * 100);
  console.log(
    `${what}: ${seconds.toFixed(1)} s, own processor time ${ownSeconds.toFixed(2)} s (${share} %), ` +
      `event loop late by ${lateMs.toFixed(1)} ms (p99)`,
  );
}

const home = await mkdtemp(join(tmpdir(), 'halles-documents-bench-'));
const files = new UntrustedFiles(untrustedFilesOptions({ home, root: process.cwd(), decodingProcesses: 3 }));
try {
  const slow = (await hostileDocuments()).filter(({ name }) =>
    ['spelt-letters.pdf', 'streams.pdf', 'beginnings.pdf', 'bomb.pdf'].includes(name),
  );
  console.log(describeLoad());
  print('nothing to do', await figuresOf(() => wait(IDLE_MS)));
  for (const { what, bytes } of slow)
    print(
      `${AT_ONCE} times ${what}`,
      await figuresOf(() => Promise.all(Array.from({ length: AT_ONCE }, (_, at) => open(files, bytes, at)))),
    );
} finally {
  files.close();
  await rm(home, { recursive: true, force: true });
}
