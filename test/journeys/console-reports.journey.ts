import { listingReportSchema, postInputSchema } from '@halles/contracts';
import { ListingService } from '@halles/domain/listings';
import { PostReader, PostService } from '@halles/domain/posts';
import { ReportDecisions, ReportQueue, ReportService } from '@halles/domain/reports';
import type { Degrees } from '@halles/domain/geo';
import { MINUTE } from '@halles/kernel';
import { anAccount, type World, writeListings } from '@halles/testing';
import { addAccount } from '@halles/testing/console';
import type { INestApplicationContext } from '@nestjs/common';
import type { Page } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { type ConsoleSession, openConsoleSession, signIn } from './console-session';
import { screenLooksRight } from './console-looks';
import type { Misdeeds } from './watched-page';

jest.setTimeout(5 * MINUTE);

describe('an agent who decides on reports', () => {
  let session: ConsoleSession;
  let world: World;
  let app: INestApplicationContext;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    session = await openConsoleSession();
    ({ world, app } = session);
    ({ page, misdeeds } = await session.aPage());
    const agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    await page.goto(at('signalements'));
    await signIn(page, agent.email);
    await page.getByRole('heading', { level: 1, name: 'Signalements' }).waitFor();
  });
  afterAll(() => session.close());

  const at = (path: string): string => session.at(path);
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  async function aShop(displayName: string): Promise<number> {
    const facts = {
      displayName,
      contact: { phone: '+33546000001' },
      openingHoursText: 'Tu-Sa 09:00-12:00,14:00-19:00',
    };
    const [listing = 0] = await writeListings(world, world.here, [{ source: 'sirene', facts }]);
    return listing;
  }
  async function aNeighbour(number: string): Promise<void> {
    const position = { longitude: -0.5733, latitude: 44.8408, precision: 'address' } as const;
    const facts = { displayName: `Voisin du ${number}`, address: { number }, position };
    await writeListings(world, world.here, [{ source: 'sirene', facts }]);
  }
  async function reported(
    listing: number,
    kind: string,
    message: string,
    {
      pin = null,
      ...place
    }: { readonly line?: string; readonly post?: string; readonly pin?: Degrees | null } = {},
  ): Promise<string> {
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind, message, ...place });
    await app.get(ReportService, { strict: false }).report(world.here, { ...form, listing, pin }, 'fr');
    const queue = app.get(ReportQueue, { strict: false });
    const [report] = await queue.list(world.here, { listingId: listing, limit: 1 });
    await queue.notifyOwner(world.here, report?.id ?? '', new Date());
    return report?.id ?? '';
  }
  const open = async (id: string, name: string): Promise<void> => {
    await page.goto(at(`signalements/${id}`));
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const shown = (listing: number) => app.get(ListingService, { strict: false }).find(world.here, listing);

  it('closes a page for good with the answer, and opens it again by taking the answer back', async () => {
    const listing = await aShop('Mercerie du Loup');
    await open(await reported(listing, 'closed', 'Rideau baissé depuis l’été'), 'Mercerie du Loup');
    const seen = page.getByRole('region', { name: 'Ce que voit le public' });
    await seen.getByText('Horaires', { exact: true }).waitFor();
    expect(await page.getByRole('radio', { name: 'fermé définitivement' }).isChecked()).toBe(true);
    await page.getByLabel('Depuis le').fill('2026-10-31');
    await screenLooksRight(page, 'decide-closed');
    await button('Accepter et corriger la page').click();
    await page.getByText('Signalement accepté, la page est corrigée.').waitFor();
    await page.getByText('Corrigé avec la décision\u00a0: ouverture ou fermeture.').waitFor();
    expect(await shown(listing)).toMatchObject({ state: 'closed', closedOn: '2026-10-31' });
    // As on its public page, which has no hours of what is closed for good.
    await seen.getByText('Horaires', { exact: true }).waitFor({ state: 'detached' });
    await screenLooksRight(page, 'decided-closed');
    await button('Annuler la décision et ce qu’elle a changé').click();
    await button('Accepter et corriger la page').waitFor();
    expect((await shown(listing))?.state).toBe('open');
  });

  it('shows what making one page of two does before it is decided, and after, and takes it back', async () => {
    const [stays = 0, goes = 0] = await writeListings(world, world.here, [
      { source: 'sirene', facts: { displayName: 'Quincaillerie du Port' } },
      { source: 'osm', facts: { displayName: 'Le Port Outillage', contact: { phone: '+33546000007' } } },
    ]);
    await open(await reported(goes, 'duplicate', 'C’est la même'), 'Le Port Outillage');
    await page.getByLabel('L’autre page\u00a0: nom, SIRET ou numéro').fill('Quincaillerie du Port');
    await button('Chercher').click();
    await page.getByRole('radio', { name: /Quincaillerie du Port/ }).check();
    const effects = page.locator('console-merge-effects');
    await effects.getByRole('heading', { name: 'Ce qui changera' }).waitFor();
    const words = await effects.innerText();
    expect(words).toMatch(/La page qui reste\s+Quincaillerie du Port/);
    expect(words).toMatch(/La page qui disparaît\s+Le Port Outillage[\s\S]*Son adresse mènera/);
    expect(words.replaceAll('\u00a0', ' ')).toContain('05 46 00 00 07');
    expect(words).toContain('Cela s’annule');
    // The report that is decided is none of those that go over.
    expect(words).not.toContain('signalement');
    await screenLooksRight(page, 'decide-duplicate');
    await button('Accepter et réunir les deux pages').click();
    await effects.getByRole('heading', { name: 'Ce qui a changé' }).waitFor();
    expect((await shown(goes))?.id).toBe(stays);
    expect((await shown(stays))?.phone).toBe('+33546000007');
    expect(await effects.innerText()).toMatch(/Ce que la page qui reste dit autrement\s+Téléphone/);
    await screenLooksRight(page, 'decided-duplicate');
    await button('Annuler la décision et ce qu’elle a changé').click();
    await button('Accepter et réunir les deux pages').waitFor();
    expect([(await shown(goes))?.id, (await shown(stays))?.phone]).toEqual([goes, null]);
  });

  /** How many reports wait, as the menu says. */
  const waiting = async (): Promise<number> =>
    Number(
      await page
        .locator('nav a[href$="/signalements"]')
        .innerText()
        .then((text) => text.replace(/\D/g, '')),
    );
  /** What has the focus, in words. */
  const focused = (): Promise<string> => page.evaluate('document.activeElement?.textContent.trim()');

  it('hides a reported post by keyboard alone, with the reason that its shop reads, and shows it again', async () => {
    const listing = await aShop('Parfumerie du Cours');
    const post = uuid();
    const title = 'Tout à moitié prix';
    const input = postInputSchema.parse({ kind: 'novelty', title, text: 'Sans condition.' });
    await app.get(PostService, { strict: false }).publish(world.here, listing, post, input, 'merchant');
    const isRead = async (): Promise<boolean> =>
      (await app.get(PostReader, { strict: false }).ofListing(world.here, listing, new Date())).length > 0;
    await reported(await aShop('Parfumerie voisine'), 'other', 'Attend encore');
    const id = await reported(listing, 'post', 'C’est faux.', { post });
    await open(id, 'Parfumerie du Cours');
    await page.getByText(title).waitFor();
    const place = page.locator('.case-walk .page-note').last();
    await place.filter({ hasText: /^\d+ sur \d+$/ }).waitFor();
    const before = await waiting();
    await screenLooksRight(page, 'decide-post');
    await button('Masquer l’actualité').focus();
    await page.keyboard.press('Enter');
    await page
      .locator('.ui-field-error', { hasText: 'Écrivez pourquoi, en 1\u00a0000 caractères au plus' })
      .waitFor();
    await page.keyboard.type('Cette remise n’existe pas.');
    expect(await isRead()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Masquer l’actualité');
    await page.keyboard.press('Enter');
    await page.getByText('Corrigé avec la décision\u00a0: actualité masquée.').waitFor();
    await page.locator('.page-announcement:focus').waitFor();
    expect(await focused()).toContain('l’actualité est masquée');
    expect(await isRead()).toBe(false);
    await page.getByText('Elle est masquée. Raison donnée\u00a0: Cette remise n’existe pas.').waitFor();
    // The menu and the place in the queue say what waits now.
    await place.filter({ hasText: /attend/ }).waitFor();
    expect(await waiting()).toBe(before - 1);
    await screenLooksRight(page, 'decided-post');
    await button('Annuler la décision et ce qu’elle a changé').focus();
    await page.keyboard.press('Enter');
    await page.locator('.page-announcement:focus').waitFor();
    await place.filter({ hasText: /^\d+ sur \d+$/ }).waitFor();
    expect([await isRead(), await waiting()]).toEqual([true, before]);
  });

  it('leads from a decided report to the next that waits, by keyboard too, and says when none does', async () => {
    const queue = app.get(ReportQueue, { strict: false });
    const by = { kind: 'agent', accountId: uuid(), name: 'Une collègue' } as const;
    const refuse = async (id: string): Promise<void> =>
      app.get(ReportDecisions, { strict: false }).refuse(world.here, { id, reason: 'Vu.' }, by, new Date());
    for (const { id } of await queue.list(world.here, { state: 'new', limit: 50 })) await refuse(id);
    const [first, second, third] = [
      await reported(await aShop('Première'), 'other', 'Une'),
      await reported(await aShop('Deuxième'), 'other', 'Deux'),
      await reported(await aShop('Troisième'), 'other', 'Trois'),
    ];
    const refuseHere = async (): Promise<void> => {
      await page.getByLabel('Motif').fill('Vu sur place.');
      await button('Refuser').click();
      await page.locator('.page-announcement:focus').waitFor();
    };
    const next = page.locator('[data-case="next"]');
    const leadsTo = (id: string) => page.locator(`[data-case="next"][href*="${id}"]`).waitFor();
    await open(second, 'Deuxième');
    await leadsTo(third);
    await refuse(third);
    await refuseHere();
    // The one behind it was decided on by a colleague meanwhile.
    await leadsTo(first);
    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 1, name: 'Première' }).waitFor();
    await refuseHere();
    await page.locator('.case-walk').getByText('Rien n’attend.').waitFor();
    expect(await next.count()).toBe(0);
  });

  it('corrects the hours day by day in words, and is told what is no hour', async () => {
    const listing = await aShop('Boulangerie des Remparts');
    await open(await reported(listing, 'wrong-hours', 'Ouvre à 7 h le mardi'), 'Boulangerie des Remparts');
    expect(await page.locator('main').innerText()).not.toMatch(/Tu-Sa|\+33|09:00/);
    expect((await page.getByLabel('mardi').inputValue()).replaceAll('\u00a0', ' ')).toBe(
      '9 h – 12 h, 14 h – 19 h',
    );
    await button('Accepter et corriger la page').click();
    await page.getByText('Rien ne change encore sur la page').waitFor();
    await page.getByLabel('mardi').fill('sept heures');
    // Enter in a field is the button of its form.
    await page.keyboard.press('Enter');
    await page.getByText('Des heures comme 9 h – 12 h 30, 14 h – 19 h.', { exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement?.labels?.[0]?.textContent')).toBe('mardi');
    await page.getByLabel('mardi').fill('7h-13h');
    await screenLooksRight(page, 'decide-hours');
    await page.getByLabel('mardi').press('Enter');
    await page.getByText('Corrigé avec la décision\u00a0: horaires.').waitFor();
    await page.getByText('Mardi\u00a0: 7\u00a0h').first().waitFor();
  });

  it('moves a page, by keyboard alone', async () => {
    const listing = await aShop('Librairie du Passage');
    await open(await reported(listing, 'moved', 'Au 4 place du Parlement'), 'Librairie du Passage');
    await page.getByLabel('Numéro et rue').fill('');
    await page.getByLabel('Numéro et rue').press('Tab');
    await page.getByText('À remplir.').waitFor();
    await page.getByLabel('Numéro et rue').fill('4 place du Parlement');
    await screenLooksRight(page, 'decide-moved');
    await button('Accepter et corriger la page').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Corrigé avec la décision\u00a0: adresse.').waitFor();
    expect((await shown(listing))?.address.line).toBe('4 place du Parlement');
  });

  it('sees the old and the new place on a plan, and takes the address and the pin that were reported', async () => {
    await aNeighbour('14');
    const listing = await aShop('Tapisserie du Port');
    const pin = { longitude: -0.5725, latitude: 44.8412 };
    const place = { line: '14 rue Sainte-Catherine', pin };
    await open(await reported(listing, 'moved', 'Vu hier', place), 'Tapisserie du Port');
    await page.getByRole('img', { name: /Plan du déplacement/ }).waitFor();
    // The streets are named, as on the plan of a portal.
    await page.locator('.tour-map .plan-name', { hasText: 'rue Sainte-Catherine' }).first().waitFor();
    await page.getByText('placé par la personne').waitFor();
    expect(await page.getByLabel('Numéro et rue').inputValue()).toBe('14 rue Sainte-Catherine');
    expect(await page.getByLabel('Code postal').inputValue()).toBe('33000');
    expect(await page.getByLabel('Placer le point là où la personne l’a mis').isChecked()).toBe(true);
    await screenLooksRight(page, 'decide-moved-on-a-plan');
    await button('Accepter et corriger la page').click();
    await page.getByText('Corrigé avec la décision\u00a0: adresse.').waitFor();
    expect(await shown(listing)).toMatchObject({
      address: { line: '14 rue Sainte-Catherine' },
      position: pin,
    });
  });

  it('is told why there is no plan', async () => {
    const listing = await aShop('Cordonnerie du Port');
    await open(await reported(listing, 'moved', 'Vu', { line: '3 rue Inconnue' }), 'Cordonnerie du Port');
    await page.getByText('Pas de plan\u00a0: l’annuaire ne connaît aucune porte dans cette rue').waitFor();
    await screenLooksRight(page, 'decide-moved-without-a-plan');
  });

  it('makes one page of two that it finds by name', async () => {
    const kept = await aShop('Chez Ginette');
    const double = await aShop('Ginette, fleuriste');
    await open(await reported(double, 'duplicate', 'Deux fois la même'), 'Ginette, fleuriste');
    await button('Accepter et réunir les deux pages').click();
    await page.getByText('Choisissez l’autre page de ce commerce.').waitFor();
    await page.getByLabel('L’autre page').fill('ginette');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Chez Ginette' }).check();
    await screenLooksRight(page, 'decide-duplicate');
    await button('Accepter et réunir les deux pages').click();
    await page.getByText('Corrigé avec la décision\u00a0: deux pages réunies.').waitFor();
    await page.getByText('Signalement accepté, les deux pages n’en font plus qu’une.').waitFor();
    expect((await shown(kept))?.id).toBe((await shown(double))?.id);
  });

  it('waits for who keeps a page, and may only set the report aside until then', async () => {
    const listing = await aShop('Fleurs du Quai');
    await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    await open(await reported(listing, 'closed', 'Fermé ?'), 'Fleurs du Quai');
    await page.getByText('Quelqu’un tient cette page et peut répondre jusqu’au').waitFor();
    expect(await page.getByRole('button', { name: /Accepter/ }).count()).toBe(0);
    const sentences = await page.getByLabel('Partir d’un modèle').locator('option').allInnerTexts();
    expect(sentences.filter((one) => one.startsWith('Accepter'))).toEqual([]);
    await button('Refuser').waitFor();
    await screenLooksRight(page, 'decide-kept');
  });

  it('keeps what was typed where somebody else was faster, and says who', async () => {
    const listing = await aShop('Cave Saint-Émilion');
    await open(await reported(listing, 'closed', 'Fermé'), 'Cave Saint-Émilion');
    await page.getByLabel('Motif').fill('Vu sur place');
    const other = await reported(listing, 'closed', 'Fermé aussi');
    await page.evaluate(
      ([path, version]) =>
        fetch(String(path), {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ version, state: 'closed', closedOn: '2026-09-30' }),
        }),
      [`/api/tenants/ici-bourg/listings/${listing}/facts`, 0],
    );
    await button('Accepter et corriger la page').click();
    await page.getByText('Modifié entre-temps').waitFor();
    expect(await page.getByLabel('Motif').inputValue()).toBe('Vu sur place');
    expect(other).not.toBe('');
  });

  it('corrects a page that nobody keeps without a report, hides it, and takes that back', async () => {
    const listing = await aShop('Galerie du Port');
    await page.goto(at(`fiches/${listing}`));
    const town = page.getByRole('region', { name: 'Corriger pour la collectivité' });
    await town.waitFor();
    await screenLooksRight(page, 'town-word');
    await button('Publier pour la collectivité').click();
    await page.getByText('Rien n’a changé.').waitFor();
    await town.getByRole('region', { name: 'Téléphone' }).getByRole('button', { name: 'Corriger' }).click();
    await town.getByRole('textbox', { name: 'Téléphone' }).fill('05 46 00 00 09');
    await town.getByLabel('Motif (facultatif)').fill('Le numéro de la vitrine.');
    await button('Publier pour la collectivité').click();
    await page.getByText('C’est publié, au nom de la collectivité.').waitFor();
    await town.getByText('05 46 00 00 09', { exact: true }).waitFor();
    await page.getByText(/Motif\s*: Le numéro de la vitrine\./).waitFor();
    expect(await town.getByLabel('Motif (facultatif)').inputValue()).toBe('');
    const before = (await shown(listing))?.position;
    await town.getByRole('region', { name: 'Adresse' }).getByRole('button', { name: 'Corriger' }).click();
    await town.getByText('Le point de la page aujourd’hui.').waitFor();
    await button(/vers le nord/).click();
    await town.getByText('La page aura le point que vous avez placé.').waitFor();
    await screenLooksRight(page, 'town-word-pin');
    await button('Publier pour la collectivité').click();
    await town.getByText('La page aura le point que vous avez placé.').waitFor({ state: 'hidden' });
    const moved = (await shown(listing))?.position;
    expect((moved?.latitude ?? 0) > (before?.latitude ?? 0)).toBe(true);
    const last = town.getByRole('region', { name: 'Dernière correction de la collectivité' });
    const takeBack = async (): Promise<void> => {
      await last.getByText('Annuler cette correction', { exact: true }).click();
      await last.getByRole('button', { name: 'Oui, annuler cette correction' }).click();
    };
    await last.getByText('Adresse').waitFor();
    await takeBack();
    await page.getByText('La correction est annulée.').waitFor();
    expect((await shown(listing))?.position).toEqual(before);
    // What was corrected before it still stands, and is named in its turn.
    await last.getByText(/05.46.00.00.09/).waitFor();
    await screenLooksRight(page, 'town-word-last');
    await town.getByRole('region', { name: 'État' }).getByRole('button', { name: 'Corriger' }).click();
    await page.getByRole('radio', { name: 'masqué au public' }).check();
    await screenLooksRight(page, 'town-word-hidden');
    await button('Publier pour la collectivité').click();
    await last.getByText('masqué', { exact: false }).first().waitFor();
    await page.getByText('Le public ne voit pas cette fiche.').waitFor();
    expect(await shown(listing)).toBeNull();
    await takeBack();
    await page.getByText('La correction est annulée.').waitFor();
    expect((await shown(listing))?.phone).toBe('+33546000009');
  });

  it('has asked nothing of anybody else, and broken no rule of its own policy', () => {
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
  });
});
