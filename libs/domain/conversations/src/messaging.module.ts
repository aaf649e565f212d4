import { AccountsModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { Module } from '@nestjs/common';
import { Messaging } from './messaging.service';

/** Which shops take messages, and who answers them. */
@Module({ imports: [AccountsModule, ListingsModule], providers: [Messaging], exports: [Messaging] })
export class MessagingModule {}
