export type { StreamEvent, Subscriber } from './page-stream';
export { MAX_STREAMS, PageStreams } from './page-streams';
export { streamAnswer } from './stream-answer';
export { StreamsModule } from './streams.module';
