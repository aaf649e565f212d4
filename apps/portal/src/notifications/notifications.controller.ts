import { readFormValues } from '@halles/platform/forms';
import {
  type PushEndpointInput,
  pushEndpointSchema,
  type PushSubscriptionInput,
  pushSubscriptionSchema,
} from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import {
  NOTIFICATION_CHANNELS,
  NOTIFICATION_EVENTS,
  NotificationService,
  PushService,
} from '@halles/domain/notifications';
import { Clock } from '@halles/kernel';
import { contextOf, localeOfPath, Requires } from '@halles/platform/http';
import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { validate } from 'uuid';
import { SignedIn } from '../accounts';
import { notificationRoutes, PUSH_ROUTE } from './notification-routes';
import { boxOf, presentInbox, presentPreferences } from './notifications.presenter';
import { MerchantSpace } from '../merchant-space';

/** What an account was told, what it wants to be told and how, and its browsers. */
@Requires('account.own')
@Controller()
export class NotificationsController {
  constructor(
    private readonly pages: MerchantSpace,
    private readonly notifications: NotificationService,
    private readonly pushes: PushService,
    private readonly clock: Clock,
  ) {}

  @Get([notificationRoutes.inbox.fr, notificationRoutes.inbox.en])
  async inbox(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() { account }: AccountSession,
    @Query('avant') before: unknown,
  ): Promise<void> {
    const from = typeof before === 'string' && validate(before) ? before : null;
    const inbox = await this.notifications.inbox(contextOf(request), account.id, from);
    this.pages.show(request, reply, {
      view: 'pro/notifications',
      title: ({ texts }) => texts.line('freshness.inbox.heading'),
      paths: notificationRoutes.inbox,
      present: (scope) => presentInbox(scope, inbox),
    });
  }

  /** Everything was read: opening the list does not say so by itself, since browsers open pages ahead. */
  @Post([notificationRoutes.inbox.fr, notificationRoutes.inbox.en])
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() { account }: AccountSession,
  ): Promise<void> {
    await this.notifications.markRead(contextOf(request), account.id, this.clock.now());
    void reply.redirect(notificationRoutes.inbox[localeOfPath(request.url)], 303);
  }

  @Get([notificationRoutes.preferences.fr, notificationRoutes.preferences.en])
  async preferences(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() { account }: AccountSession,
    @Query('fait') done: unknown,
  ): Promise<void> {
    const ctx = contextOf(request);
    const wanted = await this.notifications.preferences(ctx, account.id);
    const browsers = (await this.pushes.browsersOf(ctx, account.id)).length;
    const state = { pushKey: this.pushes.publicKey, isDone: done !== undefined, browsers };
    this.pages.show(request, reply, {
      view: 'pro/preferences',
      title: ({ texts }) => texts.line('freshness.preferences.heading'),
      paths: notificationRoutes.preferences,
      present: (scope) => presentPreferences(scope, wanted, state),
    });
  }

  @Post([notificationRoutes.preferences.fr, notificationRoutes.preferences.en])
  async save(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @SignedIn() { account }: AccountSession,
    @Body() body: unknown,
  ): Promise<void> {
    const raw = readFormValues(body);
    const all = NOTIFICATION_EVENTS.flatMap((event) =>
      NOTIFICATION_CHANNELS.map((channel) => ({
        event,
        channel,
        wanted: raw[boxOf({ event, channel })] !== undefined,
      })),
    );
    const ctx = contextOf(request);
    await this.notifications.setPreferences(ctx, account.id, all, this.clock.now());
    if (raw['forget'] !== undefined) await this.pushes.unsubscribeAll(ctx, account.id);
    const path = notificationRoutes.preferences[localeOfPath(request.url)];
    void reply.redirect(`${path}?fait=1`, 303);
  }

  @Post(PUSH_ROUTE)
  @HttpCode(204)
  async subscribe(
    @Req() request: FastifyRequest,
    @SignedIn() { account }: AccountSession,
    @Body({ schema: pushSubscriptionSchema }) browser: PushSubscriptionInput,
  ): Promise<void> {
    await this.pushes.subscribe(contextOf(request), account.id, browser, this.clock.now());
  }

  @Delete(PUSH_ROUTE)
  @HttpCode(204)
  async unsubscribe(
    @Req() request: FastifyRequest,
    @SignedIn() { account }: AccountSession,
    @Body({ schema: pushEndpointSchema }) { endpoint }: PushEndpointInput,
  ): Promise<void> {
    await this.pushes.unsubscribe(contextOf(request), account.id, endpoint);
  }
}
