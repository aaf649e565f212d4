import { listingReportSchema, postInputSchema } from '@halles/contracts';
import { ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { PostService } from '@halles/domain/posts';
import { ReportQueue, ReportService } from '@halles/domain/reports';
import { MINUTE, systemClock } from '@halles/kernel';
import { anAccount, aSafeDocument, writeListings } from '@halles/testing';
import { addAccount } from '@halles/testing/console';
import type { Locator, Page, Route } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { type ConsoleSession, openConsoleSession, signIn } from './console-session';
import { type ConsoleForm, filesWithForms, FORMS_OF_STEPS, FORMS_WITHOUT_TEXT } from './console-forms';
import { leavesOf, TOWN_CONTACTS } from './console-forms';
import { screenLooksRight } from './console-looks';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const NEW_PASSWORD = 'une phrase assez longue';

describe('the forms of the console', () => {
  let session: ConsoleSession;
  let signedIn: Page;
  let stranger: Page;
  let listing = 0;
  let claim = '';
  let report = '';

  beforeAll(async () => {
    session = await openConsoleSession();
    const { world, app } = session;
    const now = systemClock.now();
    [listing = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Boulangerie Sainte-Catherine', contact: { phone: '+33556000001' } } },
    ]);
    const who = { accountId: (await anAccount(world, world.here, { name: 'Jeanne Paul' })).id, siret: null };
    ({ id: claim } = await app
      .get(ClaimantService, { strict: false })
      .begin(world.here, listing, who, 'fr', now));
    await app
      .get(ClaimProofService, { strict: false })
      .addDocument(world.here, claim, who, aSafeDocument(PNG, 'image/jpeg'), now);
    const input = listingReportSchema.parse({
      idempotencyKey: uuid(),
      kind: 'wrong-hours',
      message: 'Ouvre à 8 h',
    });
    await app.get(ReportService, { strict: false }).report(world.here, { ...input, listing }, 'fr');
    const [open] = await app
      .get(ReportQueue, { strict: false })
      .list(world.here, { listingId: listing, limit: 1 });
    report = open?.id ?? '';
    const post = postInputSchema.parse({ kind: 'novelty', title: 'Galettes', text: 'Dès samedi.' });
    await app.get(PostService, { strict: false }).publish(world.here, listing, uuid(), post, 'merchant');
    const agent = await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id });
    ({ page: stranger } = await session.aPage());
    ({ page: signedIn } = await session.aPage());
    await signedIn.goto(session.at('demandes'));
    await signIn(signedIn, agent.email);
    await signedIn.getByRole('heading', { level: 1, name: 'Demandes' }).waitFor();
  });
  afterAll(() => session.close());

  const answer = (pattern: string, json: object) => (page: Page) =>
    page.route(pattern, (route) => route.fulfill({ json }));
  const goTo =
    (path: () => string) =>
    async (page: Page): Promise<void> => {
      await page.goto(path());
      await page.getByRole('heading', { level: 1 }).waitFor();
    };
  const press = (page: Page, name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).first().click();

  const forms: readonly (ConsoleForm & { readonly isOpenToAll?: boolean })[] = [
    {
      file: 'features/sign-in/sign-in.page.html',
      isOpenToAll: true,
      open: goTo(() => `${session.origin}/connexion`),
      send: 'Se connecter',
      right: { 'Adresse électronique': 'agent@mairie.example', 'Mot de passe': NEW_PASSWORD },
    },
    {
      file: 'features/forgotten-password/forgotten-password.page.ts',
      isOpenToAll: true,
      open: goTo(() => `${session.origin}/mot-de-passe-oublie`),
      send: 'Recevoir le lien',
      right: { 'Adresse électronique': 'agent@mairie.example' },
    },
    {
      file: 'features/new-password/new-password.page.ts',
      isOpenToAll: true,
      open: async (page) => {
        await answer('**/api/passwords/offer', { email: 'agent@mairie.example' })(page);
        await goTo(() => `${session.origin}/nouveau-mot-de-passe#ici-bourg/x`)(page);
      },
      send: 'Enregistrer le mot de passe',
      right: { 'Nouveau mot de passe': NEW_PASSWORD },
    },
    {
      file: 'features/invitation/invitation.page.html',
      isOpenToAll: true,
      open: async (page) => {
        const title = { fr: 'Ici', en: 'Here' };
        const offer = {
          title,
          email: 'n@mairie.example',
          name: '',
          role: 'agent',
          invitedBy: null,
          isKnown: false,
        };
        await answer('**/api/invitations/offer', offer)(page);
        await goTo(() => `${session.origin}/invitation#ici-bourg/x`)(page);
      },
      send: 'Créer mon compte',
      right: { 'Votre nom': 'Claire', 'Nouveau mot de passe': NEW_PASSWORD },
    },
    {
      file: 'features/change-password/change-password.page.html',
      open: goTo(() => `${session.origin}/mot-de-passe`),
      send: 'Enregistrer le mot de passe',
      right: {
        'Mot de passe actuel': 'girafe lampe otarie',
        'Nouveau mot de passe': NEW_PASSWORD,
        'Le même, encore une fois': NEW_PASSWORD,
      },
    },
    {
      file: 'features/mandates/mandates.page.html',
      open: goTo(() => session.at(`mandats?fiche=${listing}`)),
      send: 'Envoyer la demande',
      right: {
        'Nom de la personne': 'Jeanne Paul',
        'En qualité de': 'gérante',
        'Adresse électronique': 'jeanne@example.fr',
      },
      prepare: async (page) => {
        await page.getByLabel('Signature', { exact: true }).selectOption({ label: 'par courriel' });
        await page.getByRole('checkbox', { name: 'horaires' }).check();
      },
    },
    {
      file: 'features/team/invite-form.component.ts',
      open: goTo(() => session.at('equipe')),
      send: 'Envoyer l’invitation',
      right: { Nom: 'Claire', 'Adresse électronique': 'claire@mairie.example' },
    },
    {
      file: 'features/claims/reason-templates.component.ts',
      open: async (page) => {
        await goTo(() => session.at('demandes'))(page);
        await page.getByText('Ajouter un modèle').click();
      },
      send: 'Enregistrer le modèle',
      right: { Titre: 'Illisible', 'Texte en français': 'Illisible.', 'Texte en anglais': 'Unreadable.' },
    },
    {
      file: 'features/claims/decision-form.component.ts',
      open: goTo(() => session.at(`demandes/${claim}`)),
      send: 'Décider',
      right: { Motif: 'Le document ne suffit pas.' },
      prepare: (page) => page.getByRole('radio', { name: 'Refuser' }).check(),
    },
    {
      file: 'features/claims/document-request.component.ts',
      open: goTo(() => session.at(`demandes/${claim}`)),
      send: 'Demander la pièce',
      right: { 'Ce qui manque': 'Un bail à votre nom.' },
    },
    {
      file: 'features/listings/town-word.component.ts',
      open: async (page) => {
        await goTo(() => session.at(`fiches/${listing}`))(page);
        for (const name of ['Nom', 'Adresse'])
          await page
            .getByRole('region', { name, exact: true })
            .getByRole('button', { name: 'Corriger' })
            .click();
      },
      send: 'Publier pour la collectivité',
      right: {
        Nom: 'Chez Paul',
        'Numéro et rue': '12 rue Neuve',
        'Code postal': '33000',
        'Motif (facultatif)': 'Vu sur place',
      },
      optional: ['Motif (facultatif)'],
    },
    {
      file: 'features/listings/listing-posts.component.ts',
      open: async (page) => {
        await goTo(() => session.at(`fiches/${listing}`))(page);
        await page.getByRole('button', { name: /Masquer «/ }).click();
      },
      send: 'Masquer',
      right: { 'Raison, que lira le commerce': 'Ce n’est pas une actualité.' },
    },
    {
      file: 'features/reports/report.page.html',
      open: goTo(() => session.at(`signalements/${report}`)),
      send: 'Refuser',
      right: { Motif: 'Vérifié sur place.' },
    },
    {
      file: 'features/agendas/town-service-form.component.ts',
      open: goTo(() => session.at('rendez-vous')),
      send: 'Ajouter un service',
      right: {
        ...{ 'Nom du service': 'État civil', 'Numéro et rue': '1 rue Neuve', 'Code postal': '33000' },
        ...TOWN_CONTACTS,
      },
      optional: Object.keys(TOWN_CONTACTS),
    },
    {
      file: 'features/gauges/gauge-rule-form.component.html',
      open: async (page) => {
        await goTo(() => session.at('jauges'))(page);
        await press(page, 'Écrire une règle');
      },
      send: 'Voir ce que la règle touche',
      right: {
        'Nom de la règle': 'Quatre mètres carrés',
        'm² par personne': '4',
        'Premier jour': '2027-01-04',
        'Dernier jour': '2027-02-28',
        'Texte de la règle': 'Une personne pour quatre mètres carrés.',
        'Arrêté ou décret': 'Arrêté du maire du 4 janvier 2027',
        'Adresse du texte': 'https://town.example/arrete',
      },
      optional: ['Adresse du texte'],
    },
  ];

  it('are all here', () => {
    expect([...forms.map(({ file }) => file), ...FORMS_WITHOUT_TEXT, ...FORMS_OF_STEPS].sort()).toEqual(
      filesWithForms(),
    );
  });

  const pageOf = ({ isOpenToAll }: { readonly isOpenToAll?: boolean }): Page =>
    isOpenToAll === true ? stranger : signedIn;
  const formOf = (page: Page, label: string): Locator =>
    page.locator('form').filter({ has: page.getByLabel(label, { exact: true }) });
  const described = async (page: Page, field: Locator): Promise<string> => {
    const ids = ((await field.getAttribute('aria-describedby')) ?? '').split(' ').filter(Boolean);
    return (await Promise.all(ids.map((id) => page.locator(`#${id}`).innerText()))).join(' ');
  };
  const hasFocus = (page: Page, field: Locator): Promise<void> => field.and(page.locator(':focus')).waitFor();
  /** What is wrong above the page, and whether the focus is on the first of what is marked. */
  async function saysSo(page: Page, fields: readonly Locator[]): Promise<void> {
    for (const field of fields) {
      await field.and(page.locator('[aria-invalid="true"]')).waitFor();
      expect((await described(page, field)).trim()).not.toBe('');
    }
    await page.locator('.error-summary').waitFor();
    expect(await page.title()).toMatch(/^Erreur\u00a0: /);
    await hasFocus(page, page.locator('form [aria-invalid="true"]').first());
  }

  describe.each(forms)('$file', (form) => {
    const labels = Object.keys(form.right);
    const [one = ''] = labels;
    const fields = (page: Page, names: readonly string[]): Locator[] =>
      names.map((label) =>
        formOf(page, one).getByLabel(label, { exact: true }).and(page.locator('input, textarea')),
      );

    it('marks each text that is left blank, names it above the page and in the title, and leads there', async () => {
      const page = pageOf(form);
      await form.open(page);
      await form.prepare?.(page);
      for (const field of fields(page, labels)) await field.fill('   ');
      const wanted = labels.filter((label) => !form.optional?.includes(label));
      await press(page, form.send);
      await saysSo(page, fields(page, wanted));
      const summary = await page.locator('.error-summary').innerText();
      expect(wanted.filter((label) => !summary.includes(label))).toEqual([]);
      await page.locator('.error-summary button').last().click();
      await hasFocus(page, page.locator('form [aria-invalid="true"]').last());
      expect(await errorsOf(page)).toEqual([]);
    });

    it('says at each field what the server refuses of it, and all else above the page', async () => {
      const page = pageOf(form);
      await form.open(page);
      await form.prepare?.(page);
      for (const [index, field] of fields(page, labels).entries())
        await field.fill(form.right[labels[index] ?? ''] ?? '');
      let told: Record<string, unknown> = {};
      const refuse = (route: Route): Promise<void> => {
        if (route.request().method() === 'GET') return route.fallback();
        told = leavesOf(route.request().postDataJSON() as object);
        const errors = Object.keys(told).map((pointer) => ({ pointer, detail: `Refus de ${pointer}.` }));
        const body = { code: 'invalid-input', title: 'Saisie à corriger', detail: 'À corriger.', errors };
        return route.fulfill({ status: 422, contentType: 'application/problem+json', json: body });
      };
      await page.route('**/api/**', refuse);
      await press(page, form.send);
      await page.locator('.error-summary').waitFor();
      await page.unroute('**/api/**', refuse);
      const text = await page.locator('main').innerText();
      expect(Object.keys(told).filter((pointer) => !text.includes(`Refus de ${pointer}.`))).toEqual([]);
      // What is typed a second time is not sent.
      const typed = labels.map((label) => form.right[label]);
      const placed = labels.filter(
        (label, index) =>
          typed.indexOf(form.right[label]) === index && Object.values(told).includes(form.right[label]),
      );
      expect(placed.length).toBeGreaterThan(0);
      await saysSo(page, fields(page, placed));
      for (const [index, field] of fields(page, placed).entries()) {
        const value = form.right[placed[index] ?? ''];
        const pointers = Object.keys(told).filter((pointer) => told[pointer] === value);
        const words = await described(page, field);
        expect(pointers.some((pointer) => words.includes(`Refus de ${pointer}.`))).toBe(true);
      }
    });
  });

  it('have the title as before once what was wrong is put right', async () => {
    await signedIn.goto(session.at('demandes'));
    await signedIn.getByText('Ajouter un modèle').click();
    await press(signedIn, 'Enregistrer le modèle');
    await signedIn.locator('.error-summary').waitFor();
    await screenLooksRight(signedIn, 'form-refused');
    expect(await signedIn.title()).toMatch(/^Erreur\u00a0: Demandes/);
    for (const label of ['Titre', 'Texte en français', 'Texte en anglais'])
      await signedIn.getByLabel(label, { exact: true }).fill('Un texte.');
    await press(signedIn, 'Enregistrer le modèle');
    await signedIn.getByText('Le modèle est enregistré.').waitFor();
    expect(await signedIn.title()).toMatch(/^Demandes/);
    expect(await signedIn.locator('.error-summary').count()).toBe(0);
  });

  const REASON_LABEL = /^Motif/;
  /** What is typed to refuse a claim. */
  const REASON = 'Le document ne suffit pas.';
  async function refuseClaim(): Promise<void> {
    await goTo(() => session.at(`demandes/${claim}`))(signedIn);
    await signedIn.getByRole('radio', { name: 'Refuser' }).check();
    await signedIn.getByLabel('Motif', { exact: true }).fill(REASON);
  }

  it('leave what the server refused behind when another page is opened', async () => {
    await refuseClaim();
    const refuse = (route: Route): Promise<void> => {
      if (route.request().method() === 'GET') return route.fallback();
      const errors = [{ pointer: '/position', detail: 'Le repère est trop loin.' }];
      const body = { code: 'invalid-input', title: 'Saisie à corriger', detail: 'À corriger.', errors };
      return route.fulfill({ status: 422, contentType: 'application/problem+json', json: body });
    };
    await signedIn.route('**/api/**', refuse);
    await press(signedIn, 'Décider');
    await signedIn.locator('.error-summary').waitFor();
    await signedIn.unroute('**/api/**', refuse);
    expect(await signedIn.title()).toMatch(/^Erreur\u00a0: /);
    await signedIn.locator('.crumb a').click();
    await signedIn.getByRole('heading', { level: 1, name: 'Demandes' }).waitFor();
    await signedIn.locator('.error-summary').waitFor({ state: 'detached', timeout: 5_000 });
    expect(await signedIn.title()).toMatch(/^Demandes/);
  });

  it('keep what was typed when the connection fails', async () => {
    await refuseClaim();
    const lost: string[] = [];
    const lose = (route: Route): Promise<void> => {
      lost.push(route.request().method());
      return route.abort();
    };
    const ofClaim = new RegExp(`/claims/${claim}(/decision)?$`);
    await signedIn.route(ofClaim, lose);
    await press(signedIn, 'Décider');
    await signedIn.getByRole('alert').first().waitFor();
    const reason = signedIn.getByLabel('Motif', { exact: true });
    expect(await reason.inputValue({ timeout: 5_000 })).toBe(REASON);
    expect(await signedIn.getByRole('radio', { name: 'Refuser' }).isChecked()).toBe(true);
    await signedIn.unroute(ofClaim, lose);
    expect(lost).toEqual(['POST']);
  });

  it('name the tick of a page that changes hands by what it says, and lead to it', async () => {
    const { world } = session;
    await anAccount(world, world.here, { name: 'Pierre Roux', grants: [{ listingId: listing }] });
    await goTo(() => session.at(`demandes/${claim}`))(signedIn);
    await signedIn.locator('input[name="decision"]').first().check();
    await press(signedIn, 'Décider');
    const tick = 'J’ai comparé les preuves\u00a0: la page change de mains';
    const summary = signedIn.locator('.error-summary button');
    await summary.waitFor();
    expect((await summary.innerText()).startsWith(tick)).toBe(true);
    await signedIn.getByLabel(REASON_LABEL).focus();
    await summary.click();
    await hasFocus(signedIn, signedIn.getByRole('checkbox', { name: tick }));
    expect(await errorsOf(signedIn)).toEqual([]);
  });

  it.each([
    ['demandes/abc', 'Demandes'],
    ['demandes/ajouts/999999999999', 'Demandes'],
    ['signalements/abc', 'Signalements'],
    ['signalements/corrections/-1', 'Signalements'],
    ['fiches/999999999999', 'Fiches'],
  ])('say of %s that nothing is there, with the way back to the list', async (path, list) => {
    await signedIn.goto(session.at(path));
    await signedIn.getByRole('heading', { level: 1, name: /introuvable/ }).waitFor();
    expect(await signedIn.title()).toMatch(/^Page introuvable/);
    expect(await signedIn.getByRole('button', { name: 'Réessayer' }).count()).toBe(0);
    await signedIn.getByRole('link', { name: `Revenir à la liste\u00a0: ${list}` }).click();
    await signedIn.getByRole('heading', { level: 1, name: list }).waitFor();
    expect(await signedIn.title()).toMatch(new RegExp(`^${list}`));
  });
});
