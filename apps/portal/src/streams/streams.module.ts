import { Module } from '@nestjs/common';
import { PageStreams } from './page-streams';

/** Pages that stay open are told that something happened. */
@Module({ providers: [PageStreams], exports: [PageStreams] })
export class StreamsModule {}
