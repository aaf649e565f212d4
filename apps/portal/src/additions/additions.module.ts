import { ClaimsModule } from '@halles/domain/claims';
import { Module } from '@nestjs/common';
import { AdditionWaiting } from './addition.waiting';
import { AdditionController } from './addition.controller';

/** Businesses that are not in the directory ask to be. */
@Module({ imports: [ClaimsModule], controllers: [AdditionController], providers: [AdditionWaiting] })
export class PortalAdditionsModule {}
