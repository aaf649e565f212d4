import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { systemClock } from '@halles/kernel';
import { createContext, mediaFolder, toTenant } from '@halles/platform/tenancy';
import { openWorld, platformOf, type World } from '@halles/testing';
import { extract as createExtract, type Header, pack as createPack } from 'tar-stream';
import { v7 as uuid } from 'uuid';
import { ArchiveSigner, exportTenant, importTenant, type ImportOptions, type Manifest } from '.';

interface Part {
  readonly header: Partial<Header> & Pick<Header, 'name'>;
  readonly body: Buffer;
}

const SLUG = 'jamais-ouvert';

describe('an archive that somebody tampered with', () => {
  let world: World;
  let folder: string;
  let parts: readonly Part[];
  const stranger = new ArchiveSigner('another installation has another key of the command line');

  beforeAll(async () => {
    world = await openWorld({ ownRoles: true });
    folder = await mkdtemp(join(tmpdir(), 'halles-forgery-'));
    const media = mediaFolder(join(world.config.home, 'media'), world.here.tenant);
    await mkdir(media, { recursive: true });
    await writeFile(join(media, 'photo.webp'), 'a photo');
    const archive = join(folder, 'here.tar.gz');
    await exportTenant(world.installation, world.here.tenant.slug, archive, { now: systemClock.now() });
    parts = await read(await readFile(archive));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await world.close();
  });

  async function read(archive: Buffer): Promise<Part[]> {
    const extract = createExtract();
    extract.end(gunzipSync(archive));
    const found: Part[] = [];
    for await (const entry of extract) found.push({ header: entry.header, body: await buffer(entry) });
    return found;
  }

  async function tarOf(changed: readonly Part[]): Promise<Buffer> {
    const pack = createPack();
    for (const { header, body } of changed) pack.entry({ ...header, size: body.length }, body);
    pack.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of pack) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }

  let files = 0;
  /** What the import says of an archive, in English; that nothing was made is checked for each. */
  async function refusal(archive: Buffer, options: ImportOptions = {}): Promise<string> {
    const file = join(folder, `${(files += 1)}.tar.gz`);
    await writeFile(file, archive);
    const error = await importTenant(world.installation, file, { slug: SLUG, ...options }).then(
      () => null,
      (thrown: Error & { code?: string }) => thrown,
    );
    expect(error?.code).toBe('archive-refused');
    expect(await platformOf(world).query('SELECT 1 FROM tenant WHERE slug = $1', [SLUG])).toEqual([]);
    return error?.message ?? '';
  }
  const refusalOf = async (changed: readonly Part[], options?: ImportOptions) =>
    refusal(gzipSync(await tarOf(changed)), options);

  const named = (name: string, change: (part: Part) => Part) =>
    parts.map((part) => (part.header.name === name ? change(part) : part));
  const flipped = (part: Part, at = Math.floor(part.body.length / 2)): Part => {
    const body = Buffer.from(part.body);
    body[at] = (body[at] ?? 0) ^ 1;
    return { ...part, body };
  };
  const added = (name: string, header: Partial<Header> = {}, body = ''): Part => ({
    header: { name, ...header },
    body: Buffer.from(body),
  });
  /** The archive with other words in its manifest, signed by whoever is given. */
  const resigned = (change: (manifest: Manifest) => void, signer: ArchiveSigner | null): Part[] => {
    const [first] = parts;
    const manifest = JSON.parse(String(first?.body)) as Manifest;
    change(manifest);
    const body = Buffer.from(JSON.stringify(manifest));
    return parts.flatMap((part) => {
      if (part.header.name === 'manifest.json') return [{ ...part, body }];
      if (part.header.name !== 'manifest.sig') return [part];
      return signer === null ? [] : [{ ...part, body: Buffer.from(signer.sign(body)) }];
    });
  };
  const unchanged = () => undefined;

  it('is refused where a byte is another one, whichever part it is in', async () => {
    const filled = parts.filter(({ body }) => body.length > 0);
    expect(filled.map(({ header }) => header.name)).toEqual(
      expect.arrayContaining(['manifest.json', 'manifest.sig', 'tables/commune.csv', 'media/photo.webp']),
    );
    for (const { header } of filled) {
      expect(await refusalOf(named(header.name, flipped))).toMatch(/signature|damaged|not signed/);
    }
  });

  it('is refused where nobody vouches for it, or somebody else does', async () => {
    expect(await refusalOf(resigned(unchanged, null))).toContain('It is not signed.');
    expect(await refusalOf(resigned(unchanged, stranger))).toContain(stranger.publicKey);
    expect(await refusalOf(resigned(unchanged, stranger), { signedBy: uuid() })).toContain(
      'another installation',
    );
    // The signature of another manifest.
    const other = resigned(({ pending }) => void pending.push({ kind: 'x', ref: uuid() }), null);
    const signature = parts.find(({ header }) => header.name === 'manifest.sig');
    expect(await refusalOf([...other.slice(0, 1), signature ?? added(''), ...other.slice(1)])).toContain(
      'does not fit',
    );
  });

  it.each([
    [
      'the operator names its key',
      () => resigned(unchanged, stranger),
      { signedBy: stranger.publicKey },
      'signed-by',
    ],
    [
      'the operator accepts that nobody vouches',
      () => resigned(unchanged, null),
      { acceptUnverified: true },
      'unverified',
    ],
  ] as const)('is taken over where %s, and its audit log says so', async (_when, make, options, origin) => {
    const file = join(folder, `${origin}.tar.gz`);
    await writeFile(file, gzipSync(await tarOf(make())));
    const slug = `commune-${origin === 'unverified' ? 'acceptee' : 'nommee'}`;
    const { tenant } = await importTenant(world.installation, file, { slug, state: 'live', ...options });
    const ctx = createContext(toTenant(tenant), { kind: 'visitor' }, uuid());
    const rows = await world.work.read(ctx, ({ manager }) =>
      manager.query<{ actor: string; detail: object }[]>(
        "SELECT actor, detail FROM audit_log WHERE action = 'tenant.imported'",
      ),
    );
    expect(rows).toMatchObject([{ actor: 'operator:command', detail: { origin } }]);
  });

  it('is refused whoever vouches for it, where it holds what its manifest does not list, or not as a file', async () => {
    const link = { type: 'symlink', linkname: '/etc/passwd' } as const;
    const first = parts.slice(0, 2);
    const rest = parts.slice(2);
    for (const options of [{}, { acceptUnverified: true }]) {
      expect(await refusalOf([...parts, added('media/more.webp')], options)).toContain('not in the manifest');
      expect(await refusalOf([...parts, parts.at(-1) ?? added('')], options)).toContain('comes twice');
      expect(await refusalOf([...parts, parts[0] ?? added('')], options)).toContain('comes twice');
      expect(await refusalOf([...first, added('media/photo.webp', link), ...rest], options)).toContain(
        'not a file',
      );
      expect(await refusalOf([...parts, added('media', { type: 'directory' })], options)).toContain(
        'not a file',
      );
      expect(await refusalOf([...parts, added('../../escaped')], options)).toContain('not in the manifest');
      expect(await refusalOf(parts.slice(0, -1), options)).toContain('is missing');
      expect(await refusalOf(parts.slice(1), options)).toContain('manifest is missing');
    }
    const escaping = resigned(({ media }) => Object.assign(media[0] ?? {}, { path: '../../escaped' }), null);
    expect(await refusalOf(escaping, { acceptUnverified: true })).toContain('manifest is missing or wrong');
    const twice = resigned(({ media }) => void media.push(...media), null);
    expect(await refusalOf(twice, { acceptUnverified: true })).toContain('in it twice');
  });

  it('is refused where it is cut off, wherever that is', async () => {
    const whole = gzipSync(await tarOf(parts));
    for (const share of [0.02, 0.3, 0.6, 0.9, 0.999])
      await refusal(whole.subarray(0, Math.floor(whole.length * share)), { acceptUnverified: true });
    const tar = await tarOf(parts);
    for (const share of [0.02, 0.5, 0.9])
      await refusal(gzipSync(tar.subarray(0, Math.floor(tar.length * share))), { acceptUnverified: true });
  });

  it('is refused where it unpacks to more than it may, and nothing beyond that is read', async () => {
    const accepting = { acceptUnverified: true };
    const tar = await tarOf(parts);
    const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1_024 ** 2);
    const much = 'unpacks to more than an archive may';
    // In a part, behind the last one, in a header.
    const part = named('tables/commune.csv', (one) => ({
      ...one,
      body: Buffer.concat([one.body, zeros(96)]),
    }));
    expect(await refusalOf(part, accepting)).toContain(much);
    expect(await refusal(gzipSync(Buffer.concat([tar, zeros(8)])), accepting)).toContain(much);
    const header = createPack();
    header.entry({ name: 'media/photo.webp', pax: { comment: zeros(8).fill('a').toString() } }, 'a photo');
    header.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of header) chunks.push(chunk as Buffer);
    // The library refuses a header of more than some kilobytes by itself.
    expect(await refusal(gzipSync(Buffer.concat(chunks)), accepting)).toContain('not a readable archive');
    expect(await refusalOf(parts, { limits: { bytes: 4_096 } })).toContain(much);
    expect(await refusalOf(parts, { limits: { entries: 3 } })).toContain(much);
  });
});
