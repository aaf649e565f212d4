import { setTenantState } from '@halles/platform/provisioning';
import { MINUTE } from '@halles/kernel';
import { totpCode } from '@halles/platform/auth';
import type { Page } from 'playwright-core';
import { type ConsoleStage, openConsoleStage } from './console-stage';
import { errorsOf, type Misdeeds, watchedPage } from './watched-page';

const TERRITORIES = ['bordeaux', 'grand-angouleme', 'hauts-de-france', 'issy-les-moulineaux', 'valence'];
const PASSWORD = 'quatre piles de cageots vides';

jest.setTimeout(5 * MINUTE);

describe('an operator at the console', () => {
  let stage: ConsoleStage;
  let page: Page;
  let misdeeds: Misdeeds;
  /** Of the authenticator, as it is shown once. */
  let secret = '';

  beforeAll(async () => {
    stage = await openConsoleStage();
    const context = await stage.browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
    });
    ({ page, misdeeds } = await watchedPage(context, stage.origin));
  });

  afterAll(() => stage.close());

  const focused = (): Promise<string> =>
    page.evaluate<string>(
      "document.activeElement?.getAttribute('aria-label') || document.activeElement?.textContent?.trim() || document.activeElement?.id || ''",
    );

  /** Presses Tab until the thing that has the focus is called so; fails after forty presses. */
  async function tabTo(name: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press('Tab');
      const name_ = await focused();
      if (name.test(name_)) return;
      passed.push(name_);
    }
    throw new Error(`Tab never came to ${String(name)}: ${passed.join(' | ')}`);
  }

  const row = (slug: string) => page.locator(`tr[data-slug="${slug}"]`);

  it('is sent to sign in, and keeps the place', async () => {
    await page.goto(`${stage.origin}/?filtre=issy`);
    await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
    expect(new URL(page.url()).searchParams.get('retour')).toBe('/?filtre=issy');
    expect(await page.evaluate('document.documentElement.lang')).toBe('fr');
  });

  it('is told that address or password is wrong, never which', async () => {
    await page.getByLabel('Adresse électronique').fill(stage.operator.email);
    await page.getByLabel('Mot de passe', { exact: true }).fill('ce n’est pas le bon');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('alert').getByText('Adresse ou mot de passe inexacts').waitFor();
    expect(await errorsOf(page)).toEqual([]);
  });

  it('signs in with the one-time password, by keyboard alone, and has to change it', async () => {
    await page.getByLabel('Mot de passe', { exact: true }).fill('');
    await page.keyboard.type(stage.operator.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Choisissez votre mot de passe' }).waitFor();
    await expectEventually(focused, 'Choisissez votre mot de passe');
  });

  it('sees nothing of the platform before that, whatever the address', async () => {
    await page.goto(`${stage.origin}/`);
    await page.getByRole('heading', { level: 1, name: 'Choisissez votre mot de passe' }).waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    await page.goto(`${stage.origin}/?filtre=issy`);
    await page.getByRole('heading', { level: 1, name: 'Choisissez votre mot de passe' }).waitFor();
  });

  it('reads what is asked before typing, and hears what is wrong where it is wrong', async () => {
    await page.getByText('12 caractères au moins').first().waitFor();
    await page.getByLabel('Mot de passe provisoire', { exact: true }).fill('pas celui-là');
    await page.getByLabel('Nouveau mot de passe', { exact: true }).fill('court');
    await page.getByLabel('Le même, encore une fois', { exact: true }).fill('autre');
    await page.keyboard.press('Enter');
    await page.getByText('Il faut 12 caractères au moins.', { exact: true }).waitFor();
    await page.getByText('Les deux saisies diffèrent.', { exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement?.getAttribute("aria-invalid")')).toBe('true');
    expect(await errorsOf(page)).toEqual([]);
  });

  it('is refused a password that everybody tries, and one that rests on a wrong one-time password', async () => {
    await page.getByLabel('Nouveau mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Le même, encore une fois', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Le mot de passe actuel n’est pas le bon.', { exact: true }).waitFor();
    await page.getByLabel('Mot de passe provisoire', { exact: true }).fill(stage.operator.password);
    await page.getByLabel('Nouveau mot de passe', { exact: true }).fill('motdepasse2026');
    await page.getByLabel('Le même, encore une fois', { exact: true }).fill('motdepasse2026');
    await page.keyboard.press('Enter');
    await page.getByText('Ce mot de passe est parmi les premiers que l’on essaie.').last().waitFor();
  });

  it('changes it, and is led on to the second factor', async () => {
    await page.getByLabel('Nouveau mot de passe', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Le même, encore une fois', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Double authentification' }).waitFor();
  });

  it('sees nothing before a second factor is set up, and sets it up by the key that is shown', async () => {
    await page.goto(`${stage.origin}/?filtre=issy`);
    await page.getByRole('heading', { level: 1, name: 'Double authentification' }).waitFor();
    await page.getByRole('img', { name: /Code QR/ }).waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await page.getByText('Sans appareil photo').click();
    secret = (await page.locator('.steps details code').innerText()).replaceAll(/\s/g, '');
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Code refusé').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(totpCode(secret, new Date()));
    await page.keyboard.press('Enter');
    await page.getByText('Codes de secours', { exact: true }).waitFor();
    expect(await page.locator('.recovery-codes li').count()).toBe(10);
    expect(await errorsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Je les ai notés' }).click();
    await row('issy-les-moulineaux').waitFor();
    expect(new URL(page.url()).search).toBe('?filtre=issy');
    expect(await page.locator('tbody tr').count()).toBe(1);
  });

  it('sees the five territories with their state, database, migration, hosts and portal', async () => {
    await page.getByRole('searchbox', { name: 'Filtrer' }).fill('');
    for (const slug of TERRITORIES) {
      const text = (await row(slug).innerText()).replace(/\s+/g, ' ');
      expect(text).toContain('en ligne');
      expect(text).toContain('à jour');
      expect(text).toContain(`${slug}.localhost`);
      expect(text).toContain('principal');
      expect(await row(slug).getByRole('link').getAttribute('href')).toMatch(`//${slug}.localhost`);
    }
  });

  it('sees the engines as they are: two up with their version, and a mail server that does not answer', async () => {
    const engine = (name: string) => page.locator('.engine', { hasText: name });
    await engine('PostgreSQL').getByText('en marche').waitFor();
    await engine('PostgreSQL')
      .getByText(/version 1\d/)
      .waitFor();
    await engine('Redis').getByText('en marche').waitFor();
    await engine('Courrier').getByText('arrêté').waitFor();
    await page.getByRole('heading', { level: 1 }).getByText('Le courrier est arrêté.').waitFor();
  });

  it('sees a suspension in words, without touching anything', async () => {
    await page.getByText('En direct').waitFor();
    await setTenantState(stage.world.installation, 'valence', 'suspended', 'journey');
    await row('valence').getByText('suspendu').waitFor();
    expect(await page.getByTestId('announcement').textContent()).toMatch(/suspendu/);
    await setTenantState(stage.world.installation, 'valence', 'live', 'journey');
    await row('valence').getByText('en ligne').waitFor();
  });

  it('sorts and filters by keyboard alone, and finds the same view after a reload', async () => {
    await page.goto(stage.origin);
    await row('valence').waitFor();
    await tabTo(/^Aller au contenu$/);
    await page.keyboard.press('Enter');
    await tabTo(/^tenant-filter$/);
    await page.keyboard.type('grand angouleme');
    await expectEventually(() => page.locator('tbody tr').count(), 1);
    await tabTo(/^Territoire$/);
    await page.keyboard.press('Enter');
    await expectEventually(
      () => page.getByRole('columnheader', { name: 'Territoire' }).getAttribute('aria-sort'),
      'descending',
    );
    await page.reload();
    await row('grand-angouleme').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await page.getByRole('columnheader', { name: 'Territoire' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
  });

  it('has the whole in English, titles and notes of the server too, and remembers it', async () => {
    await page.goto(stage.origin);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('The mail server does not answer').waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).getByText('Mail is down.').waitFor();
    expect(await page.title()).toMatch(/^Overview/);
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByRole('heading', { level: 1 }).getByText('Le courrier est arrêté.').waitFor();
  });

  it.each([
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
    [320, 'light'],
  ] as const)('shows axe no error at %d px in %s', async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.goto(stage.origin);
    await row('bordeaux').waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await page.goto(`${stage.origin}/mot-de-passe`);
    await page.getByLabel('Mot de passe actuel', { exact: true }).waitFor();
    expect(await errorsOf(page)).toEqual([]);
  });

  it('says that it reconnects when the server leaves, and is live again when it is back', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(stage.origin);
    await page.getByText('En direct').waitFor();
    await stage.stopServer();
    await page.getByText('Reconnexion…').waitFor();
    await page.getByText(/Les chiffres datent de \d+\sh\s\d\d\smin\s\d\d\ss/).waitFor();
    expect(await row('bordeaux').count()).toBe(1);
    await stage.startServer();
    await page.getByText('En direct').waitFor({ timeout: 60_000 });
  });

  it('says what happened when the server is away from the start, and comes back by itself', async () => {
    await page.route('**/api/session', (route) => route.abort());
    await page.goto(stage.origin);
    await page.getByRole('alert').getByText('La console ne joint pas son serveur').waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await page.unroute('**/api/session');
    await row('bordeaux').waitFor({ timeout: 60_000 });
  });

  it('is brought back to sign in when the session ends elsewhere, and then to the same place', async () => {
    await page.goto(`${stage.origin}/?tri=-state`);
    await row('bordeaux').waitFor();
    await page.getByText('En direct').waitFor();
    await page.context().clearCookies();
    await stage.world.installation.platform().query('DELETE FROM console_session');
    await page.getByText('Votre session a pris fin').waitFor({ timeout: 60_000 });
    await page.getByLabel('Adresse électronique').fill(stage.operator.email);
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Code à usage unique' }).waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await stage.world.installation.platform().query('UPDATE console_account SET totp_step = NULL');
    await page.getByLabel('Code', { exact: true }).fill(totpCode(secret, new Date()));
    await page.keyboard.press('Enter');
    await row('bordeaux').waitFor();
    expect(new URL(page.url()).search).toBe('?tri=-state');
  });

  it('signs out: the session is over on the server too', async () => {
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByText('Vous êtes déconnecté').waitFor();
    await page.goto(stage.origin);
    await page.getByRole('heading', { level: 1, name: 'Connexion' }).waitFor();
  });

  it('has asked nothing of anybody else, and broken no rule of its own policy', () => {
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
  });
});

/** Waits up to three seconds for what the page has yet to do. */
async function expectEventually<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const until = Date.now() + 3_000;
  let last = await read();
  while (last !== expected && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    last = await read();
  }
  expect(last).toBe(expected);
}
