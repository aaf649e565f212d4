import { setTenantState } from '@halles/platform/provisioning';
import { checkHtml } from '@halles/platform/theming';
import { type Portal, openPortal } from '../../testing/portal-harness';

describe('a portal that is closed', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  /** Waits until the page answers with that status. */
  async function until(slug: string, path: string, status: number): Promise<void> {
    while ((await portal.ask(slug, path)).status !== status)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  it('is shut by the news that it is suspended, cached pages included, and opens again', async () => {
    expect((await portal.ask('ici-bourg', '/a-propos')).status).toBe(200);
    await setTenantState(portal.world.installation, 'ici-bourg', 'suspended', 'test');
    await until('ici-bourg', '/a-propos', 503);
    const { body, headers } = await portal.ask('ici-bourg', '/a-propos');
    expect(headers).toMatchObject({ 'retry-after': '600', 'cache-control': 'no-store' });
    expect(body).toContain('CANARY-TITLE ici-bourg');
    expect(checkHtml(body, 'fr')).toEqual([]);
    expect((await portal.ask('autre-ville', '/a-propos')).status).toBe(200);
    await setTenantState(portal.world.installation, 'ici-bourg', 'live', 'test');
    await until('ici-bourg', '/a-propos', 200);
  });

  it('offers no way to pages that would not answer, and still wears its style', async () => {
    await setTenantState(portal.world.installation, 'ici-bourg', 'suspended', 'test');
    await until('ici-bourg', '/', 503);
    const { body } = await portal.ask('ici-bourg', '/en/contact');
    expect(body).not.toMatch(/<a [^>]*href="\/en\/(?:about|contact|businesses)/);
    const css = /href="(\/assets\/[^"]+\.css)"/.exec(body)?.[1] ?? '';
    expect((await portal.ask('ici-bourg', css)).status).toBe(200);
    await setTenantState(portal.world.installation, 'ici-bourg', 'live', 'test');
    await until('ici-bourg', '/', 200);
  });

  it('says that it is closed for good when it is archived', async () => {
    await setTenantState(portal.world.installation, 'autre-ville', 'archived', 'test');
    await until('autre-ville', '/', 410);
    const { body } = await portal.ask('autre-ville', '/');
    expect(body).toContain('Ce portail est fermé');
    expect(checkHtml(body, 'fr')).toEqual([]);
  });
});
