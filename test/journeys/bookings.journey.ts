import { mkdirSync } from 'node:fs';
import { MINUTE, required } from '@halles/kernel';
import { signInAs, writeListings } from '@halles/testing';
import { agendasOf } from '@halles/testing/agendas';
import type { Page } from 'playwright-core';
import { Thumb } from './merchant-hand';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

/** Where pictures of the screens are kept, when somebody wants to look at them. */
const PICTURES = process.env['HALLES_PICTURES'];
const PHONE = { viewport: { width: 320, height: 720 }, hasTouch: true, isMobile: true } as const;
const SHOP = 'lea@salon.example';

describe('an appointment at the hairdresser’s', () => {
  let stage: MerchantStage;
  let address: string;

  beforeAll(async () => {
    stage = await openMerchantStage();
    const facts = { displayName: 'Salon du Cours', openingHoursText: 'Mo-Su 00:00-24:00' };
    const [id = 0] = await writeListings(stage.world, stage.ctx, [{ facts }]);
    await signInAs(stage.world, stage.ctx, { email: SHOP, grants: [{ listingId: id }] });
    const agendas = await agendasOf(stage.world);
    agendas.at(new Date());
    const settings = { cancellationNotice: 60, notice: 120, horizon: 20 };
    await agendas.anAgenda(id, { settings, service: { description: 'Shampoing compris' } }, stage.ctx);
    address = `${stage.originOf(FILLED)}/commerce/salon-du-cours-${String(id)}`;
  });
  afterAll(() => stage.close());

  const look = async (page: Page, name: string): Promise<void> => {
    // As high as the page: nothing lies under what sticks to an edge of the window.
    await page.setViewportSize({ ...PHONE.viewport, height: 6_000 });
    expect([name, await errorsOf(page)]).toEqual([name, []]);
    await page.setViewportSize(PHONE.viewport);
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  };
  async function linkIn(customer: string, subject: string): Promise<string> {
    const { text, attachments } = await stage.mailTo(customer, subject);
    expect(attachments.map(({ filename }) => filename)).toEqual([
      expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}\.ics$/),
    ]);
    const [, link] =
      /rendez-vous\s*:\s*(http\S+)|annuler\s*:\s*(http\S+)/.exec(text ?? '')?.filter(Boolean) ?? [];
    return required(link, 'the link of the mail');
  }

  it.each([
    ['with JavaScript', true],
    ['without', false],
  ])(
    'is booked by a guest on a phone in nine touches, %s, moved and cancelled from the mail',
    async (name, javaScriptEnabled) => {
      const { page, context } = await stage.visit(FILLED, { ...PHONE, javaScriptEnabled });
      const hand = new Thumb(page);
      const customer = `odile-${javaScriptEnabled ? 'a' : 'b'}@salon.example`;
      await page.goto(address);
      if (javaScriptEnabled) await look(page, 'booking-1-shop');
      await hand.press(page.getByRole('link', { name: 'Prendre rendez-vous' }), 'the section');
      await hand.go(page.getByRole('link', { name: 'Coupe', exact: true }), 'service');
      if (javaScriptEnabled) await look(page, 'booking-2-times');
      await hand.go(page.locator('.booking-week__times button:visible').last(), 'time');
      await page.getByText('Cette heure vous est gardée jusqu’à').waitFor();
      if (javaScriptEnabled) await look(page, 'booking-3-form');
      await hand.fill(page.getByLabel('Votre nom'), 'Odile Martin', 'name');
      await hand.fill(page.getByLabel('Votre adresse électronique'), customer, 'address');
      await hand.go(page.getByRole('button', { name: 'Prendre ce rendez-vous' }), 'book');
      expect([name, hand.steps.length <= 9]).toEqual([name, true]);
      await page.getByText('Vous êtes attendu.').waitFor();
      if (javaScriptEnabled) await look(page, 'booking-4-booked');
      await stage.mailTo(SHOP, 'Nouveau rendez-vous');

      await page.goto(await linkIn(customer, 'est confirmé'));
      await page.getByRole('link', { name: 'Déplacer ce rendez-vous' }).tap();
      await page.locator('.booking-week__times a:visible').first().tap();
      await page.getByRole('button', { name: 'Oui, déplacer' }).waitFor();
      if (javaScriptEnabled) await look(page, 'booking-5-move');
      await page.getByRole('button', { name: 'Oui, déplacer' }).tap();
      await page.getByText('Votre rendez-vous est déplacé.').waitFor();
      await page.goto(await linkIn(customer, 'change d’heure'));
      await page.getByRole('button', { name: 'Annuler ce rendez-vous' }).tap();
      await page.getByRole('button', { name: 'Oui, annuler' }).waitFor();
      if (javaScriptEnabled) await look(page, 'booking-6-sure');
      await page.getByRole('button', { name: 'Oui, annuler' }).tap();
      await page.getByText('Votre rendez-vous est annulé.').waitFor();
      expect(await page.getByRole('link', { name: 'Prendre un autre rendez-vous' }).count()).toBe(1);
      await stage.mailTo(SHOP, 'Rendez-vous annulé');
      await context.close();
    },
  );
});
