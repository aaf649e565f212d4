import {
  fileRoutes,
  pathTo,
  patternsOf,
  portalRoutes,
  type PushEndpointInput,
  pushEndpointSchema,
  type PushSubscriptionInput,
  pushSubscriptionSchema,
} from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { NotificationService, type Preference, PushService } from '@halles/domain/notifications';
import { Clock, type Locale } from '@halles/kernel';
import { type FormRefusal, Posted, type PostedForm, submitForm } from '@halles/platform/forms';
import { Ctx, CurrentLocale, type HttpAnswer, noContent, redirectTo, Requires } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SignedIn } from '../accounts';
import { MerchantSpace } from '../merchant-space';
import { Done, redirectDone } from '../params';
import type { Page } from '../rendering/page';
import { type PreferencesState, presentInbox, presentPreferences } from './notifications.presenter';
import { preferencesForm, tickedIn } from './preferences.form';

/** From which notification on the list is shown; from the newest where it is no id. */
const inboxQuery = z.object({ avant: z.guid().nullable().catch(null) });

/** The notifications of an account, its preferences and its browsers. */
@Requires('account.own')
@Controller()
export class NotificationsController {
  constructor(
    private readonly space: MerchantSpace,
    private readonly notifications: NotificationService,
    private readonly pushes: PushService,
    private readonly clock: Clock,
  ) {}

  @Get(patternsOf('notifications'))
  async inbox(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @Query({ schema: inboxQuery }) { avant }: z.output<typeof inboxQuery>,
  ): Promise<Page> {
    const inbox = await this.notifications.inbox(ctx, session.account.id, avant);
    return this.space.page(ctx, session, {
      view: 'notifications/inbox',
      title: ({ texts }) => texts.line('freshness.inbox.heading'),
      paths: portalRoutes.notifications,
      section: 'notifications',
      present: (scope) => presentInbox(scope, inbox),
    });
  }

  /** Everything was read: opening the list does not say so by itself, since browsers open pages ahead. */
  @Post(patternsOf('notifications'))
  async read(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() { account }: AccountSession,
  ): Promise<HttpAnswer> {
    await this.notifications.markRead(ctx, account.id, this.clock.now());
    return redirectTo(pathTo('notifications', locale));
  }

  @Get(patternsOf('notifications.preferences'))
  async preferences(
    @Ctx() ctx: TenantContext,
    @SignedIn() session: AccountSession,
    @Done(['1']) saved: '1' | null,
  ): Promise<Page> {
    const wanted = await this.notifications.preferences(ctx, session.account.id);
    return this.preferencesPage(ctx, session, wanted, { isDone: saved !== null, problem: null });
  }

  @Post(patternsOf('notifications.preferences'))
  async save(
    @Ctx() ctx: TenantContext,
    @CurrentLocale() locale: Locale,
    @SignedIn() session: AccountSession,
    @Posted() posted: PostedForm,
  ): Promise<Page | HttpAnswer> {
    return submitForm<readonly Preference[], Page | HttpAnswer>(
      preferencesForm.read(posted),
      async (preferences) => {
        await this.notifications.setPreferences(ctx, session.account.id, preferences, this.clock.now());
        return redirectDone(pathTo('notifications.preferences', locale), '1');
      },
      ({ state: { values, problem }, ...answer }) =>
        this.preferencesPage(ctx, session, tickedIn(values), { isDone: false, problem }, answer),
    );
  }

  @Post(fileRoutes.apiPush)
  async subscribe(
    @Ctx() ctx: TenantContext,
    @SignedIn() { account }: AccountSession,
    @Body({ schema: pushSubscriptionSchema }) browser: PushSubscriptionInput,
  ): Promise<HttpAnswer> {
    await this.pushes.subscribe(ctx, account.id, browser, this.clock.now());
    return noContent();
  }

  @Delete(fileRoutes.apiPush)
  async unsubscribe(
    @Ctx() ctx: TenantContext,
    @SignedIn() { account }: AccountSession,
    @Body({ schema: pushEndpointSchema }) { endpoint }: PushEndpointInput,
  ): Promise<HttpAnswer> {
    await this.pushes.unsubscribe(ctx, account.id, endpoint);
    return noContent();
  }

  /** @param wanted what the boxes show */
  private async preferencesPage(
    ctx: TenantContext,
    session: AccountSession,
    wanted: readonly Preference[],
    state: Pick<PreferencesState, 'isDone' | 'problem'>,
    answer: Pick<FormRefusal, 'status' | 'headers'> = { status: 200, headers: {} },
  ): Promise<Page> {
    const browsers = (await this.pushes.browsersOf(ctx, session.account.id)).length;
    const pushKey = this.pushes.publicKey;
    return this.space.page(ctx, session, {
      view: 'notifications/preferences',
      title: ({ texts }) => texts.line('freshness.preferences.heading'),
      paths: portalRoutes['notifications.preferences'],
      ...answer,
      present: (scope) => presentPreferences(scope, wanted, { ...state, pushKey, browsers }),
    });
  }
}
