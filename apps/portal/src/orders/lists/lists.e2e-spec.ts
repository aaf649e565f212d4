import { postRulesSchema } from '@halles/contracts';
import { FulfilmentSettingsService, orderLink } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { aPicture, GENEROUS, multipartForm, signInAs } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const KEY = /name="idempotencyKey" value="([^"]+)"/;
const SLOT = /<option value="(\d{12,14})">/g;
/** Far enough ahead for the shop to ask and for its customer to answer. */
const lastSlotOn = (html: string): string => [...html.matchAll(SLOT)].at(-1)?.[1] ?? '';
const ORDER = /href="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/;

describe('ordering with a list', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let picture: Buffer;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const form = (): string => `/commerce/x-${String(listing)}/liste`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    picture = await aPicture().jpeg().toBuffer();
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, path.startsWith('/en/') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const opened = async (more: Record<string, string> = {}): Promise<void> => {
    const rules = { ...RULES, takesLists: 'yes', ...more };
    expect((await portal.post(HERE, `${space()}/commandes-reglages`, rules, { cookie })).status).toBe(303);
  };
  const fieldsOf = async (more: Record<string, string> = {}): Promise<Record<string, string>> => {
    const page = await read(form());
    return {
      ...{ kind: 'order', text: '1 kg de pommes\n<b>du pain</b>', slot: lastSlotOn(page) },
      ...{ name: 'Odile Martin', email: 'odile@example.org', phone: '', note: 'Merci', website: '' },
      ...{ idempotencyKey: KEY.exec(page)?.[1] ?? '', ...more },
    };
  };
  const sendWith = async (fields: Record<string, string>, bytes: Buffer, type = 'image/jpeg') => {
    const sent = multipartForm(fields, [{ field: 'photo', name: 'liste.jpg', type, bytes }]);
    return portal.ask(HERE, form(), { method: 'POST', ...sent });
  };
  const seenOn = (html: string): string => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
  const sent = async (more: Record<string, string> = {}): Promise<{ page: string; inbox: string }> => {
    const answer = await portal.post(HERE, form(), await fieldsOf(more));
    expect(answer.status).toBe(303);
    const inbox = ORDER.exec(await read(`${space()}/commandes`, true))?.[1] ?? '';
    return { page: String(answer.headers.location), inbox };
  };
  const APPLES = {
    ...{ 'label-1': 'Pommes <du> Vercors', 'quantity-1': '2', 'price-1': '3,50', 'vat-1': 'reduced' },
    ...{ 'withdrawal-1': 'perishable', count: '1', hours: '1', slot: '', message: 'Bien mûres' },
  };
  const answered = async (more: Record<string, string> = {}) => {
    const made = await sent();
    const asked = await read(`${made.inbox}/reponse`, true);
    // There is no order that it could stay.
    expect([asked.includes('la demande prend fin'), asked.includes('reste telle quelle')]).toEqual([
      true,
      false,
    ]);
    const seen = seenOn(asked);
    const fields = { ...APPLES, seen, ...more };
    const answer = await portal.post(HERE, `${made.inbox}/reponse`, fields, { cookie });
    return { ...made, seen, answer };
  };

  it('says all that is wrong at once, each at its field: an empty list beside the name and the time', async () => {
    await opened();
    const { status, body } = await portal.post(HERE, form(), {
      ...{ text: ' ', name: '', email: '', phone: '', note: '', slot: '', kind: 'order' },
    });
    const summary = body.split('id="summary"')[1]?.split('</ul>')[0] ?? '';
    expect(status).toBe(422);
    for (const field of ['text', 'slot', 'name', 'email']) expect(summary).toContain(`href="#${field}"`);
    expect(body.match(/écrivez votre liste, ou joignez-en une photo/g)).toHaveLength(2);
  });

  it('is offered where the shop takes lists, without a product', async () => {
    const page = `/commerce/le-pain-du-coin-${String(listing)}`;
    expect(await read(page)).not.toContain('Commander avec une liste');
    expect((await portal.ask(HERE, form())).status).toBe(409);
    await opened();
    expect(await read(page)).toContain('>Commander avec une liste</a>');
    const asked = await read(form());
    for (const said of ['n’est pas commander', 'rien n’est dû', 'enctype="multipart/form-data"'])
      expect(asked).toContain(said);
    expect(asked).not.toContain('obligation de paiement');
    expect(await read(`/en/business/x-${String(listing)}/list`)).toContain('Order with a list');
  });

  it('goes from the list to the counter, each side seeing what the other did', async () => {
    await opened();
    const { page, inbox, answer } = await answered();
    expect([answer.status, answer.headers.location]).toEqual([303, `${inbox}?fait=propose`]);
    const told = await read(page);
    for (const said of ['&lt;b&gt;du pain&lt;/b&gt;', 'Le commerce vous a répondu', `${page}/proposition`])
      expect(told).toContain(said);
    const proposal = await read(`${page}/proposition`);
    for (const said of [
      ...[
        'Pommes &lt;du&gt; Vercors',
        '7,00\u00a0€',
        'TVA (5,5\u00a0%)',
        'Bien mûres',
        'Conditions de vente',
      ],
      ...['Vous payez au commerce', 'Non merci'],
    ])
      expect(proposal).toContain(said);
    expect(proposal).toMatch(/value="agree">Commande avec obligation de paiement<\/button>/);
    const terms = /name="terms" value="([0-9a-f]{64})"/.exec(proposal)?.[1] ?? '';
    const agree = { seen: seenOn(proposal), terms, do: 'agree' };
    for (const _ of [1, 2])
      expect((await portal.post(HERE, `${page}/proposition`, agree)).headers.location).toBe(page);
    const agreed = await read(page);
    for (const said of ['Confirmée', '7,00\u00a0€', 'Code de retrait', 'Accord donné'])
      expect(agreed).toContain(said);
    const code = /receipt__code">(\d{6})/.exec(agreed)?.[1] ?? '';
    const shown = await read(inbox, true);
    const handed = await portal.post(HERE, `${inbox}/remise`, { seen: seenOn(shown), code }, { cookie });
    expect(handed.status).toBe(303);
    expect(await read(page)).toContain('Remise');
  });

  it.each([
    ['alcohol', 'L’alcool est interdit aux mineurs'],
    ['vaping', 'Les produits du vapotage sont interdits aux mineurs'],
    ['weapon', 'Les armes et les couteaux vendus comme tels sont interdits aux mineurs'],
    ['other', 'contient un article interdit aux mineurs'],
    // Of a form of the release before.
    ['yes', 'L’alcool est interdit aux mineurs'],
  ])(
    'says what is for adults alone before its customer agrees, and asks for proof: %s',
    async (kind, words) => {
      await opened();
      const { page, inbox, answer } = await answered({ 'adults-1': kind });
      expect(answer.status).toBe(303);
      const proposal = await read(`${page}/proposition`);
      expect(proposal).toContain(words);
      expect(proposal.indexOf(words)).toBeLessThan(proposal.indexOf('value="agree"'));
      const terms = /name="terms" value="([0-9a-f]{64})"/.exec(proposal)?.[1] ?? '';
      const agree = { seen: seenOn(proposal), terms, do: 'agree' };
      await portal.post(HERE, `${page}/proposition`, agree);
      const agreed = await read(page);
      expect(agreed).toContain(words);
      const code = /receipt__code">(\d{6})/.exec(agreed)?.[1] ?? '';
      const shown = await read(inbox, true);
      expect(shown).toContain('demandez une pièce d’identité');
      const hand = { seen: seenOn(shown), code };
      const unseen = await portal.post(HERE, `${inbox}/remise`, hand, { cookie });
      expect([
        unseen.status,
        unseen.body.includes('Preuve de majorité') || unseen.body.includes('pièce d’identité'),
      ]).toEqual([422, true]);
      const seenProof = await portal.post(
        HERE,
        `${inbox}/remise`,
        { ...hand, proofOfAge: 'yes' },
        { cookie },
      );
      expect(seenProof.status).toBe(303);
    },
  );

  it.each(['tobacco', 'medicine'])('is answered with nothing that no shop may sell: %s', async (kind) => {
    await opened();
    const { answer } = await answered({ 'adults-1': kind });
    expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([422, []]);
    expect(answer.body).toContain('ne peut pas être vendu ici');
    expect(answer.body).toMatch(/id="adults-1"[^]*?value="alcohol"/);
  });

  it('rings in the inbox without prices, with an answer and a refusal, and nothing to accept', async () => {
    await opened();
    const { page, inbox } = await sent();
    const list = await read(`${space()}/commandes`, true);
    for (const said of ['data-waiting', 'Répondre à la liste', 'pas encore de prix', 'value="refuse"'])
      expect(list).toContain(said);
    expect(list).not.toContain('value="accept"');
    const order = await read(inbox, true);
    for (const said of ['1 kg de pommes', 'Merci', `${inbox}/reponse`]) expect(order).toContain(said);
    // The answer is its main act, above the refusal.
    expect(order).toMatch(/<a class="button" href="[^"]+\/reponse">Répondre à la liste/);
    expect(order.indexOf('/reponse"')).toBeLessThan(order.indexOf('value="refuse"'));
    const forced = await portal.post(HERE, inbox, { seen: seenOn(order), do: 'accept' }, { cookie });
    expect([forced.status, forced.body.includes('répondez d’abord à la liste')]).toEqual([409, true]);
    expect(await read(page)).toContain('Rien n’est dû');
    expect((await portal.post(HERE, page, { seen: seenOn(order), sure: 'yes' })).status).toBe(303);
    expect(await read(page)).toContain('Annulée');
  });

  it('takes a photo, which its two sides alone see', async () => {
    await opened();
    const answer = await sendWith(await fieldsOf({ text: '' }), picture);
    expect(answer.status).toBe(303);
    const page = String(answer.headers.location);
    expect(await read(page)).toContain(`${page}/liste.jpg`);
    const photo = await portal.ask(HERE, `${page}/liste.jpg`);
    expect([photo.status, photo.headers['content-type']]).toEqual([200, 'image/jpeg']);
    const inbox = ORDER.exec(await read(`${space()}/commandes`, true))?.[1] ?? '';
    expect((await portal.ask(HERE, `${inbox}/liste.jpg`, { headers: { cookie } })).status).toBe(200);
    const other = await signInAs(portal.world, portal.world.here, {});
    expect((await portal.ask(HERE, `${inbox}/liste.jpg`, { headers: { cookie: other.cookie } })).status).toBe(
      404,
    );
    const foreign = new SignedLinks(portal.world.config.masterKey).issue(portal.world.there, orderLink, {
      id: inbox.slice(-36),
      serial: 0,
    });
    expect((await portal.ask(HERE, `/commande/${foreign}/liste.jpg`)).status).toBe(404);
  });

  it.each([
    ['a photo that is none', Buffer.from('not a photo'), 'text', 415],
    ['a PDF', Buffer.from('%PDF-1.7 a list'), 'application/pdf', 415],
  ])('shows the form again with %s, and what was typed', async (_, bytes, type, status) => {
    await opened();
    const answer = await sendWith(await fieldsOf(), bytes, type);
    expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([status, []]);
    expect(answer.body).toContain('1 kg de pommes');
  });

  it.each([
    ['nothing in it', { text: '  ' }, 'écrivez votre liste, ou joignez-en une photo'],
    ['ten megabytes', { text: 'x'.repeat(5_000) }, 'trop longue'],
    ['no slot', { slot: '' }, 'Choisissez un créneau'],
    ['a slot that is over', { slot: '1500000000000' }, 'créneau'],
    ['nobody to answer', { email: '' }, 'Laissez une adresse'],
  ])('shows the form again with %s', async (_, more, said) => {
    await opened();
    const answer = await portal.post(HERE, form(), await fieldsOf(more));
    expect([answer.status >= 400, checkHtml(answer.body, 'fr')]).toEqual([true, []]);
    expect(answer.body).toContain(said);
  });

  it.each([
    ['takes lists', { takesLists: '' }, 'ne prend pas de liste'],
    ['takes orders', { isOpen: '' }, 'ne prend pas de commande'],
  ])(
    'is shown again with what was typed where the shop no longer %s, and says so',
    async (_, closed, said) => {
      await opened();
      const fields = await fieldsOf();
      await opened(closed);
      const plain = await portal.post(HERE, form(), fields);
      for (const answer of [plain, await sendWith(fields, picture)]) {
        expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([409, []]);
        for (const words of [said, '1 kg de pommes', 'Odile Martin', 'odile@example.org', 'value="order"'])
          expect(answer.body).toContain(words);
        // Nothing that can be chosen: when is asked again once it takes lists.
        expect(answer.body).not.toMatch(/<option value="\d/);
      }
      expect(plain.body).not.toContain('Choisissez à nouveau la photo');
      // Whoever opens the page is told that there is none.
      expect((await portal.ask(HERE, form())).status).toBe(409);
      await opened();
      const again = KEY.exec(plain.body)?.[1] ?? '';
      expect((await portal.post(HERE, form(), { ...fields, idempotencyKey: again })).status).toBe(303);
    },
  );

  it('says once what is wrong where the shop takes no pickup any more', async () => {
    await opened();
    const fields = await fieldsOf();
    await portal.app.get(FulfilmentSettingsService).change(portal.world.here, listing, (before) => ({
      ...{ ...before, isPickupOn: false },
      post: {
        isOn: true,
        rules: postRulesSchema.parse({ days: 1, bands: [{ fromCents: 0, feeCents: 500 }] }),
        instructions: 'Par chèque',
      },
    }));
    const answer = await portal.post(HERE, form(), fields);
    expect(answer.status).toBe(409);
    for (const words of ['ne prend pas de liste', '1 kg de pommes']) expect(answer.body).toContain(words);
  });

  it.each([
    ['no quantity', { 'quantity-1': '0' }, '999 au plus'],
    ['less than none', { 'quantity-1': '-1' }, '999 au plus'],
    ['too many', { 'quantity-1': '1000000000' }, '999 au plus'],
    ['a price below nought', { 'price-1': '-1' }, 'Ligne 1\u00a0: Écrivez un prix'],
    ['a rate that there is not', { 'vat-1': 'zero' }, 'Choisissez un taux'],
    ['nothing', { 'label-1': '' }, 'au moins une ligne'],
    ['a slot that is over', { slot: '1500000000000' }, 'créneau'],
  ])('is not answered with %s: the form says so', async (_, more, said) => {
    await opened();
    const { answer } = await answered(more);
    expect([answer.status >= 400, checkHtml(answer.body, 'fr')]).toEqual([true, []]);
    expect(answer.body).toContain(said);
    expect(answer.body).toContain('Bien mûres');
  });

  it('adds lines without losing any', async () => {
    await opened();
    const { answer } = await answered({ do: 'more' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('name="label-4"');
    expect(answer.body).toContain('Pommes &lt;du&gt; Vercors');
  });

  it('ends with a no, and the link of another order is none', async () => {
    await opened();
    const { page } = await answered();
    const proposal = await read(`${page}/proposition`);
    const no = { seen: seenOn(proposal), do: 'decline' };
    expect((await portal.post(HERE, `${page}/proposition`, no)).headers.location).toBe(page);
    expect(await read(page)).toContain('Cette demande est terminée');
    const late = await portal.post(HERE, `${page}/proposition`, { ...no, do: 'agree' });
    expect([late.status, late.body.includes('ne vaut plus')]).toEqual([409, true]);
    expect((await portal.ask(HERE, `${page.slice(0, -3)}abc/proposition`)).status).toBe(404);
  });

  it('is a reservation where the shop takes those: nothing is owed by the word of its customer', async () => {
    await opened({ kind: 'reservation' });
    expect(await read(form())).toContain('ne vous engage à rien');
    const { page } = await sent({ kind: 'reservation' });
    const inbox = ORDER.exec(await read(`${space()}/commandes`, true))?.[1] ?? '';
    const seen = seenOn(await read(`${inbox}/reponse`, true));
    await portal.post(HERE, `${inbox}/reponse`, { ...APPLES, seen }, { cookie });
    const proposal = await read(`${page}/proposition`);
    expect(proposal).toMatch(/value="agree">Réserver sans engagement<\/button>/);
    expect(proposal).not.toContain('obligation de paiement');
  });
});
