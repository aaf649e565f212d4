import { pathTo, postInputSchema } from '@halles/contracts';
import { ClaimantService, ClaimProofService, ClaimService, TransferService } from '@halles/domain/claims';
import { PhotoService } from '@halles/domain/photos';
import { PostModeration, PostService } from '@halles/domain/posts';
import { ProfileService } from '@halles/domain/profiles';
import { DAY } from '@halles/kernel';
import { appendAudit, createContext, type TenantContext } from '@halles/platform/tenancy';
import { aPicture, GENEROUS, multipartForm, signInAs, writeListings } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import type { Type } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { openPortal, type Portal } from '../../testing/portal-harness';

describe('the history of a page', () => {
  let portal: Portal;
  let listing = 0;
  let cookie = '';
  let owner: TenantContext;
  let agent: TenantContext;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  beforeEach(async () => {
    const { world } = portal;
    [listing = 0] = await writeListings(world, world.here, [{}]);
    const signedIn = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
    ({ cookie } = signedIn);
    owner = createContext(world.here.tenant, { kind: 'account', accountId: signedIn.account.id }, 'history');
    agent = createContext(world.here.tenant, { kind: 'agent', accountId: uuid() }, 'history');
  });
  afterAll(() => portal.close());

  const photos = (): PhotoService => portal.app.get(PhotoService, { strict: false });
  const posts = (): PostService => portal.app.get(PostService, { strict: false });
  const read = async (
    path = pathTo('profile.history', 'fr', { listing }),
    reader = cookie,
  ): Promise<string> => (await portal.ask('ici-bourg', path, { headers: { cookie: reader } })).body;
  async function upload(kind: string): Promise<void> {
    const bytes = await aPicture().jpeg().toBuffer();
    const file = { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes };
    const { body, headers } = multipartForm({ kind }, [file]);
    const asked = {
      method: 'POST',
      body,
      headers: { ...headers, cookie, 'sec-fetch-site': 'same-origin' },
    } as const;
    const { status } = await portal.ask('ici-bourg', pathTo('photo.album', 'fr', { listing }), asked);
    expect(status).toBe(303);
  }
  /** What was done, with who did it, the last first. */
  const entries = (html: string): string[] =>
    [...html.matchAll(/<h2 class="history__head">[\s\S]*?<\/li>/g)].map(([item]) =>
      [...item.matchAll(/<p>([^<]*)<\/p>/g)].map(([, words]) => words).join(' · '),
    );

  it('has the photos that were added, replaced, described, put in order and taken off, by whom, and the way back', async () => {
    await upload('photo');
    await upload('photo');
    await upload('logo');
    await upload('logo');
    const { photos: shown } = await photos().album(owner, listing, new Date());
    const [first, second] = shown.map(({ id }) => id);
    await photos().describe(agent, listing, first ?? '', { altFr: 'La vitrine', altEn: null }, new Date());
    await photos().move(owner, listing, second ?? '', 'first', new Date());
    await photos().remove(agent, listing, second ?? '', new Date());
    const html = await read();
    expect(entries(html)).toEqual([
      'La collectivité · Photo retirée',
      'Vous · Photos mises dans un autre ordre',
      'La collectivité · Description d’une photo changée',
      'Vous · Logo remplacé',
      'Vous · Logo ajouté',
      'Vous · Photo ajoutée',
      'Vous · Photo ajoutée',
    ]);
    expect(html).toContain(`action="${pathTo('photo.restore', 'fr', { listing, photo: second ?? '' })}"`);
    expect(html).toContain(`href="${pathTo('photo.album', 'fr', { listing })}">Voir les photos`);
    const english = await read(pathTo('profile.history', 'en', { listing }));
    expect(entries(english)[0]).toBe('The local authority · Photo taken off');
  });

  it('says the same of a picture once it is erased, and of an older entry what is known', async () => {
    const now = new Date();
    const { work } = portal.world;
    await upload('logo');
    await upload('logo');
    const { logo } = await photos().album(owner, listing, now);
    const id = logo?.id ?? '';
    await photos().describe(owner, listing, id, { altFr: 'Notre logo', altEn: null }, now);
    await photos().recrop(owner, listing, id, { left: 0, top: 0, width: 0.5, height: 0.5 }, now);
    await photos().remove(owner, listing, id, now);
    await photos().restore(owner, listing, id, now);
    await photos().remove(owner, listing, id, now);
    const before = entries(await read());
    expect(before.filter((words) => words.includes('ogo'))).toHaveLength(7);
    await work.write(owner, async (tx) => {
      await tx.manager.query('DELETE FROM photo WHERE listing_id = $1', [listing]);
      const older = { listingId: listing, id: uuid(), replaced: uuid() };
      await appendAudit(tx, 'photo.added', older, new Date(now.getTime() - DAY));
    });
    expect(entries(await read())).toEqual([...before, 'Vous · Photo remplacée']);
  });

  it('offers to nobody what they may not do', async () => {
    await upload('photo');
    const [photo] = (await photos().album(owner, listing, new Date())).photos;
    await photos().remove(owner, listing, photo?.id ?? '', new Date());
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Galettes', text: 'Dès samedi.' });
    await posts().publish(owner, listing, uuid(), input, 'merchant');
    const author = { kind: 'agent', accountId: null, name: 'Nadia' } as const;
    await portal.app
      .get(ProfileService, { strict: false })
      .save(owner, listing, { version: null, changes: { phone: '+33556000100' }, author }, new Date());
    const ways = {
      undo: pathTo('profile.undo', 'fr', { listing }),
      restore: pathTo('photo.restore', 'fr', { listing, photo: photo?.id ?? '' }),
      album: `${pathTo('photo.album', 'fr', { listing })}">Voir`,
      posts: `${pathTo('merchant.posts', 'fr', { listing })}">Voir`,
    };
    const methodsFor = (html: string): string[] =>
      Object.entries(ways).flatMap(([name, way]) => (html.includes(`="${way}`) ? [name] : []));
    const history = pathTo('profile.history', 'fr', { listing });
    const { cookie: colleague } = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing, role: 'merchant-staff', permissions: ['listing.read'] }],
    });
    const comeIn = async (scope: readonly ['contact'] | null): Promise<string> => {
      const { link } = await sendAgent(portal.world, portal.world.here, listing, { scope });
      const { headers } = await portal.ask('ici-bourg', `/pro/agent/${link}`);
      return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    };
    expect(methodsFor(await read())).toEqual(['undo', 'restore', 'album', 'posts']);
    expect(methodsFor(await read(history, colleague))).toEqual([]);
    expect(methodsFor(await read(history, await comeIn(null)))).toEqual(['undo', 'posts']);
    expect(methodsFor(await read(history, await comeIn(['contact'])))).toEqual(['undo']);
  });

  it('words what an agent did the same whatever it was: « Vous » to them, their name to who keeps the page', async () => {
    const { link, accountId } = await sendAgent(portal.world, portal.world.here, listing, { scope: null });
    const { headers } = await portal.ask('ici-bourg', `/pro/agent/${link}`);
    const session = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    const ctx = createContext(portal.world.here.tenant, { kind: 'agent', accountId }, 'agent');
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Galettes', text: 'Dès samedi.' });
    await posts().publish(ctx, listing, uuid(), input, 'agent');
    const author = { kind: 'agent', accountId, name: 'Nadia' } as const;
    await portal.app
      .get(ProfileService, { strict: false })
      .save(ctx, listing, { version: null, changes: { phone: '+33556000199' }, author }, new Date());
    const history = pathTo('profile.history', 'fr', { listing });
    const whoIn = (html: string): string[] =>
      entries(html)
        .slice(0, 2)
        .map((words) => words.split(' · ')[0] ?? '');
    expect(whoIn(await read(history, session))).toEqual(['Vous', 'Vous']);
    expect(whoIn(await read())).toEqual(Array(2).fill('Nadia, pour la collectivité'));
  });

  it('has the posts that were published, changed, withdrawn, put back and hidden, and the way to them', async () => {
    const id = uuid();
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Galettes', text: 'Dès samedi.' });
    await posts().publish(owner, listing, id, input, 'merchant');
    await posts().change(
      agent,
      listing,
      id,
      { ...input, text: 'Dès lundi.' },
      { author: 'agent', seen: null },
    );
    await posts().undo(owner, listing, id, { author: 'merchant', seen: null });
    await posts().withdraw(owner, listing, id, 'merchant');
    await posts().restore(owner, listing, id, 'merchant');
    await portal.app
      .get(PostModeration, { strict: false })
      .hide(agent, listing, id, { reason: 'Ce n’est pas ici.', by: 'Agnès' }, new Date());
    const html = await read();
    expect(entries(html)).toEqual([
      'La collectivité · Actualité masquée\u00a0: «\u00a0Galettes\u00a0»',
      'Vous · Actualité remise\u00a0: «\u00a0Galettes\u00a0»',
      'Vous · Actualité retirée\u00a0: «\u00a0Galettes\u00a0»',
      'Vous · Actualité remise comme avant sa modification\u00a0: «\u00a0Galettes\u00a0»',
      'La collectivité · Actualité modifiée\u00a0: «\u00a0Galettes\u00a0»',
      'Vous · Actualité publiée\u00a0: «\u00a0Galettes\u00a0»',
    ]);
    expect(html).toContain(`href="${pathTo('merchant.posts', 'fr', { listing })}">Voir les actualités`);
  });

  it('says of a post of the demonstration that the business published it, as its page does', async () => {
    const input = postInputSchema.parse({ kind: 'novelty', title: 'Galettes', text: 'Dès samedi.' });
    const start = createContext(portal.world.here.tenant, { kind: 'operator', accountId: null }, 'seeds');
    await posts().publish(start, listing, uuid(), input, 'merchant');
    expect(entries(await read())).toEqual(['Le commerce · Actualité publiée\u00a0: «\u00a0Galettes\u00a0»']);
  });

  it('is read page by page: nothing is left out, and nothing is there twice', async () => {
    await upload('photo');
    const [photo] = (await photos().album(owner, listing, new Date())).photos;
    const at = (turn: number): Date => new Date(Date.now() - DAY + turn * 1_000);
    for (let turn = 0; turn < 45; turn += 1) {
      await photos().describe(
        owner,
        listing,
        photo?.id ?? '',
        { altFr: `Vue ${turn}`, altEn: null },
        at(turn),
      );
      if (turn % 3 > 0) continue;
      const changes = { phone: `+335560001${String(turn).padStart(2, '0')}` };
      const author = { kind: 'agent', accountId: null, name: 'Nadia' } as const;
      await portal.app
        .get(ProfileService, { strict: false })
        .save(owner, listing, { version: null, changes, author }, at(turn));
    }
    const pages: string[][] = [];
    for (let path: string | undefined = pathTo('profile.history', 'fr', { listing }); path;) {
      const html = await read(path);
      pages.push(entries(html));
      path = /href="([^"]*\?avant=[^"]*)"/.exec(html.replaceAll('&#x3D;', '='))?.[1];
    }
    expect(pages.length).toBeGreaterThan(3);
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(20);
    const all = pages.flat();
    expect(all.filter((words) => words.includes('Description'))).toHaveLength(45);
    expect(all.filter((words) => words.startsWith('Nadia'))).toHaveLength(15);
    expect(all).toHaveLength(61);
  });

  it('says when and how the page changed hands, and names nobody of the other side', async () => {
    const { world } = portal;
    const [page = 0] = await writeListings(world, world.here, [{}]);
    const get = <T>(service: Type<T>): T => portal.app.get(service, { strict: false });
    const here = (accountId: string) =>
      createContext(world.here.tenant, { kind: 'account', accountId }, 'history');
    const [first, second] = [
      await signInAs(world, world.here, { name: 'Ancienne Gérante' }),
      await signInAs(world, world.here, { name: 'Nouveau Gérant' }),
    ];
    const ask = async ({ account }: typeof first) => {
      const [ctx, who] = [here(account.id), { accountId: account.id, siret: null }];
      const { id } = await get(ClaimantService).begin(ctx, page, who, 'fr', new Date());
      await get(ClaimProofService).requestProof(ctx, id, who, { kind: 'town' }, new Date());
      return id;
    };
    const approve = async (id: string) => {
      const decision = { decision: 'approve', reason: null } as const;
      await get(ClaimService).decide(agent, id, decision, { name: 'Nadia' }, new Date());
    };
    await approve(await ask(first));
    await approve(await ask(second));
    const transfers = get(TransferService);
    const [{ account: from }, { account: to }] = [second, first];
    const { id } = await transfers.offer(
      here(from.id),
      page,
      from,
      { email: to.email, locale: 'fr' },
      new Date(),
    );
    await transfers.answer(here(to.id), id, to, { accepts: true, locale: 'fr' }, new Date());
    const html = await read(pathTo('profile.history', 'fr', { listing: page }), first.cookie);
    expect(entries(html)).toEqual([
      'Vous · Transmission de la page acceptée',
      'La collectivité · Page retirée au compte qui la tenait',
      'La collectivité · Page confiée au compte qui la demandait',
      'La collectivité · Page confiée au compte qui la demandait',
    ]);
    expect(html).not.toContain('Nouveau Gérant');
    const changes = { phone: '+33556000199' };
    const author = { kind: 'merchant', accountId: to.id, name: 'Ancienne Gérante' } as const;
    await get(ProfileService).save(here(to.id), page, { version: null, changes, author }, new Date());
    await get(ClaimantService).release(here(to.id), page, { accountId: to.id }, new Date());
    await approve(await ask(second));
    const later = await read(pathTo('profile.history', 'fr', { listing: page }), second.cookie);
    const [given, ...earlier] = entries(later);
    expect(given).toBe('La collectivité · Page confiée au compte qui la demandait');
    expect(earlier).toContain('Le commerce · Page rendue\u00a0: plus aucun compte ne la tient');
    expect(earlier.slice(0, 3).every((words) => words.startsWith('Le commerce'))).toBe(true);
    expect(later).not.toContain('Ancienne Gérante');
  });
});
