import { SignInModule } from '@halles/domain/accounts';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import type { Config } from '@halles/platform/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { TeamController } from './team.controller';

/** The team of a business, in its merchant space. */
@Module({})
export class PortalTeamModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: PortalTeamModule,
      imports: [SignInModule, ListingsModule, MandatesModule.forRoot(config)],
      controllers: [TeamController],
    };
  }
}
