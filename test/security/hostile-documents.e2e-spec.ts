import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MINUTE } from '@halles/kernel';
import { mediaFolder } from '@halles/platform/tenancy';
import {
  GENEROUS,
  hostileDocuments,
  multipartForm,
  namesOfPdf,
  type HostileFile,
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
  let corpus: readonly HostileFile[];

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    ({ cookie } = await signInAs(world, world.here));
    const begun = await portal.post(HERE, `/pro/revendiquer/${listing}`, { way: 'document' }, { cookie });
    claim = /[0-9a-f-]{36}/.exec(String(begun.headers.location))?.[0] ?? '';
    corpus = await hostileDocuments();
  });
  afterAll(() => portal.close());

  async function send({ name, type, bytes }: HostileFile): Promise<number> {
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
  async function errorsOf({ what, bytes }: HostileFile, name: string): Promise<string[]> {
    const file = await readFile(join(folder(), name));
    if (name.endsWith('.pdf')) {
      const active = namesOfPdf(file).filter((one) =>
        /^(?:S|A|AA|JS|F|URI|OpenAction|Annots?|Filespec|ObjStm)$/.test(one),
      );
      const isOurs = active.length === 0 && !file.includes(SMUGGLED) && !file.equals(bytes);
      return isOurs && /%%EOF\s*$/.test(file.toString('latin1')) ? [] : [`${what}: as it came`];
    }
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

  it('are kept as pictures of our own, or refused with a sentence; nothing breaks', async () => {
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

  it('that cannot be opened say what can be sent instead', async () => {
    const answer = await portal.ask(
      HERE,
      `/pro/demandes/${claim}/document`,
      formOf('a PDF that asks for a password'),
    );
    expect([answer.status, answer.body.includes('Envoyez-en une photo')]).toEqual([415, true]);
  });

  it('keep nobody from a page while they are opened', async () => {
    const slow = formOf('a PDF of ten megabytes of letters that are spelt otherwise');
    let opened = 0;
    let pages = 0;
    const checks = Array.from({ length: 10 }, () =>
      portal.ask(HERE, `/pro/demandes/${claim}/document`, slow).then(() => (opened += 1)),
    );
    await Promise.race(checks);
    // A process that opened them itself would answer between two of them, and once or twice.
    while (opened < checks.length) if ((await portal.ask(HERE, '/contact')).status === 200) pages += 1;
    expect(pages).toBeGreaterThan(3 * checks.length);
  });

  function formOf(what: string) {
    const file = corpus.find((one) => one.what === what);
    if (!file) throw new Error(`no such file: ${what}`);
    const { name, type, bytes } = file;
    const { body, headers } = multipartForm({}, [{ field: 'document', name, type, bytes }]);
    return { method: 'POST', body, headers: { ...headers, cookie } };
  }
});
