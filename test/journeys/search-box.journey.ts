import { MINUTE } from '@halles/kernel';
import type { Page } from 'playwright-core';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(3 * MINUTE);

describe('the search box', () => {
  let stage: PortalStage;
  beforeAll(async () => {
    stage = await openPortalStage();
  });
  afterAll(() => stage.close());

  const origin = (): string => stage.originOf(FILLED);
  const pathOf = (page: Page): string => page.url().slice(origin().length);

  it('proposes while one types, by keyboard alone, and says so to those who listen', async () => {
    const { context, page, misdeeds } = await stage.visit(FILLED);
    await page.goto(origin());
    await page.focus('#search-what');
    await page.keyboard.type('boulang');
    const options = page.getByRole('option');
    await options.first().waitFor();
    expect(await page.getAttribute('#search-what', 'aria-expanded')).toBe('true');
    expect(await page.getAttribute('#search-what', 'aria-activedescendant')).toBeNull();
    expect(await page.textContent('search-box > form [role=status]')).toContain(
      String(await options.count()),
    );
    expect(await errorsOf(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    const chosen = await page.getAttribute('#search-what', 'aria-activedescendant');
    expect(await page.getAttribute(`#${chosen}`, 'aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    expect([await page.getAttribute('#search-what', 'aria-expanded'), await options.count()]).toEqual([
      'false',
      0,
    ]);
    await page.keyboard.type('e');
    await options.first().waitFor();
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForURL('**/commerces/boulangeries'), page.keyboard.press('Enter')]);
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    await context.close();
  });

  it('searches for what was typed where nothing was chosen, by a click where something is', async () => {
    const { context, page } = await stage.visit(FILLED);
    await page.goto(origin());
    await page.fill('#search-what', 'pharmacie');
    await page.getByRole('option').first().waitFor();
    await Promise.all([page.waitForNavigation(), page.press('#search-what', 'Enter')]);
    expect(pathOf(page)).toBe('/commerces?q=pharmacie&ou=');
    await page.fill('#search-what', 'Pharmacie du C');
    await Promise.all([
      page.waitForURL('**/commerce/pharmacie-du-cours-*'),
      page.getByRole('option').first().click(),
    ]);
    await context.close();
  });

  it('asks for the position on the tap alone, rounds it and keeps what was typed', async () => {
    const { context, page } = await stage.visit(FILLED, {
      geolocation: { latitude: 44.8401234, longitude: -0.5731234 },
      permissions: ['geolocation'],
    });
    await page.goto(origin());
    await page.fill('#search-what', 'boulangerie');
    await Promise.all([
      page.waitForURL((url) => url.searchParams.has('autour')),
      page.getByRole('button', { name: 'Autour de moi' }).click(),
    ]);
    const { searchParams } = new URL(page.url());
    expect([searchParams.get('autour'), searchParams.get('q')]).toEqual(['44.840,-0.573', 'boulangerie']);
    expect(await page.textContent('h1')).toContain('autour de vous');
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([
      0,
      0,
      '',
    ]);
    await context.close();
  });

  it('says that there is no position where it is refused', async () => {
    const { context, page } = await stage.visit(FILLED, { permissions: [] });
    await page.goto(`${origin()}/commerces`);
    await page.getByRole('button', { name: 'Autour de moi' }).click();
    await page.getByText('Votre position n’est pas disponible').waitFor();
    expect(pathOf(page)).toBe('/commerces');
    await context.close();
  });
});
