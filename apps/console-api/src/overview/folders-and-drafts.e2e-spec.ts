import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { overviewSchema } from '@halles/contracts';
import { setTenantState } from '@halles/platform/provisioning';
import { DraftPreviews } from '@halles/platform/http';
import { SignedLinks } from '@halles/platform/tenancy';
import { platformOf, type World } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import { ConsoleStage } from '../../testing/console-stage';

describe('folders and drafts in the console', () => {
  const root = mkdtempSync(join(tmpdir(), 'halles-console-folders-'));
  let world: World;
  let stage: ConsoleStage;

  beforeAll(async () => {
    mkdirSync(join(root, 'tenants/ici-bourg'), { recursive: true });
    writeFileSync(join(root, 'tenants/ici-bourg/tenant.json'), '{\n  "slug": "ici-bourg",\n');
    stage = await ConsoleStage.open({ env: { HALLES_ROOT: root } });
    ({ world } = stage);
  });
  afterAll(async () => {
    await stage.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function signedIn(grant?: { role: 'agent' | null; tenantId?: string }): Promise<ConsoleClient> {
    const browser = new ConsoleClient(stage.port);
    await openSession(world, browser, await addAccount(world, grant), true);
    return browser;
  }

  it('says it in French where the console is in French, and in English where it is in English', async () => {
    const operator = await signedIn();
    const said = async (language: string): Promise<readonly string[]> => {
      const { json } = await operator.call({
        path: '/api/overview',
        headers: { 'accept-language': language },
      });
      return overviewSchema.parse(json).tenants.flatMap(({ folderErrors }) => folderErrors);
    };
    expect(await said('fr')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^tenants\/ici-bourg\/tenant\.json:\d+\u00a0: du JSON valable/),
        expect.stringMatching(/^tenants\/ici-bourg\/perimeter\.json\u00a0: ce fichier, qui manque$/),
      ]),
    );
    expect(await said('en')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^tenants\/ici-bourg\/tenant\.json:\d+: valid JSON/),
        expect.stringMatching(/^tenants\/ici-bourg\/perimeter\.json: this file, which is missing$/),
      ]),
    );
  });

  it('says to operators what is wrong in which folder, file and line, and of which territory', async () => {
    const { json } = await (await signedIn()).get('/api/overview');
    const { tenants } = overviewSchema.parse(json);
    expect(tenants.map(({ slug, folderErrors }) => [slug, folderErrors])).toEqual([
      ['autre-ville', []],
      [
        'ici-bourg',
        expect.arrayContaining([
          expect.stringMatching(/^tenants\/ici-bourg\/tenant\.json:\d+\u00a0: du JSON valable/),
        ]),
      ],
    ]);
  });

  it('leads to the preview of a draft who works on it, and nobody else', async () => {
    const { slug, id } = world.there.tenant;
    await platformOf(world).query("UPDATE tenant SET state = 'draft' WHERE id = $1", [id]);
    const path = `/api/tenants/${slug}/preview`;
    const operator = await signedIn();
    const place = async (): Promise<string> =>
      new URL((await operator.get(path)).headers.location ?? '').pathname;
    // The registry of the process follows within a second; what never comes is reported by the runner.
    while ((await place()) === '/') await new Promise((resolve) => setTimeout(resolve, 50));
    const draft = { ...world.there.tenant, state: 'draft' as const };
    const previews = new DraftPreviews(new SignedLinks(world.config.masterKey));
    for (const browser of [operator, await signedIn({ role: 'agent', tenantId: id })]) {
      const answer = await browser.get(path);
      const location = new URL(answer.headers.location ?? '');
      expect([answer.status, location.host, answer.headers['cache-control']]).toEqual([
        303,
        `${slug}.localhost:3000`,
        'no-store',
      ]);
      expect(previews.read(draft, location.pathname, undefined)).toMatchObject({ kind: 'enter' });
    }
    const stranger = await signedIn({ role: 'agent', tenantId: world.here.tenant.id });
    expect((await stranger.get(path)).status).toBe(404);
    expect((await new ConsoleClient(stage.port).get(path)).status).toBe(401);
    await setTenantState(world.installation, slug, 'live', 'test');
    while ((await place()) !== '/') await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await place()).toBe('/');
  });
});
