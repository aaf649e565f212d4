import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type DomainError, MINUTE } from '@halles/kernel';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { aDearPdf, aPdf, aPicture, aTenantContext } from '@halles/testing';
import sharp from 'sharp';
import type { PoolOptions } from './decoding-pool';
import { photoRecipe } from './recipe';
import { SentFile } from './sent-file';
import { UntrustedFiles } from './untrusted-files';
import { untrustedFilesOptions } from './untrusted-files.module';

jest.setTimeout(5 * MINUTE);

const here = aTenantContext('ici-bourg');
const there = aTenantContext('autre-ville');
const accountOf = ({ tenant }: TenantContext, accountId: string): TenantContext =>
  createContext(tenant, { kind: 'account', accountId }, 'request');

/** Noise, which costs an encoder seconds, where a picture of few colours costs it nothing. */
const aDearPicture = (): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const create = { width: 4_000, height: 4_000, channels: 3, background: '#888', noise } as const;
  return sharp({ create }).jpeg({ quality: 50 }).toBuffer();
};

describe('documents that are dear to draw', () => {
  let folder: string;
  let photo: Buffer;
  let files: UntrustedFiles;
  const done: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-dear-'));
    photo = await aPicture(600, 400).jpeg().toBuffer();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  beforeEach(() => {
    done.length = 0;
  });
  afterEach(async () => {
    files.close();
    expect(await readdir(folder)).toEqual([]);
  });

  const open = (options: Partial<PoolOptions> & { readonly processes: number }): UntrustedFiles =>
    new UntrustedFiles({
      ...untrustedFilesOptions({ home: folder, root: process.cwd(), decodingProcesses: options.processes }),
      folder,
      limits: { memoryKilobytes: 1_200_000, workMs: { picture: 20_000, drawing: 1_500 } },
      ...options,
    });

  async function document(ctx: TenantContext, name: string, bytes: Buffer): Promise<void> {
    const received = await files.receiveDocument(new SentFile(Readable.from([bytes])));
    try {
      await (await files.makeDocument(ctx, received)).discard();
      done.push(`${name} made`);
    } catch (error) {
      done.push(`${name} ${(error as DomainError).code}`);
    } finally {
      await received.discard();
    }
  }

  async function picture(ctx: TenantContext, name: string, bytes = photo): Promise<void> {
    const received = await files.receivePicture(new SentFile(Readable.from([bytes])));
    try {
      await (await files.makePictures(ctx, received, photoRecipe())).discard();
      done.push(`${name} made`);
    } catch (error) {
      done.push(`${name} ${(error as DomainError).code}`);
    } finally {
      await received.discard();
    }
  }

  it('are given up at their limit, and say that they are too complicated', async () => {
    files = open({ processes: 3 });
    await document(here, 'dear', aDearPdf());
    await document(here, 'next', aPdf());
    expect(done).toEqual(['dear document-too-complicated', 'next made']);
  });

  it.each([1, 3])(
    'let the photos of their territory and of others pass, with %i processes',
    async (processes) => {
      files = open({ processes });
      const dear = ['one', 'two'].map((name) => document(accountOf(here, name), `dear ${name}`, aDearPdf()));
      // The drawings have begun, or wait: a process more would not help them.
      await new Promise((resolve) => setImmediate(resolve));
      await picture(accountOf(here, 'one'), 'photo here');
      await picture(there, 'photo there');
      expect(done.slice(0, 2)).toEqual(['photo here made', 'photo there made']);
      await Promise.all(dear);
    },
  );

  it('are not opened of an account whose last one cost too much: others need not wait for them', async () => {
    files = open({ processes: 3 });
    const attacker = accountOf(here, 'attacker');
    await Promise.all([
      ...['1st', '2nd', '3rd'].map((name) => document(attacker, name, aDearPdf())),
      document(there, 'there', aPdf()),
    ]);
    expect(done).toHaveLength(4);
    expect(done).toContain('there made');
    await document(attacker, '4th', aPdf());
    await picture(attacker, 'photo');
    await document(accountOf(here, 'modest'), 'modest', aPdf());
    expect(done.slice(4)).toEqual(['4th document-too-complicated', 'photo made', 'modest made']);
  });

  it('leave the tables of their account to be read: what is refused is one kind of file', async () => {
    files = open({ processes: 3 });
    const account = accountOf(here, 'one');
    await document(account, 'dear', aDearPdf());
    const received = await files.receiveTable(
      new SentFile(Readable.from([Buffer.from('Nom;Prix\nPain;1\n')])),
    );
    const rows = await files.readTable(account, received, 10);
    await received.discard();
    expect(rows).toHaveLength(2);
    await document(account, 'next', aPdf());
    expect(done).toEqual(['dear document-too-complicated', 'next document-too-complicated']);
  });

  it('are opened of an account whose photo cost too much', async () => {
    files = open({
      processes: 3,
      limits: { memoryKilobytes: 1_200_000, workMs: { picture: 300, drawing: 20_000 } },
    });
    const account = accountOf(here, 'one');
    await picture(account, 'photo', await aDearPicture());
    await document(account, 'document', aPdf());
    expect(done).toEqual(['photo picture-unreadable', 'document made']);
  });

  it.each([
    {
      signal: 'SIGKILL',
      by: 'a machine that is short of memory',
      outcomes: ['dear file-not-opened', 'next made'],
    },
    { signal: 'SIGTERM', by: 'whoever ends programs', outcomes: ['dear file-not-opened', 'next made'] },
    {
      ...{ signal: 'SIGSEGV', by: 'a decoder that it brought down' },
      outcomes: ['dear document-unreadable', 'next made'],
    },
    {
      ...{ signal: 'SIGXCPU', by: 'the limit of the system' },
      outcomes: ['dear document-too-complicated', 'next document-too-complicated'],
    },
  ] as const)('are blamed for $signal, by $by, only where they did it', async ({ signal, outcomes }) => {
    files = open({
      processes: 3,
      limits: { memoryKilobytes: 1_200_000, workMs: { picture: 20_000, drawing: 30_000 } },
    });
    const account = accountOf(here, 'one');
    const dear = document(account, 'dear', aDearPdf());
    while (files.pids.length === 0 && done.length === 0)
      await new Promise((resolve) => setImmediate(resolve));
    for (const pid of files.pids) process.kill(pid, signal);
    await dear;
    await document(account, 'next', aPdf());
    expect(done).toEqual(outcomes);
  });

  it('blame nobody where the server ends while they are drawn', async () => {
    files = open({ processes: 3 });
    const dear = document(accountOf(here, 'one'), 'dear', aDearPdf());
    while (files.pids.length === 0 && done.length === 0)
      await new Promise((resolve) => setImmediate(resolve));
    files.close();
    await dear;
    expect(done).toEqual(['dear file-not-opened']);
  });

  it('have a quarter of the places to wait, half of them for one territory: photos still find one', async () => {
    files = open({ processes: 2, waiting: 8 });
    const dear = Array.from({ length: 4 }, (_, at) =>
      document(accountOf(here, `${at}`), `${at}`, aDearPdf()),
    );
    await Promise.all([picture(here, 'photo'), picture(there, 'photo')]);
    await Promise.all(dear);
    const count = (code: string): number => done.filter((outcome) => outcome.endsWith(code)).length;
    expect([count('made'), count('files-busy'), count('document-too-complicated')]).toEqual([2, 2, 2]);
  });

  it('are ended by the system where whoever started them cannot any more', async () => {
    files = open({ processes: 2 });
    const dear = document(here, 'dear', aDearPdf());
    let seconds: string[] = [];
    while (seconds.length === 0 && done.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const [pid] = files.pids;
      const limits = pid === undefined ? '' : readFileSync(`/proc/${pid}/limits`, 'utf8');
      seconds = /^Max cpu time +(\d+) +(\d+)/mu.exec(limits)?.slice(1) ?? [];
    }
    await dear;
    // First with a signal that says why (SIGXCPU), then for certain (SIGKILL).
    expect(seconds).toEqual(['4', '6']);
  });
});
