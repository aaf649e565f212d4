import { MINUTE } from '@halles/kernel';
import { type World, writeListings } from '@halles/testing';
import { addAccount, ConsoleClient, openSession } from '@halles/testing/console';
import type { Locator, Page } from 'playwright-core';
import { type ConsoleSession, openConsoleSession, signIn, TELEPHONE } from './console-session';
import { screenLooksRight } from './console-looks';
import type { Misdeeds } from './watched-page';

jest.setTimeout(5 * MINUTE);

const NOTE = 'Fermé le lundi, revenir un mardi.';

describe('an agent on a tour', () => {
  let session: ConsoleSession;
  let world: World;
  let page: Page;
  let misdeeds: Misdeeds;
  let shop: number;
  let row: Locator;
  let ticked: Locator;

  beforeAll(async () => {
    session = await openConsoleSession();
    world = session.world;
    const names = ['Mercerie du Loup', 'Galerie du Port'];
    [shop = 0] = await writeListings(
      world,
      world.here,
      names.map((displayName) => ({ facts: { displayName } })),
    );
    ({ page, misdeeds } = await session.aPage(TELEPHONE));
    row = page.getByRole('listitem').filter({ hasText: 'Mercerie du Loup' });
    ticked = row.getByRole('checkbox');
    const agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    await page.goto(session.at('visites'));
    // As a telephone fills it in, or as it is copied from a letter.
    await signIn(page, `\u00a0${agent.email.toUpperCase()}\u202f`);
    await page.locator('.chips').getByRole('link').first().click();
    await row.waitFor();
  });
  afterAll(() => session.close());

  it('is asked before a note goes with its visit, and may keep both', async () => {
    await ticked.check();
    await page.getByText('La visite est notée.').waitFor();
    await row.getByText('Noter la visite').click();
    await row.getByLabel('À retenir (Mercerie du Loup)').fill(NOTE);
    await row.getByRole('button', { name: 'Enregistrer la note' }).click();
    await row.getByText(/^Visité le .*Fermé le lundi/).waitFor();
    await ticked.click();
    await row.getByText('La note d’aujourd’hui part avec la visite.').waitFor();
    await screenLooksRight(page, 'visits-note-goes');
    await row.getByRole('button', { name: 'Garder la visite' }).click();
    await page.reload();
    await row.getByText(NOTE).waitFor();
    expect(await ticked.isChecked()).toBe(true);
    await ticked.click();
    await row.getByRole('button', { name: 'Effacer la visite et sa note' }).click();
    await row.getByText('La visite n’est plus notée.').waitFor();
    await row.getByText(NOTE).waitFor({ state: 'detached' });
    expect(await ticked.isChecked()).toBe(false);
  });

  it('sees what a colleague did today on the drawing and in the count, and ticks for nobody else', async () => {
    await page.getByText('Faites aujourd’hui\u00a0: 0.').waitFor();
    const colleague = new ConsoleClient(session.port);
    await openSession(
      world,
      colleague,
      await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id }),
    );
    const path = `/api/tenants/ici-bourg/visits/${shop}`;
    expect((await colleague.call({ method: 'PUT', path, body: { note: null } })).status).toBe(204);
    await page.reload();
    await page.getByText('Faites aujourd’hui\u00a0: 1.').waitFor();
    await page.locator('.tour-stop-visited').waitFor();
    expect(await ticked.isChecked()).toBe(false);
  });

  it('says once that no mail of what waits is wanted, and takes that back', async () => {
    await page.goto(new URL('/resume-par-message', page.url()).href);
    const wanted = page.getByRole('checkbox', { name: 'Recevoir ce qui attend' });
    await wanted.waitFor();
    expect(await wanted.isChecked()).toBe(true);
    await wanted.uncheck();
    await page.getByText('Vous ne le recevrez plus.').waitFor();
    await screenLooksRight(page, 'digest-choice');
    await page.reload();
    await wanted.waitFor();
    expect(await wanted.isChecked()).toBe(false);
    await wanted.check();
    await page.getByText('Vous le recevrez.').waitFor();
  });

  it('has asked nothing of anybody else, and broken no rule of its own policy', () => {
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
  });
});
