import { ListingNotFound } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import {
  type GatewayAccount,
  GatewayRefusal,
  GatewayUnavailable,
  PaymentGateway,
} from '@halles/platform/payments';
import { appendAudit, type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderingSettingsRepository } from '../ordering-settings.repository';
import type { AcceptedMethods, PaymentAccount } from './payment';
import { PaymentAccountRepository } from './payment-account.repository';
import { ListsPaidInShop, PaymentUnavailable } from './payment.errors';

/** Who connects a shop. */
export interface ConnectingOwner {
  readonly listingId: number;
  readonly accountId: string;
  readonly email: string | null;
}

/** Merchants connect their account at the provider, say where their customers pay, and disconnect it. */
@Injectable()
export class PaymentAccounts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: PaymentAccountRepository,
    private readonly settings: OrderingSettingsRepository,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  /** Whether the shops of a territory may be paid online: where they may not, nothing of it is shown. */
  isOfferedTo({ tenant }: TenantContext): boolean {
    return this.gateway.isOfferedTo(tenant);
  }

  /** Null where the shop never connected one. */
  find(ctx: TenantContext, listingId: number): Promise<PaymentAccount | null> {
    return this.work.read(ctx, (tx) => this.accounts.find(tx, listingId));
  }

  /**
   * Opens an account for a shop that has none, or whose own is closed or taken away from us, and says where its holder completes it.
   * @param back the page that the provider sends them back to
   * @throws PaymentUnavailable, ListingNotFound
   */
  async connect(ctx: TenantContext, owner: ConnectingOwner, back: string): Promise<string> {
    const { listingId } = owner;
    const before = await this.find(ctx, listingId);
    return available(async () => {
      const isLost = before !== null && (await this.ask(before.account)) === null;
      // The same owner who asks twice gets the same account, another owner another, and so does who lost the one before.
      const of = [ctx.tenant.slug, String(listingId), owner.accountId, ...(isLost ? [before.account] : [])];
      const shop = { tenant: ctx.tenant.slug, listing: listingId, email: owner.email };
      const account =
        before && !isLost
          ? before.account
          : await this.gateway.openAccount(shop, ['account', ...of].join('/'));
      await this.change(ctx, listingId, 'payment.connected', (tx, now) =>
        this.accounts.connect(tx, listingId, account, now),
      );
      await this.check(ctx, listingId);
      return this.gateway.accountPage(account, back);
    });
  }

  /** Asks the provider whether an account takes payments by now. @throws GatewayUnavailable */
  async check(ctx: TenantContext, listingId: number): Promise<void> {
    const known = await this.find(ctx, listingId);
    if (!known) return;
    const takesPayments = (await this.ask(known.account))?.takesPayments ?? null;
    await this.work.write(ctx, (tx) => this.accounts.note(tx, listingId, takesPayments, this.clock.now()));
  }

  /** The same of all shops that are connected. Returns how many. @throws GatewayUnavailable */
  async checkAll(ctx: TenantContext, signal: AbortSignal): Promise<number> {
    if (!this.gateway.isOfferedTo(ctx.tenant)) return 0;
    const shops = await this.work.read(ctx, (tx) => this.accounts.connected(tx));
    let checked = 0;
    for (const { listingId } of shops) {
      if (signal.aborted) break;
      await this.check(ctx, listingId);
      checked += 1;
    }
    return checked;
  }

  /** The same, for who waits for the answer. @throws PaymentUnavailable */
  refresh(ctx: TenantContext, listingId: number): Promise<void> {
    return available(() => this.check(ctx, listingId));
  }

  /** The same of the account that a job is about. @throws GatewayUnavailable */
  async checkById(ctx: TenantContext, id: string): Promise<void> {
    const shop = await this.work.read(ctx, (tx) => this.accounts.shopOf(tx, id));
    if (shop !== null) await this.check(ctx, shop);
  }

  /** @throws ListingNotFound, ListsPaidInShop it takes lists, which are paid at the counter */
  async choose(ctx: TenantContext, listingId: number, accepts: AcceptedMethods): Promise<void> {
    await this.change(ctx, listingId, 'payment.accepts', async (tx) => {
      const settings = await this.settings.find(tx, listingId);
      if (accepts === 'online' && settings?.takesLists === true && settings.kind === 'order')
        throw new ListsPaidInShop({});
      await this.accounts.choose(tx, listingId, accepts);
    });
  }

  /** Nothing new is paid on it; what was paid is captured, refunded and looked after as before. @throws ListingNotFound */
  async disconnect(ctx: TenantContext, listingId: number): Promise<void> {
    await this.change(ctx, listingId, 'payment.disconnected', (tx, now) =>
      this.accounts.disconnect(tx, listingId, now),
    );
  }

  /** Null where its holder took the account away from us, or closed it. */
  private async ask(account: string): Promise<GatewayAccount | null> {
    try {
      return await this.gateway.account(account);
    } catch (error) {
      if (error instanceof GatewayRefusal) return null;
      throw error;
    }
  }

  private async change(
    ctx: TenantContext,
    listingId: number,
    kind: string,
    write: (tx: TenantWriteTx, now: Date) => Promise<void>,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await this.settings.isOfShop(tx, listingId))) throw new ListingNotFound({});
      const now = this.clock.now();
      await write(tx, now);
      await appendAudit(tx, kind, { listing: listingId }, now);
    });
  }
}

/** @throws PaymentUnavailable where the provider does not answer, or refuses */
export async function available<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GatewayUnavailable || error instanceof GatewayRefusal)
      throw new PaymentUnavailable({}, undefined, { cause: error });
    throw error;
  }
}
