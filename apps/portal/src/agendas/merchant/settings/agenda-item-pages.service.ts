import { listingParams, pathTo } from '@halles/contracts';
import { type AgendaResource, AgendaResources, type Booking, invitationLink } from '@halles/domain/agendas';
import type { Bilingual, DomainError, Locale } from '@halles/kernel';
import {
  decidedOver,
  type FormReader,
  type FormRefusal,
  type FormState,
  type FormValues,
  newForm,
  type PostedForm,
  submitAction,
  submitForm,
  withSeen,
} from '@halles/platform/forms';
import { type HttpAnswer, redirectTo } from '@halles/platform/http';
import { SignedLinks, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { SpaceUser } from '../../../merchant-space';
import { INVITATION } from '../../../agenda-offers';
import { newIdIn, redirectDone } from '../../../params';
import type { Page } from '../../../rendering/page';
import { type AgendaItemWords, presentAgendaItem, presentAgendaItems } from './agenda-item.presenter';
import {
  addedId,
  type AgendaItem,
  type AgendaItemChange,
  agendaItemActions,
  movedUp,
  NEW_ID,
} from './agenda-items';
import { AgendaPages } from './agenda-pages.service';

/** What an agenda lists of one kind, as it is stored. */
interface AgendaItemStore<Item, Input> {
  list(ctx: TenantContext, listing: number): Promise<Item[]>;
  save(ctx: TenantContext, listing: number, id: string, input: Input): Promise<void>;
  change(ctx: TenantContext, listing: number, id: string, decide: (now: Item) => Input | null): Promise<void>;
  archive(ctx: TenantContext, listing: number, id: string): Promise<void>;
  sort(ctx: TenantContext, listing: number, ids: readonly string[]): Promise<void>;
  /** Makes another link for those who are invited; absent where nobody is. */
  inviteAnew?(ctx: TenantContext, listing: number, id: string): Promise<void>;
}

/** One kind of what an agenda lists: services, or who and what serves for them. */
export interface AgendaItemKind<Item extends AgendaItem, Input> extends AgendaItemWords<Item> {
  readonly store: AgendaItemStore<Item, Input>;
  readonly reader: FormReader<Input>;
  /** What the form is filled in with; of a new one what most have. Pure. */
  readonly values: (item: Item | null, resources: readonly AgendaResource[]) => FormValues;
  /** The addresses of the list and of one of it, in each language. Pure. */
  readonly paths: (listing: number, id?: string) => Bilingual;
  readonly notFound: () => DomainError<object>;
  /** What was booked of one while it is away; absent where nothing ever is. */
  readonly bookings?: (ctx: TenantContext, listing: number, item: Item) => Promise<readonly Booking[]>;
}

/** Who looks at which agenda. */
export interface AgendaUser {
  readonly ctx: TenantContext;
  readonly session: SpaceUser;
  readonly listing: number;
}

/** A form that was sent, by whoever reads the page in this language. */
interface SentForm {
  readonly locale: Locale;
  readonly posted: PostedForm;
}

/** Shows and changes what an agenda lists. What somebody else changed meanwhile is told, and not overwritten. */
@Injectable()
export class AgendaItemPages {
  constructor(
    private readonly pages: AgendaPages,
    private readonly resources: AgendaResources,
    private readonly links: SignedLinks,
  ) {}

  async list<Item extends AgendaItem, Input>(
    kind: AgendaItemKind<Item, Input>,
    user: AgendaUser,
    done: AgendaItemChange | null = null,
    refusal: FormRefusal | null = null,
  ): Promise<Page> {
    const { ctx, session, listing } = user;
    const items = await kind.store.list(ctx, listing);
    const resources = await this.resources.list(ctx, listing);
    const { state = newForm(kind.values(null, resources)), ...answer } = refusal ?? {};
    const newId = newIdIn(state.values, NEW_ID);
    const page = {
      paths: kind.paths(listing),
      heading: `${kind.texts}.heading`,
      present: presentAgendaItems(kind, { listing, items, resources, form: state, newId, done }),
    };
    return this.pages.page(ctx, session, listing, page, answer);
  }

  async add<Item extends AgendaItem, Input>(
    kind: AgendaItemKind<Item, Input>,
    user: AgendaUser,
    { locale, posted }: SentForm,
  ): Promise<Page | HttpAnswer> {
    const { ctx, listing } = user;
    const id = addedId(await kind.store.list(ctx, listing), posted.values);
    return submitForm(
      kind.reader.read(posted),
      async (input): Promise<Page | HttpAnswer> => {
        await kind.store.save(ctx, listing, id, input);
        return redirectDone(kind.paths(listing)[locale], 'saved');
      },
      (refusal) => this.list(kind, user, null, refusal),
    );
  }

  /** @throws DomainError `notFound` of the kind, also where it is another listing's */
  async show<Item extends AgendaItem, Input>(
    kind: AgendaItemKind<Item, Input>,
    user: AgendaUser,
    id: string,
  ): Promise<Page> {
    return this.itemPage(kind, user, await find(kind, user, id), null);
  }

  /** @throws DomainError the same */
  async change<Item extends AgendaItem, Input>(
    kind: AgendaItemKind<Item, Input>,
    user: AgendaUser,
    id: string,
    { locale, posted }: SentForm,
  ): Promise<Page | HttpAnswer> {
    const { ctx, listing } = user;
    const item = await find(kind, user, id);
    const again = (refusal: FormRefusal): Promise<Page> => this.itemPage(kind, user, item, refusal);
    const done = (what: AgendaItemChange): HttpAnswer => redirectDone(kind.paths(listing)[locale], what);
    return submitAction(
      agendaItemActions.read(posted),
      {
        save: async (): Promise<Page | HttpAnswer> => {
          const { decide, refusal } = decidedOver(
            { reader: kind.reader, posted },
            (now: Item) => kind.values(now, []),
            (input) => input,
          );
          await kind.store.change(ctx, listing, id, decide);
          const refused = refusal();
          if (refused) return again(refused);
          // What was booked while it is away is for somebody to decide: the page lists it.
          const { bookings } = kind;
          const away = bookings ? await bookings(ctx, listing, await find(kind, user, id)) : [];
          return away.length > 0 ? redirectTo(kind.paths(listing, id)[locale]) : done('saved');
        },
        archive: async (): Promise<Page | HttpAnswer> => {
          await kind.store.archive(ctx, listing, id);
          return done('archived');
        },
        up: async (): Promise<Page | HttpAnswer> => {
          await kind.store.sort(ctx, listing, movedUp(await kind.store.list(ctx, listing), id));
          return done('moved');
        },
        invite: async (): Promise<Page | HttpAnswer> => {
          await kind.store.inviteAnew?.(ctx, listing, id);
          return redirectTo(kind.paths(listing, id)[locale]);
        },
      },
      again,
    );
  }

  private async itemPage<Item extends AgendaItem, Input>(
    kind: AgendaItemKind<Item, Input>,
    { ctx, session, listing }: AgendaUser,
    item: Item,
    refusal: FormRefusal | null,
  ): Promise<Page> {
    const resources = await this.resources.list(ctx, listing);
    const bookings = (await kind.bookings?.(ctx, listing, item)) ?? [];
    const managed = await this.pages.listing(ctx, listing);
    const fresh: FormState = newForm(withSeen(kind.values(item, resources)));
    const { state = fresh, ...answer } = refusal ?? {};
    const page = {
      paths: kind.paths(listing, item.id),
      heading: `${kind.texts}.one`,
      present: presentAgendaItem(kind, {
        ...{ listing, item, resources, form: state, bookings },
        link: (locale, service, serial) => {
          const token = this.links.issue(ctx, invitationLink, { id: service, serial });
          const path = pathTo('booking.times', locale, { ...listingParams(managed), service });
          return `${path}?${new URLSearchParams({ [INVITATION]: token }).toString()}`;
        },
      }),
    };
    return this.pages.page(ctx, session, listing, page, answer);
  }
}

async function find<Item extends AgendaItem, Input>(
  { store, notFound }: AgendaItemKind<Item, Input>,
  { ctx, listing }: AgendaUser,
  id: string,
): Promise<Item> {
  const item = (await store.list(ctx, listing)).find((one) => one.id === id);
  if (!item) throw notFound();
  return item;
}
