import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DomainError } from '@halles/kernel';
import { aPdf, aTenantContext, hostileDocuments, namesOfPdf, SMUGGLED } from '@halles/testing';
import sharp from 'sharp';
import { SentFile } from './sent-file';
import { UntrustedFiles } from './untrusted-files';
import { untrustedFilesOptions } from './untrusted-files.module';

/** All that our own PDF says: pages, each with one picture. No action, no script, no file, no form, no annotation. */
const NAMES = new Set(
  (
    'Type XObject Subtype Image BitsPerComponent Width Height ColorSpace DeviceRGB Filter DCTDecode Length Page Parent ' +
    'MediaBox Contents Resources UserUnit ProcSet PDF Text ImageB ImageC ImageI FlateDecode Producer Creator CreationDate ' +
    'Catalog Pages Names Dests Count Kids Size Root Info ID'
  ).split(' '),
);

describe('a document that somebody sends', () => {
  const here = aTenantContext('ici-bourg');
  let folder: string;
  let files: UntrustedFiles;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-documents-'));
    const options = { home: folder, root: process.cwd(), decodingProcesses: 2 };
    files = new UntrustedFiles({ ...untrustedFilesOptions(options), folder });
  });
  afterAll(async () => {
    files.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    expect(await readdir(folder)).toEqual([]);
  });

  async function safeCopyOf(bytes: Buffer): Promise<{ readonly type: string; readonly content: Buffer }> {
    const received = await files.receiveDocument(new SentFile(Readable.from([bytes])));
    try {
      const document = await files.makeDocument(here, received);
      try {
        return { type: document.type, content: await buffer(document.stream()) };
      } finally {
        await document.discard();
      }
    } finally {
      await received.discard();
    }
  }

  const outcomeOf = (bytes: Buffer): Promise<string> =>
    safeCopyOf(bytes).then(
      ({ type }) => type,
      (error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        return error.code;
      },
    );

  function errorsOf(what: string, type: string, content: Buffer): string[] {
    if (content.includes(SMUGGLED)) return [`${what}: smuggles`];
    if (type === 'image/jpeg') return content.readUInt16BE(0) === 0xffd8 ? [] : [`${what}: no JPEG`];
    const foreign = namesOfPdf(content).filter((name) => !NAMES.has(name) && !/^I\d+$/.test(name));
    return foreign.length > 0 ? [`${what}: ${foreign.join(' ')}`] : [];
  }

  it('is stored as its pages look, whatever else is in it, or refused', async () => {
    const errors: string[] = [];
    for (const { what, bytes, isPicture } of await hostileDocuments()) {
      try {
        const { type, content } = await safeCopyOf(bytes);
        errors.push(...errorsOf(what, type, content));
        if (!isPicture) errors.push(`${what}: taken`);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (isPicture) errors.push(`${what}: ${error.code}`);
      }
    }
    expect(errors).toEqual([]);
  }, 600_000);

  it('shows what its page shows', async () => {
    const { content } = await safeCopyOf(aPdf());
    const start = content.indexOf(Buffer.from([0xff, 0xd8, 0xff]));
    const { data, info } = await sharp(content.subarray(start))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([1_413, 2_000]);
    const isInk = (value: number): boolean => value < 96;
    const rows = Array.from({ length: info.height }, (_, row) =>
      data.subarray(row * info.width, (row + 1) * info.width).some(isInk),
    );
    // A line of 24 points, 720 points above the foot of a page of 842.
    const [first, last] = [rows.indexOf(true), rows.lastIndexOf(true)];
    expect([first > 220, last < 310, last > first]).toEqual([true, true, true]);
  });

  it('says why it is refused, and what to do', async () => {
    expect(await outcomeOf(aPdf({ pages: 21 }))).toBe('document-too-long');
    expect(await outcomeOf(aPdf({ pages: 20 }))).toBe('application/pdf');
    const corpus = await hostileDocuments();
    const named = (what: string): Buffer =>
      corpus.find((file) => file.what === what)?.bytes ?? Buffer.alloc(0);
    expect(await outcomeOf(named('a PDF that asks for a password'))).toBe('document-locked');
    expect(await outcomeOf(named('a PDF without a page'))).toBe('document-unreadable');
    expect(await outcomeOf(named('a page that says it is a PDF'))).toBe('document-refused');
  }, 120_000);
});
