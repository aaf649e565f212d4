import { pathTo, type ProfileField } from '@halles/contracts';
import { ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import type { FormValues } from '@halles/platform/forms';
import { GENEROUS, writeListings } from '@halles/testing';
import { DomUtils, parseDocument } from 'htmlparser2';
import { openPortal, type Portal } from '../../apps/portal/testing/portal-harness';
import { editorForms } from '../../apps/portal/src/profiles/forms/editor-forms';
import { plain } from './fields';
import { PublishedStage } from './stage';

/** A Thursday. */
const NOW = new Date('2026-11-26T10:00:00Z');

/** What a directory tells of a shop that said nothing yet. */
const REPORTED = {
  displayName: 'Dupont',
  category: 'bakery',
  openingHoursText: 'Mo-Sa 09:00-18:00',
  keywords: ['levain', 'brioche'],
  contact: { phone: '+33556010203', website: 'https://dupont.example/', email: 'contact@dupont.example' },
  attributes: {
    payment: ['cash', 'visa'],
    takeaway: 'yes',
    delivery: 'only',
    appointment: 'possible',
    wheelchair: 'limited',
  },
} as const;

const textOf = (html: string): string =>
  plain(DomUtils.textContent(parseDocument(html.replaceAll('<', ' <')))).replaceAll(/\s+/g, ' ');

/** What a browser would send of a form that nobody touched. */
function valuesIn(html: string): FormValues {
  const [form] = DomUtils.getElementsByTagName('form', parseDocument(html)).filter(({ attribs }) =>
    attribs['class']?.includes('merchant-form'),
  );
  const values: Record<string, string[]> = {};
  const add = (name: string | undefined, value: string): void => {
    if (name !== undefined && name !== 'do' && name !== 'version') (values[name] ??= []).push(value);
  };
  for (const { name, attribs, ...element } of DomUtils.getElementsByTagName('*', form ?? [])) {
    const isBox = attribs['type'] === 'radio' || attribs['type'] === 'checkbox';
    if (name === 'input' && (!isBox || 'checked' in attribs)) add(attribs['name'], attribs['value'] ?? '');
    if (name === 'textarea') add(attribs['name'], DomUtils.textContent(element.children));
    if (name === 'option' && 'selected' in attribs)
      add((element.parent as { attribs?: Record<string, string> }).attribs?.['name'], attribs['value'] ?? '');
  }
  return values;
}

describe('what other sources tell of a page', () => {
  let portal: Portal;
  let stage: PublishedStage;
  let listing: number;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    stage = new PublishedStage(portal, NOW);
  });
  beforeEach(async () => {
    jest.spyOn(portal.app.get(Clock), 'now').mockReturnValue(NOW);
    [listing = 0] = await writeListings(portal.world, portal.world.here, [
      { source: 'demonstration', facts: REPORTED },
    ]);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => portal.close());

  const contentOf = async () =>
    (await portal.app.get(ProfileService).find(portal.world.here, listing)).content;
  const formAt = async (path: string, cookie: string): Promise<string> =>
    (
      await portal.ask('ici-bourg', pathTo(`profile.${path}` as 'profile.hours', 'fr', { listing }), {
        headers: { cookie },
      })
    ).body;
  const historyOf = async (cookie: string, done?: string): Promise<string> =>
    textOf(
      (
        await portal.ask('ici-bourg', `${pathTo('profile.history', 'fr', { listing })}${done ?? ''}`, {
          headers: { cookie },
        })
      ).body,
    );
  const publicText = async (): Promise<string> => textOf((await stage.page(listing)).html);
  /** Takes back the last change, and reads what the history says the public reads again. */
  async function undo(cookie: string, version: string): Promise<string> {
    const answer = await portal.post(
      'ici-bourg',
      pathTo('profile.undo', 'fr', { listing }),
      { version },
      { cookie },
    );
    expect(answer.status).toBe(303);
    const said = await historyOf(cookie, new URL(answer.headers.location ?? '', 'https://x.example').search);
    const [, again = ''] = said.split('C’est annulé');
    return again.split('jeudi')[0] ?? '';
  }
  const both = ['merchant', 'agent'] as const;

  /** Where a form shows a fact that others tell, and how the page words it. */
  const READ: Readonly<Partial<Record<ProfileField, { form: RegExp; page: string }>>> = {
    name: { form: /Affiché en ce moment : Dupont/, page: 'Dupont' },
    category: { form: /Affiché en ce moment : Boulangerie/, page: 'Boulangerie' },
    phone: { form: /Affiché en ce moment : 05 56 01 02 03/, page: '05 56 01 02 03' },
    email: { form: /Affiché en ce moment : contact@dupont.example/, page: 'contact@dupont.example' },
    website: { form: /Affiché en ce moment : https:\/\/dupont.example\//, page: 'dupont.example' },
    keywords: { form: /levain, brioche/, page: 'levain, brioche' },
    access: {
      form: /Affiché en ce moment : En fauteuil roulant : accessible en partie/,
      page: 'accessible en partie',
    },
  };

  it.each(both)('stands in the forms of %s as the public reads it', async (kind) => {
    const { author } = await stage.cookiesOf(listing, kind);
    const shown = await publicText();
    for (const { page, fields } of editorForms) {
      if (kind === 'agent' && page === 'legal') continue;
      const html = await formAt(page, author);
      for (const field of fields) {
        const read = READ[field];
        if (!read) continue;
        expect([field, textOf(html)]).toEqual([field, expect.stringMatching(read.form)]);
        expect([field, shown]).toEqual([field, expect.stringContaining(read.page)]);
      }
    }
    const payments = valuesIn(await formAt('payments', author));
    expect(payments['payment']).toEqual(['cash', 'cards']);
    expect(shown).toContain('Acceptés espèces, carte');
    const services = valuesIn(await formAt('services', author));
    expect([services['pickup'], services['delivery'], services['appointment']]).toEqual([
      ['yes'],
      ['only'],
      ['possible'],
    ]);
    expect(shown).toMatch(/À emporter oui Livraison uniquement Rendez-vous possible/);
  });

  it.each(both)('stays their word where %s publishes every form untouched', async (kind) => {
    const { author } = await stage.cookiesOf(listing, kind);
    const [before, page] = [await contentOf(), await publicText()];
    for (const form of editorForms) {
      if (kind === 'agent' && form.page === 'legal') continue;
      const values = valuesIn(await formAt(form.page, author));
      const { status } = await stage.publish(listing, author, { path: `profile.${form.page}`, values });
      expect([form.page, status]).toEqual([form.page, 303]);
    }
    expect(await contentOf()).toEqual(before);
    expect(await publicText()).toBe(page);
  });

  it.each(both)('is what the history of %s calls before, and what is read again', async (kind) => {
    const { author } = await stage.cookiesOf(listing, kind);
    const payment = { payment: ['cash', 'cards', 'cheques'] };
    await stage.publish(listing, author, { path: 'profile.payments', values: payment });
    expect(await publicText()).toContain('Acceptés espèces, carte, chèques');
    expect(await historyOf(author)).toContain(
      'Paiements Avant : espèces, carte bancaire (d’après d’autres sources) Après : espèces, carte bancaire, chèques',
    );
    expect(await undo(author, '1')).toContain('espèces, carte bancaire (d’après d’autres sources)');
    expect(await publicText()).toContain('Acceptés espèces, carte');

    const access = { entree_plain_pied: ['no'], entree_marches: ['2'] };
    await stage.publish(listing, author, { path: 'profile.access', values: access });
    expect(await publicText()).toContain('En fauteuil roulant non accessible');
    expect(await historyOf(author)).toContain(
      'Avant : En fauteuil roulant : accessible en partie (d’après d’autres sources) Après : Entrée de plain-pied : non · Marches à l’entrée : 2',
    );
    expect(await undo(author, '3')).toContain(
      'En fauteuil roulant : accessible en partie (d’après d’autres sources)',
    );
  });

  it.each(both)('stays beside the one answer that %s adds, each from its own source', async (kind) => {
    const { author } = await stage.cookiesOf(listing, kind);
    const values = { ...valuesIn(await formAt('services', author)), outdoorSeating: ['yes'] };
    await stage.publish(listing, author, { path: 'profile.services', values });
    expect((await contentOf()).services).toMatchObject({
      pickup: null,
      delivery: null,
      outdoorSeating: true,
    });
    const { html } = await stage.page(listing);
    const blockOf = (id: string): string =>
      textOf(new RegExp(`id="${id}">([\\s\\S]*?)</section>`).exec(html)?.[1] ?? '');
    expect(blockOf('services')).toContain('Source : annuaire de démonstration');
    expect(blockOf('services')).not.toMatch(/commerce|collectivité/);
    const who = kind === 'merchant' ? 'le commerce' : 'les services de la collectivité';
    expect(blockOf('access')).toMatch(new RegExp(`${who}, novembre 2026 \\(terrasse\\)`));
    expect(blockOf('access')).toMatch(/démonstration, novembre 2026 \(en fauteuil roulant\)/);
    const others =
      'À emporter : oui · Livraison : uniquement · Rendez-vous : possible (d’après d’autres sources)';
    expect(await historyOf(author)).toContain(`Avant : ${others} Après : Terrasse : oui · ${others}`);
    expect(await undo(author, '1')).toContain(others);
  });

  it.each(both)('goes from the page where %s takes it off', async (kind) => {
    const { author } = await stage.cookiesOf(listing, kind);
    await stage.publish(listing, author, { path: 'profile.payments', values: {} });
    expect(await publicText()).not.toContain('Acceptés');
    expect(valuesIn(await formAt('payments', author))['payment']).toBeUndefined();
    expect(await historyOf(author)).toContain('Après : Rien');
  });
});
