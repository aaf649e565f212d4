import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DomainError } from '@halles/kernel';
import { aPicture, aTenantContext, hostilePictures, SMUGGLED } from '@halles/testing';
import sharp from 'sharp';
import { buffer } from 'node:stream/consumers';
import { MAX_PICTURE_BYTES } from './limits';
import { type Recipe, logoRecipe, photoRecipe } from './recipe';
import { SentFile } from './sent-file';
import { UntrustedFiles } from './untrusted-files';
import { untrustedFilesOptions } from './untrusted-files.module';

describe('a picture that somebody sends', () => {
  const here = aTenantContext('ici-bourg');
  let folder: string;
  let files: UntrustedFiles;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-pictures-'));
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

  /** Receives and makes; what is made is read and the folder left as it was. */
  async function through(bytes: Buffer, recipe: Recipe = photoRecipe()) {
    const received = await files.receivePicture(new SentFile(Readable.from([bytes])));
    try {
      const results = await files.makePictures(here, received, recipe);
      const all = [results.master, ...results.files];
      const read = await Promise.all(
        all.map(async (file) => ({ ...file, content: await buffer(results.stream(file)) })),
      );
      await results.discard();
      return read;
    } finally {
      await received.discard();
    }
  }

  it('makes three sizes in three formats of a photograph, and one whole picture to make others of', async () => {
    const made = await through(await aPicture(3_000, 2_000).jpeg().toBuffer());
    const files = made.map(({ file, width, height }) => `${file} ${width}x${height}`);
    expect(files).toEqual([
      'master.jpg 2048x1365',
      '320.avif 320x213',
      '320.webp 320x213',
      '320.jpg 320x213',
      '640.avif 640x427',
      '640.webp 640x427',
      '640.jpg 640x427',
      '1280.avif 1280x853',
      '1280.webp 1280x853',
      '1280.jpg 1280x853',
    ]);
    for (const { content, format, bytes } of made) {
      const meta = await sharp(content).metadata();
      expect({ format: meta.format === 'heif' ? 'avif' : meta.format, bytes: content.length }).toEqual({
        format,
        bytes,
      });
    }
  });

  it('enlarges nothing: a small photograph keeps its own width', async () => {
    const made = await through(await aPicture(500, 400).png().toBuffer());
    expect([...new Set(made.map(({ width }) => width))]).toEqual([500, 320]);
  });

  it('turns a picture upright before its notes go, and cuts what fractions of the upright picture say', async () => {
    const turned = await aPicture(900, 600).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const [whole] = await through(turned);
    expect([whole?.width, whole?.height]).toEqual([600, 900]);
    const cut = await through(turned, photoRecipe({ left: 0, top: 0, width: 1, height: 0.5 }));
    expect(cut.filter(({ format }) => format === 'webp').map(({ width, height }) => [width, height])).toEqual(
      [
        [320, 240],
        [600, 450],
      ],
    );
  });

  it('keeps what can be seen through of a logo, and makes a photograph of it white', async () => {
    const clear = await sharp({ create: { width: 400, height: 400, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    const logo = await through(clear, logoRecipe());
    expect(logo.every(({ format }) => ['png', 'webp'].includes(format))).toBe(true);
    const { channels } = await sharp(logo[0]?.content).stats();
    expect(channels[3]?.max).toBe(0);
    const photo = await through(clear);
    expect((await sharp(photo[0]?.content).stats()).channels[0]?.min).toBe(255);
  });

  it('cuts off what weighs more than ten megabytes while it still comes', async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        yield Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
        for (; sent < 60; sent += 1) yield Buffer.alloc(1024 * 1024);
      })(),
      { highWaterMark: 1 },
    );
    await expect(files.receivePicture(new SentFile(endless))).rejects.toMatchObject({
      code: 'picture-too-large',
    });
    expect(sent).toBeLessThan(MAX_PICTURE_BYTES / 1024 / 1024 + 6);
    expect(endless.destroyed).toBe(true);
  });

  it('refuses what is no photograph at its first bytes', async () => {
    let sent = 0;
    const film = Readable.from(
      (function* () {
        for (; sent < 60; sent += 1) yield Buffer.alloc(64 * 1024, 'x');
      })(),
      { highWaterMark: 1 },
    );
    await expect(files.receivePicture(new SentFile(film))).rejects.toMatchObject({
      code: 'picture-format-refused',
    });
    expect(sent).toBeLessThan(6);
  });

  it('takes no hostile file as it is, survives all of them, and lets no note of a camera through', async () => {
    const corpus = await hostilePictures();
    expect(corpus.length).toBeGreaterThanOrEqual(40);
    const outcomes: string[] = [];
    for (const { what, bytes, isPicture } of corpus) {
      try {
        const made = await through(bytes);
        for (const { content } of made) {
          expect({ what, smuggled: content.includes(SMUGGLED), raw: content.equals(bytes) }).toEqual({
            what,
            smuggled: false,
            raw: false,
          });
          const { exif, xmp, iptc, comments, orientation, pages } = await sharp(content).metadata();
          expect({ what, notes: [exif, xmp, iptc, comments, orientation], pages: pages ?? 1 }).toEqual({
            what,
            notes: Array(5).fill(undefined),
            pages: 1,
          });
        }
        outcomes.push(isPicture ? '' : `${what}: taken`);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        outcomes.push(isPicture ? `${what}: ${error.message}` : '');
      }
    }
    expect(outcomes.filter((outcome) => outcome !== '')).toEqual([]);
    // The last of them is not the end of it.
    expect(await through(await aPicture().jpeg().toBuffer())).toHaveLength(7 + 3);
  }, 120_000);

  it('says why: HEIC, too many pixels, too small', async () => {
    const corpus = await hostilePictures();
    const codeOf = async (what: string): Promise<unknown> => {
      const bytes = corpus.find((file) => file.what === what)?.bytes ?? Buffer.alloc(0);
      return through(bytes).catch((error: unknown) => (error as DomainError).code);
    };
    expect(await codeOf('a photograph of a phone in HEIC')).toBe('picture-heic');
    expect(await codeOf('a PNG of 16,000 points a side')).toBe('picture-too-many-pixels');
    expect(await codeOf('half a JPEG')).toBe('picture-unreadable');
    await expect(through(await aPicture(200, 900).jpeg().toBuffer())).rejects.toMatchObject({
      code: 'picture-too-small',
    });
  });
});
