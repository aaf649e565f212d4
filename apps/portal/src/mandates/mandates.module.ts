import { MandatesModule } from '@halles/domain/mandates';
import { Module } from '@nestjs/common';
import { MandateController } from './mandate.controller';

@Module({
  imports: [MandatesModule],
  controllers: [MandateController],
})
export class PortalMandatesModule {}
