import { listingReportSchema } from '@halles/contracts';
import { AdditionService, ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { ReportService } from '@halles/domain/reports';
import { MINUTE, systemClock } from '@halles/kernel';
import { totpCode } from '@halles/platform/auth';
import { setTenantState } from '@halles/platform/provisioning';
import { anAccount, type World, writeListings } from '@halles/testing';
import { type AccountInput, addAccount } from '@halles/testing/console';
import { anAddition, correctByLink } from '@halles/testing/corrections';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Page } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { type ConsoleSession, openConsoleSession, signIn, TELEPHONE } from './console-session';
import { screenLooksRight } from './console-looks';
import { errorsOf, type Misdeeds } from './watched-page';

jest.setTimeout(5 * MINUTE);

type PageName = keyof typeof fr.titles;

/** Every page of the console is made for a telephone: nothing is wider than it, nothing too small for a thumb, no error for axe. */
describe('every page of the console on a telephone', () => {
  let session: ConsoleSession;
  let world: World;
  let app: NestFastifyApplication;
  let origin: string;
  let listing: number;
  const misdeeds: Misdeeds[] = [];
  const visited = new Set<PageName>();

  beforeAll(async () => {
    // More sign in here, one after the other, than do from one address.
    const rateLimits = { login: { limit: 1_000, windowMs: MINUTE } };
    session = await openConsoleSession({ rateLimits });
    ({ world, app, origin } = session);
    const contact = { phone: '+33556000001', email: 'shop@quai.example' };
    [listing = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Boulangerie-pâtisserie de la rue Sainte-Catherine', contact } },
    ]);
    await plantCases();
  });
  afterAll(() => session.close());

  async function plantCases(): Promise<void> {
    const now = systemClock.now();
    const who = { accountId: (await anAccount(world, world.here, { name: 'Jeanne Paul' })).id, siret: null };
    const { id } = await app
      .get(ClaimantService, { strict: false })
      .begin(world.here, listing, who, 'fr', now);
    await app
      .get(ClaimProofService, { strict: false })
      .requestProof(world.here, id, who, { kind: 'town' }, now);
    const report = listingReportSchema.parse({ idempotencyKey: uuid(), kind: 'moved', message: 'Au 4' });
    await app.get(ReportService, { strict: false }).report(world.here, { ...report, listing }, 'fr');
    const asker = await anAccount(world, world.here, { name: 'Ada Morel' });
    await app
      .get(AdditionService, { strict: false })
      .request(world.here, asker.id, anAddition, { isOther: true, locale: 'fr' }, now);
    await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    await correctByLink(world, app, listing, { phone: '+33556000005' });
  }

  /** A browser of its own, on the page where nobody is signed in. */
  async function aVisitor(): Promise<Page> {
    const watched = await session.aPage(TELEPHONE);
    misdeeds.push(watched.misdeeds);
    return watched.page;
  }
  /** @returns the page that somebody with such an account comes to, and the secret of their authenticator */
  async function signedIn(input: AccountInput): Promise<{ page: Page; secret: string }> {
    const account = await addAccount(world, input);
    const page = await aVisitor();
    await page.goto(`${origin}/connexion`);
    await signIn(page, account.email);
    await page.waitForURL((url) => url.pathname !== '/connexion', { waitUntil: 'commit' });
    return { page, secret: account.secret ?? '' };
  }
  async function looks(page: Page, name: PageName, heading: RegExp | string): Promise<void> {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.locator('.ui-skeleton').first().waitFor({ state: 'detached' });
    await screenLooksRight(page, `phone-${name}`);
    for (const width of [320, TELEPHONE.width]) {
      await page.setViewportSize({ ...TELEPHONE, width });
      expect([name, width, await beginsBelow(page)]).toEqual([name, width, []]);
    }
    visited.add(name);
  }

  /** Where the title of the page begins, where that is below the first quarter of the screen: menus are one line each. */
  const beginsBelow = (page: Page): Promise<number[]> =>
    page.evaluate<number[]>(`(() => {
      scrollTo(0, 0);
      return [document.querySelector('main h1').getBoundingClientRect().top].filter((top) => top > innerHeight / 4);
    })()`);

  it('for who is not signed in', async () => {
    const page = await aVisitor();
    for (const [path, name, heading] of [
      ['connexion', 'signIn', 'Connexion'],
      ['mot-de-passe-oublie', 'forgotten', /./],
      ['nouveau-mot-de-passe', 'newPassword', /./],
      ['invitation', 'invitation', /./],
      ['nulle-part', 'notFound', /./],
    ] as const) {
      await page.goto(`${origin}/${path}`);
      await looks(page, name, heading);
    }
    await page.context().close();
  });

  it('for who is on the way in', async () => {
    const tenantId = world.here.tenant.id;
    const first = await signedIn({ role: 'agent', tenantId, mustChange: true });
    await looks(first.page, 'changePassword', /mot de passe/);
    const without = await signedIn({ role: null });
    await looks(without.page, 'noRole', /./);
    for (const { page } of [first, without]) await page.context().close();
  });

  it('for operators', async () => {
    const { page, secret } = await signedIn({ role: 'operator' });
    await looks(page, 'code', /code/i);
    await page.getByLabel(/code/i).first().fill(totpCode(secret, systemClock.now()));
    await page.keyboard.press('Enter');
    await page.waitForURL(`${origin}/`);
    await looks(page, 'overview', /./);
    await page.goto(`${origin}/comptes`);
    await looks(page, 'accounts', fr.titles.accounts);
    await page.goto(`${origin}/double-authentification`);
    await looks(page, 'secondFactor', /./);
    await page.context().close();
  });

  it('for managers and agents', async () => {
    const { page } = await signedIn({ role: 'manager', tenantId: world.here.tenant.id });
    const at = (path: string): string => session.at(path);
    await page.goto(`${origin}/resume-par-message`);
    await looks(page, 'digest', fr.titles.digest);
    for (const [path, name] of [
      ['demandes', 'claims'],
      ['signalements', 'reports'],
      ['fiches', 'listings'],
      ['mandats', 'mandates'],
      ['visites', 'visits'],
      ['commandes', 'orders'],
      ['rendez-vous', 'agendas'],
      ['jauges', 'gauges'],
      ['equipe', 'team'],
    ] as const) {
      await page.goto(at(path));
      await looks(page, name, fr.titles[name]);
    }
    for (const [path, chip, name] of [
      ['demandes', 'demandes', 'claims'],
      ['demandes', 'ajouts', 'addition'],
      ['signalements', 'a déménagé', 'reports'],
      ['signalements', 'corrections par lien', 'correction'],
    ] as const) {
      await page.goto(at(path));
      await page.getByRole('button', { name: `${chip} 1`, exact: true }).click();
      // One is left, whoever has to answer it first.
      await page.locator('.queue-link').nth(1).waitFor({ state: 'detached' });
      await page.locator('.queue-link').click();
      await page.locator('.case-walk').waitFor();
      await looks(page, name, /./);
    }
    await page.goto(at(`fiches/${listing}`));
    await looks(page, 'listings', /Boulangerie/);
    const history = page.getByRole('region', { name: fr.listing.history });
    await history.getByText(fr.listing.noHistory).waitFor();
    expect(await history.getByRole('listitem').count()).toBe(0);
    await page.context().close();
  });

  it('has what belongs to the account folded away, in reach of the keyboard, and the menu where one is in sight', async () => {
    const { page } = await signedIn({ role: 'manager', tenantId: world.here.tenant.id });
    await page.goto(session.at('equipe'));
    const here = page.locator('.main-nav [aria-current="page"]');
    await here.waitFor();
    await page.waitForFunction(
      `document.querySelector('.main-nav [aria-current="page"]').getBoundingClientRect().right <= innerWidth`,
    );
    const account = page.getByRole('button', { name: fr.common.menu });
    const leave = page.getByRole('button', { name: fr.common.signOut });
    expect([await account.getAttribute('aria-expanded'), await leave.isVisible()]).toEqual(['false', false]);
    await account.focus();
    await page.keyboard.press('Enter');
    await leave.waitFor();
    expect([await account.getAttribute('aria-expanded'), await errorsOf(page)]).toEqual(['true', []]);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe(fr.common.changePassword);
    await page.keyboard.press('Escape');
    await leave.waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe(fr.common.menu);
    await page.context().close();
  });

  it('for who follows a link into a territory that is archived', async () => {
    const { email } = await session.agentOfBoth();
    await setTenantState(world.installation, world.there.tenant.slug, 'archived', 'test');
    const page = await aVisitor();
    await page.goto(`${origin}/connexion`);
    await signIn(page, email);
    await page.waitForURL((url) => url.pathname !== '/connexion', { waitUntil: 'commit' });
    await page.goto(`${origin}/territoires/${world.there.tenant.slug}/fiches`);
    await looks(page, 'archived', 'Territoire archivé');
    await page.context().close();
  });

  it('and none is left out', () => {
    expect([...visited].sort()).toEqual(Object.keys(fr.titles).sort());
    expect(misdeeds.flatMap(({ errors, elsewhere }) => [...errors, ...elsewhere])).toEqual([]);
  });
});
