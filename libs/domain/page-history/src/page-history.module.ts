import { Module } from '@nestjs/common';
import { PageHistory } from './page-history.service';

@Module({ providers: [PageHistory], exports: [PageHistory] })
export class PageHistoryModule {}
