import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MINUTE } from '@halles/kernel';
import { mediaFolder, type TenantContext } from '@halles/platform/tenancy';
import { UntrustedFiles } from '@halles/platform/untrusted-files';
import { aDearPdf, aPdf, aPicture, GENEROUS, multipartForm, signInAs, writeListings } from '@halles/testing';
import sharp from 'sharp';
import { type Answer, openPortal, type Portal } from '../../apps/portal/testing/portal-harness';

const HERE = 'ici-bourg';

jest.setTimeout(4 * MINUTE);

/** Noise, which costs an encoder seconds: its process is met at work. */
const aDearPicture = (): Promise<Buffer> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const create = { width: 4_000, height: 4_000, channels: 3, background: '#888', noise } as const;
  return sharp({ create }).jpeg({ quality: 50 }).toBuffer();
};

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It is dead, and its parent was not told yet.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

describe('a file whose process is killed, as by a machine that is short of memory', () => {
  let portal: Portal;
  let cookie: string;
  let listing: number;
  let claim: string;
  let dear: Buffer;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const { world } = portal;
    const [own = 0, wanted = 0] = await writeListings(world, world.here, [{}, {}]);
    listing = own;
    ({ cookie } = await signInAs(world, world.here, { grants: [{ listingId: own }] }));
    const begun = await portal.post(HERE, `/pro/revendiquer/${wanted}`, { way: 'document' }, { cookie });
    claim = /[0-9a-f-]{36}/.exec(String(begun.headers.location))?.[0] ?? '';
    dear = await aDearPicture();
  });
  afterAll(() => portal.close());

  const send = (path: string, field: string, bytes: Buffer, accept = 'text/html'): Promise<Answer> => {
    const isPdf = bytes.subarray(0, 4).toString('latin1') === '%PDF';
    const file = isPdf
      ? { field, name: 'a.pdf', type: 'application/pdf', bytes }
      : { field, name: 'a.jpg', type: 'image/jpeg', bytes };
    const { body, headers } = multipartForm(field === 'photo' ? { kind: 'photo' } : {}, [file]);
    return portal.ask(HERE, path, { method: 'POST', body, headers: { ...headers, cookie, accept } });
  };

  /** Kills whatever opens files until there is an answer. */
  async function killedAt(asked: Promise<Answer>): Promise<Answer> {
    const files = portal.app.get(UntrustedFiles, { strict: false });
    let isAnswered = false;
    const answer = asked.finally(() => (isAnswered = true));
    while (!isAnswered) {
      for (const pid of files.pids) kill(pid);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return answer;
  }

  /** All that is stored of files, on the disk and in the tables. */
  async function stored(ctx: TenantContext): Promise<readonly unknown[]> {
    const { config, work } = portal.world;
    const media = join(config.home, 'media');
    const filesOf = (folder: string) => readdir(folder, { recursive: true }).catch(() => []);
    const rows = await work.read(ctx, ({ manager }) =>
      manager.query<unknown[]>('SELECT id FROM photo UNION ALL SELECT id FROM claim_proof'),
    );
    return [rows, await filesOf(mediaFolder(media, ctx.tenant)), await filesOf(join(media, '.partial'))];
  }

  it.each([
    ['photo', 'fr', () => `/pro/commerces/${listing}/photos`, () => dear, /n’est pas en cause.*Réessayez/],
    ['photo', 'en', () => `/en/pro/businesses/${listing}/photos`, () => dear, /not to blame.*[Tt]ry again/],
    [
      'document',
      'fr',
      () => `/pro/demandes/${claim}/document`,
      () => aDearPdf(),
      /n’est pas en cause.*Réessayez/,
    ],
  ] as const)(
    'is not stored (%s, %s), and whoever sent it reads that it is to be sent again',
    async (field, _language, path, bytes, words) => {
      const before = await stored(portal.world.here);
      const { status, body } = await killedAt(send(path(), field, bytes()));
      expect(status).toBe(503);
      expect(body).toMatch(words);
      expect(await stored(portal.world.here)).toEqual(before);
    },
  );

  it('is told to programs as a problem, with when to try again', async () => {
    const asked = send(`/pro/commerces/${listing}/photos`, 'photo', dear, 'application/json');
    const { status, headers, body } = await killedAt(asked);
    expect([status, headers['retry-after']]).toEqual([503, '10']);
    expect(JSON.parse(body)).toMatchObject({ code: 'file-not-opened' });
  });

  it('is opened when it is sent again', async () => {
    const photo = await send(
      `/pro/commerces/${listing}/photos`,
      'photo',
      await aPicture(900, 600).jpeg().toBuffer(),
    );
    const document = await send(`/pro/demandes/${claim}/document`, 'document', aPdf());
    expect([photo.status, document.status]).toEqual([303, 303]);
  });
});
