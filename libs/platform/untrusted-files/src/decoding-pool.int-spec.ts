import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type DomainError, MINUTE } from '@halles/kernel';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { aPdf, aPicture, aTenantContext } from '@halles/testing';
import sharp from 'sharp';
import { DecodingPool, type PoolOptions } from './decoding-pool';
import type { DecodingTask } from './decoding-process';
import { MAX_PAGES } from './limits';
import { documentRecipe, photoRecipe } from './recipe';
import { SentFile } from './sent-file';
import { UntrustedFiles } from './untrusted-files';
import { untrustedFilesOptions } from './untrusted-files.module';

jest.setTimeout(4 * MINUTE);

const here = aTenantContext('ici-bourg');
const there = aTenantContext('autre-ville');
const accountOf = ({ tenant }: TenantContext, accountId: string): TenantContext =>
  createContext(tenant, { kind: 'account', accountId }, 'request');

describe('the processes that open files', () => {
  let folder: string;
  let tasks: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-pool-'));
    tasks = await mkdtemp(join(tmpdir(), 'halles-pool-tasks-'));
  });
  afterAll(async () => {
    for (const made of [folder, tasks]) await rm(made, { recursive: true, force: true });
  });
  afterEach(async () => {
    expect(await readdir(folder)).toEqual([]);
  });

  const open = (options: Partial<PoolOptions>): UntrustedFiles =>
    new UntrustedFiles({
      ...untrustedFilesOptions({ home: folder, root: process.cwd(), decodingProcesses: 1 }),
      folder,
      ...options,
    });

  async function one(files: UntrustedFiles, bytes: Buffer, ctx = here): Promise<string> {
    const received = await files.receivePicture(new SentFile(Readable.from([bytes])));
    try {
      const made = await files.makePictures(ctx, received, photoRecipe());
      await made.discard();
      return 'made';
    } catch (error) {
      return (error as DomainError).code;
    } finally {
      await received.discard();
    }
  }

  /** Noise, which costs an encoder seconds, where a picture of few colours costs it nothing. */
  const bomb = (): Promise<Buffer> => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const create = { width: 4_000, height: 4_000, channels: 3, background: '#888', noise } as const;
    return sharp({ create }).jpeg({ quality: 50 }).toBuffer();
  };

  it('answer for a file that takes too long, and start anew for the next', async () => {
    const files = open({
      limits: { memoryKilobytes: 1_200_000, workMs: { picture: 1_000, drawing: 1_000 } },
    });
    const small = await aPicture(600, 400).jpeg().toBuffer();
    expect(await one(files, small)).toBe('made');
    expect(await one(files, await bomb())).toBe('picture-unreadable');
    expect(await one(files, small)).toBe('made');
    files.close();
  });

  it('die alone where their memory does not suffice, and the next file is opened', async () => {
    const files = open({
      limits: { memoryKilobytes: 720_000, workMs: { picture: 60_000, drawing: 60_000 } },
    });
    const large = await aPicture(6_000, 6_000).png({ progressive: true }).toBuffer();
    expect(await one(files, large)).toBe('picture-unreadable');
    expect(await one(files, await aPicture(600, 400).jpeg().toBuffer())).toBe('made');
    files.close();
  });

  it('open a few at once, let some wait, and refuse the rest at once', async () => {
    const files = open({ processes: 3, waiting: 6 });
    const small = await aPicture(400, 400).jpeg().toBuffer();
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => one(files, small)));
    // Two are open and three wait: one process and half of the queue are for the others.
    expect(outcomes.filter((outcome) => outcome === 'made').length).toBe(5);
    expect(outcomes.filter((outcome) => outcome === 'files-busy').length).toBe(4);
    expect(files.pids).toHaveLength(2);
    files.close();
    expect(files.pids).toEqual([]);
  });

  it('leave room to one tenant whatever another sends', async () => {
    const files = open({ processes: 3, waiting: 8 });
    const small = await aPicture(400, 400).jpeg().toBuffer();
    const large = await aPicture(1_500, 1_500).jpeg().toBuffer();
    const done: string[] = [];
    const flood = Array.from({ length: 12 }, () =>
      one(files, large).then((outcome) => done.push(`here ${outcome}`)),
    );
    await Promise.all([...flood, one(files, small, there).then((outcome) => done.push(`there ${outcome}`))]);
    const made = done.filter((outcome) => outcome.endsWith('made'));
    expect(made).toHaveLength(7);
    // Behind at most the two that were open already, not behind the queue.
    expect(made.indexOf('there made')).toBeLessThan(3);
    files.close();
  });

  /** A file on the disk, to be opened at once: nothing of it has to be received any more. */
  async function aTask(name: string, kind: 'photo' | 'pdf'): Promise<DecodingTask> {
    const [input, output] = [join(tasks, `${name}.file`), join(tasks, name)];
    await writeFile(input, kind === 'pdf' ? aPdf() : await aPicture(600, 400).jpeg().toBuffer());
    await mkdir(output);
    return kind === 'pdf'
      ? { kind: 'document', type: 'pdf', input, output, recipe: documentRecipe, mostPages: MAX_PAGES }
      : { kind: 'picture', input, output, recipe: photoRecipe() };
  }

  const aPool = (decodingProcesses: number): DecodingPool =>
    new DecodingPool(untrustedFilesOptions({ home: folder, root: process.cwd(), decodingProcesses }));

  it('give each account its turn, and each territory', async () => {
    const [greedy, modest] = [accountOf(here, 'greedy'), accountOf(here, 'modest')];
    const sent = [
      { name: '1st', ctx: greedy, task: await aTask('1st', 'pdf') },
      { name: '2nd', ctx: greedy, task: await aTask('2nd', 'pdf') },
      { name: '3rd', ctx: greedy, task: await aTask('3rd', 'pdf') },
      { name: 'modest', ctx: modest, task: await aTask('modest', 'pdf') },
      { name: 'there', ctx: there, task: await aTask('there', 'pdf') },
    ];
    const pool = aPool(3);
    const done: string[] = [];
    await Promise.all(
      sent.map(async ({ name, ctx, task }) => {
        const answer = await pool.run(ctx, task);
        done.push(`${name} ${'made' in answer ? 'made' : answer.reason}`);
      }),
    );
    expect(done).toEqual(['1st', 'there', 'modest', '2nd', '3rd'].map((name) => `${name} made`));
    pool.close();
  });

  it('are never all open for one territory, whatever it sends and however few there are', async () => {
    const [drawing, photo, waiting] = [
      await aTask('drawing', 'pdf'),
      await aTask('photo', 'photo'),
      await aTask('waiting', 'photo'),
    ];
    const other = await aTask('other', 'photo');
    const pool = aPool(1);
    const ofOne = [drawing, photo, waiting].map((task) => pool.run(accountOf(here, 'one'), task));
    await new Promise((resolve) => setImmediate(resolve));
    expect(pool.pids).toHaveLength(2);
    const ofOther = pool.run(there, other);
    await new Promise((resolve) => setImmediate(resolve));
    expect(pool.pids).toHaveLength(3);
    const answers = await Promise.all([...ofOne, ofOther]);
    expect(answers.map((answer) => 'made' in answer)).toEqual([true, true, true, true]);
    pool.close();
  });
});
