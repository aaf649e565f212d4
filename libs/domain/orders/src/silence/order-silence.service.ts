import { ProductIndex } from '@halles/domain/catalogue';
import { Clock } from '@halles/kernel';
import { Outbox } from '@halles/platform/outbox';
import {
  appendAudit,
  type TenantContext,
  type TenantTx,
  type TenantWriteTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderDailyRepository } from '../figures/order-daily.repository';
import { openMinutes } from '../order-assurance';
import { OrderAnswerers } from '../order-answerers';
import { OrderAnswerOver, OrderingClosed } from '../order.errors';
import { askPause } from '../order.events';
import { signalOrders } from '../order-signals';
import { controlsAt } from '../ordering-controls';
import { type OrderingSettings, OrderingSettingsRepository } from '../ordering-settings.repository';
import { OrderingShops } from '../ordering-shops.service';
import { RecipientRepository } from '../recipient.repository';
import { SILENCE_PAUSE, SILENCE_WINDOW, silenceStep } from './silence';
import { type SilencePrompt, SilenceRepository, type SilentShop } from './silence.repository';

/** What a shop says that is asked whether it takes a pause. */
export const SILENCE_ANSWERS = ['pause', 'here'] as const;
export type SilenceAnswer = (typeof SILENCE_ANSWERS)[number];

/** How a shop stands that is asked. */
export interface ShopSilence {
  readonly listingId: number;
  /** Orders in a row without an answer; 0 once it answered. */
  readonly missed: number;
  readonly pausedUntil: Date | null;
  readonly isPausedByPlatform: boolean;
  readonly now: Date;
}

/** Shops that do not answer: they are asked to pause, then paused, so that nobody orders where nobody answers. */
@Injectable()
export class OrderSilence {
  constructor(
    private readonly work: UnitOfWork,
    private readonly silences: SilenceRepository,
    private readonly settings: OrderingSettingsRepository,
    private readonly shops: OrderingShops,
    private readonly recipients: RecipientRepository,
    private readonly daily: OrderDailyRepository,
    private readonly answerers: OrderAnswerers,
    private readonly index: ProductIndex,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** To be called once, in the transaction that ends an order which nobody answered. */
  async note(
    tx: TenantWriteTx,
    order: { readonly id: string; readonly listingId: number },
    now: Date,
  ): Promise<void> {
    const { listingId } = order;
    const settings = await this.settings.lock(tx, listingId);
    if (!settings?.isOpen || !(await this.hadTime(tx, order, now))) return;
    const silence = await this.silences.miss(tx, listingId, now, new Date(now.getTime() - SILENCE_WINDOW));
    const step = silenceStep(silence, controlsAt(settings, now).pausedUntil !== null, now);
    if (step === null) return;
    if (step === 'ask') await this.silences.setPrompted(tx, listingId, now);
    else {
      await this.silences.setPaused(tx, listingId, now);
      await this.setPause(tx, listingId, new Date(now.getTime() + SILENCE_PAUSE), now);
    }
    const handlers = await this.shops.handlersOf(tx, listingId);
    for (const { id } of await this.recipients.ensure(tx, order, handlers))
      await this.outbox.append(tx, askPause(id));
    await appendAudit(tx, 'order.silence', { listing: listingId, step, missed: silence.missed }, now);
  }

  /** Whether a shop had an order for as long as it has to answer: what was confirmed or paid at the last moment is no silence of its. */
  private async hadTime(
    tx: TenantWriteTx,
    { id, listingId }: { readonly id: string; readonly listingId: number },
    now: Date,
  ): Promise<boolean> {
    const since = await this.daily.cameAt(tx, id);
    const { minutes } = await this.settings.answering(tx, listingId);
    const hours = await this.shops.answeringHours(tx, listingId);
    const least = minutes ?? tx.ctx.tenant.settings.orders.answerMinutes;
    return since !== null && openMinutes(hours, since, now) >= least;
  }

  /** How the shop of a mailed link stands. @throws OrderNotFound, OrderAnswerOver */
  async find(ctx: TenantContext, recipientId: string): Promise<ShopSilence> {
    return this.work.read(ctx, async (tx) => {
      const { listingId } = await this.answerers.find(tx, recipientId);
      const asked = await this.silenceOf(tx, listingId);
      if (!asked) throw new OrderAnswerOver({});
      return asked;
    });
  }

  /** How a shop stands that is asked; null where it answered, or takes no orders any more. */
  async standing(ctx: TenantContext, listingId: number): Promise<ShopSilence | null> {
    const asked = await this.work.read(ctx, (tx) => this.silenceOf(tx, listingId));
    return asked && asked.missed > 0 ? asked : null;
  }

  /** Takes a pause, or takes orders again: either says that somebody is there. @throws OrderNotFound, OrderAnswerOver */
  async answer(ctx: TenantContext, recipientId: string, answer: SilenceAnswer): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const { listingId } = await this.answerers.find(tx, recipientId);
      const now = this.clock.now();
      const until = answer === 'pause' ? new Date(now.getTime() + SILENCE_PAUSE) : null;
      await this.setPause(tx, listingId, until, now);
      await this.noteAnswer(tx, listingId, answer, now);
    });
  }

  /**
   * The same from the inbox, for who may handle the orders of the shop, which is asked before. Who says that they are there
   * ends no pause: a colleague may have taken it meanwhile. @throws OrderingClosed
   */
  async answerFromInbox(ctx: TenantContext, listingId: number, answer: SilenceAnswer): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      const now = this.clock.now();
      if (answer === 'pause')
        await this.setPause(tx, listingId, new Date(now.getTime() + SILENCE_PAUSE), now);
      else await this.lockOpen(tx, listingId);
      await this.noteAnswer(tx, listingId, answer, now);
    });
  }

  /** Those of some shops that are asked. */
  asked(ctx: TenantContext, listings: readonly number[]): Promise<SilencePrompt[]> {
    return this.work.read(ctx, (tx) => this.silences.asked(tx, listings, this.clock.now()));
  }

  /** Shops whose last orders ended without an answer, the worst at the head. */
  list(ctx: TenantContext, limit: number): Promise<SilentShop[]> {
    return this.work.read(ctx, (tx) => this.silences.list(tx, this.clock.now(), limit));
  }

  private async silenceOf(tx: TenantTx, listingId: number): Promise<ShopSilence | null> {
    const settings = await this.settings.find(tx, listingId);
    if (!settings?.isOpen) return null;
    const silence = await this.silences.find(tx, listingId);
    const now = this.clock.now();
    const { pausedUntil } = controlsAt(settings, now);
    const isPausedByPlatform = pausedUntil !== null && (silence?.isPausedByPlatform ?? false);
    return { listingId, missed: silence?.missed ?? 0, pausedUntil, isPausedByPlatform, now };
  }

  private async setPause(
    tx: TenantWriteTx,
    listingId: number,
    pausedUntil: Date | null,
    now: Date,
  ): Promise<void> {
    const settings = await this.lockOpen(tx, listingId);
    const isPaused = controlsAt(settings, now).pausedUntil !== null;
    // Pressed twice it is as done once: a pause that is on keeps its end.
    if (isPaused === (pausedUntil !== null)) return;
    await this.settings.save(tx, listingId, { ...settings, pausedUntil }, now);
    await this.index.show(tx, listingId);
    await signalOrders(tx, listingId);
  }

  private async lockOpen(tx: TenantWriteTx, listingId: number): Promise<OrderingSettings> {
    const settings = await this.settings.lock(tx, listingId);
    if (!settings?.isOpen) throw new OrderingClosed({});
    return settings;
  }

  private async noteAnswer(
    tx: TenantWriteTx,
    listingId: number,
    answer: SilenceAnswer,
    now: Date,
  ): Promise<void> {
    await this.silences.forget(tx, listingId);
    // The question is gone from every inbox that is open.
    await signalOrders(tx, listingId);
    await appendAudit(tx, 'order.silence', { listing: listingId, answer }, now);
  }
}
