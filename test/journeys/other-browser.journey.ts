import { MINUTE } from '@halles/kernel';
import { writeListings } from '@halles/testing';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { probe, walkErrors } from './keyboard-walk';
import { type MerchantStage, openMerchantStage } from './merchant-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const WAYS = [
  { title: 'with scripts', options: {}, scripts: true },
  { title: 'without scripts', options: { javaScriptEnabled: false }, scripts: false },
] as const;

let people = 0;

/** Mails are read on a telephone, by programs with a browser of their own, while the form waits on another screen. */
describe('a mail that is opened in another browser', () => {
  let stage: MerchantStage;
  beforeAll(async () => {
    stage = await openMerchantStage();
  }, 3 * MINUTE);
  afterAll(() => stage.close());

  const open = (options: BrowserContextOptions) => stage.visit(FILLED, options);
  const press = (page: Page, name: string | RegExp) =>
    Promise.all([page.waitForEvent('load'), page.getByRole('button', { name }).click()]);
  const linkIn = async (email: string): Promise<string> =>
    /https?:\/\/\S+\/(?:lien|link)\/[\w.-]+/.exec((await stage.mailTo(email)).text ?? '')?.[0] ?? '';

  /** No error for axe, nothing cut, nothing that Tab passes over, on a telephone and a desk. */
  async function looksRight(page: Page, scripts: boolean): Promise<void> {
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      if (!scripts) continue;
      expect([width, await errorsOf(page), await probe(page, 'reflow()')]).toEqual([width, [], []]);
    }
    if (scripts) expect(await walkErrors(page)).toEqual([]);
  }

  it.each(WAYS)(
    '$title: makes the account there, and leads on to the business that was chosen on the desk',
    async ({ options, scripts }) => {
      people += 1;
      const [wrong, email] = [`odile-${people}@four.exemple`, `odile-${people}@four.example`];
      const [id = 0] = await writeListings(stage.world, stage.ctx, [
        { facts: { displayName: `Librairie du Quai ${people}`, contact: { phone: `+3355610701${people}` } } },
      ]);
      const desk = await open(options);
      await desk.page.goto(`${stage.originOf(FILLED)}/pro/revendiquer/${id}`);
      await Promise.all([
        desk.page.waitForEvent('load'),
        desk.page.getByRole('link', { name: 'Créer un compte' }).click(),
      ]);
      await desk.page.getByLabel('Votre nom').fill('Odile Fournier');
      await desk.page.getByLabel('Adresse électronique').fill(wrong);
      await desk.page.locator('#newPassword').fill('girafe lampe otarie');
      await press(desk.page, 'Créer mon compte');
      expect(await desk.page.textContent('main')).toContain(wrong);
      await looksRight(desk.page, scripts);
      await desk.page.locator('#email').fill(email);
      await press(desk.page, 'Envoyer à cette adresse');
      expect(await desk.page.textContent('main')).toContain(email);
      await press(desk.page, 'Envoyer de nouveau');
      expect(await desk.page.textContent('[role=status]')).toContain('Le message est reparti');

      const telephone = await open({ ...options, viewport: { width: 390, height: 844 } });
      const answer = await telephone.page.goto(await linkIn(email));
      expect(answer?.status()).toBe(200);
      expect(await telephone.page.textContent('main')).toContain('avec un autre navigateur');
      await looksRight(telephone.page, scripts);
      await telephone.page.locator('#newPassword').fill('quatre mots sans lien');
      await press(telephone.page, 'Oui, ouvrir mon compte ici');
      expect(new URL(telephone.page.url()).pathname).toBe(`/pro/revendiquer/${id}`);

      // What a claim's mail or letter leads to waits behind the sign-in, with its code.
      await press(telephone.page, 'Recevoir le code par téléphone');
      const claim = new URL(telephone.page.url()).pathname;
      const tablet = await open(options);
      await tablet.page.goto(`${stage.originOf(FILLED)}${claim}?code=123456`);
      expect(new URL(tablet.page.url()).pathname).toBe('/connexion');
      await tablet.page.locator('#email').fill(email);
      await tablet.page.locator('#password').fill('quatre mots sans lien');
      await press(tablet.page, 'Me connecter');
      expect(new URL(tablet.page.url()).pathname).toBe(claim);
      expect(await tablet.page.locator('#code').inputValue()).toBe('123456');
      for (const { context, misdeeds } of [desk, telephone, tablet]) {
        expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
        await context.close();
      }
    },
  );
});
