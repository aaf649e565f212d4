import { pathsTo, pathTo, patternsOf } from '@halles/contracts';
import { AgendaSetup, templateOf } from '@halles/domain/agendas';
import { categoriesOf, categoryById } from '@halles/domain/categories';
import { type FormState, newForm, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { type HttpAnswer, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Controller, Get, Post } from '@nestjs/common';
import { SpaceRequest, type SpaceUser } from '../../../merchant-space';
import { redirectDone } from '../../../params';
import type { Page, PageOptions } from '../../../rendering/page';
import { PageRenderer } from '../../../rendering/page-renderer';
import { AgendaPages } from './agenda-pages.service';
import { agendaSetupReader, agendaSetupValues } from './agenda-setup.form';
import { presentAgendaSetup, templateWords } from './agenda-setup.presenter';

/** An agenda is opened with five questions; what the trade usually offers is there at once, to be changed. */
@Requires('listing.agenda')
@Controller()
export class AgendaSetupController {
  constructor(
    private readonly pages: AgendaPages,
    private readonly setup: AgendaSetup,
    private readonly renderer: PageRenderer,
  ) {}

  @Get(patternsOf('merchant.agendaSetup'))
  async show(
    @SpaceRequest() { ctx, locale, listing, user: session }: SpaceRequest,
  ): Promise<Page | HttpAnswer> {
    if (await this.setup.isDone(ctx, listing))
      return redirectTo(pathTo('merchant.agenda', locale, { listing }));
    const { category: id } = await this.pages.listing(ctx, listing);
    const category = id === null ? undefined : categoryById(id, categoriesOf(ctx));
    const template = templateOf(category?.id ?? null, category?.branch ?? null);
    return this.page(ctx, session, listing, newForm(agendaSetupValues(template)));
  }

  @Post(patternsOf('merchant.agendaSetup'))
  open(
    @SpaceRequest() { ctx, locale, listing, user: session }: SpaceRequest,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm(
      agendaSetupReader.read(posted),
      async (answers): Promise<Page | HttpAnswer> => {
        const scope = this.renderer.scope(ctx.tenant, locale);
        await this.setup.open(ctx, listing, answers, templateWords(answers.template, scope));
        return redirectDone(pathTo('merchant.agenda', locale, { listing }), 'opened');
      },
      ({ state, ...answer }) => this.page(ctx, session, listing, state, answer),
    );
  }

  private async page(
    ctx: TenantContext,
    session: SpaceUser,
    listing: number,
    form: FormState,
    answer: PageOptions = {},
  ): Promise<Page> {
    const hasHours = await this.setup.hasHours(ctx, listing);
    return this.pages.page(
      ctx,
      session,
      listing,
      {
        paths: pathsTo('merchant.agendaSetup', { listing }),
        heading: 'agenda.setup.heading',
        present: (scope) => presentAgendaSetup(scope, { listing, hasHours, form }),
      },
      answer,
    );
  }
}
