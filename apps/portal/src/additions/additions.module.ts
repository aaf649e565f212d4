import { ClaimsModule } from '@halles/domain/claims';
import { Module } from '@nestjs/common';
import { AdditionController } from './addition.controller';

/** Businesses that are not in the directory ask to be. */
@Module({ imports: [ClaimsModule], controllers: [AdditionController] })
export class PortalAdditionsModule {}
