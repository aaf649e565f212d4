import { randomUUID } from 'node:crypto';
import { type PostInput, pathTo, patternsOf } from '@halles/contracts';
import { type Post, PostChangedMeanwhile, PostService, todayIn } from '@halles/domain/posts';
import { Clock } from '@halles/kernel';
import {
  type FormState,
  newForm,
  Posted,
  PostedForm,
  refusalOf,
  submitAction,
  textOf,
} from '@halles/platform/forms';
import {
  type HttpAnswer,
  Requires,
  type UploadPart,
  UploadParts,
  MOST_FORM_BYTES,
  Uploads,
} from '@halles/platform/http';
import { Controller, Get, type OnModuleInit, Param, Post as PostMethod, Query } from '@nestjs/common';
import { z } from 'zod';
import { ListingPageService } from '../listings';
import {
  agentsVoice,
  isAgent,
  MerchantSections,
  MerchantSpace,
  presentOnBehalf,
  SpaceRequest,
} from '../merchant-space';
import { Done, newIdIn, redirectDone } from '../params';
import { type FormWithPicture, PictureUploads } from '../photos';
import { type Page, page, type PageOptions } from '../rendering/page';
import { postsPage, type PostsState, presentPostPreview } from './merchant-posts.presenter';
import { newPostActions, postActions, postValues, seenIn, withPostDates } from './post.form';
import { authorOf, PostPages } from './post-pages';
import { type PostChange, postChanges } from './post-parts';

/** Name of the hidden field with the id of the post that a form adds: sent twice, it is added once. */
const NEW_ID = 'id';

/** A form that brings none. */
const NO_PICTURE = { picture: null, refusal: null };

/**
 * With which post something was just done, and which hidden one it is whose words a new one begins with (`reprise`); anything
 * else counts as none.
 */
const changedQuery = z.object({
  post: z.uuid().optional().catch(undefined),
  reprise: z.uuid().optional().catch(undefined),
});

/** A button of the list sends no words. Pure. */
const isTyped = ({ values }: PostedForm): boolean => 'title' in values;

/** A form without what was typed: the words of the post stand in it again. Pure. */
const untyped = (state: FormState, post: Post): FormState => ({ ...state, values: postValues(post) });

/** What a shop tells of, for who keeps it and for an agent as far as a mandate reaches what the shop says of itself. */
@Requires('listing.edit')
@Controller()
export class MerchantPostsController implements OnModuleInit {
  constructor(
    private readonly space: MerchantSpace,
    private readonly sections: MerchantSections,
    private readonly pages: PostPages,
    private readonly listingPages: ListingPageService,
    private readonly posts: PostService,
    private readonly pictures: PictureUploads,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const agents = ['descriptionFr', 'descriptionEn'] as const;
    this.sections.register({
      key: 'posts',
      label: 'posts.nav',
      permission: 'listing.edit',
      icon: 'megaphone',
      order: 15,
      route: 'merchant.posts',
      agents,
    });
    this.sections.openToAgents(agents, 'merchant.post', 'merchant.postPhoto', 'merchant.postPhotoRemoval');
  }

  @Get(patternsOf('merchant.posts'))
  async list(
    @SpaceRequest() at: SpaceRequest,
    @Done(postChanges) what: PostChange | null,
    @Query({ schema: changedQuery }) { post, reprise }: z.output<typeof changedQuery>,
  ): Promise<Page> {
    const { ctx, listing } = at;
    const model = reprise === undefined ? null : await this.pages.hidden(ctx, listing, reprise);
    const done = what && post ? { what, post: { id: post, listingId: listing } } : undefined;
    const form = newForm(postValues(model?.post ?? null));
    return this.listPage(at, { form, done, lacksPhoto: model?.hasPhoto });
  }

  /** A form of several parts, with a photo too, or one of fields alone: that of the bar of a look at the page. */
  @Uploads(MOST_FORM_BYTES)
  @PostMethod(patternsOf('merchant.posts'))
  async add(
    @SpaceRequest() at: SpaceRequest,
    @Posted() posted: PostedForm,
    @UploadParts() parts: AsyncIterable<UploadPart>,
  ): Promise<Page | HttpAnswer> {
    const { ctx, client, listing } = at;
    if (Object.keys(posted.values).length > 0) return this.added(at, posted, NO_PICTURE);
    const sent = await this.pictures.receiveForm(ctx, client, parts, () =>
      this.pictures.checkRoom(ctx, { listingId: listing, kind: 'post' }),
    );
    try {
      return await this.added(at, new PostedForm(sent.values, posted.limitReached), sent);
    } finally {
      await sent.picture?.discard();
    }
  }

  private async added(
    at: SpaceRequest,
    typed: PostedForm,
    sent: Pick<FormWithPicture, 'picture' | 'refusal'>,
  ): Promise<Page | HttpAnswer> {
    const posted = withPostDates(typed, todayIn(at.ctx, this.clock.now()));
    const { ctx, listing, user } = at;
    const id = newIdIn(posted.values, NEW_ID);
    // A browser sends no file twice by itself: who sees the form again chooses it again.
    const photo = sent.refusal
      ? { photoProblem: sent.refusal.problem }
      : sent.picture
        ? { isPhotoLost: true }
        : {};
    const written = { form: newForm(posted.values), ...photo };
    return submitAction(
      newPostActions.read(posted),
      {
        publish: async (input): Promise<Page | HttpAnswer> => {
          if (sent.refusal) return this.listPage(at, written, sent.refusal.answer);
          await this.posts.publish(ctx, listing, id, input, authorOf(user));
          return this.withPhoto(at, id, posted, sent.picture);
        },
        preview: async (input): Promise<Page | HttpAnswer> =>
          (await this.preview(at, input, posted, { post: null, isPhotoLost: sent.picture !== null })) ??
          this.listPage(at, { ...written, isUnseen: true }),
        discard: (): Promise<Page | HttpAnswer> => this.listPage(at, written),
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.listPage(at, { form: state, ...photo }, answer),
    );
  }

  /** A post that is published already, with the photo that was sent with it; where that is refused, its page says why. */
  private async withPhoto(
    at: SpaceRequest,
    id: string,
    { values }: PostedForm,
    picture: FormWithPicture['picture'],
  ): Promise<Page | HttpAnswer> {
    const { ctx, listing, user, locale } = at;
    if (picture === null) return done(at, 'published', id);
    const accountId = isAgent(user) ? null : user.account.id;
    const subject = {
      listingId: listing,
      kind: 'post',
      post: { id, author: authorOf(user) },
      accountId,
    } as const;
    const refusal = await this.pictures.storeReceived(ctx, subject, picture, {
      alt: textOf(values, 'alt'),
      locale,
    });
    if (refusal === null) return done(at, 'published', id);
    const post = await this.pages.find(ctx, listing, id);
    const state = { form: newForm(postValues(post)), photoProblem: refusal.problem };
    return this.pages.one(at, post, { ...state, done: { what: 'published', post } }, refusal.answer);
  }

  @Get(patternsOf('merchant.post'))
  async show(
    @SpaceRequest() at: SpaceRequest,
    @Param('post') id: string,
    @Done(postChanges) what: PostChange | null,
  ): Promise<Page> {
    const post = await this.pages.find(at.ctx, at.listing, id);
    const done = what === null ? undefined : { what, post };
    return this.pages.one(at, post, { form: newForm(postValues(post)), done });
  }

  @PostMethod(patternsOf('merchant.post'))
  async change(
    @SpaceRequest() at: SpaceRequest,
    @Param('post') id: string,
    @Posted() typed: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const { ctx, listing, user } = at;
    const posted = withPostDates(typed, todayIn(ctx, this.clock.now()));
    const post = await this.pages.find(ctx, listing, id);
    const written = { form: newForm(posted.values) };
    return submitAction(
      postActions.read(posted),
      {
        publish: (input): Promise<Page | HttpAnswer> =>
          this.unlessOutdated(at, post, posted, 'changed', () =>
            this.posts.change(ctx, listing, id, input, {
              author: authorOf(user),
              seen: seenIn(posted.values),
            }),
          ),
        preview: async (input): Promise<Page | HttpAnswer> =>
          (await this.preview(at, input, posted, { post })) ??
          this.pages.one(at, post, { ...written, isUnseen: true }),
        discard: (): Promise<Page | HttpAnswer> => this.pages.one(at, post, written),
        withdraw: async (): Promise<Page | HttpAnswer> => {
          await this.posts.withdraw(ctx, listing, id, authorOf(user));
          return done(at, 'withdrawn', id);
        },
        restore: async (): Promise<Page | HttpAnswer> => {
          await this.posts.restore(ctx, listing, id, authorOf(user));
          return done(at, 'restored', id);
        },
        undo: (seen): Promise<Page | HttpAnswer> =>
          this.unlessOutdated(at, post, posted, 'undone', () =>
            this.posts.undo(ctx, listing, id, { author: authorOf(user), seen }),
          ),
      },
      ({ state, ...answer }): Promise<Page | HttpAnswer> =>
        this.pages.one(at, post, { form: isTyped(posted) ? state : untyped(state, post) }, answer),
    );
  }

  /** Does it; where somebody changed the post meanwhile, what everybody reads stands beside what was typed: sent once more, it was seen. */
  private async unlessOutdated(
    at: SpaceRequest,
    { id }: Post,
    posted: PostedForm,
    what: PostChange,
    write: () => Promise<void>,
  ): Promise<Page | HttpAnswer> {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof PostChangedMeanwhile)) throw error;
      const post = await this.pages.find(at.ctx, at.listing, id);
      const { state, ...answer } = refusalOf(error, posted.values);
      const form = isTyped(posted) ? { form: state, isOutdated: true } : { form: untyped(state, post) };
      return this.pages.one(at, post, form, answer);
    }
    return done(at, what, id);
  }

  /** The page of the shop with what is written, before anybody else reads it; null where the public sees no such page. */
  private async preview(
    { ctx, user, listing, locale }: SpaceRequest,
    input: PostInput,
    { values }: PostedForm,
    { post, isPhotoLost = false }: { readonly post: Post | null; readonly isPhotoLost?: boolean },
  ): Promise<Page | null> {
    const content = this.posts.contentOf(ctx, input, post);
    const shown = await this.listingPages.find(ctx, listing, locale);
    if (shown?.listing.id !== listing || shown.listing.state === 'closed') return null;
    const now = this.clock.now();
    const draft = {
      id: post?.id ?? randomUUID(),
      author: authorOf(user),
      publishedAt: post?.publishedAt ?? now,
      updatedAt: now,
      ...content,
    };
    const posts = [draft, ...shown.posts.filter(({ id }) => id !== draft.id)];
    return page(
      'listings/listing',
      (scope) =>
        presentPostPreview(
          scope,
          { ...shown, posts },
          {
            listing,
            post: post?.id ?? null,
            values,
            isPhotoLost,
            ...(isAgent(user) ? { onBehalf: presentOnBehalf(scope, user, shown.listing.name) } : {}),
          },
        ),
      isAgent(user) ? { voice: agentsVoice } : {},
    );
  }

  private async listPage(at: SpaceRequest, state: PostsState, answer: PageOptions = {}): Promise<Page> {
    const [place, posts] = [await this.pages.placeOf(at), await this.posts.list(at.ctx, at.listing)];
    const changed = posts.find(({ id }) => id === state.done?.post.id);
    const done = state.done && { ...state.done, post: changed ?? state.done.post };
    const newId = newIdIn(state.form.values, NEW_ID);
    return this.space.page(at.ctx, at.user, {
      ...postsPage(place, posts, { ...state, done }, newId),
      ...answer,
    });
  }
}

/** Back to the list, which says what was done and how to take it back. */
const done = ({ listing, locale }: SpaceRequest, what: PostChange, post: string): HttpAnswer =>
  redirectDone(pathTo('merchant.posts', locale, { listing }), what, { post });
