import { Module } from '@nestjs/common';
import { StyleguideController } from './styleguide.controller';

/** For development only: see PortalModule. */
@Module({ controllers: [StyleguideController] })
export class StyleguideModule {}
