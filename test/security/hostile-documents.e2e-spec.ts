import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MINUTE } from '@halles/kernel';
import { mediaFolder } from '@halles/platform/tenancy';
import {
  GENEROUS,
  hostileDocuments,
  multipartForm,
  type SentFile,
  signInAs,
  SMUGGLED,
  writeListings,
} from '@halles/testing';
import sharp from 'sharp';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';

const HERE = 'ici-bourg';

jest.setTimeout(4 * MINUTE);

describe('documents that speak for a claimant', () => {
  let portal: Portal;
  let cookie: string;
  let claim: string;
  let corpus: readonly SentFile[];

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, upload: { limit: 10_000, windowMs: MINUTE } } });
    const { world } = portal;
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    ({ cookie } = await signInAs(world, world.here));
    const begun = await portal.post(HERE, `/pro/revendiquer/${listing}`, { way: 'document' }, { cookie });
    claim = /[0-9a-f-]{36}/.exec(String(begun.headers.location))?.[0] ?? '';
    corpus = await hostileDocuments();
  });
  afterAll(() => portal.close());

  async function send({ name, type, bytes }: SentFile): Promise<number> {
    const { body, headers } = multipartForm({}, [{ field: 'document', name, type, bytes }]);
    const path = `/pro/demandes/${claim}/document`;
    const { status } = await portal.ask(HERE, path, {
      method: 'POST',
      body,
      headers: { ...headers, cookie },
    });
    return status;
  }

  const folder = (): string => {
    const { config, here } = portal.world;
    return join(mediaFolder(join(config.home, 'media'), here.tenant), 'private', 'claims');
  };
  const kept = (): Promise<string[]> => readdir(folder()).catch(() => []);

  /** What was kept of a file that was taken: nothing that hid in it. */
  async function errorsOf({ what, bytes }: SentFile, name: string): Promise<string[]> {
    const file = await readFile(join(folder(), name));
    if (name.endsWith('.pdf'))
      return file.includes(SMUGGLED) || !/%%EOF\s*$/.test(file.toString('latin1'))
        ? [`${what}: as it came`]
        : [];
    const { format, exif, xmp, iptc, orientation } = await sharp(file).metadata();
    const isClean = format === 'jpeg' && !exif && !xmp && !iptc && orientation === undefined;
    return isClean && !file.equals(bytes) && !file.includes(SMUGGLED)
      ? []
      : [`${what}: ${format}, with notes`];
  }

  it('are sixty hostile files and more', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(60);
    expect(new Set(corpus.map(({ what }) => what)).size).toBe(corpus.length);
  });

  it('are kept as pictures of our own or as papers that lie still, or refused with a sentence; nothing breaks', async () => {
    const errors: string[] = [];
    for (const file of corpus) {
      const status = await send(file);
      const names = await kept();
      if (status >= 500 || (status === 303) !== file.isPicture) errors.push(`${file.what}: ${status}`);
      if (names.length !== (status === 303 ? 1 : 0)) errors.push(`${file.what}: keeps ${names.join(' ')}`);
      for (const name of names) {
        if (!/^[0-9a-f-]{36}\.(pdf|jpg)$/.test(name)) errors.push(`${file.what}: ${name}`);
        errors.push(...(await errorsOf(file, name)));
      }
      // A claim has room for five.
      const { world } = portal;
      await world.work.write(world.here, ({ manager }) => manager.query('DELETE FROM claim_proof'));
      for (const name of names) await rm(join(folder(), name));
    }
    expect(errors).toEqual([]);
    expect(await readdir(join(portal.world.config.home, 'media', '.partial'))).toEqual([]);
  });

  it('that are active say what can be sent instead', async () => {
    const active = corpus.find(({ name }) => name === 'kbis.pdf');
    const { body, headers } = multipartForm({}, [
      {
        field: 'document',
        name: 'kbis.pdf',
        type: 'application/pdf',
        bytes: active?.bytes ?? Buffer.alloc(0),
      },
    ]);
    const path = `/pro/demandes/${claim}/document`;
    const answer = await portal.ask(HERE, path, { method: 'POST', body, headers: { ...headers, cookie } });
    expect([answer.status, answer.body.includes('Envoyez-en une photo')]).toEqual([415, true]);
  });
});
