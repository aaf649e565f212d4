import { pathsTo, pathTo, patternsOf, type ProfileChanges } from '@halles/contracts';
import { OrderingSettingsService } from '@halles/domain/orders';
import {
  defineActions,
  formReader,
  type FormValues,
  Posted,
  type PostedForm,
  submitAction,
  textOf,
} from '@halles/platform/forms';
import { type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post, Query } from '@nestjs/common';
import { isAgent, MerchantSpace, SpaceRequest, type SpaceUser } from '../merchant-space';
import type { Page, PageOptions } from '../rendering/page';
import { redirectDone } from '../params';
import { presentClosedOrders } from './closed-orders';
import { agreedIn } from './closing';
import { type EditorState, fieldWriter, presentEditor } from './editor.presenter';
import type { EditorSession } from './editor';
import { EditorSessions, publishedOf } from './editor-session';
import type { EditorForm } from './forms/editor-form';
import { editorForms } from './forms/editor-forms';
import { narrowedForm } from './forms/narrowed-form';
import { HoursInputs } from './hours-inputs';
import { BACK, backOf, doneQuery, pathWhenDone, type ReturnNote, versionOf } from './return-notes';

const patterns = editorForms.flatMap(({ page }) => patternsOf(`profile.${page}`));

/** Forms in which a shop says what the law asks of who sells at a distance. */
const SOLD_WITH: readonly string[] = ['legal', 'information'];

/** The form at an address: each has a last word of its own. */
const byWord = new Map(
  editorForms.flatMap((form) =>
    patternsOf(`profile.${form.page}`).map((pattern) => [pattern.split('/').at(-1), form] as const),
  ),
);

function formAt(url: string): EditorForm {
  const word = url.replace(/\?.*$/, '').split('/').at(-1);
  const form = byWord.get(word);
  if (!form) throw new Error(`no form is at "${url}"`);
  return form;
}

/** What is published, or kept as a draft to look at first. */
interface Draft {
  readonly changes: ProfileChanges;
  /** That the form was made from. */
  readonly version: number;
}

/** The buttons of a form: both read it in the same way. */
function editorActions(form: EditorForm, { known, profile }: EditorSession) {
  const reader = formReader<Draft>((values) => {
    const { changes, errors } = form.read(values, known);
    if (Object.keys(errors).length > 0) return { errors };
    return { input: { changes, version: versionOf(values, profile.version) } };
  });
  return defineActions({
    button: 'do',
    actions: { publish: reader, preview: reader },
    otherwise: 'publish',
  });
}

/** The pages of fields. They work without JavaScript. */
@Requires('listing.edit')
@Controller()
export class EditorController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly editors: EditorSessions,
    private readonly ordering: OrderingSettingsService,
  ) {}

  @Get(patterns)
  async form(
    @SpaceRequest() { ctx, locale, client, listing, user }: SpaceRequest,
    @Query({ schema: doneQuery }) done: ReturnNote,
  ): Promise<Page> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const form = narrowedForm(formAt(client.url), editor.fields);
    const version = this.editors.versionFor(editor, form.fields);
    const values = form.fill(editor.content, editor.known);
    return this.page(ctx, user, { form, editor, values }, { version, errors: {}, ...done });
  }

  @Post(patterns)
  async send(
    @SpaceRequest() { ctx, locale, client, listing, user }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    const editor = await this.editors.open(ctx, listing, user, locale);
    const form = narrowedForm(formAt(client.url), editor.fields);
    const { values } = posted;
    const shown = { form, editor, values };
    const back = backOf(textOf(values, BACK));
    const present = editor.profile.version;
    return submitAction(
      editorActions(form, editor).read(posted),
      {
        preview: async (draft) => {
          await this.editors.saveDraft(ctx, editor, draft);
          return redirectTo(pathTo('profile.preview', locale, { listing }));
        },
        publish: async (draft) => {
          const published = await this.editors.publish(ctx, editor, { ...draft, agreed: agreedIn(values) });
          if ('saved' in published && back.back)
            return redirectDone(pathTo('merchant.ordering', locale, { listing }), 'mentions');
          if ('saved' in published)
            return redirectTo(pathWhenDone(`profile.${form.page}`, locale, listing, published.saved));
          if ('closing' in published)
            return this.page(ctx, user, shown, { version: draft.version, errors: {}, ...published, ...back });
          const { clash } = published;
          const other = publishedOf(await this.editors.open(ctx, listing, user, locale));
          const state = {
            ...back,
            version: clash.version,
            clash: { ...clash, mine: draft.changes, ...other },
          };
          return this.page(ctx, user, shown, { ...state, errors: {} }, { status: 409 });
        },
      },
      ({ state: { errors, problem }, ...answer }) =>
        this.page(
          ctx,
          user,
          shown,
          { version: versionOf(values, present), errors, problem, ...back },
          answer,
        ),
    );
  }

  private async page(
    ctx: TenantContext,
    user: SpaceUser,
    {
      form,
      editor,
      values,
    }: { readonly form: EditorForm; readonly editor: EditorSession; readonly values: FormValues },
    state: EditorState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const { listing, known } = editor;
    const [incomplete] = SOLD_WITH.includes(form.page)
      ? await this.ordering.listIncomplete(ctx, [listing.id])
      : [];
    return this.space.page(ctx, user, {
      view: form.own?.view ?? 'profiles/form',
      title: ({ texts }) => texts.line(`pro.nav.${form.page}`),
      paths: pathsTo(`profile.${form.page}`, { listing: listing.id }),
      listing,
      section: form.page,
      ...answer,
      present: (scope) => ({
        ...presentEditor(scope, editor, form, { ...state, values }),
        ...presentClosedOrders(scope, listing.id, incomplete?.missing ?? [], {
          at: 'now',
          leads: !isAgent(user),
        }),
        parts: form.parts(fieldWriter(scope, values, state.errors), known, scope),
        ...form.own?.present(new HoursInputs(scope, values, state.errors), known, scope),
      }),
    });
  }
}
