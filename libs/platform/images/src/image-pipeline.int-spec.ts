import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { DomainError } from '@halles/kernel';
import { SMUGGLED, aPicture, hostilePictures } from '@halles/testing';
import sharp from 'sharp';
import { ImagePipeline, MOST_BYTES, type Results } from './image-pipeline';
import { imageScript } from './images.module';
import { type Recipe, logoRecipe, photoRecipe } from './recipe';

describe('the pipeline of pictures', () => {
  let folder: string;
  let pipeline: ImagePipeline;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-images-'));
    pipeline = new ImagePipeline({ folder, script: imageScript(process.cwd()) });
  });
  afterAll(async () => {
    pipeline.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    expect(await readdir(folder)).toEqual([]);
  });

  /** Receives and makes; what is made is read and the folder left as it was. */
  async function through(bytes: Buffer, recipe: Recipe = photoRecipe()) {
    const received = await pipeline.receive(Readable.from([bytes]));
    try {
      const results: Results = await pipeline.make(received.path, recipe);
      const all = [results.master, ...results.files];
      const read = await Promise.all(
        all.map(async (file) => ({ ...file, content: await readFile(results.pathOf(file)) })),
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
    await expect(pipeline.receive(endless)).rejects.toMatchObject({ code: 'picture-too-large' });
    expect(sent).toBeLessThan(MOST_BYTES / 1024 / 1024 + 6);
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
    await expect(pipeline.receive(film)).rejects.toMatchObject({ code: 'picture-format-refused' });
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

describe('the process of pictures', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-images-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function one(pipeline: ImagePipeline, bytes: Buffer): Promise<string> {
    const received = await pipeline.receive(Readable.from([bytes]));
    try {
      const results = await pipeline.make(received.path, photoRecipe());
      await results.discard();
      return 'made';
    } catch (error) {
      return (error as DomainError).code;
    } finally {
      await received.discard();
    }
  }

  it('answers for a picture that takes too long, and starts anew for the next', async () => {
    const limits = { memoryKilobytes: 1_200_000, timeoutMs: 150 };
    const hurried = new ImagePipeline({ folder, script: imageScript(process.cwd()), limits, parallel: 1 });
    const large = await aPicture(5_000, 5_000).png().toBuffer();
    expect(await one(hurried, large)).toBe('picture-unreadable');
    hurried.close();
  });

  it('dies alone where its memory does not suffice, and the next picture is made', async () => {
    const limits = { memoryKilobytes: 720_000, timeoutMs: 20_000 };
    const poor = new ImagePipeline({ folder, script: imageScript(process.cwd()), limits, parallel: 1 });
    const large = await aPicture(6_000, 6_000).png({ progressive: true }).toBuffer();
    expect(await one(poor, large)).toBe('picture-unreadable');
    expect(await one(poor, await aPicture(600, 400).jpeg().toBuffer())).toBe('made');
    poor.close();
  });

  it('makes a few at once, lets some wait, and refuses the rest at once', async () => {
    const options = { folder, script: imageScript(process.cwd()), parallel: 2, waiting: 3 };
    const pipeline = new ImagePipeline(options);
    const small = await aPicture(400, 400).jpeg().toBuffer();
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => one(pipeline, small)));
    expect(outcomes.filter((outcome) => outcome === 'made').length).toBe(5);
    expect(outcomes.filter((outcome) => outcome === 'pictures-busy').length).toBe(4);
    expect(pipeline.pids).toHaveLength(2);
    pipeline.close();
    expect(pipeline.pids).toEqual([]);
  });
});
