import { ClaimUnionModule } from '@halles/domain/claims';
import { ListingsModule } from '@halles/domain/listings';
import { NotificationServiceModule } from '@halles/domain/notifications';
import { ProfilesModule } from '@halles/domain/profiles';
import { Module } from '@nestjs/common';
import { AttachmentRepository } from './attachment.repository';
import { DuplicateRepository } from './duplicate.repository';
import { DuplicateService } from './duplicate.service';
import { MergeEffectRepository } from './merge-effect.repository';
import { MergeEffects } from './merge-effects.service';

@Module({
  imports: [ClaimUnionModule, ListingsModule, ProfilesModule, NotificationServiceModule],
  providers: [
    AttachmentRepository,
    DuplicateRepository,
    DuplicateService,
    MergeEffectRepository,
    MergeEffects,
  ],
  exports: [DuplicateService, MergeEffects],
})
export class DuplicatesModule {}
