import { hoursFields } from '@halles/contracts';
import { CorrectionsModule } from '@halles/domain/corrections';
import { ListingsModule } from '@halles/domain/listings';
import { MandatesModule } from '@halles/domain/mandates';
import { OrdersModule } from '@halles/domain/orders';
import { PageHistoryModule } from '@halles/domain/page-history';
import { PlaceDaysModule } from '@halles/domain/place-days';
import { PostsModule } from '@halles/domain/posts';
import { ProfilesModule } from '@halles/domain/profiles';
import { ReportsModule } from '@halles/domain/reports';
import { LettersModule } from '@halles/platform/letters';
import { Module } from '@nestjs/common';
import { PortalListingsModule } from '../listings';
import { PortalPlacesModule } from '../places';
import { AddressController } from './address.controller';
import { PlaceWaiting } from './place.waiting';
import { EditorController } from './editor.controller';
import { HoursController } from './hours.controller';
import { PreviewController } from './preview.controller';
import { EditorSessions } from './editor-session';
import { editorForms } from './forms/editor-forms';
import type { ProfilePage } from './profile-page';
import { type MerchantSection, MerchantSections } from '../merchant-space';
import { DoorSignController } from './door-sign.controller';
import { HistoryController } from './history.controller';
import { OverviewController } from './overview.controller';

const edits = (
  key: ProfilePage,
  icon: string,
  order: number,
  agents: MerchantSection['agents'] = 'all',
): MerchantSection => ({
  key,
  icon,
  order,
  permission: 'listing.edit',
  route: `profile.${key}`,
  agents,
});

/** Hours are in one group of a mandate: whoever may change those of the shop may change all that is laid over them. */
const HOURS = [hoursFields.shop] as const;

const sections: readonly MerchantSection[] = [
  { ...edits('hours', 'clock', 10, HOURS), tab: 'pro.tabs.hours' },
  ...editorForms.map(({ page, section, fields }) => ({
    ...edits(page, section.icon, section.order, fields),
    ...section,
  })),
  edits('address', 'place', 41, ['address']),
  edits('preview', 'search', 85),
  { ...edits('history', 'books', 90), permission: 'listing.read' },
];

/** What is true of a business, said by who keeps it. */
@Module({
  imports: [
    CorrectionsModule,
    ListingsModule,
    MandatesModule,
    OrdersModule,
    ReportsModule,
    PageHistoryModule,
    PlaceDaysModule,
    PostsModule,
    ProfilesModule,
    PortalListingsModule,
    PortalPlacesModule,
    LettersModule,
  ],
  controllers: [
    OverviewController,
    HistoryController,
    HoursController,
    AddressController,
    EditorController,
    PreviewController,
    DoorSignController,
  ],
  providers: [EditorSessions, PlaceWaiting],
})
export class PortalProfilesModule {
  constructor(menu: MerchantSections) {
    menu.register(...sections);
    menu.openToAgents('all', 'merchant.listing', 'profile.undo', 'profile.doorSign');
    menu.openToAgents(HOURS, 'profile.hoursPreview', 'profile.today');
  }
}
