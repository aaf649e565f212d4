import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { isPlaceDoubt, MerchantPlaces, PlaceDecided, type PlaceRequest } from '@halles/domain/corrections';
import { ProfileInvalid } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import {
  buttonForm,
  defineActions,
  formReader,
  type FormValues,
  Posted,
  type PostedForm,
  refusalOf,
  submitAction,
  textOf,
} from '@halles/platform/forms';
import { type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { DECISION_SHOWN_FOR, isAgent, MerchantSpace, SpaceRequest, type SpaceUser } from '../merchant-space';
import { Done, redirectDone } from '../params';
import {
  inSpan,
  isTouch,
  PLAN_STEPS,
  type PlaceContext,
  PlaceContexts,
  type PlanStep,
  steppedTo,
  withPin,
} from '../places';
import type { Page, PageOptions } from '../rendering/page';
import { presentAddress } from './address.presenter';
import type { EditorSession } from './editor';
import { draftedOf, EditorSessions, publishedOf } from './editor-session';
import { type EditorState, presentEditor } from './editor.presenter';
import { fillAddress, readAddress } from './forms/address.form';
import { doneQuery, pathWhenDone, type ReturnNote, versionOf } from './return-notes';

/** What was just done with what waits: withdrawn, or left as it is by a form that nobody changed. */
const placeNotes = ['withdrawn', 'unchanged'] as const;
type PlaceNote = (typeof placeNotes)[number];

/** The inputs that say where the business is. */
const PLACE_INPUTS = ['line', 'complement', 'postalCode', 'commune', 'longitude', 'latitude'] as const;

/** Whether the editor saved another place without publishing it. Pure. */
const isDrafted = (editor: EditorSession): boolean => draftedOf(editor).address !== undefined;

/** How the form came to be shown. */
interface AddressState extends EditorState {
  readonly values: FormValues;
  /** What was just done. */
  readonly word?: PlaceNote | null;
}

/** The address and the pin: a form that works without JavaScript. Nobody types a coordinate. */
@Requires('listing.edit')
@Controller()
export class AddressController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly editors: EditorSessions,
    private readonly places: MerchantPlaces,
    private readonly worlds: PlaceContexts,
  ) {}

  @Get(patternsOf('profile.address'))
  async form(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Query({ schema: doneQuery }) done: ReturnNote,
    @Done(placeNotes) word: PlaceNote | null,
  ): Promise<Page> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const version = this.editors.versionFor(editor, ['address']);
    const values = await this.filled(ctx, user, editor);
    const state = { values, version, errors: {}, word, ...done };
    return this.page(ctx, user, editor, state);
  }

  @Post(patternsOf('profile.address'))
  async send(
    @SpaceRequest() { ctx, locale, listing, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const { values } = posted;
    const version = versionOf(values, editor.profile.version);
    const unsaved = (changed: FormValues): Promise<Page> =>
      this.page(ctx, user, editor, { values: changed, version, errors: {} });
    const form = { listingId: listing };
    if (isTouch(values)) return unsaved(await this.worlds.touched(ctx, form, values));
    const context = await this.worlds.of(ctx, form, values);
    const moved = async (step: PlanStep): Promise<Page> =>
      unsaved(context.pin ? withPin(values, steppedTo(context.pin, step, context.typed.span)) : values);
    return submitAction(
      placeActions(context).read(posted),
      {
        north: () => moved('north'),
        south: () => moved('south'),
        east: () => moved('east'),
        west: () => moved('west'),
        near: () => unsaved(inSpan(values, 'near')),
        wide: () => unsaved(inSpan(values, 'wide')),
        locate: () => this.located(ctx, user, editor, values, version),
        withdraw: () => this.withdraw(ctx, locale, user, editor),
        preview: async (address) => {
          await atFields(() => this.editors.saveDraft(ctx, editor, { version, changes: { address } }));
          return redirectTo(pathTo('profile.preview', locale, { listing }));
        },
        publish: async (address) => {
          if (await this.isUntouched(ctx, user, editor, values))
            return redirectDone(pathTo('profile.address', locale, { listing }), 'unchanged');
          const changes = { address };
          const published = await atFields(() =>
            this.editors.publish(ctx, editor, { version, changes, agreed: '' }),
          );
          if ('saved' in published)
            return redirectTo(pathWhenDone('profile.address', locale, listing, published.saved));
          if ('closing' in published) return unsaved(values);
          const other = publishedOf(await this.editors.open(ctx, listing, user, locale));
          const clash = { ...published.clash, mine: changes, ...other };
          const state = { values, version: clash.version, errors: {}, clash };
          return this.page(ctx, user, editor, state, { status: 409 });
        },
      },
      ({ state: { errors, problem }, ...answer }) => {
        // Who publishes again has looked at the pin.
        const looked = 'pin' in errors && context.pin ? withPin(values, context.pin) : values;
        return this.page(ctx, user, editor, { values: looked, version, errors, problem }, answer);
      },
    );
  }

  /** What the form begins with: what the town is asked while that waits, for who may ask. */
  private async filled(ctx: TenantContext, user: SpaceUser, editor: EditorSession): Promise<FormValues> {
    const open = isAgent(user) || isDrafted(editor) ? null : await this.openRequest(ctx, editor);
    const content = open ? { address: open.address } : editor.content;
    return fillAddress(content, editor.known, await this.places.communes(ctx));
  }

  /**
   * Whether the form came back as it was shown while a request waits: publishing it changes nothing, and withdraws nothing.
   */
  private async isUntouched(
    ctx: TenantContext,
    user: SpaceUser,
    editor: EditorSession,
    values: FormValues,
  ): Promise<boolean> {
    if (isDrafted(editor) || !(await this.openRequest(ctx, editor))) return false;
    const shown = await this.filled(ctx, user, editor);
    return PLACE_INPUTS.every((name) => textOf(values, name) === textOf(shown, name));
  }

  private async openRequest(
    ctx: TenantContext,
    { listing, now }: EditorSession,
  ): Promise<PlaceRequest | null> {
    const requests = await this.places.requests(ctx, [listing.id], now);
    return requests.find(({ state }) => state === 'open') ?? null;
  }

  /** Withdraws the pending request. If the town has decided meanwhile, the page shows the current state instead. */
  private async withdraw(
    ctx: TenantContext,
    locale: Locale,
    user: SpaceUser,
    editor: EditorSession,
  ): Promise<Page | HttpAnswer> {
    const { listing, author, content, known, now } = editor;
    try {
      if (!isAgent(user)) await this.places.withdraw(ctx, listing.id, author.accountId, now);
    } catch (error) {
      if (!(error instanceof PlaceDecided)) throw error;
      const values = fillAddress(content, known, await this.places.communes(ctx));
      const version = this.editors.versionFor(editor, ['address']);
      const { state, ...answer } = refusalOf(error, values);
      return this.page(ctx, user, editor, { ...state, values, version }, answer);
    }
    return redirectDone(pathTo('profile.address', locale, { listing: listing.id }), 'withdrawn');
  }

  /** The pin at the door that the directory knows for the typed address. */
  private async located(
    ctx: TenantContext,
    user: SpaceUser,
    editor: EditorSession,
    values: FormValues,
    version: number,
  ): Promise<Page> {
    const { found } = await this.worlds.of(ctx, { listingId: editor.listing.id }, values);
    if (found?.position) {
      const located = inSpan(withPin(values, found.position), 'near');
      return this.page(ctx, user, editor, { values: located, version, errors: {} });
    }
    const errors = { pin: { key: 'pin' } };
    return this.page(ctx, user, editor, { values, version, errors }, { status: 422 });
  }

  /** What the town is asked, or answered lately, of the place of a page. */
  private async requestOf(
    ctx: TenantContext,
    user: SpaceUser,
    { listing, now }: EditorSession,
  ): Promise<PlaceRequest | null> {
    if (isAgent(user)) return null;
    const [newest] = await this.places.requests(
      ctx,
      [listing.id],
      new Date(now.getTime() - DECISION_SHOWN_FOR),
    );
    return newest && newest.state !== 'accepted' && isPlaceDoubt(newest.doubt) ? newest : null;
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    editor: EditorSession,
    { values, word = null, ...state }: AddressState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const context = await this.worlds.of(ctx, { listingId: editor.listing.id }, values);
    const request = await this.requestOf(ctx, user, editor);
    const { listing } = editor;
    return this.space.page(ctx, user, {
      view: 'profiles/address',
      title: ({ texts }) => texts.line('pro.nav.address'),
      paths: pathsTo('profile.address', { listing: listing.id }),
      listing,
      section: 'address',
      ...answer,
      present: (scope) => ({
        ...presentEditor(scope, editor, { page: 'address', fields: ['address'] }, { ...state, values }),
        ...presentAddress(scope, editor, { ...context, values, errors: state.errors, request, word }),
      }),
    });
  }
}

/** Which field of the form what the page refuses of an address is about; the rest is where its pin stands. */
const FIELDS: Readonly<Record<string, string>> = {
  '/address/postalCode': '/postalCode',
  '/address/communeCode': '/commune',
};

/** Says what a page refuses of an address at the fields of the form. @throws ProfileInvalid */
async function atFields<Result>(save: () => Promise<Result>): Promise<Result> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof ProfileInvalid)) throw error;
    const errors = error.errors.map(({ pointer, message }) => ({
      pointer: FIELDS[pointer] ?? (pointer.startsWith('/address') ? '/pin' : pointer),
      message,
    }));
    throw new ProfileInvalid({}, errors);
  }
}

/** The buttons of the form: those of the plan change what it shows, two want it to be right. */
function placeActions({ typed, found }: PlaceContext) {
  const reader = formReader((_values) => {
    const read = readAddress(typed, found);
    return 'errors' in read ? read : { input: read.address };
  });
  return defineActions({
    button: 'do',
    actions: {
      ...(Object.fromEntries(PLAN_STEPS.map((step) => [step, buttonForm])) as Record<
        PlanStep,
        typeof buttonForm
      >),
      near: buttonForm,
      wide: buttonForm,
      locate: buttonForm,
      withdraw: buttonForm,
      preview: reader,
      publish: reader,
    },
    otherwise: 'publish',
  });
}
