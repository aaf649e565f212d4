import { randomUUID } from 'node:crypto';
import { agendaServiceSchema } from '@halles/contracts';
import { AgendaServices } from '@halles/domain/agendas';
import { MINUTE, required } from '@halles/kernel';
import { signInAs, writeListings } from '@halles/testing';
import { agendasOf, type AgendasWorld, type Salon } from '@halles/testing/agendas';
import type { Page } from 'playwright-core';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const WIDE = { viewport: { width: 1_280, height: 1_800 } } as const;
/** As high as the page: nothing lies under what sticks to an edge of the window. */
const PHONE = { viewport: { width: 390, height: 6_000 }, hasTouch: true, isMobile: true } as const;
const SHOP = 'lea@calendrier.example';
const CUSTOMER = 'odile@calendrier.example';

describe('the calendar of a hairdresser', () => {
  let stage: MerchantStage;
  let agendas: AgendasWorld;
  let salon: Salon;
  let address: string;
  let cookie: string;

  beforeAll(async () => {
    stage = await openMerchantStage();
    const facts = { displayName: 'Salon du Parc', openingHoursText: 'Mo-Su 08:00-18:00' };
    const [id = 0] = await writeListings(stage.world, stage.ctx, [{ facts }]);
    ({ cookie } = await signInAs(stage.world, stage.ctx, { email: SHOP, grants: [{ listingId: id }] }));
    agendas = await agendasOf(stage.world);
    agendas.at(new Date());
    salon = await agendas.anAgenda(id, { staff: 2 }, stage.ctx);
    address = `${stage.originOf(FILLED)}/pro/commerces/${String(id)}/agenda`;
  });
  afterAll(() => stage.close());

  /** Tomorrow at an hour in UTC: in Paris it is one or two more. */
  const tomorrow = (hour: number): Date => {
    const at = new Date(Date.now() + 24 * 60 * MINUTE);
    at.setUTCHours(hour, 0, 0, 0);
    return at;
  };
  const day = (): string => `${address}?jour=${tomorrow(9).toISOString().slice(0, 10)}`;
  const book = (name: string, hour: number, email = CUSTOMER) =>
    agendas.place(salon, { name, email, startsAt: tomorrow(hour).getTime() }, stage.ctx);
  const open = async (options: object): Promise<Page> => {
    const { page, context } = await stage.visit(FILLED, options);
    const [name = '', value = ''] = cookie.split('=');
    const url = stage.originOf(FILLED).replace('http:', 'https:');
    await context.addCookies([{ name, value, url, secure: true, httpOnly: true }]);
    await page.goto(day());
    return page;
  };
  const item = (page: Page, name: string) => page.locator('.cal__booking', { hasText: name });
  const said = (page: Page, words: string) => page.locator('[data-status]', { hasText: words }).waitFor();
  /** Its column, and the minute at which it begins. */
  const placeOf = (page: Page, name: string): Promise<(string | null)[]> =>
    Promise.all([
      page.locator('.cal__column', { has: item(page, name) }).getAttribute('data-label'),
      page.locator('.cal__item', { has: item(page, name) }).getAttribute('data-from'),
    ]);

  /** Waits until the page was drawn again, with it there. */
  const isAt = async (page: Page, name: string, [column, minute]: [string, number]): Promise<void> =>
    page
      .locator(`[data-label="${column}"] .cal__item[data-from="${String(minute)}"]`, { hasText: name })
      .waitFor();

  it('is dragged with a mouse, asks before it mails, and shows what is booked elsewhere', async () => {
    await book('Odile Martin', 9);
    const page = await open(WIDE);
    await page.locator('[data-ready]').waitFor();
    const [first, minute] = await placeOf(page, 'Odile');
    const other = await page.locator('.cal__column').nth(1).boundingBox();
    const box = required(await item(page, 'Odile').boundingBox(), 'the appointment');
    await page.mouse.move(box.x + 20, box.y + 5);
    await page.mouse.down();
    await page.mouse.move(box.x + 20, box.y + 40, { steps: 4 });
    // An hour is 60 minutes of 0.09 rem.
    const hour = await page.evaluate<number>(
      '5.4 * parseFloat(getComputedStyle(document.documentElement).fontSize)',
    );
    await page.mouse.move((other?.x ?? 0) + 40, box.y + 5 + hour, { steps: 6 });
    await page.mouse.up();
    await page.getByText('Prévenir Odile Martin').waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Déplacer et prévenir' }).click();
    await said(page, 'Un courriel est envoyé.');
    await isAt(page, 'Odile', [first === 'Coiffeur 1' ? 'Coiffeur 2' : 'Coiffeur 1', Number(minute) + 60]);
    await stage.mailTo(CUSTOMER, 'change d’heure');

    await book('Paul Morin', 12, 'paul@calendrier.example');
    await item(page, 'Paul').waitFor();
    expect(await errorsOf(page)).toEqual([]);
  });

  it('is moved by key, and goes back with the reason where it is refused', async () => {
    await book('Jeanne Petit', 13, 'jeanne@calendrier.example');
    const page = await open(WIDE);
    await page.locator('[data-ready]').waitFor();
    const before = await placeOf(page, 'Jeanne');
    await item(page, 'Jeanne').focus();
    await page.keyboard.press('Space');
    await said(page, 'Saisi');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Déplacer sans prévenir' }).press('Enter');
    await said(page, 'Aucun courriel');
    const moved: [string, number] = [before[0] ?? '', Number(before[1]) - 30];
    await isAt(page, 'Jeanne', moved);

    // Beyond the hours of the shop: it is told once, and may be left.
    const carryOn = async () => {
      await item(page, 'Jeanne').focus();
      await page.keyboard.press('Space');
      await said(page, 'Saisi');
      for (let step = 0; step < 26; step += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Déplacer sans prévenir' }).press('Enter');
      await page.getByRole('dialog', { name: 'Déplacer contre une règle' }).waitFor();
    };
    await carryOn();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await errorsOf(page)).toEqual([]);
    }
    await page.getByRole('button', { name: 'Ne rien changer' }).press('Enter');
    await said(page, 'Laissé à sa place');
    await isAt(page, 'Jeanne', moved);
    await carryOn();
    await page.getByRole('button', { name: 'Déplacer quand même' }).press('Enter');
    await said(page, 'Aucun courriel');
    await isAt(page, 'Jeanne', [moved[0], moved[1] + 26 * 15]);
  });

  it('enters several services in a row, and each date of a series, by keyboard alone on a phone', async () => {
    const id = randomUUID();
    const colour = agendaServiceSchema.parse({ name: 'Couleur', duration: 60, resourceIds: salon.staff });
    await agendas.services.get(AgendaServices).save(stage.ctx, salon.id, id, colour);
    const page = await open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    const asked = `prestation=${salon.service}&puis1=${id}&jour=${day().split('=')[1] ?? ''}&personnes=1`;
    await page.goto(`${address}-nouveau?${asked}`);
    // What follows may be followed by something else.
    expect(await page.locator('select[name="puis2"]').count()).toBe(1);
    expect(await errorsOf(page)).toEqual([]);
    const fill = async (name: string, value: string) => {
      await page.locator(`form[method="post"] [name="${name}"]`).focus();
      await page.keyboard.type(value);
    };
    await page.locator('form[method="post"] select[name="startsAt"]').focus();
    await page.keyboard.press('ArrowDown');
    await fill('name', 'Rose Blanc');
    await fill('phone', '06 12 34 56 78');
    await page.locator('select[name="repeter"]').focus();
    await page.keyboard.press('ArrowDown');
    await fill('fois', '2');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Les dates' }).waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Prendre ces 2 rendez-vous' }).press('Enter');
    await page.getByText('Coupe + Couleur').first().waitFor({ state: 'attached' });
    expect(await errorsOf(page)).toEqual([]);
  });

  it('shows one column on a phone, opens an appointment and an empty place with a thumb', async () => {
    const page = await open(PHONE);
    await page.locator('[data-ready]').waitFor();
    expect(await errorsOf(page)).toEqual([]);
    expect(await page.locator('.cal__column:visible').count()).toBe(1);
    await page.locator('.cal__tabs button').nth(1).tap();
    expect(await page.locator('.cal__tabs [aria-pressed="true"]').textContent()).toBe('Coiffeur 2');
    await page.locator('.cal__column:visible [data-ground]').tap({ position: { x: 100, y: 10 } });
    await page.getByRole('button', { name: 'Bloquer ce temps' }).tap();
    // In the column of one of the two, it is their absence.
    await said(page, 'L’absence est notée.');
    await page.locator('.cal__column:visible .cal__free').tap();
    await page.getByRole('button', { name: 'Retirer cette absence' }).tap();
    await said(page, 'L’absence est retirée.');
    await page.locator('.cal__column:visible .cal__booking').first().tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Déplacer' }).waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  it('is a list with forms without JavaScript', async () => {
    const page = await open({ ...WIDE, javaScriptEnabled: false });
    expect(await page.locator('.cal:visible').count()).toBe(0);
    await page.locator('.cal-list').getByRole('link', { name: 'Odile Martin' }).click();
    await page.getByRole('heading', { name: 'Déplacer ce rendez-vous' }).waitFor();
  });
});
