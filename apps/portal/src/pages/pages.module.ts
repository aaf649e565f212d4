import { TerritoriesModule } from '@halles/domain/territories';
import { Module } from '@nestjs/common';
import { PagesController } from './pages.controller';

@Module({ imports: [TerritoriesModule], controllers: [PagesController] })
export class PagesModule {}
