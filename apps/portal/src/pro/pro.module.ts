import { ListingsModule } from '@halles/domain/listings';
import { ProfilesModule } from '@halles/domain/profiles';
import type { Config } from '@halles/platform/config';
import { LettersModule } from '@halles/platform/letters';
import { type DynamicModule, Module } from '@nestjs/common';
import { PortalListingsModule } from '../listings/listings.module';
import { EditorController } from './editor.controller';
import { HoursController } from './hours.controller';
import { PreviewController } from './preview.controller';
import { ProDesks } from './pro-desk';
import { type ProRoute, proRoutes } from './pro-routes';
import { type ProSection, ProSections } from './pro-sections';
import { SignController } from './sign.controller';
import { SpaceController } from './space.controller';

const edits = (key: ProRoute, icon: string, order: number): ProSection => ({
  key,
  icon,
  order,
  permission: 'listing.edit',
  path: proRoutes[key],
});

const sections: readonly ProSection[] = [
  edits('hours', 'clock', 10),
  edits('holidays', 'calendar', 20),
  edits('away', 'home', 30),
  edits('information', 'info', 40),
  edits('access', 'wheelchair', 42),
  edits('payments', 'check', 44),
  edits('services', 'basket', 46),
  edits('legal', 'seal', 48),
  edits('preview', 'search', 85),
  { ...edits('history', 'books', 90), permission: 'listing.read' },
];

/** The merchant space: what is true of a business, said by who keeps it. */
@Module({
  controllers: [SpaceController, HoursController, EditorController, PreviewController, SignController],
  providers: [ProDesks],
})
export class PortalProModule {
  constructor(menu: ProSections) {
    menu.register(...sections);
  }

  static forRoot(config: Pick<Config, 'root'>): DynamicModule {
    return {
      module: PortalProModule,
      imports: [ListingsModule, ProfilesModule, PortalListingsModule, LettersModule.forRoot(config)],
    };
  }
}
