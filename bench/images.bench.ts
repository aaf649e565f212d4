import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  photoRecipe,
  SentFile,
  UntrustedFiles,
  untrustedFilesOptions,
} from '@halles/platform/untrusted-files';
import { aPicture, aTenantContext } from '@halles/testing';
import sharp from 'sharp';
import { compare, describeLoad, measure, printComparison } from './measure';

/**
 * A photograph of twelve megapixels: received, decoded in the process of its own and encoded again in three sizes and
 * three formats, beside the raw limit, the same encodings by sharp alone in this process. Then twenty at once: the
 * memory of all our processes together. Budgets: 75 % of the raw limit; 900 MB with twenty at once.
 */
const WIDTHS = [320, 640, 1_280];
const ROUNDS = 3;
const MS = 4_000;
const AT_ONCE = 20;
const MEGABYTE = 1024 * 1024;
const PAGE = 4_096;

const root = process.cwd();
const tenant = aTenantContext('bench');

/** Resident memory of a process, bytes (proc(5), statm). */
function residentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE;
  } catch {
    return 0;
  }
}

/** What must be done in any case: decode once, encode ten times. */
async function raw(bytes: Buffer): Promise<void> {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .resize({ width: 2_048, height: 2_048, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = () =>
    sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  await pixels().jpeg({ quality: 80, mozjpeg: true }).toBuffer();
  for (const width of WIDTHS) {
    await pixels().resize({ width }).avif({ quality: 52, effort: 2, chromaSubsampling: '4:2:0' }).toBuffer();
    await pixels().resize({ width }).webp({ quality: 76, effort: 3, smartSubsample: true }).toBuffer();
    await pixels().resize({ width }).jpeg({ quality: 80, mozjpeg: true }).toBuffer();
  }
}

async function ours(files: UntrustedFiles, bytes: Buffer): Promise<void> {
  const sent = await files.receivePicture(new SentFile(Readable.from([bytes])));
  try {
    const results = await files.makePictures(tenant, sent, photoRecipe());
    await results.discard();
  } finally {
    await sent.discard();
  }
}

async function twenty(files: UntrustedFiles, bytes: Buffer): Promise<void> {
  let [most, own] = [0, 0];
  const timer = setInterval(() => {
    own = Math.max(own, residentOf(process.pid));
    const all = [process.pid, ...files.pids].map(residentOf);
    most = Math.max(
      most,
      all.reduce((sum, one) => sum + one, 0),
    );
  }, 20);
  const before = residentOf(process.pid);
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, () => ours(files, bytes)));
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(timer);
  console.log(
    `\n${AT_ONCE} photographs at once: ${seconds.toFixed(1)} s, ${(seconds / AT_ONCE).toFixed(2)} s each; ` +
      `all processes ${Math.round(most / MEGABYTE)} MB at most, this one ${Math.round((own - before) / MEGABYTE)} MB more ` +
      `than before (${describeLoad()})`,
  );
}

const home = await mkdtemp(join(tmpdir(), 'halles-images-bench-'));
const files = new UntrustedFiles(untrustedFilesOptions({ home, root, decodingProcesses: 3 }));
try {
  sharp.concurrency(1);
  sharp.cache(false);
  const noise = { type: 'gaussian', mean: 0, sigma: 6 } as const;
  const grain = await sharp({
    create: { width: 4_000, height: 3_000, channels: 3, background: '#888', noise },
  })
    .png()
    .toBuffer();
  const bytes = await aPicture(4_000, 3_000)
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer();
  await twenty(files, bytes);
  const results = await compare(
    {
      'sharp alone': () => measure(1, MS, () => raw(bytes)),
      'received and made': () => measure(1, MS, () => ours(files, bytes)),
    },
    ROUNDS,
  );
  printComparison(`A photograph of 12 megapixels, ${(bytes.length / MEGABYTE).toFixed(1)} MB`, results);
} finally {
  files.close();
  await rm(home, { recursive: true, force: true });
}
