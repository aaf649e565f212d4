import { pathsTo } from '@halles/contracts';
import type { AccountSession } from '@halles/domain/accounts';
import { TransferService, type TransferView } from '@halles/domain/claims';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { nameOf } from '../claims';
import { MerchantWaiting, type Waiting, type WaitingSource } from '../merchant-space';
import { dayOf } from '../wording/day-words';

/** An offer that one made, or is to answer. Pure. */
function transferWaiting({ transfer, subject }: TransferView, accountId: string): Waiting {
  const { id, listingId, fromAccountId, toEmail, createdAt, expiresAt } = transfer;
  const isMade = fromAccountId === accountId;
  const words = isMade ? 'made' : 'received';
  return {
    urgency: isMade ? 'theirs' : 'mine',
    since: createdAt,
    count: 1,
    listingId: isMade ? listingId : null,
    paths: isMade ? pathsTo('transfer.offer', { listing: listingId }) : pathsTo('transfer', { transfer: id }),
    sentence: (scope) =>
      scope.texts.line(`transfers.waiting.${words}.text`, {
        listing: nameOf(scope, subject),
        email: toEmail,
        until: dayOf(expiresAt, scope),
      }),
    action: ({ texts }) => texts.line(`transfers.waiting.${words}.action`),
  };
}

/** Offers to hand a page over that nobody answered yet. */
@Injectable()
export class TransferWaiting implements WaitingSource, OnModuleInit {
  readonly name = 'transfers';

  constructor(
    private readonly home: MerchantWaiting,
    private readonly transfers: TransferService,
  ) {}

  onModuleInit(): void {
    this.home.register(this);
  }

  async waitingFor(ctx: TenantContext, { account }: AccountSession, now: Date): Promise<Waiting[]> {
    const open = await this.transfers.waiting(ctx, account, now);
    return open.map((one) => transferWaiting(one, account.id));
  }
}
